//! Numbers and words at the places where one way to say them gives way to another.

use harm_core::assess;
use harm_view::axis::{compute_end, linear_ticks, power_ticks};
use harm_view::number::{people_in_full, plain};
use harm_view::question::{Detail, answer, detail};
use harm_view::sentence::{self, Phrase, risk_label, scale_note};
use harm_view::{field, stated, track};
use harm_wire::{Key, Question, Request, Value};

fn request(query: &str) -> Request {
    Request::default().patched(query)
}

fn details(question: Question, query: &str) -> Detail {
    let request = request(query);
    detail(question, &request, &assess(&request.scenario))
}

#[test]
fn a_limit_below_one_is_a_share() {
    assert_eq!(field::text(Key::Tolerate, &Value::Number(0.05)), "5%");
    assert_eq!(field::text(Key::Tolerate, &Value::Number(1.0)), "1");
}

#[test]
fn a_count_in_full_has_every_whole_digit() {
    assert_eq!(people_in_full(123_456_789.4), "123,456,789");
    assert_eq!(people_in_full(12.345), "12.3");
}

#[test]
fn the_smallest_plain_number_is_plain() {
    assert_eq!(plain(1.5e-6), "0.0000015");
    assert_eq!(plain(9.5e-7), "9.5\u{a0}×\u{a0}10⁻⁷");
}

#[test]
fn the_simplest_number_is_the_one_nearest_to_the_middle() {
    assert_eq!(track::simplest(11.0, 42.0), 30.0);
    assert_eq!(track::simplest(0.11, 0.42), 0.3);
}

#[test]
fn a_place_on_a_track_is_its_part_of_the_whole() {
    assert_eq!([1e-9, 1e-6, 0.99, 1.0].map(|value| track::RISK.fraction(value)), [0.0, 0.0, 1.0, 1.0]);
    assert_eq!([0.0, 0.25, 0.5, 1.0].map(|value| track::SHARE.fraction(value)), [0.0, 0.25, 0.5, 1.0]);
    assert_eq!(track::SCALE_UP.fraction(1000.0), 0.5);
}

#[test]
fn ticks_are_round_and_reach_the_end() {
    assert_eq!(linear_ticks(80.0, 4), [0.0, 20.0, 40.0, 60.0, 80.0]);
    assert_eq!(linear_ticks(1.0, 1), [0.0, 1.0]);
    assert_eq!(linear_ticks(0.0, 2), [0.0, 0.5, 1.0]);
    assert_eq!(power_ticks(6.0, 6), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(power_ticks(12.0, 6), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
    assert_eq!(power_ticks(25.0, 6), [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]);
    assert_eq!(power_ticks(60.0, 6), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
    assert_eq!(power_ticks(200.0, 6), [0.0, 50.0, 100.0, 150.0, 200.0]);
    assert_eq!([0.0, 5.0, 5.1, 11.0, 60.0, 61.0].map(compute_end), [5.0, 5.0, 6.0, 12.0, 60.0, 80.0]);
}

#[test]
fn a_stated_risk_is_converted_unless_it_is_for_the_same_growth() {
    let comment = |query: &str| {
        let request = request(query);
        stated::beliefs(&request, &assess(&request.scenario)).swap_remove(0).words
    };
    assert!(!comment("").contains("if that is the risk"), "{}", comment(""));
    assert!(comment("per=4").contains("per 4×"), "{}", comment("per=4"));
}

#[test]
fn bars_are_parts_of_the_longest() {
    for question in Question::ALL {
        let longest = details(question, "benefit=1%&risk-cut=10%").bars.iter().map(|bar| bar.to).fold(0.0, f64::max);
        assert_eq!(longest, 1.0, "{question:?}");
        for bar in details(question, "population=0&tolerate=0").bars {
            assert!((0.0..=1.0).contains(&bar.from) && bar.from <= bar.to && bar.to <= 1.0, "{question:?} {bar:?}");
        }
    }
    let certain = details(Question::Belief, "belief=beta&weight=1&steps=10");
    assert_eq!(certain.bars[1].words, "765 million");
    let tolls = details(Question::Perspective, "");
    assert!(tolls.bars.iter().any(|bar| bar.words.contains(" to ")), "{tolls:?}");
    let same_twice = |words: &str| words.split_once(" to ").is_some_and(|(low, high)| low == high);
    assert!(!tolls.bars.iter().any(|bar| same_twice(&bar.words)), "{tolls:?}");
    assert!(tolls.bars[1..].iter().any(|bar| !bar.words.contains(" to ")), "{tolls:?}");
    let limit = details(Question::Acceptable, "tolerate=80000000");
    assert!(limit.formulae.iter().any(|line| line.contains("at m = 1")), "{limit:?}");
}

#[test]
fn an_input_is_called_in_a_sentence_as_beside_its_control() {
    let beta = request("belief=beta&weight=1").scenario;
    assert_eq!(sentence::name(&beta, Key::Low), Key::Low.field().label);
    assert_eq!(sentence::name(&beta, Key::High), Key::High.field().label);
    assert_eq!(sentence::name(&beta, Key::Risk), "Risk per 10×, on average");
    assert_eq!(risk_label(&request("").scenario, Key::Risk), "Risk per 10×");
    let nothing = request("steps=0").scenario;
    assert_eq!(scale_note(&nothing, &assess(&nothing)), "No growth at all");
}

#[test]
fn plain_words_that_follow_plain_words_are_one_part() {
    let phrase = Phrase::new("one ").say("two ").stress("three").say(" four").say(" five");
    assert_eq!(phrase.parts.len(), 3);
    assert_eq!(phrase.to_string(), "one two three four five");
}

#[test]
fn one_evaluation_that_may_come_in_time_averts_something() {
    let sentence = |query: &str| {
        let request = request(query);
        answer(Question::Evaluations, &request, &assess(&request.scenario)).to_string()
    };
    assert!(!sentence("eval-every=10&eval-months=none&buffer=4").contains("no expected deaths"));
    assert!(sentence("buffer=1").contains("no expected deaths"));
}

#[test]
fn the_verb_follows_the_number_of_laboratories_that_is_printed() {
    let sentence = |query: &str| {
        let request = request(query);
        answer(Question::Restraint, &request, &assess(&request.scenario)).to_string()
    };
    for (abstain, verb) in [("0.5", " stops"), ("1", " stops"), ("1.5", " stop "), ("2", " stop ")] {
        let restraint = sentence(&format!("labs=4&abstain={abstain}"));
        assert!(restraint.contains(verb), "{restraint}");
    }
}
