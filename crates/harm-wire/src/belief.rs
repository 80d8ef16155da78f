//! The families of belief on the wire, one row each: which inputs state the risk, which belong to it besides, which must be
//! given, what the family is in plain words, and how a belief is made of values.
//!
//! What a family computes is in [`harm_core::belief`], where its name is as well.

use alloc::string::ToString;
use alloc::vec::Vec;

use harm_core::belief::{Belief, Beta, Family, LogNormal, LogUniform, LogitNormal, Panel};
use harm_core::error::{InvalidBelief, ORDER, PANEL_WEIGHTS};
use harm_core::facts::beliefs::{AI_IMPACTS_MEDIAN, XPT_EXPERTS, XPT_SUPERFORECASTERS};
use harm_core::known;
use harm_core::quantity::{OpenProbability, Probability, Weight};
use harm_core::scenario::{DEFAULT_RISK, Scenario};

use crate::assembly::Assembly;
use crate::field::{Key, Value};
use crate::number::canonical;
use crate::value::Values;

/// A family of belief.
pub struct Row {
    /// The inputs that state the risk itself. The page shows them where the risk stands.
    pub risk: &'static [Key],
    /// The inputs that it has besides.
    pub further: &'static [Key],
    /// Those of both that must be given.
    pub required: &'static [Key],
    /// What it is in plain words; empty for a known risk.
    pub plain: &'static str,
    /// Makes a belief of the values, and complains about those that make none.
    make: fn(&mut Assembly<'_>) -> Belief,
}

/// The bounds of an interval.
const BOUNDS: &[Key] = &[Key::Low, Key::High];

/// The row of a family.
#[must_use]
pub const fn row(family: Family) -> &'static Row {
    match family {
        Family::Point => &Row {
            risk: &[Key::Risk],
            further: &[],
            required: &[],
            plain: "",
            make: |given| Belief::Point(given.quantity(Key::Risk, DEFAULT_RISK)),
        },
        Family::Beta => &Row {
            risk: &[Key::Risk],
            further: &[Key::Weight],
            required: &[Key::Weight],
            plain: "a beta distribution",
            make: |given| {
                let weight = given.required(Key::Weight, Family::Beta.name());
                let weight = weight.and_then(|weight| Weight::new(weight).ok()).unwrap_or(WEIGHT);
                Belief::Beta(Beta { mean: given.quantity(Key::Risk, DEFAULT_RISK), weight })
            },
        },
        Family::LogUniform => &Row {
            risk: BOUNDS,
            further: &[],
            required: BOUNDS,
            plain: "every order of magnitude equally likely: log-uniform",
            make: |given| {
                interval(given, Family::LogUniform, |low, high, _| LogUniform::new(low, high).map(Belief::LogUniform))
            },
        },
        Family::LogitNormal => &Row {
            risk: BOUNDS,
            further: &[Key::Level],
            required: BOUNDS,
            plain: "a bell curve of the log-odds: logit-normal",
            make: |given| {
                interval(given, Family::LogitNormal, |low, high, level| {
                    LogitNormal::new(low, high, level).map(Belief::LogitNormal)
                })
            },
        },
        Family::LogNormal => &Row {
            risk: BOUNDS,
            further: &[Key::Level],
            required: BOUNDS,
            plain: "a bell curve of the logarithm, cut at 100%: log-normal",
            make: |given| {
                interval(given, Family::LogNormal, |low, high, level| {
                    LogNormal::new(low, high, level).map(Belief::LogNormal)
                })
            },
        },
        Family::Panel => &Row {
            risk: &[Key::Panel],
            further: &[Key::Weights],
            required: &[Key::Panel],
            plain: "each opinion counts equally",
            make: panel,
        },
    }
}

impl Row {
    /// Whether beliefs of this family depend on an input.
    #[must_use]
    pub fn uses(&self, key: Key) -> bool {
        self.risk.contains(&key) || self.further.contains(&key)
    }
}

/// Whether an input belongs to some families of belief and not to others.
#[must_use]
pub fn depends_on_family(key: Key) -> bool {
    Family::ALL.iter().any(|&family| row(family).uses(key))
}

/// Whether an input states the risk itself in some family.
#[must_use]
pub fn states_risk(key: Key) -> bool {
    Family::ALL.iter().any(|&family| row(family).risk.contains(&key))
}

/// The family that values name.
pub(crate) fn family(values: &Values) -> Family {
    values.word(Key::Belief).and_then(Family::named).unwrap_or(Family::Point)
}

/// The belief that the values make, with the example of its family for what cannot be used.
pub(crate) fn make(given: &mut Assembly<'_>) -> Belief {
    (row(family(given.values)).make)(given)
}

