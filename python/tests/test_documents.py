"""The guide and the notebook run as they stand."""

import importlib.util
import re
import shutil

import pytest
from conftest import ROOT

pytestmark = pytest.mark.filterwarnings("ignore")


def there(*modules):
    return all(importlib.util.find_spec(module) for module in modules)


def test_the_guide_runs(tmp_path, monkeypatch):
    if not there("polars", "duckdb"):
        pytest.skip("the guide uses Polars and DuckDB")
    monkeypatch.chdir(tmp_path)
    names = {}
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/python.md").read_text(), re.S)
    blocks += re.findall(r"```python\n(.*?)```", (ROOT / "python/README.md").read_text(), re.S)
    assert len(blocks) > 6
    for block in blocks:
        if "needs pyspark" in block and not (there("pyspark") and shutil.which("java")):
            continue
        if "frame" in block and "frame" not in names:
            exec("import polars as pl; frame = pl.DataFrame({'risk': [0.01]})", names)
        exec(block, names)
        # What a comment says of a result is the result.
        for line, said in re.findall(r"^(result\.\S+) +# ([0-9.]+)$", block, re.M):
            assert repr(eval(line, names)) == said
    assert names["result"].expected_deaths == 324764231.05391306


def test_the_notebook_runs():
    if not there("nbclient", "ipykernel", "SALib", "matplotlib"):
        pytest.skip("the notebook uses nbclient, ipykernel, SALib and matplotlib")
    import nbclient
    import nbformat

    notebook = nbformat.read(ROOT / "python/examples/expected-harm.ipynb", 4)
    nbclient.NotebookClient(notebook, timeout=300).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("80,000,000 expected deaths" in output.get("text", "") for output in outputs)
    assert any("<img" in output.get("data", {}).get("text/html", "") for output in outputs)
    assert any("image/png" in output.get("data", {}) for output in outputs)
