//! The command `expected-harm` as a user meets it: the real program, its output, its messages and its exit codes.
//!
//! `sweep` has its own file. What a single value means is tested in `harm-wire`; here every kind of bad input goes
//! through flags, links and files.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use serde_json::Value;
use support::{Run, run, run_with};

/// Runs the command and reads the JSON that it prints.
fn document(arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    run(&all).json()
}

fn deaths(arguments: &[&str]) -> f64 {
    document(arguments)["assessment"]["expected_deaths"].as_f64().unwrap()
}

#[test]
fn the_judged_examples_give_their_numbers() {
    assert_eq!(deaths(&["--risk", "1%"]), 80_000_000.0);
    assert!((deaths(&["--step", "4"]) / 48_261_082.069_883_88 - 1.0).abs() < 1e-14);
    assert!((deaths(&["--steps", "10"]) / 764_943_399.929_564_1 - 1.0).abs() < 1e-14);
    assert!((deaths(&["--risk", "1e-17", "--steps", "1000"]) / 8.0e-5 - 1.0).abs() < 1e-14);
}

#[test]
fn values_are_written_as_people_write_them() {
    for risk in ["1%", "0.01", "1e-2", "1/100", "1 in 100", ".01", "1 percent"] {
        assert_eq!(deaths(&["--risk", risk]), 8e7, "{risk}");
    }
    for population in ["8e9", "8.0 billion", "8bn", "8000000000", "8000 million"] {
        assert_eq!(deaths(&["--population", population]), 8e7, "{population}");
    }
    for step in ["10x", "10×", "10-fold", "10"] {
        assert_eq!(deaths(&["--step", step]), 8e7, "{step}");
    }
    let range = document(&["--from", "2.1 × 10^25", "--to", "2e29 FLOP"]);
    assert!((range["assessment"]["orders_of_magnitude"].as_f64().unwrap() - 3.978_810_700_930_062).abs() < 1e-14);
    assert_eq!(range["scenario"]["from"], 2.1e25);
    assert!(range["scenario"].get("step").is_none());
}

#[test]
fn a_panel_is_read_as_the_report_prints_it() {
    let twelve = ["2"; 11].join("_") + "_1.5";
    let risks = (1..=12).map(|i| format!("0.{i:02}")).collect::<Vec<_>>().join("_");
    for panel in [
        &["--panel", "0.0038_0.001234567_0.05", "--weights", "2_1e-7_1.5"][..],
        &["--panel", &risks, "--weights", &twelve],
        &["--panel", &risks],
    ] {
        let given = [&["--belief", "panel"], panel].concat();
        let report = run(&given).success();
        let line = report.lines().find(|line| line.trim_start().starts_with("belief ")).unwrap();
        let (_, printed) = line.trim().rsplit_once("  ").unwrap();
        assert_eq!(document(&["--belief", "panel", "--panel", printed]), document(&given), "{printed}");
    }
    for (panel, error) in [
        ("1% (weight 2), 3%", "panel must have a weight for every opinion or for none, but got \"1% (weight 2), 3%\""),
        ("1% (weight 0)", "panel sets weights, which must be greater than 0, but got \"0\""),
    ] {
        assert!(run(&["--belief", "panel", "--panel", panel]).usage_error().contains(error), "{panel}");
    }
}

#[test]
fn without_a_subcommand_it_assesses() {
    assert_eq!(run(&["--steps", "3"]).success(), run(&["assess", "--steps", "3"]).success());
    assert_eq!(run(&[]).success(), run(&["--risk", "1%"]).success());
}

#[test]
fn the_report_shows_the_sum_step_by_step() {
    let report = run(&["--step", "4"]).success();
    for part in [
        "48.3 million expected deaths for the next 4× of training compute\n",
        "1 in 100",
        "one step of 4×",
        "8.0 billion",
        "x / log₁₀ K = 0.6020599913279624",
        "1 − (1 − p)^m = 0.006032635258735486",
        "R · s · N = 48,261,082",
        "6,030 micromorts",
        "1 in 166",
        "at 4.5× a year",
    ] {
        assert!(report.contains(part), "{part:?} is not in\n{report}");
    }
    assert!(!report.contains('\u{1b}'), "colours without a terminal");
}