/// The values of a belief.
pub(crate) fn write(belief: &Belief, values: &mut Values) {
    let mut number = |key, number: f64| values.set(key, Value::Number(number));
    match belief {
        Belief::Point(risk) => number(Key::Risk, risk.get()),
        Belief::Beta(beta) => {
            number(Key::Risk, beta.mean.get());
            number(Key::Weight, beta.weight.get());
        }
        Belief::Panel(panel) => {
            let (risks, weights): (Vec<f64>, Vec<f64>) =
                panel.opinions().iter().map(|(risk, weight)| (risk.get(), weight.get())).unzip();
            // Without weights the opinions count equally, as they do when each weighs 1.
            if weights.iter().any(|&weight| weight != 1.0) {
                values.set(Key::Weights, Value::Numbers(weights));
            }
            values.set(Key::Panel, Value::Numbers(risks));
        }
        interval => {
            if let Some((low, high)) = interval.bounds() {
                number(Key::Low, low);
                number(Key::High, high);
            }
            if let Some(level) = interval.level() {
                number(Key::Level, level.get());
            }
        }
    }
    values.set(Key::Belief, Value::Word(belief.family().name()));
}

/// A value to begin with for an input of a belief that has no default.
pub(crate) fn example(key: Key) -> Option<Value> {
    match key {
        // The evidence of ten steps: enough to see that the weight matters.
        Key::Weight => Some(Value::Number(WEIGHT.get())),
        // "90% sure that it is between 0.1% and 5%".
        Key::Low => Some(Value::Number(LOW)),
        Key::High => Some(Value::Number(HIGH)),
        Key::Panel => Some(Value::Numbers(PANEL.map(Probability::get).into())),
        _ => None,
    }
}

/// The level of an interval when none is given.
pub(crate) const LEVEL: OpenProbability = known!(OpenProbability, 0.9);
const WEIGHT: Weight = known!(Weight, 10.0);
const LOW: f64 = 0.001;
const HIGH: f64 = 0.05;
/// Stated extinction risks: superforecasters, domain experts, AI researchers.
const PANEL: [Probability; 3] = [XPT_SUPERFORECASTERS.risk, XPT_EXPERTS.risk, AI_IMPACTS_MEDIAN.risk];

/// A belief that is stated as an interval. When the bounds do not make one, those of the example do.
fn interval(
    given: &mut Assembly<'_>,
    family: Family,
    make: fn(f64, f64, OpenProbability) -> Result<Belief, InvalidBelief>,
) -> Belief {
    let level = given.quantity(Key::Level, LEVEL);
    let bounds = (given.required(Key::Low, family.name()), given.required(Key::High, family.name()));
    let (low, high) = (bounds.0.unwrap_or(LOW), bounds.1.unwrap_or(HIGH));
    if let Ok(belief) = make(low, high, level) {
        return belief;
    }
    // A bound that stands in for a missing one is not held against the other.
    if let (Some(low), Some(high)) = bounds {
        let (low_text, high_text) = (canonical(low), canonical(high));
        if low < high {
            let sentence = " must be less than 1 when {belief} is {}, but got 1";
            given.complain(Key::High, &high_text, sentence, &[family.name()]);
        } else {
            given.complain(Key::Low, &low_text, ORDER, &[&low_text, &high_text]);
        }
    }
    make(LOW, HIGH, level).unwrap_or_else(|_| Scenario::default().belief)
}

/// A panel. Without opinions that can be used, those of the example stand in.
fn panel(given: &mut Assembly<'_>) -> Belief {
    let risks = given.list(Key::Panel, Probability::new);
    let weights = given.list(Key::Weights, Weight::new);
    if risks.is_empty() && given.problems.iter().all(|problem| problem.key != Key::Panel) {
        given.missing(Key::Panel, Family::Panel.name());
    }
    let panel = if risks.is_empty() {
        Panel::new(&PANEL, &[])
    } else if !weights.is_empty() && weights.len() != risks.len() {
        let (weights, opinions) = (weights.len().to_string(), risks.len().to_string());
        given.complain(Key::Weights, &weights, PANEL_WEIGHTS, &[&opinions, &weights]);
        Panel::new(&risks, &[])
    } else {
        Panel::new(&risks, &weights)
    };
    panel.map_or_else(|_| Scenario::default().belief, Belief::Panel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Request;

    #[test]
    fn a_row_requires_inputs_of_its_own_and_each_of_them_has_an_example() {
        for &family in Family::ALL {
            let row = row(family);
            assert!(!row.risk.is_empty(), "{family:?} has no slider");
            assert_eq!(row.plain.is_empty(), family == Family::Point, "{family:?}");
            for &key in row.required {
                assert!(row.uses(key) && key.default_value().is_none(), "{family:?} {key:?}");
                assert!(key.starting_value().is_some(), "{family:?} {key:?}");
            }
        }
    }

    #[test]
    fn starting_values_make_every_belief() {
        for &family in Family::ALL {
            let mut values = Values::default();
            values.set(Key::Belief, Value::Word(family.name()));
            for &key in row(family).required {
                values.set(key, key.starting_value().unwrap());
            }
            let request = Request::from_values(&values).unwrap();
            assert_eq!(request.values().get(Key::Belief), Some(&Value::Word(family.name())));
            assert_eq!(request.scenario.belief.family(), family);
            assert_ne!(request.scenario.belief.mean(), 0.0, "{family:?}");
            for key in Key::ALL {
                let used = row(family).uses(key);
                assert!(used || !depends_on_family(key) || !request.values().has(key), "{family:?} writes {key:?}");
            }
        }
    }
}
