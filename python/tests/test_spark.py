"""Spark in local mode: the command's bits from any number of partitions."""

import os
import shutil
import sys

import pytest
from conftest import columns_of
from test_table import check

pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield session
    session.stop()


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_partitions_give_what_the_command_gives(spark, cases, expected, partitions):
    from expected_harm.spark import assess

    columns = columns_of(cases)
    rows = [(i, *row) for i, row in enumerate(zip(*columns.values()))]
    schema = "number int, " + ", ".join(f"`{name}` string" for name in columns)
    frame = spark.createDataFrame(rows, schema).repartition(partitions)
    results = assess(frame, lens="all", columns="years", link=True)
    assert results.rdd.getNumPartitions() == partitions
    check(results.toArrow().sort_by("number"), expected)


def test_a_table_that_says_nothing_is_refused_before_anything_runs(spark):
    from expected_harm.spark import assess

    with pytest.raises(ValueError, match="did you mean population?"):
        assess(spark.createDataFrame([(1,)], "populaton int"))
