//! What stands beside an input: the same number in another form, so that a reader sees what it means.

use harm_core::hazard::Path;
use harm_core::quantity::Trend;
use harm_core::{Assessment, Belief, ScaleUp, Scenario, nearly};
use harm_wire::Key;
use harm_wire::belief::row;
use harm_wire::edit::Control;

use super::phrase::{first, for_each, per};
use super::premises::{family, sure};
use crate::number::{counted, duration, factor, flop, one_in, people, percent, times};

/// What a control is called beside it.
#[must_use]
pub fn label(scenario: &Scenario, control: Control) -> String {
    match control {
        Control::ScaleUp => String::from("Scale-up"),
        Control::Field(key @ (Key::Risk | Key::Low | Key::High | Key::Panel)) => risk_label(scenario, key),
        Control::Field(Key::Population) => String::from("People alive"),
        Control::Field(Key::Fatality) => String::from("Share who die"),
        Control::Field(key) => String::from(key.field().label),
    }
}

/// What an input is called in a sentence: as beside its control, but for bounds, whose labels are parts of a sentence.
#[must_use]
pub fn name(scenario: &Scenario, key: Key) -> String {
    match key {
        Key::Low | Key::High => String::from(key.field().label),
        _ => label(scenario, Control::Field(key)),
    }
}

/// What the risk is stated for: `Risk per 10×`, `Risk per 10×, at least`.
#[must_use]
pub fn risk_label(scenario: &Scenario, key: Key) -> String {
    let per = per(scenario);
    match key {
        Key::Low => format!("Risk {per}: {} between", sure(&scenario.belief)),
        Key::High => String::from("and"),
        Key::Panel => format!("Risks {per} that a panel states"),
        _ if matches!(scenario.belief, Belief::Beta(_)) => format!("Risk {per}, on average"),
        _ => format!("Risk {per}"),
    }
}

/// The keys of the risk, as the belief states it.
#[must_use]
pub fn risk_keys(scenario: &Scenario) -> &'static [Key] {
    row(scenario.belief.family()).risk
}

/// Under the risk: as odds.
#[must_use]
pub fn risk_note(scenario: &Scenario, assessment: &Assessment) -> String {
    let mean = assessment.mean_risk_per_reference_step;
    let each = for_each(scenario);
    if !matches!(scenario.belief, Belief::Point(_)) {
        return format!("{} on average, {each} ({})", percent(mean), family(&scenario.belief));
    }
    if mean >= 1.0 {
        format!("Certain {each}")
    } else if mean <= 0.0 {
        String::from("Never")
    } else if mean > 0.5 {
        format!("Likelier than not {each}")
    } else {
        format!("{} {each}", one_in(mean))
    }
}

/// Under the scale-up: how long it takes at the present growth.
#[must_use]
pub fn scale_note(scenario: &Scenario, assessment: &Assessment) -> String {
    let growth = times(scenario.growth.get());
    match &scenario.scale_up {
        _ if assessment.orders_of_magnitude == 0.0 => String::from("No growth at all"),
        ScaleUp::Range(range) => format!(
            "{}, from {} to {}: about {} at {growth} a year",
            factor(assessment.orders_of_magnitude),
            flop(range.from().get()),
            flop(range.to().get()),
            duration(assessment.pace.years)
        ),
        ScaleUp::Steps { .. } => format!("About {} at {growth} a year", duration(assessment.pace.years)),
    }
}

/// Under the population: what the risk is for each of them.
#[must_use]
pub fn population_note(assessment: &Assessment) -> String {
    let micromorts = people(assessment.micromorts);
    let noun = if micromorts == "1" { "micromort" } else { "micromorts" };
    format!("{micromorts} {noun} for each of them")
}

/// Under the fatality fraction: how many that would be.
#[must_use]
pub fn fatality_note(scenario: &Scenario) -> String {
    format!("{} if it happens", counted(&people(scenario.exposed()), "death"))
}

/// What the scenario means in a year and a day.
#[must_use]
pub fn pace(scenario: &Scenario, assessment: &Assessment) -> String {
    let year = people(assessment.pace.deaths_per_year);
    let day = people(assessment.pace.deaths_per_day);
    let growth = times(scenario.growth.get());
    let start = pace_start(scenario).map(|from| [" from ", &from].concat()).unwrap_or_default();
    let after = if start.is_empty() { "" } else { " after that" };
    let trend = pace_trend(scenario, assessment).map(|why| [" ", &why].concat()).unwrap_or_default();
    [
        "While training compute grows ",
        &growth,
        " a year",
        &start,
        ": ",
        &year,
        " expected deaths in the first year",
        after,
        ", ",
        &day,
        " for each day of it.",
        &trend,
    ]
    .concat()
}

/// The compute at which the first year begins, if the scenario says so: it is not today's.
#[must_use]
pub fn pace_start(scenario: &Scenario) -> Option<String> {
    match &scenario.scale_up {
        ScaleUp::Range(range) => Some(flop(range.from().get())),
        ScaleUp::Steps { .. } => None,
    }
}

