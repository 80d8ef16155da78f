"""One scenario: the command's documents, and values as people write them."""

import copy
import pickle
import subprocess
import sys
import warnings

import expected_harm as eh
import pytest
from conftest import ROOT, run


def flags(inputs):
    return [part for name, text in inputs.items() if text for part in (f"--{name}", text)]


def test_every_document_is_the_commands_byte_for_byte(cases):
    for case in cases[::7]:
        inputs = {name.replace("-", "_").replace("from", "from_"): text or None for name, text in case.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document = eh.assess(lens="all", **inputs).to_json()
        assert document == run("assess", "--format", "json", "--lens", "all", *flags(case))


def test_inputs_go_over_a_link_as_flags_do():
    link = "https://example.org/?v=1&risk=0.02&steps=3&shows=9"
    with pytest.warns(UserWarning, match="This link says that it showed"):
        document = eh.assess(link=link).to_json()
    assert document == run("assess", "--format", "json", "--link", link)
    assert eh.assess(link=link, steps=4).to_json() == run("assess", "--format", "json", "--link", link, "--steps", "4")


def test_values_are_taken_as_people_write_them():
    assert eh.assess(risk="1%").expected_deaths == eh.assess(risk=0.01).expected_deaths == 8e7
    assert eh.assess(risk="0.1% to 5%").scenario.belief == "logit-normal"
    assert eh.assess(belief="panel", panel=[0.01, "1 in 20"]).scenario.panel == (0.01, 0.05)
    assert eh.assess(from_="2.1e25 FLOP", to=2e29).orders_of_magnitude > 3.9
    assert eh.assess(eval_every="none", lens=["evaluations"]).scenario.eval_every == "none"
    numpy = pytest.importorskip("numpy")
    assert eh.assess(risk=numpy.float64(0.02), steps=numpy.int32(3)).to_json() == eh.assess(risk=0.02, steps=3).to_json()


def test_a_result_is_frozen_and_can_be_kept():
    result = eh.assess(risk="2%", lens="pause")
    for change in ("version", "anything"):
        with pytest.raises(AttributeError, match="cannot be changed"):
            setattr(result, change, 1)
    with pytest.raises(AttributeError, match="there is no 'deaths' here, only version, scenario"):
        result.deaths
    assert result.expected_deaths == result.assessment["expected_deaths"] == 1.6e8
    assert "expected_deaths" in dir(result) and "pause" in result.keys()
    assert pickle.loads(pickle.dumps(result)) == copy.deepcopy(result) == result
    assert repr(result) == "<Assessment of v=1&risk=0.02: 1.6e+08 expected deaths>"


def test_errors_are_in_the_cores_words_and_type_errors_name_the_argument():
    for inputs, error, words in [
        ({"risk": 5}, ValueError, "risk must be between 0 and 1, but got 5; did you mean 5%?"),
        ({"risk": float("nan")}, ValueError, "risk must be between 0 and 1, but got NaN"),
        ({"population": 10**400}, ValueError, "population must be between 0 and 1e12"),
        ({"risk": 2, "steps": -1}, ValueError, "steps must be 0 or more, but got -1"),
        ({"belief": "beta"}, ValueError, "weight must be given when belief is beta"),
        ({"populaton": 1}, TypeError, '"populaton" is not an input; did you mean population?'),
        ({"risk": True}, TypeError, "risk must be a number or a text, but got bool"),
        ({"risk": [0.1]}, TypeError, "risk must be a number or a text, but got list"),
        ({"panel": [None]}, TypeError, "panel must be a list of numbers, or a text, but got NoneType"),
        ({"belief": object()}, TypeError, "belief must be a text, but got object"),
        ({"lens": "paus"}, ValueError, '"paus" is not a lens; did you mean pause?'),
    ]:
        with pytest.raises(error) as raised:
            eh.assess(**inputs)
        assert words in str(raised.value)


def test_a_value_that_counts_for_nothing_is_said_where_it_was_given():
    with pytest.warns(UserWarning, match="low is not used when belief is point") as said:
        eh.assess(low="1%")
    assert said[0].filename == __file__


def test_solutions_are_the_commands():
    for inputs in [{}, {"tolerate": 1e6}, {"until": "10%", "total": 0.5, "risk": "1%"}]:
        text = run("solve", "--format", "json", *flags({name: str(value) for name, value in inputs.items()}))
        assert eh.Section(__import__("json").loads(text)) == eh.solve(**inputs)
    with pytest.raises(ValueError, match="until must be between 0 and 1, but got 2; did you mean 2%"):
        eh.solve(until=2)


def test_links_pictures_and_citations_are_the_commands(tmp_path):
    site, file = "https://example.org/harm/", tmp_path / "card.png"
    assert eh.link(risk="2%", site=site) + "\n" == run("link", "--risk", "2%", "--site", site)
    alternative = run("card", "--risk", "2%", "--output", str(file))
    picture = file.read_bytes()
    assert eh.card(format="png", risk="2%") == picture
    assert eh.card(file, risk="2%") + "\n" == alternative and file.read_bytes() == picture
    assert eh.card(risk="2%", theme="dark") == run("card", "--risk", "2%", "--theme", "dark")
    for format in ("text", "bibtex"):
        quoted = run("cite", "--risk", "2%", "--site", site, "--date", "2026-11-25", "--format", format)
        assert eh.cite(site, date="2026-11-25", format=format, risk="2%").strip() == quoted.strip()
    with pytest.raises(ValueError, match="date must be a day such as"):
        eh.cite(site, date="yesterday")
    with pytest.raises(ValueError, match="format must be svg or png"):
        eh.card("card.gif")


def test_a_notebook_shows_the_picture_with_its_alternative():
    html = eh.assess(risk="2%")._repr_html_()
    assert html.startswith('<img width="600" src="data:image/svg+xml;base64,')
    assert "160 million expected deaths" in html and html.endswith('">')


def test_facts_are_rows_with_their_sources():
    for rows in (eh.presets(), eh.policies(), eh.beliefs()):
        assert len(rows) > 3 and all(row["source"] and row.keys() == rows[0].keys() for row in rows)
    assert {row["name"] for row in eh.inputs()} > {"risk", "eval-every", "tolerate"}


def test_the_package_loads_quickly_and_alone():
    code = "import sys, time; t = time.process_time(); import expected_harm; print(time.process_time() - t)"
    code += "; print([name for name in ('numpy', 'pyarrow', 'polars', 'pandas', 'anywidget') if name in sys.modules])"
    best = 9.0
    for _ in range(3):
        seconds, loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split("\n")[:2]
        best = min(best, float(seconds))
        assert loaded == "[]"
    assert best < 0.05


def test_the_stubs_say_what_the_package_has():
    pytest.importorskip("mypy")
    stubs = ROOT / "python/expected_harm/__init__.pyi"
    assert len(stubs.read_text().splitlines()) < 150
    check = [sys.executable, "-m", "mypy.stubtest", "expected_harm", "--ignore-missing-stub"]
    check += ["--mypy-config-file", str(ROOT / "python/pyproject.toml")]
    result = subprocess.run(check, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
