//! What is read from texts, and what is said about those that cannot be read.

use super::*;
use alloc::string::ToString;

fn number(key: Key, text: &str) -> f64 {
    match read_field(key, text) {
        Ok(Value::Number(v)) => v,
        other => panic!("{text:?} read as {other:?}"),
    }
}

fn message(key: Key, text: &str) -> String {
    match read_field(key, text) {
        Err(error) => error.to_string(),
        Ok(value) => panic!("{text:?} read as {value:?}"),
    }
}

#[test]
fn risks_are_read_as_people_write_them() {
    for text in [
        "1%",
        "0.01",
        "1e-2",
        "1E-2",
        "1/100",
        "1 in 100",
        ".01",
        "0.010",
        "1 %",
        "1 percent",
        "1 per cent",
        " 1% ",
        "10^-2",
        "10⁻²",
        "1 × 10^-2",
        "1x10^-2",
        "1·10⁻²",
        "+0.01",
        "1 in 1e2",
        "one in 100",
    ] {
        assert_eq!(number(Key::Risk, text), 0.01, "{text}");
    }
    for text in ["1 in a million", "one in a million", "1/1000000", "1 in 1 million", "0.0001%"] {
        assert_eq!(number(Key::Risk, text), 1e-6, "{text}");
    }
    assert_eq!(number(Key::Risk, "0.1%"), 0.001);
    assert_eq!(number(Key::Risk, "2.3%"), 0.023);
    assert_eq!(number(Key::Risk, "1e-15%"), 1e-17);
    assert_eq!(number(Key::Risk, "100%"), 1.0);
    assert_eq!(number(Key::Risk, "0"), 0.0);
    assert!(number(Key::Risk, "-0").is_sign_positive());
}

#[test]
fn other_units_are_read_where_they_belong() {
    for text in [
        "8e9",
        "8.0 billion",
        "8 bn",
        "8bn",
        "8B",
        "8000000000",
        "8000 million",
        "8000M",
        "8 billion people",
        "8 Billion",
    ] {
        assert_eq!(number(Key::Population, text), 8e9, "{text}");
    }
    for text in ["10", "10x", "10×", "10 x", "10-fold", "10 fold", "10X", "10 times", "1e1", "10^1"] {
        assert_eq!(number(Key::Step, text), 10.0, "{text}");
    }
    for text in
        ["2.1e25", "2.1e25 FLOP", "2.1 × 10^25", "2.1 × 10²⁵", "2.1x10^25 flop", "2.1*10^25", "21e24 FLOPs", "2.1e+25"]
    {
        assert_eq!(number(Key::From, text), 2.1e25, "{text}");
    }
    for text in ["6", "6 months", "6 mo", "0.5 years"] {
        assert_eq!(number(Key::Pause, text), 6.0, "{text}");
    }
    for text in ["$5 million", "5e6", "5 million USD", "US$5M", "USD 5M", "$5000k", "5 million dollars"] {
        assert_eq!(number(Key::EvalCost, text), 5e6, "{text}");
    }
    assert_eq!(number(Key::Growth, "4.5x a year"), 4.5);
    assert_eq!(number(Key::Growth, "4.5×/year"), 4.5);
    assert_eq!(number(Key::Steps, "1/2"), 0.5);
    assert_eq!(number(Key::Steps, "3 steps"), 3.0);
    assert_eq!(number(Key::ForecastError, "0.5 orders of magnitude"), 0.5);
    assert_eq!(number(Key::Tolerate, "1 million deaths"), 1e6);
    assert_eq!(number(Key::Tolerate, "0.01%"), 1e-4);
    assert_eq!(read_field(Key::EvalMonths, "None"), Ok(Value::None));
    assert_eq!(read_field(Key::Belief, "Log-Normal"), Ok(Value::Word("log-normal")));
    for text in ["0.0038_0.03_0.05", "0.38%, 3%, 5%", "0.38%;3%;5%"] {
        assert_eq!(read_field(Key::Panel, text), Ok(Value::Numbers([0.0038, 0.03, 0.05].into())), "{text}");
    }
}

