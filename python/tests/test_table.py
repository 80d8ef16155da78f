"""Tables of scenarios: the same bits as the command's sweep, whatever holds them and however they are cut."""

import warnings

import expected_harm as eh
import pytest
from conftest import columns_of, sweep

pa = pytest.importorskip("pyarrow")

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def check(table, expected):
    """Compares a pyarrow table with the command's rows, to the last bit."""
    assert table.num_rows == len(expected)
    rows = table.select(list(expected[0])).to_pylist()
    for row, other in zip(rows, expected):
        # A query may be empty, and an empty cell of CSV is nothing.
        assert {name: cell or cell == 0.0 and 0.0 or None for name, cell in row.items()} == {
            name: cell or cell == 0.0 and 0.0 or None for name, cell in other.items()
        }


def assess(table, **options):
    return eh.assess_batch(table, lens="all", columns="years", link=True, **options)


@pytest.fixture(scope="session")
def table(cases):
    return pa.table({name: pa.array(texts, pa.string()) for name, texts in columns_of(cases).items()})


@pytest.mark.parametrize("threads", [1, 2, 7])
@pytest.mark.parametrize("rows", [1, 7, 1000])
def test_pyarrow_in_any_chunks_and_on_any_threads(table, expected, threads, rows):
    pieces = pa.Table.from_batches(table.to_batches(max_chunksize=rows))
    check(assess(pieces, threads=threads), expected)


def test_the_rows_may_come_in_any_order(table, expected):
    backwards = list(reversed(range(table.num_rows)))
    check(assess(table.take(backwards)), expected[::-1])


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())])
def test_texts_of_every_layout(table, expected, kind):
    arrays = [column.combine_chunks().dictionary_encode().cast(kind) if pa.types.is_dictionary(kind) else column.cast(kind)
              for column in table.columns]
    check(assess(pa.table(arrays, names=table.column_names)), expected)


def test_slices_start_where_they_start(table, expected):
    check(assess(table.slice(5, 20)), expected[5:25])
    batch = table.combine_chunks().to_batches()[0].slice(3, 9)
    result = assess(batch)
    assert isinstance(result, pa.RecordBatch)
    check(pa.Table.from_batches([result]), expected[3:12])


def numbers():
    """Rows of numbers with nulls."""
    risks = [None if i % 11 == 3 else i / 40 for i in range(40)] + [1.5, -1.0, 0.0, 1e-300]
    steps = [None if i % 7 == 2 else i % 5 for i in range(44)]
    return risks, steps


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32(), pa.decimal128(9, 3)])
def test_numbers_of_every_type_are_the_numbers_that_they_are(kind):
    risks, steps = numbers()
    if kind != pa.float64():
        risks = [risk if risk is None else round(risk, 3) for risk in risks]
    column = pa.array(risks).cast(kind, safe=False)
    for steps_kind in (pa.int8(), pa.uint16(), pa.int64(), pa.float64(), pa.dictionary(pa.int8(), pa.int64())):
        texts = [None if risk is None else repr(float(risk)).removesuffix(".0") for risk in column.to_pylist()]
        rows = [{"risk": risk, "steps": None if step is None else str(step)} for risk, step in zip(texts, steps)]
        steps_array = pa.array(steps)
        steps_array = steps_array.dictionary_encode() if pa.types.is_dictionary(steps_kind) else steps_array.cast(steps_kind)
        result = eh.assess_batch(pa.table({"risk": column, "steps": steps_array}), columns="years,pause_deaths_deferred")
        check(result, sweep(rows, "--columns", "years,pause_deaths_deferred"))


def test_lists_are_panels():
    panels = pa.array([[0.01, 0.05], [0.5], None, [0.1, 0.2, 0.3]])
    result = eh.assess_batch(pa.table({"panel": panels, "risk": [1.0] * 4}), belief="panel", prefix="x_")
    rows = [{"panel": text, "risk": "1.0"} for text in ("0.01_0.05", "0.5", None, "0.1_0.2_0.3")]
    check(result, sweep(rows, "--belief", "panel", "--prefix", "x_"))


def test_empty_tables_have_all_columns():
    for empty in (pa.table({"risk": pa.array([], pa.float64())}), pa.schema({"risk": pa.string()}).empty_table()):
        result = eh.assess_batch(empty)
        assert result.num_rows == 0 and result.column_names[-1] == "error"
    assert eh.assess_batch(pa.record_batch({"risk": pa.array([], pa.float64())})).num_rows == 0
    assert eh.assess_batch(pa.table({"risk": pa.nulls(2), "lab": ["a", None]}))["error"].to_pylist() == [
        None, "every cell of this row is empty"]


def test_other_columns_are_passed_through_as_they_are(table):
    extra = table.append_column("lab", pa.array([{"a": [i]} for i in range(table.num_rows)]))
    result = eh.assess_batch(extra)
    assert result.select(extra.column_names).equals(extra)


