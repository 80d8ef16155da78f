//! The result in one number, the sum that makes it, and the chart in words.

use harm_core::{Assessment, Belief, CurvePoint, Per, ScaleUp, Scenario, nearly};

use super::phrase::{Phrase, for_each, per};
use crate::number::{counted, factor, flop, people, percent, plain, population, times};

/// The number and what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// `80 million`
    pub number: String,
    /// `expected deaths for the next 10× of training compute`
    pub what: String,
}

/// The result of a scenario as a headline.
///
/// ```
/// use harm_core::{Scenario, assess};
/// use harm_view::sentence::headline;
///
/// let scenario = Scenario::default();
/// let headline = headline(&scenario, &assess(&scenario));
/// assert_eq!((&*headline.number, &*headline.what), ("80 million", "expected deaths for the next 10× of training compute"));
/// ```
#[must_use]
pub fn headline(scenario: &Scenario, assessment: &Assessment) -> Headline {
    let number = people(assessment.expected_deaths);
    let deaths = if number == "1" { "expected death" } else { "expected deaths" };
    let over = match &scenario.scale_up {
        ScaleUp::Range(range) => {
            format!("from {} to {} of training compute", flop(range.from().get()), flop(range.to().get()))
        }
        ScaleUp::Steps { .. } if assessment.orders_of_magnitude == 0.0 => {
            String::from("while training compute does not grow")
        }
        ScaleUp::Steps { .. } => format!("for the next {} of training compute", factor(assessment.orders_of_magnitude)),
    };
    Headline { what: [deaths, " ", &over].concat(), number }
}

/// One term of the sum: a number and the words behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// `1%`
    pub value: String,
    /// `risk per 10×`
    pub words: String,
}

/// The sum under the headline: risk × people × who dies. Its result is the headline's number.
#[must_use]
pub fn sum(scenario: &Scenario, assessment: &Assessment) -> [Term; 3] {
    let risk = if is_one_step(assessment) {
        String::from("risk ") + &per(scenario)
    } else {
        format!("risk over {}", factor(assessment.orders_of_magnitude))
    };
    let (value, words) = people_who_die(scenario.fatality.get());
    [
        Term { value: percent(assessment.risk), words: risk },
        Term { value: population(scenario.population.get()), words: String::from("people alive") },
        Term { value, words: String::from(words) },
    ]
}

/// The fatality fraction as a term: `everyone` dies if it happens, `30%` of them die if it happens.
#[must_use]
pub fn people_who_die(fatality: f64) -> (String, &'static str) {
    if fatality >= 1.0 {
        (String::from("everyone"), "dies if it happens")
    } else if fatality <= 0.0 {
        (String::from("no one"), "dies if it happens")
    } else {
        (percent(fatality), "of them die if it happens")
    }
}

/// How the risk of one step becomes the risk of the whole scale-up; `None` when they are the same known number.
#[must_use]
pub fn compounding(scenario: &Scenario, assessment: &Assessment) -> Option<String> {
    let certain = matches!(scenario.belief, Belief::Point(_));
    if certain && is_one_step(assessment) {
        return None;
    }
    let mean = percent(assessment.mean_risk_per_reference_step);
    let average = if certain { "" } else { " on average" };
    let each = for_each(scenario);
    if is_one_step(assessment) {
        return Some(format!("{mean}{average} {each}, whatever the spread of the belief around it"));
    }
    let noun = if scenario.per == Per::Year { "year" } else { "such step" };
    let steps = counted(&plain(assessment.reference_steps), noun);
    let over = if nearly(scenario.trend.get(), 1.0) {
        steps
    } else {
        format!("what counts as {steps}, as the hazard changes {} with each 10×", times(scenario.trend.get()))
    };
    let risk = percent(assessment.risk);
    Some(format!("{mean}{average} {each}, compounded over {over}, makes {risk}"))
}

/// The whole result in a sentence, for those who hear the page.
#[must_use]
pub fn summary(scenario: &Scenario, assessment: &Assessment) -> String {
    let Headline { number, what } = headline(scenario, assessment);
    let [risk, population, who] = sum(scenario, assessment);
    format!(
        "{number} {what}: {} {} × {} people × {} {}",
        risk.value, risk.words, population.value, who.value, who.words
    )
}

