"""Whatever comes in: an answer, an error in words, or an error column. Never a crash, and the same one every time."""

import math

import expected_harm as eh
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
INPUTS = [row["name"] for row in eh.inputs()]
NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 1) | st.integers(-(10**30), 10**30)
TEXTS = st.text(max_size=30) | st.sampled_from(["1%", "0.1% to 5%", "1 in 20", "none", "log-normal", "8.0 billion", "2e25"])
VALUES = st.none() | NUMBERS | TEXTS | st.lists(st.floats(0, 1), max_size=4)
settings.register_profile("package", max_examples=150, deadline=None, derandomize=True)
settings.load_profile("package")


@given(st.dictionaries(st.sampled_from(INPUTS), VALUES, max_size=6))
def test_any_inputs_have_an_answer_or_an_error_in_words(inputs):
    try:
        result = eh.assess(**inputs)
    except (ValueError, TypeError) as error:
        assert any(name in str(error) for name in inputs)
    else:
        assert 0 <= result.risk <= 1 and math.isfinite(result.expected_deaths)
        assert eh.assess(link=result.link(), lens="all").risk == result.risk


COLUMN = st.one_of(
    st.lists(st.none() | st.floats(), min_size=6, max_size=6).map(lambda cells: pa.array(cells, pa.float64())),
    st.lists(st.none() | TEXTS, min_size=6, max_size=6).map(lambda cells: pa.array(cells, pa.string())),
    st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=6, max_size=6).map(lambda cells: pa.array(cells, pa.int64())),
    st.lists(st.none() | st.booleans(), min_size=6, max_size=6).map(lambda cells: pa.array(cells, pa.bool_())),
    st.lists(st.none() | st.lists(st.none() | st.floats(), max_size=3), min_size=6, max_size=6).map(
        lambda cells: pa.array(cells, pa.list_(pa.float64()))
    ),
)


@given(st.dictionaries(st.sampled_from(INPUTS) | st.text(max_size=8), COLUMN, min_size=1, max_size=5), st.integers(1, 6))
def test_any_table_has_answers_or_errors_the_same_however_it_is_cut(columns, rows):
    table = pa.table(columns)
    try:
        whole = eh.assess_batch(table, link=True, threads=1)
    except ValueError as error:
        assert str(error)
        return
    cut = eh.assess_batch(pa.Table.from_batches(table.to_batches(max_chunksize=rows)), link=True, threads=3)
    # NaN of the caller's own columns is not equal to itself.
    results = whole.column_names[len(columns) :]
    assert whole.select(results).to_pylist() == cut.select(results).to_pylist()
    for row in whole.select(results).to_pylist():
        assert (row["error"] is None) == (row["expected_deaths"] is not None)


def test_ten_million_rows_of_errors():
    reader = pa.RecordBatchReader.from_batches(
        pa.schema({"risk": pa.float64()}), (pa.record_batch({"risk": [2.0] * 100_000}) for _ in range(100))
    )
    bad = 0
    for batch in pa.RecordBatchReader.from_stream(eh.assess_batch(reader)):
        bad += batch.num_rows - batch["error"].null_count
    assert bad == 10_000_000
