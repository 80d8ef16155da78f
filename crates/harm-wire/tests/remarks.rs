//! What is said about input that is not used: slips of the keyboard, other versions, and more of it than anyone reads.

#![allow(clippy::unwrap_used, reason = "a text that is not read fails its test")]

use harm_wire::edit::Control;
use harm_wire::number::{self, NumberError};
use harm_wire::{Key, Question, Request, Value, attributes, nearest, query, read_field, shortened};

fn remarks(query: &str) -> Vec<String> {
    query::parse(query).warnings.into_iter().map(|warning| warning.message).collect()
}

#[test]
fn a_slip_is_one_or_two_letters_added_left_out_or_swapped() {
    for (name, key) in [
        ("stesp", "steps"),
        ("setps", "steps"),
        ("risk_cutt", "risk-cut"),
        ("Popualtoin", "population"),
        ("tend", "trend"),
    ] {
        assert_eq!(nearest(name, [key].into_iter()), Some(key), "{name}");
    }
    // Three swaps; two other letters; a letter where a mark belongs; a mark where a letter belongs.
    for (name, key) in
        [("omtrlaity", "mortality"), ("pupulution", "population"), ("rissxcut", "risk-cut"), ("r_ss-cut", "risk-cut")]
    {
        assert_eq!(nearest(name, [key].into_iter()), None, "{name}");
    }
}

#[test]
fn a_newer_version_is_told_from_one_that_is_not_known() {
    assert!(remarks("v=1&risk=2%25").is_empty());
    assert!(remarks("v=2")[0].starts_with("This link was made by a newer version (2)."), "{:?}", remarks("v=2"));
    assert_eq!(remarks("v=0"), ["The version of this link is not known: \"0\"."]);
    let element = attributes::parse([("v", "2"), ("risk", "2%")]);
    assert_eq!((element.view.len(), element.warnings.len()), (0, 1));
    assert_eq!(attributes::meant("v"), Some("v"));
}

#[test]
fn the_warnings_that_are_left_out_are_counted() {
    let unknown = |count: usize| (0..count).map(|i| format!("qqq{i}=1")).collect::<Vec<_>>().join("&");
    assert_eq!(remarks(&unknown(20)).len(), 20);
    assert_eq!(remarks(&unknown(27)).last().unwrap(), "There are 7 more warnings.");
    // Of those about values as well.
    let mixed = unknown(19) + "&risk=x&population=x&fatality=x";
    assert_eq!(remarks(&mixed).last().unwrap(), "There are 2 more warnings.");
}

#[test]
fn a_text_is_cut_after_so_many_characters_and_not_before() {
    assert_eq!(shortened("abcde", 5), "abcde");
    assert_eq!(shortened("abcdef", 5), "abcde…");
    assert_eq!(shortened("ab\u{202e}", 5), "ab…");
}

#[test]
fn a_given_text_that_is_a_key_stays_what_was_given() {
    let error = read_field(Key::Population, "risk").unwrap_err();
    let labelled = error.with_labels(|key| format!("<{}>", key.name()));
    assert!(labelled.starts_with("<population> must be") && labelled.contains("\"risk\""), "{labelled}");
}

#[test]
fn a_question_is_named_as_links_and_as_files_write_it() {
    for question in Question::ALL {
        assert_eq!(Question::from_name(question.name()), Some(question));
        assert_eq!(Question::from_name(&question.name().replace('-', "_")), Some(question));
    }
    assert_eq!(Question::from_name("scale"), None);
}

#[test]
fn a_range_of_compute_is_scaled_from_its_start() {
    let request = Request::default().patched("from=2e25&to=2e26");
    let (request, _) = request.typed(Control::ScaleUp, "10000×").unwrap();
    assert_eq!(request.values().get(Key::From), Some(&Value::Number(2e25)));
    let to = request.values().number(Key::To).unwrap();
    assert!((to / 2e29 - 1.0).abs() < 1e-14, "{to}");
}

#[test]
fn one_number_is_not_taken_from_what_says_more() {
    for text in ["1% per year", "1% in total", "1% to 5%", "10 per year"] {
        assert_eq!(number::read(text), Err(NumberError::Unreadable), "{text}");
    }
    assert_eq!(number::read("4.5× a year").unwrap().value, 4.5);
}
