//! `expected-harm compare` as a user meets it: two scenarios in, and which assumption makes the difference.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use support::run;

const OTHER: &str = "risk=0.35%&steps=3&fatality=10%";

#[test]
fn the_report_names_both_sides_and_what_matters_most() {
    let report = run(&["compare", "comment", OTHER, "--names", "Ada, Ben"]).success();
    for part in [
        "Where do the two scenarios differ?\n",
        "Ada gives 80 million expected deaths, Ben 8.37 million.",
        "it divides expected deaths by 10. The longer scale-up multiplies them by 2.98",
        "÷ 2.85  1% per 10× → 0.35% per 10×; 46% of the gap",
        "÷ 9.56  80 million → 8.37 million",
    ] {
        assert!(report.contains(part), "{part:?} is not in\n{report}");
    }
    let named = run(&["compare", "comment", "ord"]).success();
    assert!(named.contains("The comment gives 80 million expected deaths, Ord 800 million."), "{named}");
}

#[test]
fn contributions_multiply_to_the_gap_and_swapping_turns_them_round() {
    let contributions = |from: &str, to: &str| {
        let document = run(&["compare", from, to, "--format", "json"]).json();
        let all = document["contributions"].as_object().unwrap();
        let amounts: Vec<f64> = all.values().map(|amount| amount.as_f64().unwrap()).collect();
        assert!((amounts.iter().sum::<f64>() - document["gap"].as_f64().unwrap()).abs() < 1e-14);
        assert!((document["gap"].as_f64().unwrap().exp() / document["ratio"].as_f64().unwrap() - 1.0).abs() < 1e-14);
        amounts
    };
    let (there, back) = (contributions("comment", OTHER), contributions(OTHER, "comment"));
    assert_eq!(there, back.iter().map(|amount| -amount).collect::<Vec<_>>());
    assert!(there.iter().any(|amount| *amount < 0.0) && there.iter().any(|amount| *amount > 0.0));
}

#[test]
fn a_table_has_a_row_for_each_input_that_differs_and_one_for_all() {
    let table = run(&["compare", "", OTHER, "--format", "csv"]).success();
    let names: Vec<_> = table.lines().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(names, ["input", "risk", "scale_up", "share", "total"]);
    assert!(table.contains("share,everyone,10%,ln_expected_deaths,-2.302585092994"), "{table}");
    assert!(table.contains("scale_up,10×,\"1,000×\","), "{table}");
    let none = run(&["compare", "population=0", "", "--format", "csv"]).success();
    assert!(
        none.ends_with("people,0,8.0 billion,expected_deaths,8e7,,1\ntotal,0,8e7,expected_deaths,8e7,,1\n"),
        "{none}"
    );
}

#[test]
fn a_link_with_a_pinned_scenario_has_both_sides() {
    let link = "https://example.org/?v=1&risk=0.02&pin=risk_0.1";
    let report = run(&["compare", link]).success();
    assert!(report.contains("The first gives 800 million expected deaths, the second 160 million."), "{report}");
    let page = run(&["compare", "https://example.org/s/ord/", "ord"]).success();
    assert!(page.contains("The two scenarios are the same."), "{page}");
}

#[test]
fn a_name_stands_for_its_link_in_other_commands_too() {
    assert_eq!(
        run(&["--link", "ord"]).success(),
        run(&["--link", &run(&["link", "--link", "ord"]).success()]).success()
    );
    assert!(run(&["--link", "ord"]).success().starts_with("800 million expected deaths"));
}

#[test]
fn what_cannot_be_compared_is_refused_and_a_damaged_link_says_what_is_used() {
    for (arguments, said) in [
        (&["compare", "froollow", "ord"][..], "got \"froollow\"; did you mean froolow?"),
        (&["compare", "nobody", "ord"], "the names are comment, gpt-4-to-2e29"),
        (&["compare", "risk=2%"], "compare needs a second link, or a link with a pinned scenario (pin=…)"),
        (&["compare", "ord", "comment", "--names", "Ada"], "names must be two, such as --names \"Ada,Ben\", but got 1"),
        (&["compare", "ord", "comment", "--names", "Ada,"], "but got an empty one"),
        (&["compare"], "<LINK>"),
    ] {
        let refused = run(arguments).usage_error();
        assert!(refused.contains(said), "{arguments:?}: {refused}");
    }
    let damaged = run(&["compare", "risk=150%", "risk=2%", "--format", "json"]);
    assert!(damaged.stderr.contains("risk must be between 0 and 1, but got 150%. 0.01 is used instead."));
    assert_eq!(damaged.json()["warnings"].as_array().unwrap().len(), 1);
}