def test_a_stream_is_assessed_while_it_is_read():
    read = []

    def batches():
        for i in range(200):
            read.append(i)
            yield pa.record_batch({"risk": [i / 200] * 8192})

    source = pa.RecordBatchReader.from_batches(pa.schema({"risk": pa.float64()}), batches())
    result = pa.RecordBatchReader.from_stream(eh.assess_batch(source, threads=1))
    assert read == []
    result.read_next_batch()
    assert len(read) <= 8
    assert sum(batch.num_rows for batch in result) + 8192 == 200 * 8192
    with pytest.raises(ValueError, match="this stream has been read"):
        stream = eh.assess_batch(pa.table({"risk": [0.1]}).to_reader())
        pa.table(stream), pa.table(stream)


def test_an_error_of_the_source_is_raised_as_it_is():
    def batches():
        yield pa.record_batch({"risk": [0.1]})
        raise RuntimeError("the disk is gone")

    source = pa.RecordBatchReader.from_batches(pa.schema({"risk": pa.float64()}), batches())
    with pytest.raises(Exception, match="the disk is gone"):
        pa.table(eh.assess_batch(source))


def test_polars(table, expected):
    pl = pytest.importorskip("polars")
    result = assess(pl.from_arrow(table))
    assert isinstance(result, pl.DataFrame)
    check(result.to_arrow(), expected)
    categories = pl.from_arrow(table).with_columns(pl.col("belief").cast(pl.Categorical))
    check(assess(categories).to_arrow(), expected)


def test_pandas(table, expected):
    pd = pytest.importorskip("pandas")
    frame = table.to_pandas().set_index(pd.Index(range(100, 100 + table.num_rows), name="number"))
    result = assess(frame)
    assert isinstance(result, pd.DataFrame) and result.index.equals(frame.index)
    pd.testing.assert_frame_equal(result[frame.columns], frame)
    check(pa.Table.from_pandas(result, preserve_index=False), expected)
    # pandas has NaN for what is missing.
    result = eh.assess_batch(pd.DataFrame({"risk": [0.5, float("nan")], "steps": [1, 2]}))
    assert result["expected_deaths"].tolist() == [4e9, 159_200_000.0]


def test_duckdb(table, expected):
    duckdb = pytest.importorskip("duckdb")
    scenarios = table
    stream = assess(duckdb.sql("select * from scenarios"))
    check(pa.table(stream), expected)
    results = eh.assess_batch(duckdb.sql("select i / 10.0 as risk from range(5) t(i)"))
    assert duckdb.sql("select max(expected_deaths) from results").fetchall() == [(3.2e9,)]


def test_tables_that_say_nothing_or_two_things_are_refused():
    for table, error, words in [
        ({"lab": [1]}, ValueError, "at least one column must be an input such as risk or steps"),
        ({"populaton": [1]}, ValueError, "did you mean population?"),
        ({"risk": [0.1], "error": [1]}, ValueError, "the column error has the name of a result"),
        ({"risk": [0.1], "RISK": [0.1]}, ValueError, "the column risk is there twice"),
        ({"risk": [True]}, ValueError, "the column risk must have numbers or texts, but its type is Boolean"),
        ({"risk": [[0.1]]}, ValueError, "the column risk must have numbers or texts"),
        ({"panel": [{"a": 1}]}, ValueError, "the column panel must have numbers, texts or lists of numbers"),
    ]:
        with pytest.raises(error) as raised:
            eh.assess_batch(pa.table(table))
        assert words in str(raised.value)
    for table in ([1], None, {"risk": [1]}, "risk"):
        with pytest.raises(TypeError, match="table must be an Arrow table"):
            eh.assess_batch(table)
    table = pa.table({"risk": [0.1]})
    for options, words in [
        ({"columns": ["yearrs"]}, '"yearrs" is not a result; did you mean years?'),
        ({"threads": 0}, "threads must be 1 or more"),
        ({"site": "https://example.org/"}, "site is for the column link"),
        ({"steps": -1}, "steps must be 0 or more, but got -1"),
    ]:
        with pytest.raises(ValueError) as raised:
            eh.assess_batch(table, **options)
        assert words in str(raised.value)


def test_what_there_is_to_say_about_the_rows_is_said():
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        eh.assess_batch(pa.table({"risk": [0.5, 2.0], "low": [0.1, 0.1], "populaton": [1, 1]}))
        pa.table(eh.assess_batch(pa.table({"risk": [2.0]}).to_reader()))
    assert [str(warning.message) for warning in said] == [
        'the column "populaton" is passed through; did you mean population?',
        "low is not used when belief is point (1 of 2 rows)",
        "1 of 2 rows could not be assessed; the column `error` says why",
        "1 of 1 row could not be assessed; the column `error` says why",
    ]


def test_a_link_of_a_row_opens_the_row():
    result = eh.assess_batch(pa.table({"risk": [0.02]}), link=True, site="https://example.org/harm/")
    assert result["link"].to_pylist() == [eh.link(risk=0.02, site="https://example.org/harm/")]
