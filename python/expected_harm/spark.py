"""Scenarios on a Spark cluster: each partition is assessed where it is.

The package has to be on every worker, as ``pip install expected-harm pyarrow`` puts it there.
"""

import warnings

from ._table import assess_batch


def assess(frame, **options):
    """Assess every row of a Spark data frame.

    The options are those of :func:`expected_harm.assess_batch`, and so are the columns that come back. What is wrong with
    the names of columns or with the options is said at once; what is wrong with a row is in its column ``error``.
    """
    import pyarrow
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    # A worker has as many tasks as cores.
    options = {"threads": 1, **options}
    results = assess_batch(to_arrow_schema(frame.schema).empty_table(), **options).schema
    kinds = {pyarrow.float64(): DoubleType(), pyarrow.string(): StringType()}
    added = [StructField(results.field(i).name, kinds[results.field(i).type]) for i in range(len(frame.columns), len(results))]

    def work(batches):
        # Nobody reads a worker's warnings.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for batch in batches:
                yield assess_batch(batch, **options)

    return frame.mapInArrow(work, StructType(frame.schema.fields + added))
