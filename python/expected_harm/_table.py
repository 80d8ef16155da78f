"""A table of scenarios: Arrow in, the same kind of table out."""

import sys

from . import _native
from ._scenario import _names


def assess_batch(
    table, *, columns=(), lens=(), link=False, site=None, prefix="", threads=None, base=None, **inputs
):
    """Assess every row of a table.

    A column with the name of an input is read: numbers as they are, texts as people write them. A null is an input that
    is not given; ``inputs``, or the link ``base``, say what it is then. All other columns are passed through. The results
    and the column ``error``, which says why a row has none, come behind them.

    The table of pyarrow, Polars or pandas comes back as one of the same kind. A DuckDB relation gives an Arrow stream, which
    DuckDB can query. A reader, or anything else that has Arrow's stream, gives one that is assessed while it is read.
    """
    columns = _names(columns)
    if link and "link" not in columns:
        columns.append("link")
    if site is not None and "link" not in columns:
        raise ValueError("site is for the column link: add link=True")
    if threads is not None and (isinstance(threads, bool) or not isinstance(threads, int) or threads < 1):
        raise ValueError(f"threads must be 1 or more, but got {threads!r}")
    back = _way_back(table)
    arguments = (base, inputs, _names(lens), columns, site, prefix, threads)
    stream = _native.batch(table, *arguments, back is None)
    return stream if back is None else back(stream)


def _way_back(table):
    """What makes a table of this kind of a stream; ``None`` for a stream itself."""
    module, kind = type(table).__module__.partition(".")[0], type(table).__name__
    # The library is there when there is one of its tables, and is not loaded otherwise.
    library = sys.modules.get(module)
    match module, kind:
        case "pyarrow", "Table":
            return library.table
        case "pyarrow", "RecordBatch":
            return lambda stream: _to_batch(library, stream)
        case "polars", "DataFrame":
            return library.DataFrame
        case "pandas", "DataFrame":
            return lambda stream: _to_pandas(stream, table)
        case "duckdb" | "_duckdb", _:
            # A relation keeps its connection busy until all of it is read.
            return lambda stream: stream
    return None


def _to_batch(pyarrow, stream):
    results = pyarrow.table(stream).combine_chunks()
    arrays = [column.chunk(0) if column.num_chunks else pyarrow.array([], column.type) for column in results.columns]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=results.schema)


def _to_pandas(stream, table):
    import pyarrow

    # The caller's own columns stay the objects that they are, with their types and their index.
    new = pyarrow.table(stream).select(stream.results).to_pandas()
    return table.assign(**{name: new[name].array for name in new})