#[test]
fn the_columns_of_the_report_are_aligned() {
    let report = run(&["--lens", "all", "--steps", "4"]).success();
    let column = |line: &str, cell: &str| line.find(cell).map(|at| line[..at].chars().count());
    let find = |cell: &str| report.lines().find_map(|line| column(line, cell));
    assert_eq!(find("1 in 100"), find("4 steps of 10×"));
    assert_eq!(find("1 in 100"), find("warnings from 6×"));
}

/// Every kind of bad value that a single field can have, with its message.
const BAD: &[(&str, &str, &str)] = &[
    ("risk", "1.5", "risk must be between 0 and 1, but got 1.5"),
    ("risk", "150%", "risk must be between 0 and 1, but got 150%"),
    ("risk", "5", "risk must be between 0 and 1, but got 5; did you mean 5%?"),
    ("risk", "-0.5", "risk must be between 0 and 1, but got -0.5"),
    ("risk", "-5%", "risk must be between 0 and 1, but got -5%"),
    ("risk", "NaN", "risk must be between 0 and 1, but got NaN"),
    ("risk", "inf", "risk must be between 0 and 1, but got inf"),
    ("risk", "-inf", "risk must be between 0 and 1, but got -inf"),
    ("risk", "1e999", "risk must be between 0 and 1, but got 1e999"),
    ("risk", "", "risk must be between 0 and 1, but got nothing"),
    ("population", "1,5", "the decimal sign is a point; did you mean 1.5?"),
    ("risk", "abc", "risk must be between 0 and 1, but got \"abc\"; write it as 1%, 0.01 or 1 in 100"),
    ("population", "80,00,00,000,0", "numbers are written without separators; did you mean 8000000000?"),
    ("steps", "1e400", "steps must be 0 or more, but got 1e400, which is too large a number"),
    ("population", "８０００００００００", "numbers are written with the digits 0 to 9; did you mean 8000000000?"),
    ("population", "-1", "population must be between 0 and 1e12, but got -1"),
    ("population", "1e13", "population must be between 0 and 1e12, but got 1e13"),
    ("fatality", "101%", "fatality must be between 0 and 1, but got 101%"),
    ("per", "1", "per must be greater than 1, or year or total, but got 1"),
    ("step", "0.5", "step must be greater than 1, but got 0.5"),
    ("steps", "-1", "steps must be 0 or more, but got -1"),
    ("trend", "0", "trend must be greater than 0, but got 0"),
    ("growth", "1", "growth must be greater than 1, but got 1"),
    ("belief", "lognormal", "did you mean log-normal?"),
    ("sharing", "both", "sharing must be shared or redrawn, but got \"both\""),
    ("eval-every", "1", "eval-every must be greater than 1, or none, but got 1"),
    ("eval-months", "0", "eval-months must be greater than 0, or none, but got 0"),
    ("buffer", "0.5", "buffer must be 1 or more, but got 0.5"),
    ("detect", "110%", "detect must be between 0 and 1, but got 110%"),
    ("pause", "-6", "pause must be 0 or more, but got -6"),
    ("labs", "0", "labs must be greater than 0, but got 0"),
    ("tolerate", "-1", "tolerate must be 0 or more, but got -1"),
];

/// Values that are good by themselves and do not fit each other.
const MISFITS: &[(&[(&str, &str)], &str)] = &[
    (&[("from", "2e29"), ("to", "2.1e25")], "from must be at most to, but got 2e29 and 2.1e25"),
    (&[("from", "2e25")], "to must be given with from"),
    (
        &[("from", "2e25"), ("to", "2e26"), ("steps", "3")],
        "steps must be left out when from and to are given, but got 3",
    ),
    (&[("belief", "beta")], "weight must be given when belief is beta"),
    (
        &[("belief", "log-normal"), ("low", "0.1"), ("high", "0.001")],
        "low must be less than high, but got 0.1 and 0.001",
    ),
    (
        &[("belief", "logit-normal"), ("low", "0.1"), ("high", "1")],
        "high must be less than 1 when belief is logit-normal, but got 1",
    ),
    (
        &[("belief", "panel"), ("panel", "0.1_0.2"), ("weights", "1_2_3")],
        "weights must be as many as the risks of panel (2), but got 3",
    ),
    (&[("labs", "3"), ("abstain", "5")], "abstain must be at most labs, but got 5 of 3"),
];