/// A scenario that was put aside, and how the present one compares.
#[must_use]
pub fn comparison((scenario, pinned): (&Scenario, &Assessment), now: &Assessment) -> Phrase {
    let Headline { number, what } = headline(scenario, pinned);
    let start = Phrase::new("Pinned: ").stress(&number).say(&[" ", &what, ". "].concat());
    let (before, after) = (pinned.expected_deaths, now.expected_deaths);
    if nearly(before, after) {
        return start.say("The present scenario has as many.");
    }
    if before <= 0.0 || after <= 0.0 {
        return start.say(if after > before {
            "The present scenario has more."
        } else {
            "The present scenario has none."
        });
    }
    let ratio = after / before;
    if ratio > 1.0 {
        // Of two numbers whose quotient is none the logarithms still differ by one.
        let ratio = if ratio.is_finite() { times(ratio) } else { factor(libm::log10(after) - libm::log10(before)) };
        // Three figures do not show every difference.
        if ratio == "1×" {
            return start.say("The present scenario has hardly more.");
        }
        start.say("The present scenario has ").stress(&ratio).say(" as many.")
    } else if ratio == 0.0 {
        start.say("The present scenario has next to none.")
    } else {
        start.say("The present scenario has ").stress(&percent(ratio)).say(" of that.")
    }
}

/// The chart in a sentence, for those who cannot see it.
#[must_use]
pub fn chart_alternative(assessment: &Assessment, curve: &[CurvePoint]) -> String {
    let Some(last) = curve.last() else { return String::new() };
    let present = (people(assessment.expected_deaths), factor(assessment.orders_of_magnitude));
    let end = (people(last.expected_deaths), factor(last.orders_of_magnitude));
    if last.expected_deaths <= 0.0 {
        return format!("Expected deaths stay at 0 up to {} the compute.", end.1);
    }
    // The chart may end where the scenario does, or begin there.
    if present.1 == end.1 || assessment.orders_of_magnitude <= 0.0 {
        return format!("Expected deaths rise from 0 at the start to {} at {} the compute.", end.0, end.1);
    }
    let ((now, at), (then, end)) = (present, end);
    format!("Expected deaths rise from 0 at the start to {now} at {at} the compute and {then} at {end}.")
}

