//! From the values that were given to a scenario with its lenses, and back.
//!
//! What lives here: which values go together, what is complained about when they do not, and what is used for those
//! that were not given. The defaults are the model's own ([`Scenario::default`]); they are frozen for wire version 1.
//! Where an input is kept by itself, its row says so ([`crate::field`]); the beliefs are in [`crate::belief`]. Ranges of
//! single values are refused in [`crate::read`], in the same words.

mod unused;

use alloc::vec::Vec;

use harm_core::error::{InvalidRestraint, InvalidScaleUp, RESTRAINT, SCALE_UP};
use harm_core::facts::compute::{FEASIBLE_BY_2030, GPT_4};
use harm_core::lens::Restraint;
use harm_core::quantity::{Compute, ScaleFactor};
use harm_core::scenario::{ComputeRange, Per, ScaleUp, Scenario};

use crate::assembly::Assembly;
use crate::belief::{self, LEVEL};
use crate::complaint::FieldError;
use crate::field::{Key, Kind, PERS, Value};
use crate::number::canonical;
use crate::request::Request;
use crate::value::Values;

pub use unused::{Unused, unused};

impl Request {
    /// The request that the values make, with defaults for what was not given.
    ///
    /// # Errors
    /// Every value that is missing, and all that do not fit each other, each with a message that names its fields.
    pub fn from_values(values: &Values) -> Result<Self, Vec<FieldError>> {
        match Self::from_values_lenient(values) {
            (request, problems) if problems.is_empty() => Ok(request),
            (_, problems) => Err(problems),
        }
    }

    /// The request that the values make, with defaults for what was not given and for what cannot be used.
    ///
    /// Where values do not fit each other, the default stands in for those fields alone, and the problem is listed.
    #[must_use]
    pub fn from_values_lenient(values: &Values) -> (Self, Vec<FieldError>) {
        let mut given = Assembly { values, problems: Vec::new() };
        let mut request = Self::default();
        request.scenario.belief = belief::make(&mut given);
        request.scenario.per = given.per();
        request.scenario.scale_up = given.scale_up();
        for (key, value) in values.iter() {
            if !request.put(key, value)
                && let Value::Number(number) = value
            {
                given.out_of_range(key, *number);
            }
        }
        request.lenses.restraint = given.restraint();
        (request, given.problems)
    }

    /// Every value that this request depends on, defaults included; keys of another belief or form are left out.
    #[must_use]
    pub fn values(&self) -> Values {
        let mut values = Values::default();
        for key in Key::ALL {
            match self.get(key) {
                Some(Value::None) if key.field().kind != Kind::NumberOrNone => {}
                Some(value) => values.set(key, value),
                None => {}
            }
        }
        let Scenario { belief, per, scale_up, .. } = &self.scenario;
        belief::write(belief, &mut values);
        values.set(
            Key::Per,
            match per {
                Per::Factor(factor) => Value::Number(factor.get()),
                Per::Year => Value::Word(PERS[0]),
                Per::Total => Value::Word(PERS[1]),
            },
        );
        let restraint = &self.lenses.restraint;
        let [one, other] = match scale_up {
            ScaleUp::Steps { step, steps } => [(Key::Step, step.get()), (Key::Steps, steps.get())],
            ScaleUp::Range(range) => [(Key::From, range.from().get()), (Key::To, range.to().get())],
        };
        for (key, number) in [
            one,
            other,
            (Key::Labs, restraint.labs().get()),
            (Key::Abstain, restraint.abstain().get()),
            (Key::Displacement, restraint.displacement().get()),
        ] {
            values.set(key, Value::Number(number));
        }
        values
    }
}

impl Key {
    /// The frozen default of wire version 1; `None` for what has none, and is not used or must be given.
    #[must_use]
    pub fn default_value(self) -> Option<Value> {
        defaults().get(self).cloned()
    }

    /// A value to begin with where one must be given: the default, or an example.
    ///
    /// The page shows it when a belief is chosen, and a damaged link falls back to it.
    #[must_use]
    pub fn starting_value(self) -> Option<Value> {
        match self {
            Self::From => Some(Value::Number(GPT_4.compute.get())),
            Self::To => Some(Value::Number(FEASIBLE_BY_2030.compute.get())),
            key => belief::example(key).or_else(|| key.default_value()),
        }
    }
}

