//! From the values that were given to a scenario with its lenses, and back.
//!
//! What lives here: which values go together, what is complained about when they do not, and what is used for those
//! that were not given. The defaults are the model's own ([`Scenario::default`]); they are frozen for wire version 1.
//! Ranges of single values are refused in [`crate::read`], in the same words.

mod unused;
mod values;

use alloc::string::ToString;
use alloc::vec::Vec;

use harm_core::belief::{Belief, Beta, LogNormal, LogUniform, LogitNormal, Panel, Sharing};
use harm_core::error::{InvalidRestraint, InvalidScaleUp, OutOfRange};
use harm_core::lens::{Acceptable, Evaluations, Lenses, Pause, PauseEnd, Restraint, ScaleLimit, Tolerate};
use harm_core::quantity::{Compute, OpenProbability, Probability, ScaleFactor, Steps, Weight};
use harm_core::scenario::{ComputeRange, Per, ScaleUp, Scenario};

use crate::complaint::FieldError;
use crate::field::{BELIEFS, Key};
use crate::known::known;
use crate::number::canonical;
use crate::value::{Value, Values};

pub use unused::{Unused, unused};

/// What is asked for: a scenario, and the inputs of its lenses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// The inputs of the assessment.
    pub scenario: Scenario,
    /// The inputs of the lenses.
    pub lenses: Lenses,
}

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
        let mut assembly = Assembly { values, problems: Vec::new() };
        let request = Self { scenario: assembly.scenario(), lenses: assembly.lenses() };
        (request, assembly.problems)
    }

    /// Every value that this request depends on, defaults included; keys of another belief or form are left out.
    #[must_use]
    pub fn values(&self) -> Values {
        let mut values = Values::default();
        values::scenario(&self.scenario, &mut values);
        values::lenses(&self.lenses, &mut values);
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
            // The evidence of ten steps: enough to see that the weight matters.
            Self::Weight => Some(Value::Number(WEIGHT.get())),
            // "90% sure that it is between 0.1% and 5%".
            Self::Low => Some(Value::Number(LOW)),
            Self::High => Some(Value::Number(HIGH)),
            Self::Panel => Some(Value::Numbers(Vec::from(PANEL))),
            Self::From => Some(Value::Number(2.1e25)),
            Self::To => Some(Value::Number(2e29)),
            key => key.default_value(),
        }
    }
}

/// Every default: those of the default request, and that of a key which another belief has.
pub(crate) fn defaults() -> Values {
    let mut values = Request::default().values();
    values.set(Key::Level, Value::Number(LEVEL.get()));
    values
}

/// The level of an interval when none is given.
const LEVEL: OpenProbability = known!(OpenProbability, 0.9);
const WEIGHT: Weight = known!(Weight, 10.0);
const LOW: f64 = 0.001;
const HIGH: f64 = 0.05;
/// Stated extinction risks: superforecasters, domain experts, AI researchers.
const PANEL: [f64; 3] = [0.0038, 0.03, 0.05];

/// The values while they are put together, and what is wrong with them so far.
struct Assembly<'a> {
    values: &'a Values,
    problems: Vec<FieldError>,
}