/// Whether the scale-up is one reference step, so that its risk is the stated one.
pub(crate) fn is_one_step(assessment: &Assessment) -> bool {
    nearly(assessment.reference_steps, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::assess;
    use harm_core::quantity::{Compute, FatalityFraction, Population, ScaleFactor, Steps, Trend};
    use harm_core::scenario::ComputeRange;

    fn steps(count: f64) -> Scenario {
        let step = ScaleFactor::new(10.0).unwrap();
        Scenario { scale_up: ScaleUp::Steps { step, steps: Steps::new(count).unwrap() }, ..Scenario::default() }
    }

    fn sentence(scenario: &Scenario) -> String {
        summary(scenario, &assess(scenario))
    }

    #[test]
    fn the_default_says_the_argument() {
        assert_eq!(
            sentence(&Scenario::default()),
            "80 million expected deaths for the next 10× of training compute: \
             1% risk per 10× × 8.0 billion people × everyone dies if it happens"
        );
        assert_eq!(compounding(&Scenario::default(), &assess(&Scenario::default())), None);
    }

    #[test]
    fn more_steps_say_how_they_compound() {
        let scenario = steps(10.0);
        assert_eq!(
            compounding(&scenario, &assess(&scenario)).unwrap(),
            "1% for each 10×, compounded over 10 such steps, makes 9.56%"
        );
        assert!(
            sentence(&scenario).starts_with(
                "765 million expected deaths for the next 10¹⁰× of training compute: 9.56% risk over 10¹⁰×"
            )
        );
        let trend = Scenario { trend: Trend::new(2.0).unwrap(), ..steps(3.0) };
        assert_eq!(
            compounding(&trend, &assess(&trend)).unwrap(),
            "1% for each 10×, compounded over what counts as 7 such steps, as the hazard changes 2× with each 10×, makes 6.79%"
        );
    }

    #[test]
    fn one_step_is_one_step_however_it_was_given() {
        for (per, step, count) in
            [(125.0, 5.0, 3.0), (1000.0, 10.0, 3.0), (10.0, 100.0, 0.5), (64.0, 4.0, 3.0), (2.0, 8.0, 1.0 / 3.0)]
        {
            let factor = |value| ScaleFactor::new(value).unwrap();
            let scale_up = ScaleUp::Steps { step: factor(step), steps: Steps::new(count).unwrap() };
            let scenario = Scenario { per: Per::Factor(factor(per)), scale_up, ..Scenario::default() };
            assert_eq!(compounding(&scenario, &assess(&scenario)), None, "{step}^{count}");
            assert!(sentence(&scenario).contains(&format!("1% risk per {} ×", times(per))), "{}", sentence(&scenario));
            let other = Scenario {
                per: Per::Factor(factor(per)),
                scale_up: ScaleUp::Steps { step: factor(per), steps: Steps::new(1.0).unwrap() },
                ..Scenario::default()
            };
            assert!(comparison((&scenario, &assess(&scenario)), &assess(&other)).to_string().ends_with("has as many."));
        }
    }

    #[test]
    fn the_chart_in_words_says_no_figure_twice() {
        for count in [0.0, 0.5, 1.0, 4.0, 5.0, 6.0, 12.0] {
            let now = assess(&steps(count));
            let curve = harm_core::curve(&steps(count), crate::axis::compute_end(now.orders_of_magnitude), 2);
            let words = chart_alternative(&now, &curve);
            let places = words.matches('×').count();
            let inside = count > 0.0 && count < curve[1].orders_of_magnitude;
            assert_eq!(places, if inside { 2 } else { 1 }, "{words}");
        }
        let safe = Scenario { belief: Belief::Point(0.0.try_into().unwrap()), ..steps(1.0) };
        let curve = harm_core::curve(&safe, 5.0, 2);
        assert_eq!(chart_alternative(&assess(&safe), &curve), "Expected deaths stay at 0 up to 100,000× the compute.");
    }

    #[test]
    fn a_pinned_scenario_is_compared_in_words() {
        let (one, two, none) = (steps(1.0), steps(2.0), steps(0.0));
        let sentence = |a: &Scenario, b: &Scenario| comparison((a, &assess(a)), &assess(b)).to_string();
        assert_eq!(
            sentence(&one, &two),
            "Pinned: 80 million expected deaths for the next 10× of training compute. The present scenario has 1.99× as many."
        );
        assert!(sentence(&two, &one).ends_with("has 50.3% of that."));
        assert!(sentence(&one, &one).ends_with("has as many."));
        assert!(sentence(&none, &one).ends_with("has more.") && sentence(&one, &none).ends_with("has none."));
        let alive = |count: f64| Scenario { population: Population::new(count).unwrap(), ..Scenario::default() };
        assert!(sentence(&alive(8e9), &alive(8.001e9)).ends_with("The present scenario has hardly more."));
        assert!(sentence(&alive(1e-300), &alive(1e10)).ends_with("The present scenario has 10³¹⁰× as many."));
        assert!(sentence(&alive(1e12), &alive(1e-320)).ends_with("The present scenario has next to none."));
    }

    #[test]
    fn nothing_one_and_a_range_read_right() {
        assert!(sentence(&steps(0.0)).starts_with("0 expected deaths while training compute does not grow"));
        let one = Scenario { population: Population::new(100.0).unwrap(), ..Scenario::default() };
        assert!(sentence(&one).starts_with("1 expected death for"));
        let (from, to) = (Compute::new(2.1e25).unwrap(), Compute::new(2e29).unwrap());
        let range = Scenario { scale_up: ScaleUp::Range(ComputeRange::new(from, to).unwrap()), ..Scenario::default() };
        assert!(
            sentence(&range).starts_with(
                "314 million expected deaths from 2.1\u{a0}×\u{a0}10²⁵ FLOP to 2\u{a0}×\u{a0}10²⁹ FLOP of"
            )
        );
        let few = Scenario { fatality: FatalityFraction::new(0.3).unwrap(), ..Scenario::default() };
        assert!(sentence(&few).ends_with("30% of them die if it happens"));
    }
}
