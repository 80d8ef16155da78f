//! What stands beside an input: the same number in another form, so that a reader sees what it means.

use harm_core::{Assessment, Belief, ScaleUp, Scenario};
use harm_link::Key;
use harm_link::edit::Control;

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

/// What the risk is stated for: `Risk per 10×`, `Risk per 10×, at least`.
#[must_use]
pub fn risk_label(scenario: &Scenario, key: Key) -> String {
    let per = times(scenario.per.get());
    match key {
        Key::Low => format!("Risk per {per}: {} between", sure(&scenario.belief)),
        Key::High => String::from("and"),
        Key::Panel => format!("Risks per {per} that a panel states"),
        _ if matches!(scenario.belief, Belief::Beta(_)) => format!("Risk per {per}, on average"),
        _ => format!("Risk per {per}"),
    }
}

/// The keys of the risk, as the belief states it.
#[must_use]
pub fn risk_keys(scenario: &Scenario) -> &'static [Key] {
    match scenario.belief {
        Belief::Point(_) | Belief::Beta(_) => &[Key::Risk],
        Belief::LogUniform(_) | Belief::LogitNormal(_) | Belief::LogNormal(_) => &[Key::Low, Key::High],
        Belief::Panel(_) => &[Key::Panel],
    }
}

/// Under the risk: as odds.
#[must_use]
pub fn risk_note(scenario: &Scenario, assessment: &Assessment) -> String {
    let mean = assessment.mean_risk_per_reference_step;
    let per = times(scenario.per.get());
    if !matches!(scenario.belief, Belief::Point(_)) {
        return format!("{} on average, for each {per} ({})", percent(mean), family(&scenario.belief));
    }
    if mean >= 1.0 {
        format!("Certain with each {per}")
    } else if mean <= 0.0 {
        String::from("Never")
    } else if mean > 0.5 {
        format!("Likelier than not with each {per}")
    } else {
        format!("{} for each {per}", one_in(mean))
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
    format!(
        "While training compute grows {growth} a year: {year} expected deaths in the first year, {day} for each day of it."
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
            let scenario = harm_link::query::parse(link).request.scenario;
            assert_eq!(label(&scenario, Control::Field(risk_keys(&scenario)[0])), words);
            let said = risk_note(&scenario, &assess(&scenario));
            assert!(said.contains(" on average, for each ") && said.contains(note), "{said}");
        }
    }

    #[test]
    fn a_risk_is_said_as_odds() {
        for (p, words) in [
            (0.01, "1 in 100 for each 10×"),
            (0.0, "Never"),
            (1.0, "Certain with each 10×"),
            (0.7, "Likelier than not with each 10×"),
        ] {
            assert_eq!(risk_note(&risk(p), &assess(&risk(p))), words);
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
