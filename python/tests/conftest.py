"""What the tests share: the command, which everything is compared with, and scenarios for the comparison."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import expected_harm as eh
import pytest

ROOT = Path(__file__).parents[2]
COMMAND = os.environ.get("EXPECTED_HARM", str(ROOT / "target/debug/expected-harm"))


def run(*arguments, text=None):
    """What the command prints."""
    result = subprocess.run([COMMAND, *arguments], input=text, capture_output=True, text=True)
    assert result.returncode in (0, 3), result.stderr
    return result.stdout


def sweep(rows, *arguments):
    """The command's results for rows of texts: for each row, every column as a number, a text or ``None``."""
    names = sorted({name for row in rows for name in row})
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(names)
    table.writerows([[row.get(name, "") or "" for name in names] for row in rows])
    lines = list(csv.reader(io.StringIO(run("sweep", *arguments, text=out.getvalue()))))
    width = len(names)
    return [dict(zip(lines[0][width:], map(read, line[width:]))) for line in lines[1:]]


def read(cell):
    try:
        return float(cell)
    except ValueError:
        return cell or None


def scenarios():
    """The inputs of every vector and every preset, as texts."""
    vectors = json.loads((ROOT / "tests/data/vectors.json").read_text())
    cases = [
        {name: "_".join(value) if isinstance(value, list) else value for name, value in case["inputs"].items()}
        for case in vectors["assessments"] + vectors["lenses"]
    ]
    for preset in eh.presets():
        pairs = (pair.split("=") for pair in preset["link"].split("&") if pair)
        cases.append({"steps": ""} | {name: text for name, text in pairs if name != "v"})
    return cases


@pytest.fixture(scope="session")
def cases():
    # A row without any input is no scenario; the command says so too.
    return [case for case in scenarios() if any(case.values())]


@pytest.fixture(scope="session")
def expected(cases):
    return sweep(cases, "--lens", "all", "--columns", "years,link")


def columns_of(cases):
    """Cases as columns of texts, with nulls."""
    names = sorted({name for case in cases for name in case})
    return {name: [case.get(name) or None for case in cases] for name in names}