/// Why the first year carries less or more than without the trend; `None` when it carries the same.
#[must_use]
pub fn pace_trend(scenario: &Scenario, assessment: &Assessment) -> Option<String> {
    let constant = Scenario { trend: Trend::new(1.0).ok()?, ..scenario.clone() };
    // The first year in reference steps, if the hazard were constant.
    let covered = Path::of(&constant).steps(scenario.orders_of_magnitude_per_year());
    let (trend, risk) = (scenario.trend.get(), assessment.pace.risk_per_year);
    if nearly(trend, 1.0) || nearly(covered, 1.0) || risk <= 0.0 || risk >= 1.0 {
        return None;
    }
    let (rising, within) = (trend > 1.0, covered < 1.0);
    let than = if rising == within { "less" } else { "more" };
    let (along, where_) = match (within, rising) {
        (true, true) => ("the hazard rises over ", ", and the year covers only its beginning."),
        (true, false) => ("the hazard falls over ", ", and the year covers only its beginning."),
        (false, true) => ("the year goes beyond ", ", where the hazard is higher."),
        (false, false) => ("the year goes beyond ", ", where the hazard is lower."),
    };
    Some(
        ["This is ", than, " than without the trend of ", &times(trend), ", because ", along, &first(scenario), where_]
            .concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::assess;

    fn risk(p: f64) -> Scenario {
        Scenario { belief: Belief::Point(p.try_into().unwrap()), ..Scenario::default() }
    }

    #[test]
    fn a_control_is_called_what_stands_beside_it() {
        let scenario = Scenario::default();
        for (control, words) in [
            (Control::ScaleUp, "Scale-up"),
            (Control::Field(Key::Risk), "Risk per 10×"),
            (Control::Field(Key::High), "and"),
            (Control::Field(Key::Fatality), "Share who die"),
            (Control::Field(Key::Trend), "Trend of the hazard"),
        ] {
            assert_eq!(label(&scenario, control), words);
        }
    }

    #[test]
    fn a_range_says_how_sure_it_is_at_its_fields() {
        for (link, words, note) in [
            ("belief=logit-normal&low=0.1%&high=5%", "Risk per 10×: 90% sure it lies between", "logit-normal"),
            ("belief=log-normal&low=0.1%&high=5%&level=50%", "Risk per 10×: 50% sure it lies between", "log-normal"),
            ("belief=log-uniform&low=0.1%&high=5%&per=4", "Risk per 4×: it lies between", "log-uniform"),
            ("belief=panel&panel=1%_2%", "Risks per 10× that a panel states", "each opinion counts equally"),
        ] {
            let scenario = harm_wire::query::parse(link).request.scenario;
            assert_eq!(label(&scenario, Control::Field(risk_keys(&scenario)[0])), words);
            let sentence = risk_note(&scenario, &assess(&scenario));
            assert!(sentence.contains(" on average, for each ") && sentence.contains(note), "{sentence}");
        }
    }

    #[test]
    fn a_risk_is_said_as_odds() {
        for (p, words) in [
            (0.01, "1 in 100 for each 10×"),
            (0.0, "Never"),
            (1.0, "Certain for each 10×"),
            (0.7, "Likelier than not for each 10×"),
        ] {
            assert_eq!(risk_note(&risk(p), &assess(&risk(p))), words);
        }
    }

    #[test]
    fn the_first_year_says_where_it_begins_and_what_a_trend_does_to_it() {
        let sentence = |query: &str| {
            let scenario = harm_wire::query::parse(query).request.scenario;
            (pace(&scenario, &assess(&scenario)), assess(&scenario).pace.deaths_per_year)
        };
        let (text, constant) = sentence("from=2.1e25&to=2e29");
        assert!(
            text.starts_with(
                "While training compute grows 4.5× a year from 2.1\u{a0}×\u{a0}10²⁵ FLOP: 52.3 million expected deaths in \
                 the first year after that, "
            ) && !text.contains("trend"),
            "{text}"
        );
        let told = [
            ("trend=2", "less than without the trend of 2×, because the hazard rises over the first 10×, and the year"),
            (
                "trend=0.5",
                "more than without the trend of 0.5×, because the hazard falls over the first 10×, and the year",
            ),
            ("trend=2&growth=100", "more than without the trend of 2×, because the year goes beyond the first 10×"),
            ("trend=0.5&growth=100", "less than without the trend of 0.5×, because the year goes beyond the first 10×"),
        ];
        for (query, words) in told {
            let (text, deaths) = sentence(query);
            assert!(text.contains(words), "{text}");
            let constant = if query.contains("growth") { sentence("growth=100").1 } else { constant };
            assert_eq!(deaths < constant, words.starts_with("less"), "{query}");
        }
        for query in ["trend=2&growth=10", "trend=2&risk=0", "trend=1"] {
            assert!(!sentence(query).0.contains("This is"), "{query}");
        }
    }

    #[test]
    fn a_scale_up_is_said_in_time() {
        let scenario = Scenario::default();
        let now = assess(&scenario);
        assert_eq!(scale_note(&scenario, &now), "About 18 months at 4.5× a year");
        assert_eq!(fatality_note(&scenario), "8 billion deaths if it happens");
        assert_eq!(population_note(&now), "10,000 micromorts for each of them");
        assert_eq!(
            pace(&scenario, &now),
            "While training compute grows 4.5× a year: 52.3 million expected deaths in the first year, 143,000 for each day of it."
        );
    }
}
