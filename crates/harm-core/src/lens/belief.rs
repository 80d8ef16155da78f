//! How sure are you of the risk? The belief itself: its quantiles, how likely the risk is to be at least so much, the
//! exceedance curve of the whole scale-up, and both ways to pool a panel.
//!
//! How the families of belief compute these is in [`crate::belief`].

use alloc::vec::Vec;

use crate::assessment::Interval;
use crate::belief::{Belief, Sharing};
use crate::hazard::Path;
use crate::known;
use crate::quantity::{OpenProbability, Probability};
use crate::scenario::Scenario;

/// The risks of one reference step that a belief is asked about, from one in a hundred thousand to a half.
pub const THRESHOLDS: [Probability; 6] = [
    known!(Probability, 0.00001),
    known!(Probability, 0.0001),
    known!(Probability, 0.001),
    known!(Probability, 0.01),
    known!(Probability, 0.1),
    known!(Probability, 0.5),
];

/// The chances at which the curve has its points.
pub const CHANCES: [f64; 11] = [0.99, 0.95, 0.9, 0.75, 0.6, 0.5, 0.4, 0.25, 0.1, 0.05, 0.01];

/// A risk, and how likely it is that the true one is at least as large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtLeast {
    /// The risk of one reference step, t.
    pub risk: f64,
    /// P(p ≥ t).
    pub probability: f64,
}

/// A point of the exceedance curve of the whole scale-up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exceedance {
    /// How likely it is that the risk is at least this.
    pub probability: f64,
    /// The risk of the whole scale-up.
    pub risk: f64,
    /// That risk times those who would die.
    pub expected_deaths: f64,
}

/// A panel's risks pooled into one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// The weighted arithmetic mean, which expected deaths need.
    pub arithmetic_mean: f64,
    /// The weighted geometric mean of the odds, as a probability; `None` when one opinion is 0 and another 1.
    pub geometric_mean_of_odds: Option<f64>,
}

/// What is believed.
#[derive(Debug, Clone, PartialEq)]
pub struct BeliefAnswer {
    /// The mean of the risk of one reference step.
    pub mean: f64,
    /// Its quantiles; `None` when it is known.
    pub interval: Option<Interval>,
    /// How likely it is to be at least so much.
    pub at_least: Vec<AtLeast>,
    /// The exceedance curve of the whole scale-up; empty when the risk is known or redrawn at each step.
    pub exceedance: Vec<Exceedance>,
    /// A panel's two means.
    pub pooled: Option<Pooled>,
}

/// Answers: how sure are you of the risk?
///
/// P(p ≥ t) of the belief, and, as R is monotone in p, the risk that is reached with probability c as R of the quantile
/// of p at 1 − c. A quantile that is a single opinion is reached with a larger probability, which is the one reported.
#[must_use]
pub fn answer(scenario: &Scenario) -> BeliefAnswer {
    let belief = &scenario.belief;
    let known = matches!(belief, Belief::Point(_));
    let at = |q: f64| OpenProbability::new(q).map(|q| belief.quantile(q)).unwrap_or_default();
    let m = Path::of(scenario).steps(scenario.scale_up.orders_of_magnitude());
    let mut exceedance: Vec<Exceedance> = Vec::new();
    let mut before = f64::NAN;
    for asked in if known || scenario.sharing == Sharing::Independent { &[][..] } else { &CHANCES } {
        // Through the hazard, in which a risk that is all but certain keeps its digits.
        let hazard = OpenProbability::new(1.0 - asked).map_or(0.0, |q| belief.hazard_quantiles([q])[0]);
        // Where single risks carry a part of the belief, several chances lead to the same one.
        if hazard == before {
            continue;
        }
        before = hazard;
        let chance = belief.hazard_at_least(hazard);
        let probability = if (chance - asked).abs() < 1e-6 { *asked } else { chance };
        let risk = if m > 0.0 { -libm::expm1(-m * hazard) } else { 0.0 };
        exceedance.push(Exceedance { probability, risk, expected_deaths: risk * scenario.exposed() });
    }
    BeliefAnswer {
        mean: belief.mean(),
        interval: (!known).then(|| Interval { p05: at(0.05), p50: at(0.5), p95: at(0.95) }),
        at_least: THRESHOLDS.iter().map(|&t| AtLeast { risk: t.get(), probability: belief.at_least(t) }).collect(),
        exceedance,
        pooled: match belief {
            Belief::Panel(panel) => Some(Pooled {
                arithmetic_mean: panel.arithmetic_mean(),
                geometric_mean_of_odds: panel.geometric_mean_of_odds(),
            }),
            _ => None,
        },
    }
}