#[test]
fn what_is_out_of_range_is_refused_in_the_words_of_the_model() {
    assert_eq!(message(Key::Risk, "1.5"), "risk must be between 0 and 1, but got 1.5");
    assert_eq!(message(Key::Risk, "150%"), "risk must be between 0 and 1, but got 150%");
    assert_eq!(message(Key::Risk, "5"), "risk must be between 0 and 1, but got 5; did you mean 5%?");
    assert!(message(Key::Level, "100").ends_with("but got 100"), "100% is as little a level as 100");
    assert_eq!(message(Key::Risk, "-0.5"), "risk must be between 0 and 1, but got -0.5");
    assert_eq!(message(Key::Step, "1"), "step must be greater than 1, but got 1");
    assert_eq!(message(Key::Population, "2e12"), "population must be between 0 and 1e12, but got 2e12");
    assert_eq!(message(Key::Steps, "-1"), "steps must be 0 or more, but got -1");
    assert_eq!(message(Key::Low, "0"), "low must be greater than 0 and less than 1, but got 0");
    assert_eq!(message(Key::EvalMonths, "0"), "eval-months must be greater than 0, or none, but got 0");
}

#[test]
fn what_is_no_number_is_refused_with_what_is_allowed() {
    assert_eq!(message(Key::Risk, ""), "risk must be between 0 and 1, but got nothing");
    assert_eq!(message(Key::Risk, "  "), "risk must be between 0 and 1, but got nothing");
    for text in
        ["NaN", "nan", "inf", "-inf", "Infinity", "1e999", "10^400", "1 in 0", "1/0", "0/0", "1e99999999999999999999"]
    {
        let message = message(Key::Risk, text);
        assert!(
            message.starts_with(&alloc::format!("risk must be between 0 and 1, but got {text}, which is ")),
            "{message}"
        );
    }
    assert_eq!(
        message(Key::Risk, "1e-999"),
        "risk must be between 0 and 1, but got 1e-999, which is too small to be told from 0"
    );
    for text in [
        "abc",
        "1 apple",
        "1%%",
        "--1",
        "1e",
        "0x10",
        "1.2.3",
        "%",
        "e5",
        ".",
        "-",
        "1 in",
        "1/",
        "1 in 100%",
        "½",
        "$1",
        "1 m",
        "10x",
        "€5",
        "1 in a cat",
        "0.01\u{7f}",
    ] {
        let message = message(Key::Risk, text);
        assert!(message.starts_with("risk must be between 0 and 1, but got \""), "{message}");
        assert!(message.ends_with("\"; write it as 1%, 0.01 or 1 in 100"), "{message}");
    }
    assert_eq!(message(Key::Step, "10%"), "step must be greater than 1, but got \"10%\"; write it as 10 or 10x");
    assert_eq!(
        message(Key::Population, "50%"),
        "population must be between 0 and 1e12, but got \"50%\"; write it as 8e9 or 8.0 billion"
    );
}

#[test]
fn groups_of_three_are_read_where_they_can_be_nothing_else() {
    for text in [
        "8,000,000,000",
        "8 000 000 000",
        "8_000_000_000",
        "8'000'000'000",
        "8’000’000’000",
        "8\u{2009}000\u{2009}000\u{2009}000",
        "8\u{a0}000\u{a0}000\u{a0}000",
        "8.000.000.000",
        "8,000 million",
        "8.000.000,0 thousand",
    ] {
        assert_eq!(number(Key::Population, text), 8e9, "{text}");
    }
    assert_eq!(number(Key::Population, "1,234.5"), 1234.5);
    assert_eq!(number(Key::Population, "1.234,5"), 1234.5);
    for text in ["1 in 14,000", "1 in 14 000", "1/14,000", "1 out of 14,000"] {
        assert_eq!(number(Key::Risk, text), 1.0 / 14_000.0, "{text}");
        assert_eq!(read_entry(Key::Risk, text).unwrap().question, None, "{text}");
    }
    assert_eq!(number(Key::Step, "2,500×"), 2500.0);
    assert_eq!(number(Key::EvalCost, "$5,000,000"), 5e6);
    for text in ["80,00,00,000,0", "8,0,0", "8 00 000"] {
        let message = message(Key::Population, text);
        assert!(message.contains("but got "), "{message}");
    }
    assert!(
        message(Key::Population, "80,00,00,000,0")
            .ends_with("numbers are written without separators; did you mean 8000000000?")
    );
}