impl Assembly<'_> {
    fn scenario(&mut self) -> Scenario {
        let default = Scenario::default();
        Scenario {
            belief: self.belief(),
            sharing: match self.values.word(Key::Sharing) {
                Some("redrawn") => Sharing::Redrawn,
                _ => Sharing::Shared,
            },
            per: self.per(),
            scale_up: self.scale_up(),
            trend: self.quantity(Key::Trend, default.trend),
            population: self.quantity(Key::Population, default.population),
            fatality: self.quantity(Key::Fatality, default.fatality),
            growth: self.quantity(Key::Growth, default.growth),
        }
    }

    /// The number of a key if it was given and is in range. Text is refused when it is read; this is for values that a
    /// program has set.
    fn number(&mut self, key: Key) -> Option<f64> {
        let number = self.values.number(key)?;
        if (key.field().inside)(number) {
            return Some(number);
        }
        self.out_of_range(key, number);
        None
    }

    /// The number of a key as a quantity, or the default.
    fn quantity<Q: TryFrom<f64>>(&mut self, key: Key, default: Q) -> Q {
        self.number(key).and_then(|number| Q::try_from(number).ok()).unwrap_or(default)
    }

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

    /// A number that the belief cannot do without.
    fn required(&mut self, key: Key, belief: &str) -> Option<f64> {
        if !self.values.has(key) {
            self.missing(key, belief);
        }
        self.number(key)
    }

    fn missing(&mut self, key: Key, belief: &str) {
        self.complain(key, "", " must be given when {belief} is {}", &[belief]);
    }

    /// Adds a problem: the name of the key, and what follows it in the sentence.
    fn complain(&mut self, key: Key, given: &str, sentence: &str, texts: &[&str]) {
        self.problems.push(FieldError::new(key, given, sentence, texts));
    }

    /// The complaint about a number out of its range.
    fn out_of_range(&mut self, key: Key, given: f64) {
        let given = canonical(given);
        self.complain(key, &given, " must be {}, but got {}", &[key.field().allowed, &given]);
    }

    fn risk(&mut self) -> Probability {
        self.quantity(Key::Risk, known!(Probability, 0.01))
    }

    fn belief(&mut self) -> Belief {
        let word = self.values.word(Key::Belief).unwrap_or(BELIEFS[0]);
        match word {
            "beta" => {
                let weight = self.required(Key::Weight, word).and_then(|weight| Weight::new(weight).ok());
                Belief::Beta(Beta { mean: self.risk(), weight: weight.unwrap_or(WEIGHT) })
            }
            "log-uniform" | "logit-normal" | "log-normal" => self.interval(word),
            "panel" => self.panel(),
            _ => Belief::Point(self.risk()),
        }
    }

    /// A belief that is stated as an interval. When the bounds do not make one, those of the example do.
    fn interval(&mut self, word: &'static str) -> Belief {
        let level = self.quantity(Key::Level, LEVEL);
        let make = |low, high| match word {
            "log-uniform" => LogUniform::new(low, high).map(Belief::LogUniform),
            "logit-normal" => LogitNormal::new(low, high, level).map(Belief::LogitNormal),
            _ => LogNormal::new(low, high, level).map(Belief::LogNormal),
        };
        let bounds = (self.required(Key::Low, word), self.required(Key::High, word));
        let (low, high) = (bounds.0.unwrap_or(LOW), bounds.1.unwrap_or(HIGH));
        if let Ok(belief) = make(low, high) {
            return belief;
        }
        // A bound that stands in for a missing one is not held against the other.
        if let (Some(low), Some(high)) = bounds {
            let (low_text, high_text) = (canonical(low), canonical(high));
            if low < high {
                self.complain(Key::High, &high_text, " must be less than 1 when {belief} is {}, but got 1", &[word]);
            } else {
                self.complain(
                    Key::Low,
                    &low_text,
                    " must be less than {high}, but got {} and {}",
                    &[&low_text, &high_text],
                );
            }
        }
        make(LOW, HIGH).unwrap_or_else(|_| Scenario::default().belief)
    }

    fn panel(&mut self) -> Belief {
        let example = || Panel::new(&PANEL.map(|risk| Probability::new(risk).unwrap_or(known!(Probability, 0.0))), &[]);
        let risks = self.list(Key::Panel, Probability::new);
        let weights = self.list(Key::Weights, Weight::new);
        if risks.is_empty() && self.problems.iter().all(|problem| problem.key != Key::Panel) {
            self.missing(Key::Panel, "panel");
        }
        let panel = if risks.is_empty() {
            example()
        } else if !weights.is_empty() && weights.len() != risks.len() {
            let (weights, opinions) = (weights.len().to_string(), risks.len().to_string());
            self.complain(
                Key::Weights,
                &weights,
                " must be as many as the risks of {panel} ({}), but got {}",
                &[&opinions, &weights],
            );
            Panel::new(&risks, &[])
        } else {
            Panel::new(&risks, &weights)
        };
        panel.map_or_else(|_| Scenario::default().belief, Belief::Panel)
    }

    /// The numbers of a key as quantities; none when one of them is out of range.
    fn list<Q>(&mut self, key: Key, quantity: impl Fn(f64) -> Result<Q, OutOfRange>) -> Vec<Q> {
        let numbers = self.values.numbers(key);
        match numbers.iter().map(|&number| quantity(number)).collect() {
            Ok(quantities) => quantities,
            Err(OutOfRange { given, .. }) => {
                self.out_of_range(key, given);
                Vec::new()
            }
        }
    }

    /// The scale-up in steps, or from one amount of compute to another: one of the two.
    fn scale_up(&mut self) -> ScaleUp {
        let default = Scenario::default().scale_up;
        let values = self.values;
        if !values.has(Key::From) && !values.has(Key::To) {
            return ScaleUp::Steps {
                step: self.quantity(Key::Step, known!(ScaleFactor, 10.0)),
                steps: self.quantity(Key::Steps, known!(Steps, 1.0)),
            };
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
                self.complain(Key::From, &from, " must be at most {to}, but got {} and {}", &[&from, &to]);
                default
            }
        }
    }

    fn compute(&mut self, key: Key) -> Option<Compute> {
        self.number(key).and_then(|number| Compute::new(number).ok())
    }

    fn lenses(&mut self) -> Lenses {
        let Lenses { evaluations, scale_limit, pause, acceptable, .. } = Lenses::default();
        Lenses {
            evaluations: Evaluations {
                every: self.optional(Key::EvalEvery, evaluations.every),
                months: self.optional(Key::EvalMonths, evaluations.months),
                growth: self.quantity(Key::EvalGrowth, evaluations.growth),
                buffer: self.quantity(Key::Buffer, evaluations.buffer),
                detect: self.quantity(Key::Detect, evaluations.detect),
                response: self.quantity(Key::Response, evaluations.response),
                common: self.quantity(Key::Common, evaluations.common),
                jump: self.optional(Key::Jump, evaluations.jump),
                forecast_error: self.quantity(Key::ForecastError, evaluations.forecast_error),
                cost: self.optional(Key::EvalCost, evaluations.cost),
            },
            scale_limit: ScaleLimit { limit: self.quantity(Key::Limit, scale_limit.limit) },
            pause: Pause {
                months: self.quantity(Key::Pause, pause.months),
                risk_cut: self.quantity(Key::RiskCut, pause.risk_cut),
                benefit: self.quantity(Key::Benefit, pause.benefit),
                mortality: self.quantity(Key::Mortality, pause.mortality),
                end: match self.values.word(Key::PauseEnd) {
                    Some("random") => PauseEnd::Random,
                    _ => PauseEnd::Fixed,
                },
            },
            restraint: self.restraint(),
            acceptable: Acceptable {
                tolerate: self
                    .number(Key::Tolerate)
                    .and_then(|number| Tolerate::new(number).ok())
                    .unwrap_or(acceptable.tolerate),
            },
        }
    }

    /// A quantity that may be none, by default or by that word.
    fn optional<Q: TryFrom<f64>>(&mut self, key: Key, default: Option<Q>) -> Option<Q> {
        match self.values.get(key) {
            Some(Value::None) => None,
            _ => self.number(key).and_then(|number| Q::try_from(number).ok()).or(default),
        }
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
                self.complain(Key::Abstain, &abstain, " must be at most {labs}, but got {} of {}", &[&abstain, &labs]);
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
    use alloc::string::ToString;

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

    #[test]
    fn starting_values_make_every_belief() {
        for belief in BELIEFS {
            let mut values = Values::default();
            values.set(Key::Belief, Value::Word(belief));
            for key in [Key::Weight, Key::Low, Key::High, Key::Panel] {
                values.set(key, key.starting_value().unwrap());
            }
            let request = Request::from_values(&values).unwrap();
            assert_eq!(request.values().get(Key::Belief), Some(&Value::Word(belief)));
            assert_ne!(request.scenario.belief.mean(), 0.0, "{belief}");
        }
    }
}