#[test]
fn a_bad_flag_gives_its_message_and_exit_code_2() {
    for (key, text, message) in BAD {
        let flag = format!("--{key}");
        let separate = run(&[&flag, text]);
        let joined = run(&[&format!("{flag}={text}")]);
        for run in [separate, joined] {
            assert!(run.usage_error().contains(message), "{key}={text}: {}", run.stderr);
        }
    }
    for (pairs, message) in MISFITS {
        let flags: Vec<String> = pairs.iter().map(|(key, text)| format!("--{key}={text}")).collect();
        let run = run(&flags.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(run.usage_error(), format!("error: {message}\n"));
    }
}

#[test]
fn all_bad_flags_are_named_at_once() {
    let run = run(&["--risk", "2", "--steps", "-1", "--belief", "log-normal", "--low", "x", "--high", "0.1"]);
    let errors = run.usage_error();
    assert_eq!(errors.lines().count(), 3, "{errors}");
    assert!(errors.lines().all(|line| line.starts_with("error: ")));
}

#[test]
fn a_bad_value_in_a_file_gives_its_message_and_exit_code_2() {
    for (key, text, message) in BAD {
        let json = serde_json::json!({ *key: text }).to_string();
        let run = run_with(&["--scenario", "-"], &json);
        let error = run.usage_error();
        assert!(error.starts_with("error: standard input: ") && error.contains(message), "{key}={text}: {error}");
    }
    for (pairs, message) in MISFITS {
        let object: serde_json::Map<String, Value> =
            pairs.iter().map(|(key, text)| (String::from(*key), Value::from(*text))).collect();
        let run = run_with(&["--scenario", "-"], &Value::from(object).to_string());
        assert_eq!(run.usage_error(), format!("error: {message}\n"));
    }
}

#[test]
fn a_file_that_is_not_what_it_should_be_says_where() {
    for (json, message) in [
        (r#"{"populaton": 1}"#, "\"populaton\" is not an input; did you mean population?"),
        (r#"{"scenario": {"colour": 1}}"#, "\"colour\" is not an input"),
        (r#"{"version": 2, "scenario": {}}"#, "version 2 is newer than this program"),
        ("{\n\"risk\": 0,01}", "this is not JSON: key must be a string at line 2 column 11"),
        (r#"{"risk": NaN}"#, "this is not JSON: expected value at line 1 column 10"),
        ("", "this is not JSON: EOF while parsing a value at line 1 column 0"),
        ("[]", "the inputs must be a JSON object"),
        (r#"{"risk": 0.1, "risk": 0.2}"#, "risk is given twice"),
    ] {
        let run = run_with(&["--scenario", "-"], json);
        assert!(run.usage_error().contains(message), "{json}: {}", run.stderr);
    }
    assert!(run_with(&["--scenario", "-"], b"{\"risk\": \"\xff\"}").usage_error().contains("not UTF-8"));
}

#[test]
fn a_file_that_is_not_there_gives_exit_code_1() {
    let run = run(&["--scenario", "no such file.json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("error: no such file.json cannot be read: "), "{}", run.stderr);
    assert!(run.stdout.is_empty());
}

/// A link is somebody else's, from another time: it loads, as on the page, and says what it could not use.
#[test]
fn a_damaged_link_loads_with_a_warning_and_the_default_for_that_field_alone() {
    for (key, text, message) in BAD {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let run = run(&["--link", &format!("https://example.org/?population=1e6&fatality=0.5&{key}={encoded}&v=1")]);
        run.success();
        // The key of the bad value may be one of the two that the link has already.
        if !["population", "fatality"].contains(key) {
            assert!(
                run.stderr.starts_with("warning: ") && run.stderr.contains(message),
                "{key}={text}: {}",
                run.stderr
            );
        }
    }
    let run = run(&["--link", "?risk=5&steps=3&v=2&foo=1", "--format", "json"]);
    assert_eq!(run.stderr.lines().count(), 3, "{}", run.stderr);
    let document = run.json();
    assert_eq!(document["scenario"]["risk"], 0.01);
    assert_eq!(document["scenario"]["steps"], 3.0);
    let warnings = document["warnings"].as_array().unwrap();
    assert_eq!(warnings.len(), 3);
    assert!(warnings.iter().any(|w| w.as_str().unwrap().contains("newer version (2)")));
    assert!(
        warnings.iter().any(|w| w == "risk must be between 0 and 1, but got 5; did you mean 5%? 0.01 is used instead.")
    );
}

#[test]
fn one_is_certainty_and_the_message_asks() {
    let question = "warning: risk 1 is certainty; did you mean 1%?\n";
    for certain in ["1", "1.0", "1e0", "01", "1.", " 1 "] {
        assert_eq!(run(&["--risk", certain]).stderr, question, "{certain}");
        assert_eq!(
            run_with(&["--scenario", "-"], &format!(r#"{{"risk": "{certain}"}}"#)).stderr,
            question,
            "{certain}"
        );
    }
    assert_eq!(run(&["solve", "--until", "1"]).stderr, "warning: until 1 is certainty; did you mean 1%?\n");
    assert_eq!(run(&["--link", "?risk=1"]).stderr, question);
    assert_eq!(run_with(&["--scenario", "-"], r#"{"risk": 1}"#).stderr, question);
    assert_eq!(run(&["--risk", "100%"]).stderr, "");
    assert_eq!(deaths(&["--risk", "1"]), 8e9);
}

#[test]
fn a_risk_says_what_it_is_stated_for_and_what_contradicts_it_is_refused() {
    assert!((deaths(&["--risk", "1% per year"]) / 122_146_019.696_595_33 - 1.0).abs() < 1e-14);
    assert_eq!(deaths(&["--risk", "10% in total", "--steps", "0"]), 0.0);
    assert_eq!(deaths(&["--risk", "0.3% per doubling"]), deaths(&["--risk", "0.3%", "--per", "2"]));
    let range = deaths(&["--belief", "logit-normal", "--low", "0.1%", "--high", "5%", "--steps", "4"]);
    for text in ["0.1% to 5%", "0.1%–5%", "0.1%..5%"] {
        assert_eq!(deaths(&["--risk", text, "--steps", "4"]), range, "{text}");
        let link = format!("?steps=4&risk={}", text.replace('%', "%25").replace(' ', "+"));
        assert_eq!(deaths(&["--link", &link]), range, "{link}");
    }
    for (flags, message) in [
        (
            &["--risk", "1% per year", "--per", "10"][..],
            "per must be left out when risk is \"1% per year\", but got 10",
        ),
        (
            &["--risk", "1% to 5%", "--belief", "beta"],
            "belief must be left out when risk is \"1% to 5%\", but got beta",
        ),
        (&["--risk", "1% to 5%", "--low", "2%"], "low must be left out when risk is \"1% to 5%\", but got 0.02"),
        (&["solve", "--total", "1% to 5%"], "total must be one risk, but got 1% to 5%"),
    ] {
        assert!(run(flags).usage_error().contains(message), "{}", run(flags).stderr);
    }
}

#[test]
fn a_flag_that_does_nothing_is_remarked_on() {
    let run = run(&["--risk", "1%", "--low", "0.1%"]);
    run.success();
    assert_eq!(run.stderr, "warning: low is not used when belief is point.\n");
    let pause = "warning: pause is not used without the lens pause.\n";
    for arguments in [&["--pause", "24"][..], &["solve", "--pause", "24"], &["--pause", "24", "--curve", "csv"]] {
        assert_eq!(support::run(arguments).stderr, pause, "{arguments:?}");
    }
    for arguments in [&["--lens", "pause", "--pause", "24"][..], &["link", "--pause", "24"]] {
        assert_eq!(support::run(arguments).stderr, "", "{arguments:?}");
    }
    assert_eq!(document(&["--pause", "24"])["warnings"][0], "pause is not used without the lens pause.");
    let low = "warning: low is not used when belief is point.\n";
    assert_eq!(run_with(&["--scenario", "-"], r#"{"low": 0.1}"#).stderr, low);
    assert_eq!(support::run(&["--link", "?low=0.1"]).stderr, low);
}

#[test]
fn an_unknown_flag_gives_exit_code_2_and_the_nearest() {
    let run = run(&["--populaton", "1"]);
    assert!(run.usage_error().contains("--population"), "{}", run.stderr);
    assert_eq!(support::run(&["--risk"]).code, Some(2));
    assert_eq!(support::run(&["--risk", "1%", "--risk", "2%"]).code, Some(2));
    assert_eq!(support::run(&["--format", "xml"]).code, Some(2));
    assert_eq!(support::run(&["--lens", "telescope"]).code, Some(2));
}

#[test]
fn flags_go_before_a_file_and_a_link() {
    let file = r#"{"version": 1, "scenario": {"risk": "2%", "steps": 3, "population": 1e6}}"#;
    let document = run_with(&["--scenario", "-", "--risk", "3%", "--format", "json"], file).json();
    assert_eq!(document["scenario"]["risk"], 0.03);
    assert_eq!(document["scenario"]["steps"], 3.0);
    let link = "https://example.org/embed/?v=1&risk=0.02&from=1e25&to=1e27#?secret=x";
    let document = self::document(&["--link", link, "--step", "4"]);
    assert_eq!(document["scenario"]["risk"], 0.02);
    assert_eq!(document["scenario"]["step"], 4.0);
    assert!(document["scenario"].get("from").is_none());
}

#[test]
fn a_document_is_a_file_that_gives_the_same_document() {
    let arguments = ["--risk", "1 in 7", "--step", "4", "--steps", "2.5", "--lens", "all", "--format", "json"];
    let first = run(&arguments).success();
    let again = run_with(&["--scenario", "-", "--lens", "all", "--format", "json"], &first);
    assert_eq!(again.success(), first);
    assert_eq!(again.stderr, "");
}

#[test]
fn a_link_is_a_scenario_that_gives_the_same_link() {
    let link = run(&["link", "--risk", "2%", "--from", "2.1e25", "--to", "2e29"]).success();
    assert_eq!(link, "v=1&risk=0.02&from=2.1e25&to=2e29\n");
    assert_eq!(run(&["link", "--link", link.trim()]).success(), link);
    assert_eq!(run(&["link"]).success(), "\n");
}

#[test]
fn the_document_has_the_lenses_that_were_asked_for() {
    let plain = document(&[]);
    assert!(plain.get("evaluations").is_none() && plain["scenario"].get("eval-every").is_none());
    let two = document(&["--lens", "evaluations,restraint"]);
    assert!(two["evaluations"].is_object() && two["restraint"].is_object() && two.get("pause").is_none());
    let all = document(&["--lens", "all", "--steps", "4"]);
    let averted = all["evaluations"]["deaths_averted"].as_f64().unwrap();
    assert!((averted / 314_389_025.663_125_04 - 1.0).abs() < 1e-10, "{averted}");
    assert!(all["sensitivity"].is_array() && all["perspective"].is_object());
}

#[test]
fn the_curve_is_a_table() {
    let csv = run(&["--steps", "2", "--curve", "csv"]).success();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 65);
    assert_eq!(lines[0], "orders_of_magnitude,factor,risk,p05,p95,expected_deaths,scenario");
    assert_eq!(lines[1], "0,1,0,,,0,v=1&steps=2");
    assert!(lines[64].starts_with("2,100,0.0199,,,159200000"), "{}", lines[64]);
    assert!(lines[64].ends_with(",v=1&steps=2"), "{}", lines[64]);
    assert!(run_with(&["sweep"], &csv).usage_error().contains("this is the curve of a scenario"));
    for other in [&["--lens", "pause"][..], &["--format", "csv"], &["--columns", "years"]] {
        assert_eq!(run(&[&["--curve", "csv"], other].concat()).code, Some(2), "{other:?}");
    }
}

/// The row of `assess` and that of `sweep` are the same, and the first can be a row of the second.
#[test]
fn csv_is_the_row_that_a_sweep_has() {
    let flags = ["--lens", "pause", "--columns", "years,link"];
    let scenario = ["--risk", "2%", "--steps", "3", "--pause", "24", "--format", "csv"];
    let csv = run(&[&scenario[..], &flags].concat()).success();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("risk,per,step,steps,population,fatality,trend,growth,belief,sharing,pause,"),
        "{csv}"
    );
    assert!(lines[1].starts_with("0.02,10,10,3,8e9,1,1,4.5,point,shared,24,"), "{csv}");
    let results = lines[0].find(",orders_of_magnitude").unwrap();
    let inputs = lines[0][..results].matches(',').count() + 1;
    let cells: Vec<&str> = lines[1].split(',').collect();
    let table = format!("{}\n{}\n", &lines[0][..results], cells[..inputs].join(","));
    let swept = run_with(&[&["sweep"], &flags[..]].concat(), &table);
    // Equal but for the column of errors, which one scenario does not have.
    assert_eq!(swept.success(), format!("{},error\n{},\n", lines[0], lines[1]));
    for flag in ["--columns=years", "--site=https://example.org"] {
        assert!(run(&[flag]).usage_error().contains("add --format csv"), "{flag}");
    }
}

#[test]
fn solve_answers_the_other_way_round() {
    let solutions = |arguments: &[&str]| document(&[&["solve"], arguments].concat())["solutions"].clone();
    let tolerate = solutions(&["--tolerate", "8e7"]);
    assert_eq!(tolerate[0]["solution"], 0.01);
    assert_eq!(tolerate[1]["solution"], 1.0);
    let until = solutions(&["--until", "50%"]);
    assert!((until[0]["solution"].as_f64().unwrap() - 68.967_563_936_528_4).abs() < 1e-11);
    let total = solutions(&["--total", "9.561792499119551%", "--steps", "10"]);
    assert!((total[0]["solution"].as_f64().unwrap() - 0.01).abs() < 1e-15);
    let none = solutions(&["--risk", "0"]);
    assert_eq!(none[1]["solution"], Value::Null);
    assert_eq!(none[1]["reason"], "there is no risk");
    assert!(run(&["solve", "--until", "150%"]).usage_error().contains("until must be between 0 and 1, but got 150%"));
    assert!(run(&["solve"]).success().contains("How much risk is acceptable?"));
}

#[test]
fn solve_uses_the_belief_or_says_that_it_does_not() {
    let solve = |arguments: &[&str]| run(&[&["solve", "--steps", "10"], arguments].concat()).success();
    let total = |belief: &[&str]| {
        let mut arguments = vec!["solve", "--steps", "10", "--total", "10%"];
        arguments.extend(belief);
        document(&arguments)["solutions"][0].clone()
    };
    let beta = total(&["--belief", "beta", "--weight", "1"]);
    assert!((beta["solution"].as_f64().unwrap() - 0.035_629_718_738_2).abs() < 1e-12, "{beta}");
    assert_eq!(beta["note"], "This is the mean of a beta belief of weight 1.");
    let interval = ["--belief", "logit-normal", "--low", "0.1%", "--high", "5%"];
    let known = total(&interval);
    assert!((known["solution"].as_f64().unwrap() - 0.010_480_741_793_785_6).abs() < 1e-15, "{known}");
    assert!(known["note"].as_str().unwrap().starts_with("This is the risk if it were known."), "{known}");
    assert_eq!(total(&[])["note"], Value::Null);
    assert!(solve(&[&["--total", "10%"], &interval[..]].concat()).contains("This is the risk if it were known."));
    let table = solve(&[&["--total", "10%", "--format", "csv"], &interval[..]].concat());
    assert!(table.starts_with("question,given,unknown,solution,reason,note\ntotal,0.1,"), "{table}");
    // A billion deaths of eight are an eighth.
    let chance = document(&[&["solve", "--steps", "10", "--tolerate", "1e9"], &interval[..]].concat());
    let chance = &chance["solutions"][3];
    assert_eq!(chance["unknown"], "chance_of_limit");
    assert!((chance["solution"].as_f64().unwrap() - 0.3044).abs() < 5e-4, "{chance}");
}

#[test]
fn a_limit_is_told_in_orders_of_magnitude_and_never_as_steps_of_the_scale_up() {
    let rising = run(&["solve", "--risk", "5%", "--trend", "2", "--tolerate", "100 million"]).success();
    assert!(rising.contains("2.07× (0.316 orders of magnitude)"), "{rising}");
    assert!(rising.contains("0.245 reference steps") && !rising.contains("steps of 10×"), "{rising}");
    let fading = run(&["solve", "--until", "50%", "--trend", "0.5"]).success();
    assert!(fading.contains("never") && !fading.contains("69"), "{fading}");
    let none = document(&["solve", "--until", "50%", "--trend", "0.5"])["solutions"].clone();
    for i in [0, 1] {
        assert_eq!(none[i]["solution"], Value::Null);
        assert_eq!(none[i]["reason"], "the hazard fades so fast that it stays below");
    }
}

#[test]
fn a_panels_chances_and_a_log_normals_level_are_those_that_hold() {
    let panel = run(&["--belief", "panel", "--panel", "1%;2%;3%;4%;5%;6%;7%;8%", "--lens", "belief"]).success();
    let lines: Vec<_> = panel.lines().filter(|line| line.contains("chance of at least")).collect();
    assert!(lines[0].trim_start().starts_with("100% chance of at least") && lines[0].contains("80 million"), "{panel}");
    assert!(lines[1].trim_start().starts_with("87.5% chance of at least"), "{panel}");
    let cut = run(&["--belief", "log-normal", "--low", "1%", "--high", "100%"]).success();
    assert!(cut.contains("90% sure before the cut at 100%, 94.7% after it"), "{cut}");
    let whole = run(&["--belief", "log-normal", "--low", "0.01%", "--high", "1%"]).success();
    assert!(whole.contains("0.01% to 1%, 90% sure\n"), "{whole}");
}

#[test]
fn help_names_every_key_with_its_default_and_range() {
    let help = run(&["--help"]).success();
    for field in &harm_wire::field::FIELDS {
        assert!(help.contains(&format!("--{} <", field.name)), "{}", field.name);
    }
    assert!(help.contains("[default: 8e9]") && help.contains("Must be between 0 and 1e12"));
    assert!(run(&["--version"]).success().starts_with("expected-harm "));
}

#[test]
fn completions_and_the_man_page_know_every_flag() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]).success();
        assert!(script.contains("eval-every") && script.contains("sweep"), "{shell}");
    }
    let page = run(&["man"]).success();
    let title = concat!("\n.TH expected-harm 1  \"expected-harm ", env!("CARGO_PKG_VERSION"), "\"");
    assert!(page.contains(title), "{page}");
    assert!(page.contains("eval\\-every"));
    assert!(run(&["man", "sweep"]).success().contains("\\-\\-threads"));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_force_them() {
    let with = |name: &str, value: &str| {
        let output = support::command().args(["--risk", "1"]).env(name, value).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        text.contains(&0x1b)
    };
    assert!(!with("TERM", "xterm-256color"));
    assert!(with("CLICOLOR_FORCE", "1"));
    assert!(!with("NO_COLOR", "1"));
}

#[test]
fn nobody_listening_is_no_failure() {
    for arguments in [&["--lens", "all"][..], &["--format", "json"], &["--help"], &["completions", "zsh"], &["man"]] {
        let Run { code, stderr, .. } = support::run_into_closed_pipe(arguments);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}