#[test]
fn a_comma_is_a_decimal_sign_where_there_are_no_thousands() {
    for (key, text, value) in [
        (Key::Risk, "0,01", 0.01),
        (Key::Risk, "0,5%", 0.005),
        (Key::Risk, "0,001", 0.001),
        (Key::Risk, "12,5%", 0.125),
        (Key::Step, "2,5", 2.5),
        (Key::Growth, "4,5× a year", 4.5),
        (Key::Trend, "0,5", 0.5),
        (Key::Pause, "1,5 years", 18.0),
        (Key::Steps, "0,5", 0.5),
        (Key::Weight, "0,25", 0.25),
    ] {
        assert_eq!(number(key, text), value, "{text}");
    }
    for (key, text, meant) in [
        (Key::Population, "1,5", "1.5"),
        (Key::Population, "8,3 billion", "8.3 billion"),
        (Key::From, "2,1e25", "2.1e25"),
        (Key::Tolerate, "0,5%", "0.5%"),
        (Key::EvalCost, "$1,5 million", "$1.5 million"),
    ] {
        let error = read_field(key, text).unwrap_err();
        assert_eq!(error.suggestions, [meant], "{error}");
        assert!(error.message.contains("the decimal sign is a point; did you mean "), "{error}");
    }
}

#[test]
fn a_list_is_apart_where_no_number_can_be() {
    for (text, numbers) in [
        ("0.1,0.2, 0.3", &[0.1, 0.2, 0.3][..]),
        ("0,5%, 1,5%", &[0.005, 0.015]),
        ("0,5%; 1,5%", &[0.005, 0.015]),
        ("1 in 1,000, 1 in 200", &[0.001, 0.005]),
        ("1 in 1,000", &[0.001]),
        ("1%,2%", &[0.01, 0.02]),
        ("1%, 2%, 5%", &[0.01, 0.02, 0.05]),
    ] {
        assert_eq!(read_field(Key::Panel, text), Ok(Value::Numbers(numbers.into())), "{text}");
    }
    assert!(read_field(Key::Panel, "1 in 1,000,1 in 200").is_err());
}

#[test]
fn what_may_be_thousands_or_a_decimal_is_asked_about() {
    let question = |key, text| read_entry(key, text).unwrap().question.map(|question| question.message);
    assert_eq!(question(Key::Step, "1,125").unwrap(), "step is read as 1125; did you mean 1.125?");
    assert_eq!(question(Key::Population, "143.000").unwrap(), "population is read as 143; did you mean 143000?");
    assert_eq!(question(Key::Population, "1.000").unwrap(), "population is read as 1; did you mean 1000?");
    for (key, text) in
        [(Key::Population, "8.300 billion"), (Key::Population, "143,000"), (Key::Step, "1.125"), (Key::Step, "12,34")]
    {
        assert_eq!(question(key, text), None, "{text}");
    }
    // What would be out of range is not taken for thousands, and what may be meant is.
    assert_eq!(
        message(Key::Risk, "1,000"),
        "risk must be between 0 and 1, but got 1,000; did you mean 1000%?".replace("1000%", "1.000")
    );
    assert_eq!(read_field(Key::Risk, "5,125%").unwrap_err().suggestions, ["5.125%"]);
}

#[test]
fn copied_numbers_are_read_with_what_came_along() {
    for text in [
        "\u{feff}8.0\u{3000}billion",
        "8.0\u{205f}billion\u{200b}",
        "\u{202a}8.0 billion\u{202c}",
        "\u{2068}8.0\u{2007}billion\u{2069}",
        "8.0\u{2060}\u{a0}\u{200e}billion",
        "8.0\u{1680}billion\u{2028}",
        "8.0\u{ad} bil\u{200d}lion",
    ] {
        assert_eq!(number(Key::Population, text), 8e9, "{text:?}");
    }
    assert_eq!(number(Key::Risk, "1\u{2004}%"), 0.01);
    assert_eq!(message(Key::Risk, "\u{200b}"), "risk must be between 0 and 1, but got nothing");
}