/// How many answers a belief is told in when each is as likely as the others.
pub const ANSWERS: usize = 20;

/// A belief as equally likely answers: expected deaths of the whole scale-up at the middle of each twentieth of it, at the
/// quantiles of 2.5%, 7.5%, …, 97.5%, from the least. `None` when one known risk stands for every step.
///
/// Not outcomes: the outcome is nobody or everyone, and each answer is a number that is held as likely as the next.
#[must_use]
pub fn equally_likely(scenario: &Scenario) -> Option<[f64; ANSWERS]> {
    if matches!(scenario.belief, Belief::Point(_)) || scenario.sharing == Sharing::Independent {
        return None;
    }
    // The middles of twentieths lie inside (0, 1).
    let mut levels = [known!(OpenProbability, 0.5); ANSWERS];
    for (i, level) in levels.iter_mut().enumerate() {
        #[allow(clippy::cast_precision_loss, reason = "twenty of them")]
        let middle = (i as f64 + 0.5) / ANSWERS as f64;
        *level = OpenProbability::new(middle).unwrap_or(*level);
    }
    let m = Path::of(scenario).steps(scenario.scale_up.orders_of_magnitude());
    let mut least = 0.0_f64;
    Some(scenario.belief.hazard_quantiles(levels).map(|hazard| {
        let risk = if m > 0.0 { -libm::expm1(-m * hazard) } else { 0.0 };
        // Where the belief is all but a point, rounding must not put them out of order.
        least = least.max(risk * scenario.exposed());
        least
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::{LogUniform, Panel};

    fn with(belief: Belief) -> Scenario {
        Scenario { belief, ..Scenario::default() }
    }

    #[test]
    fn a_known_risk_is_at_least_what_it_is_and_no_more() {
        let answer = answer(&Scenario::default());
        let chances: Vec<_> = answer.at_least.iter().map(|one| one.probability).collect();
        assert_eq!(chances, [1.0, 1.0, 1.0, 1.0, 0.0, 0.0]);
        assert!(answer.interval.is_none() && answer.exceedance.is_empty() && answer.pooled.is_none());
    }

    #[test]
    fn orders_of_magnitude_that_are_equally_likely_say_so() {
        let answer = answer(&with(Belief::LogUniform(LogUniform::new(1e-4, 0.1).unwrap())));
        for (one, chance) in answer.at_least.iter().zip([1.0, 1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0, 0.0]) {
            assert!((one.probability - chance).abs() < 1e-12, "{one:?}");
        }
        let risks: Vec<_> = answer.exceedance.iter().map(|point| point.risk).collect();
        assert!(risks.windows(2).all(|pair| pair[0] <= pair[1]), "{risks:?}");
    }

    #[test]
    fn twenty_answers_lie_between_the_points_of_the_exceedance_curve() {
        let scenario = with(Belief::LogUniform(LogUniform::new(1e-4, 0.1).unwrap()));
        let answers = equally_likely(&scenario).unwrap();
        for point in answer(&scenario).exceedance {
            let above = answers.iter().filter(|deaths| **deaths > point.expected_deaths).count();
            assert!((above as f64 - 20.0 * point.probability).abs() < 0.5 + 1e-9, "{point:?}");
        }
        // Three decades in twenty equal parts.
        assert!(((answers[11] / answers[10]).log10() - 0.15).abs() < 1e-12);
        assert_eq!(equally_likely(&Scenario::default()), None);
        assert_eq!(equally_likely(&Scenario { sharing: Sharing::Independent, ..scenario }), None);
    }

    #[test]
    fn a_panel_is_pooled_in_both_ways() {
        let risks = [0.001, 0.1].map(|p| Probability::new(p).unwrap());
        let pooled = answer(&with(Belief::Panel(Panel::new(&risks, &[]).unwrap()))).pooled.unwrap();
        assert!((pooled.arithmetic_mean - 0.0505).abs() < 1e-15);
        // Odds 1/999 and 1/9: their geometric mean is 1/√8991.
        let odds = 1.0 / libm::sqrt(8991.0);
        assert!((pooled.geometric_mean_of_odds.unwrap() - odds / (1.0 + odds)).abs() < 1e-14);
    }
}