/// Every default: those of the default request, and that of a key which another belief has.
pub(crate) fn defaults() -> Values {
    let mut values = Request::default().values();
    values.set(Key::Level, Value::Number(LEVEL.get()));
    values
}

impl Assembly<'_> {
    fn per(&mut self) -> Per {
        match self.values.word(Key::Per) {
            Some("year") => Per::Year,
            Some("total") => Per::Total,
            _ => self
                .number(Key::Per)
                .and_then(|per| ScaleFactor::new(per).ok())
                .map_or(Scenario::default().per, Per::Factor),
        }
    }

    /// The scale-up in steps, or from one amount of compute to another: one of the two.
    fn scale_up(&mut self) -> ScaleUp {
        let default = Scenario::default().scale_up;
        let values = self.values;
        if !values.has(Key::From) && !values.has(Key::To) {
            let ScaleUp::Steps { step, steps } = default else { return default };
            return ScaleUp::Steps { step: self.quantity(Key::Step, step), steps: self.quantity(Key::Steps, steps) };
        }
        for (key, other) in [(Key::From, Key::To), (Key::To, Key::From)] {
            if !values.has(key) {
                self.complain(key, "", " must be given with {key}", &[other.name()]);
                return default;
            }
        }
        if let Some(key) = [Key::Step, Key::Steps].into_iter().find(|&key| values.has(key)) {
            let given = values.get(key).map(|value| value.text(key)).unwrap_or_default();
            self.complain(key, &given, " must be left out when {from} and {to} are given, but got {}", &[&given]);
            return default;
        }
        let (from, to) = (self.compute(Key::From), self.compute(Key::To));
        let (Some(from), Some(to)) = (from, to) else { return default };
        match ComputeRange::new(from, to) {
            Ok(range) => ScaleUp::Range(range),
            Err(InvalidScaleUp { from, to }) => {
                let (from, to) = (canonical(from), canonical(to));
                self.complain(Key::From, &from, SCALE_UP, &[&from, &to]);
                default
            }
        }
    }

    fn compute(&mut self, key: Key) -> Option<Compute> {
        self.number(key).and_then(|number| Compute::new(number).ok())
    }

    fn restraint(&mut self) -> Restraint {
        let default = Restraint::default();
        let labs = self.quantity(Key::Labs, default.labs());
        let abstain = self.quantity(Key::Abstain, default.abstain());
        let displacement = self.quantity(Key::Displacement, default.displacement());
        Restraint::new(labs, abstain, displacement).unwrap_or_else(|InvalidRestraint { labs, abstain }| {
            let (labs, abstain) = (canonical(labs), canonical(abstain));
            // One of the two may be a default: name the one that was given.
            if self.values.has(Key::Abstain) {
                self.complain(Key::Abstain, &abstain, RESTRAINT, &[&abstain, &labs]);
            } else {
                self.complain(Key::Labs, &labs, " must be at least {abstain}, but got {} and {}", &[&labs, &abstain]);
            }
            Restraint::new(default.labs(), default.abstain(), displacement).unwrap_or(default)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_field;
    use alloc::string::{String, ToString};
    use harm_core::Belief;
    use harm_core::quantity::Probability;

    fn values(pairs: &[(&str, &str)]) -> Values {
        let mut values = Values::default();
        for (name, text) in pairs {
            let key = Key::from_name(name).unwrap();
            values.set(key, read_field(key, text).unwrap());
        }
        values
    }

    fn problems(pairs: &[(&str, &str)]) -> Vec<String> {
        let problems = Request::from_values(&values(pairs)).unwrap_err();
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn nothing_given_is_the_default() {
        assert_eq!(Request::from_values(&Values::default()), Ok(Request::default()));
    }

    #[test]
    fn every_default_is_the_one_that_wire_version_1_froze() {
        let frozen =
            "risk=0.01 per=10 step=10 steps=1 population=8e9 fatality=1 trend=1 growth=4.5 belief=point sharing=shared";
        let written: Vec<String> = Request::default()
            .values()
            .iter()
            .filter(|(key, _)| *key <= Key::Sharing)
            .map(|(key, value)| alloc::format!("{}={}", key.name(), value.text(key)))
            .collect();
        assert_eq!(written.join(" "), frozen);
    }

    #[test]
    fn values_that_do_not_fit_each_other_are_named() {
        assert_eq!(problems(&[("belief", "beta")]), ["weight must be given when belief is beta"]);
        assert_eq!(
            problems(&[("belief", "log-normal"), ("high", "5%")]),
            ["low must be given when belief is log-normal"]
        );
        assert_eq!(
            problems(&[("belief", "log-normal"), ("low", "10%"), ("high", "0.1%")]),
            ["low must be less than high, but got 0.1 and 0.001"]
        );
        for belief in ["log-uniform", "logit-normal", "log-normal"] {
            assert_eq!(
                problems(&[("belief", belief), ("low", "10%"), ("high", "10%")]),
                ["low must be less than high, but got 0.1 and 0.1"],
                "{belief}"
            );
        }
        assert_eq!(
            problems(&[("belief", "logit-normal"), ("low", "10%"), ("high", "1")]),
            ["high must be less than 1 when belief is logit-normal, but got 1"]
        );
        assert_eq!(problems(&[("belief", "panel")]), ["panel must be given when belief is panel"]);
        assert_eq!(
            problems(&[("belief", "panel"), ("panel", "1%_2%"), ("weights", "1_2_3")]),
            ["weights must be as many as the risks of panel (2), but got 3"]
        );
        assert_eq!(problems(&[("from", "1e25")]), ["to must be given with from"]);
        assert_eq!(
            problems(&[("from", "2e29"), ("to", "2.1e25")]),
            ["from must be at most to, but got 2e29 and 2.1e25"]
        );
        assert_eq!(
            problems(&[("from", "1e25"), ("to", "1e26"), ("steps", "3")]),
            ["steps must be left out when from and to are given, but got 3"]
        );
    }

    #[test]
    fn no_more_laboratories_stop_than_there_are() {
        assert_eq!(problems(&[("labs", "3"), ("abstain", "5")]), ["abstain must be at most labs, but got 5 of 3"]);
        assert_eq!(problems(&[("labs", "0.5")]), ["labs must be at least abstain, but got 0.5 and 1"]);
    }

    #[test]
    fn a_rule_of_the_policy_can_be_left_out() {
        let request = Request::from_values(&values(&[("eval-every", "none"), ("eval-months", "6")])).unwrap();
        assert_eq!(request.lenses.evaluations.every, None);
        assert_eq!(request.values().get(Key::EvalEvery), Some(&Value::None));
    }

    #[test]
    fn leniently_the_default_stands_in_for_what_does_not_fit_alone() {
        let given = values(&[("risk", "2%"), ("from", "2e29"), ("to", "2.1e25"), ("population", "1e6")]);
        let (request, problems) = Request::from_values_lenient(&given);
        assert_eq!(problems.len(), 1);
        assert_eq!(request.scenario.scale_up, Scenario::default().scale_up);
        assert_eq!(request.scenario.population.get(), 1e6);
        assert_eq!(request.scenario.belief, Belief::Point(Probability::new(0.02).unwrap()));
    }

    #[test]
    fn a_value_that_a_program_set_out_of_range_is_refused_like_text() {
        let mut values = Values::default();
        values.set(Key::Risk, Value::Number(1.5));
        values.set(Key::Steps, Value::Number(f64::NAN));
        let messages: Vec<String> =
            Request::from_values(&values).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(messages, ["risk must be between 0 and 1, but got 1.5", "steps must be 0 or more, but got NaN"]);
    }

    #[test]
    fn a_panel_out_of_range_is_refused_once_and_defaults_are_those_of_the_table() {
        let mut values = values(&[("belief", "panel")]);
        values.set(Key::Panel, Value::Numbers(alloc::vec![0.5, 1.5]));
        let problems = Request::from_values(&values).unwrap_err();
        let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(messages, ["panel must be between 0 and 1, but got 1.5"]);
        assert_eq!(Key::Level.default_value(), Some(Value::Number(0.9)));
        assert_eq!(Key::Weight.default_value(), None);
    }
}