#[test]
fn more_ways_to_say_a_risk_are_read() {
    for (text, value) in [
        ("1 out of 100", 0.01),
        ("1:99 odds", 0.01),
        ("10,000 micromorts", 0.01),
        ("100 ppm", 1e-4),
        ("5‰", 0.005),
        ("3 ppb", 3e-9),
        ("1 in 12.3 million", 1.0 / 12.3e6),
        ("10^-2.5", 0.003_162_277_660_168_379_5),
        ("never", 0.0),
        ("1 in 1.21 × 10³¹²", 8.264_462_809_917e-313),
    ] {
        let read = number(Key::Risk, text);
        assert!((read - value).abs() <= 1e-14 * value + 1e-322, "{text}: {read}");
    }
    assert_eq!(number(Key::Fatality, "everyone"), 1.0);
    assert!((number(Key::From, "10^24.5 FLOP") / 10f64.powf(24.5) - 1.0).abs() < 1e-15);
    assert!((number(Key::Pause, "12 days") - 12.0 / 365.25 * 12.0).abs() < 1e-15);
    assert_eq!(read_field(Key::Risk, "1:99").unwrap_err().suggestions, ["1:99 odds"]);
}

#[test]
fn what_is_too_large_is_said_to_be() {
    assert_eq!(message(Key::Steps, "1e400"), "steps must be 0 or more, but got 1e400, which is too large a number");
    assert_eq!(message(Key::Steps, "10^400"), "steps must be 0 or more, but got 10^400, which is too large a number");
    assert_eq!(message(Key::Steps, "inf"), "steps must be 0 or more, but got inf, which is not a finite number");
    assert_eq!(message(Key::Steps, "1/0"), "steps must be 0 or more, but got 1/0, which is not a finite number");
    assert_eq!(
        message(Key::Pause, "1e308 years"),
        "pause must be 0 or more, but got 1e308 years, which is too large a number"
    );
}

#[test]
fn digits_of_other_scripts_are_refused_with_the_number_that_was_meant() {
    for text in ["０．０１", "٠٫٠١", "۰٫۰۱", "०.०१"] {
        let message = message(Key::Risk, text);
        assert!(message.ends_with("numbers are written with the digits 0 to 9; did you mean 0.01?"), "{message}");
    }
}

#[test]
fn words_are_refused_with_those_that_are_allowed() {
    assert_eq!(
        message(Key::Belief, "lognormal"),
        "belief must be point, beta, log-uniform, logit-normal, log-normal or panel, but got \"lognormal\"; did you mean log-normal?"
    );
    assert_eq!(message(Key::Sharing, ""), "sharing must be shared or redrawn, but got nothing");
}

#[test]
fn one_is_certainty_and_is_remarked_on() {
    let asked = |key, text| read_entry(key, text).unwrap().question;
    for text in ["1", "1.0", "1.00", "1e0", "01", "1.", "10^0", "+1"] {
        assert_eq!(number(Key::Risk, text), 1.0);
        let question = asked(Key::Risk, text).unwrap();
        assert_eq!(
            (&*question.message, &*question.suggestions),
            ("risk 1 is certainty; did you mean 1%?", &[String::from("1%")][..])
        );
    }
    for text in ["100%", "100pct", "1 in 1", "1/1"] {
        assert_eq!((number(Key::Risk, text), asked(Key::Risk, text)), (1.0, None), "{text}");
    }
    assert_eq!(asked(Key::Fatality, "1"), None);
}

#[test]
fn a_long_text_is_refused_and_not_repeated() {
    let text = "9".repeat(1_000_000);
    let message = message(Key::Population, &text);
    assert!(message.len() < 200 && message.ends_with("…, which is too long for a number"), "{message}");
    let error = read_field(Key::Panel, &"0.1_".repeat(100_000)).unwrap_err();
    assert!(error.message.len() < 200 && error.given.chars().count() <= number::MAX_LENGTH + 1);
}

#[test]
fn a_message_does_not_act_on_the_terminal() {
    let message = message(Key::Risk, "\u{1b}[31mr\u{202e}ed");
    assert!(message.contains("\\u{1b}[31mr\\u{202e}ed"), "{message}");
}

#[test]
fn a_suggestion_does_not_ask_for_another_without_end() {
    // Each opinion of such a list suggests what is itself refused with a suggestion.
    let error = read_field(Key::Panel, "0:1/").unwrap_err();
    assert!(error.message.starts_with("panel must be between 0 and 1, but got "), "{error}");
    let list = ["٢:٣/"; 40].join(", ");
    assert!(read_field(Key::Panel, &list).is_err());
}

#[test]
fn what_one_opinion_may_mean_does_not_take_the_place_of_all() {
    let error = read_field(Key::Panel, "1%, 5, 3%").unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.suggestions.len()),
        ("panel must be between 0 and 1, but got 5; did you mean 5%?", 0)
    );
}
