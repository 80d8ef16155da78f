//! Changing one input of a request that is already valid, as a control on a page does.
//!
//! What lives here: what follows from the change of one value for the others. Reading the text of a control is in
//! [`crate::read`], what fits together in [`crate::inputs`].

mod begin;
mod texts;

use alloc::vec::Vec;

use harm_core::known;
use harm_core::quantity::{ScaleFactor, Steps};
use harm_core::scenario::{ScaleUp, Scenario};

use crate::belief;
use crate::complaint::FieldError;
use crate::entry::Entry;
use crate::field::{Key, Kind, Value};
use crate::number::{self, NumberError};
use crate::read::read_field;
use crate::request::Request;
use crate::value::Values;

/// What a control sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One field.
    Field(Key),
    /// The factor of the whole scale-up, in whatever form it is given.
    ScaleUp,
}

impl Control {
    /// Its name, for ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(key) => key.name(),
            Self::ScaleUp => "scale-up",
        }
    }

    /// The control of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name == Self::ScaleUp.name() { Some(Self::ScaleUp) } else { Key::from_name(name).map(Self::Field) }
    }

    /// Reads the control's text.
    ///
    /// # Errors
    /// [`FieldError`] as for a field; a scale-up must be 1 or more.
    pub fn read(self, text: &str) -> Result<Value, FieldError> {
        match self {
            Self::Field(key) => read_field(key, text),
            Self::ScaleUp => read_field(Key::Step, text).or_else(|error| match read_field(Key::Steps, text) {
                // A factor of 1 is no step, but a scale-up of nothing.
                Ok(Value::Number(1.0)) => Ok(Value::Number(1.0)),
                _ if matches!(text.trim(), "1x" | "1×") => Ok(Value::Number(1.0)),
                _ => Err(error.about_scale_up()),
            }),
        }
    }
}

impl Request {
    /// The value of a field: the present one, or the one to begin with where the field is not in use.
    #[must_use]
    pub fn value(&self, key: Key) -> Value {
        self.values().get(key).cloned().or_else(|| key.starting_value()).unwrap_or(Value::None)
    }

    /// The present value of a control.
    #[must_use]
    pub fn control(&self, control: Control) -> Value {
        match control {
            Control::Field(key) => self.values().get(key).cloned().unwrap_or(Value::None),
            Control::ScaleUp => Value::Number(self.scenario.scale_up.factor()),
        }
    }

    /// The request with one input changed; no value leaves the input out.
    ///
    /// A new step or number of steps ends a range of compute, and a new bound of the range ends steps. The factor of the
    /// whole scale-up keeps the form: the end of a range moves; steps become so many of the reference factor where the
    /// factor is a power of it, and one step of that factor otherwise. The value that is there already changes nothing,
    /// whatever the form.
    ///
    /// # Errors
    /// The first complaint, when the value does not fit the others.
    pub fn with(&self, control: Control, value: Value) -> Result<Self, FieldError> {
        match control {
            Control::ScaleUp => match value {
                Value::Number(factor) => self.scaled_up(factor),
                _ => Ok(self.clone()),
            },
            Control::Field(key) => self.with_all(Vec::from([(key, value)])),
        }
    }

    /// The request with several inputs changed at once. The values that are there already change nothing.
    fn with_all(&self, inputs: Vec<(Key, Value)>) -> Result<Self, FieldError> {
        let mut values = self.values();
        if inputs.iter().all(|(key, value)| values.get(*key).unwrap_or(&Value::None) == value) {
            return Ok(self.clone());
        }
        let keys: Vec<Key> = inputs.iter().map(|(key, _)| *key).collect();
        let mut top = Values::default();
        for (key, value) in inputs {
            if value == Value::None && key.field().kind != Kind::NumberOrNone {
                values.remove(key);
            } else {
                top.set(key, value);
            }
        }
        values.overlay(&top);
        for key in keys.into_iter().filter(|&key| top.has(key)) {
            begin(&mut values, key, &self.scenario);
        }
        first_complaint(&values)
    }

    /// The request with what was typed into a control, and a question about it where it may not be what was meant.
    ///
    /// One text may set several inputs: a range of the risk, or a risk for a year. An empty one unsets an input that works
    /// without a value.
    ///
    /// # Errors
    /// The complaint about the text, or the first one when its values do not fit the others.
    pub fn typed(&self, control: Control, text: &str) -> Result<(Self, Option<FieldError>), FieldError> {
        let Control::Field(key) = control else {
            // A factor beyond the doubles is a scale-up all the same.
            return match (control.read(text), number::read(text)) {
                (Err(_), Err(NumberError::TooLarge(x))) => self.with_orders_of_magnitude(x),
                (value, _) => self.with(control, value?),
            }
            .map(|request| (request, None));
        };
        let Entry { values, question } = texts::entry(key, text)?;
        Ok((self.with_all(values)?, question))
    }

    /// The request with a scale-up by so many powers of ten, in the form that it has.
    fn with_orders_of_magnitude(&self, x: f64) -> Result<Self, FieldError> {
        let steps = |x: f64| ScaleUp::Steps {
            step: known!(ScaleFactor, 10.0),
            steps: Steps::new(x).unwrap_or(known!(Steps, 0.0)),
        };
        match &self.scenario.scale_up {
            ScaleUp::Range(range) => {
                // Half of the way twice: the whole factor is no double, and the end may be one.
                let half = steps(x / 2.0).factor();
                self.with_all(Vec::from([(Key::To, Value::Number((range.from().get() * half * half).min(f64::MAX)))]))
            }
            ScaleUp::Steps { .. } => Ok(self.with_scale_up(steps(x))),
        }
    }

    fn scaled_up(&self, factor: f64) -> Result<Self, FieldError> {
        if factor == self.scenario.scale_up.factor() {
            return Ok(self.clone());
        }
        if let ScaleUp::Range(range) = &self.scenario.scale_up {
            let to = (range.from().get() * factor).min(f64::MAX);
            return self.with_all(Vec::from([(Key::To, Value::Number(to))]));
        }
        let scale_up = ScaleUp::of_factor(factor, self.scenario.per);
        Ok(scale_up.map_or_else(|_| self.clone(), |scale_up| self.with_scale_up(scale_up)))
    }

    fn with_scale_up(&self, scale_up: ScaleUp) -> Self {
        Self { scenario: Scenario { scale_up, ..self.scenario.clone() }, ..self.clone() }
    }

    /// The request with some inputs set by a query, as the button of a preset does; what cannot be used is left as it is.
    #[must_use]
    pub fn patched(&self, query: &str) -> Self {
        let mut request = self.clone();
        for pair in query.split('&') {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(control) = Control::from_name(name) else { continue };
            if let Ok((changed, _)) = request.typed(control, text) {
                request = changed;
            }
        }
        request
    }

    /// The request with the scale-up as a range of compute from the same start or that of an example, or as steps; the
    /// scale-up itself stays as it is.
    #[must_use]
    pub fn with_range(&self, range: bool) -> Self {
        let factor = self.scenario.scale_up.factor();
        if !range {
            let steps = ScaleUp::of_factor(factor, self.scenario.per);
            return steps.map_or_else(|_| self.clone(), |steps| self.with_scale_up(steps));
        }
        let Value::Number(from) = self.value(Key::From) else { return self.clone() };
        let to = Value::Number((from * factor).min(f64::MAX));
        self.with_all(Vec::from([(Key::From, Value::Number(from)), (Key::To, to)])).unwrap_or_else(|_| self.clone())
    }
}

/// The request that the values make, or the first complaint.
fn first_complaint(values: &Values) -> Result<Request, FieldError> {
    Request::from_values(values).map_err(|mut problems| problems.swap_remove(0))
}

/// Values to begin with for what the new value makes necessary.
fn begin(values: &mut Values, key: Key, present: &Scenario) {
    let necessary: &[Key] = match key {
        Key::From | Key::To => &[Key::From, Key::To],
        Key::Belief => {
            begin::belief(values, &present.belief);
            belief::row(belief::family(values)).required
        }
        _ => &[],
    };
    for &key in necessary {
        if !values.has(key)
            && let Some(value) = key.starting_value()
        {
            values.set(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;

    fn with(request: &Request, control: Control, value: f64) -> Request {
        request.with(control, Value::Number(value)).unwrap()
    }

    fn steps(request: &Request) -> (f64, f64) {
        match &request.scenario.scale_up {
            ScaleUp::Steps { step, steps } => (step.get(), steps.get()),
            ScaleUp::Range(range) => (range.from().get(), range.to().get()),
        }
    }

    #[test]
    fn a_scale_up_is_told_in_the_simplest_steps() {
        let default = Request::default();
        for (factor, told) in [(1000.0, (10.0, 3.0)), (4.0, (4.0, 1.0)), (1.0, (10.0, 0.0)), (10.0, (10.0, 1.0))] {
            let request = with(&default, Control::ScaleUp, factor);
            assert_eq!(steps(&request), told);
            assert_eq!(request.scenario.scale_up.factor(), factor);
        }
    }

    #[test]
    fn going_over_to_a_range_and_back_keeps_the_scale_up() {
        let four = with(&Request::default(), Control::ScaleUp, 4.0);
        let range = four.with_range(true);
        assert_eq!(steps(&range), (2.1e25, 8.4e25));
        assert_eq!(steps(&with(&range, Control::ScaleUp, 10.0)), (2.1e25, 2.1e26));
        assert_eq!(range.with_range(false), four);
    }

    #[test]
    fn a_query_patches_what_it_names_and_nothing_else() {
        let request = Request::default().patched("population=1e9&scale-up=100&colour=red&risk=many");
        assert_eq!(request, Request::default().patched("population=1e9&steps=2"));
        assert_eq!(request.scenario.population.get(), 1e9);
    }

    fn believing(request: &Request, family: &'static str) -> Request {
        request.with(Control::Field(Key::Belief), Value::Word(family)).unwrap()
    }

    #[test]
    fn a_range_begins_around_the_present_risk_in_few_digits() {
        let unsure = believing(&Request::default(), "logit-normal").scenario.belief;
        let harm_core::Belief::LogitNormal(range) = &unsure else { panic!("{unsure:?}") };
        let (low, high) = range.bounds();
        assert!(number::canonical(low).len() <= 7 && number::canonical(high).len() <= 9, "{low} {high}");
        assert!((20.0..80.0).contains(&(high / low)), "{low} {high}");
        assert!((0.01..0.010_000_2).contains(&unsure.mean()), "{}", unsure.mean());
    }

    #[test]
    fn where_no_range_has_the_average_it_begins_next_to_it() {
        for (risk, mean) in [(0.0, 1e-12), (1.0, 0.999_999), (5e-324, 1e-300)] {
            for family in ["log-uniform", "logit-normal", "log-normal"] {
                let found = believing(&with(&Request::default(), Control::Field(Key::Risk), risk), family);
                let found = found.scenario.belief.mean();
                assert!((found - mean).abs() <= 2e-5 * mean.min(1.0 - mean), "{family} {risk}: {found}");
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(150))]

        #[test]
        fn whatever_the_belief_the_average_stays(
            exponent in -250.0..-1e-3f64, common in proptest::prelude::any::<bool>(), mirrored in proptest::prelude::any::<bool>(),
            family in proptest::sample::select(&harm_core::Family::NAMES[1..])
        ) {
            let risk = libm::exp10(if common { exponent / 60.0 } else { exponent });
            let risk = if mirrored { (1.0 - risk).min(0.999_999) } else { risk };
            let known = with(&Request::default(), Control::Field(Key::Risk), risk);
            let unsure = believing(&known, family);
            // A log-normal is cut off at 1, so that near certainty no width of it has every average. The difference shows
            // in no print: three figures of per cent end at 0.0005.
            let cut = if family == "log-normal" && risk > 0.9 { 5e-5 } else if risk > 0.99 { 1e-6 } else { 0.0 };
            let near = |found: f64| (found - risk).abs() <= 3e-5 * risk.min(1.0 - risk) + cut;
            let mean = unsure.scenario.belief.mean();
            proptest::prop_assert!(near(mean), "{} {} {}", family, risk, mean);
            let back = believing(&unsure, "point").scenario.belief.mean();
            proptest::prop_assert!(near(back), "{} {} {}", family, risk, back);
        }
    }

    #[test]
    fn values_that_do_not_fit_change_nothing_and_say_why() {
        let range = Request::default().with_range(true);
        let error = range.with(Control::Field(Key::To), Value::Number(1e20)).unwrap_err();
        assert!(error.message.contains("from") && error.message.contains("to"), "{error}");
    }

    #[test]
    fn one_text_may_set_several_inputs() {
        let typed = |request: &Request, key: Key, text: &str| {
            query::write(&request.typed(Control::Field(key), text).unwrap().0)
        };
        let default = Request::default();
        let unsure = "v=1&belief=logit-normal&low=0.001&high=0.05";
        assert_eq!(typed(&default, Key::Risk, "0.1% to 5%"), unsure);
        assert_eq!(typed(&default, Key::Risk, "10% in total"), "v=1&risk=0.1&per=total");
        assert_eq!(typed(&Request::default().patched("per=year"), Key::Risk, "1% per 10×"), "");
        let of_low = typed(&Request::default().patched("belief=log-normal"), Key::Low, "1% to 2%");
        assert_eq!(of_low, "v=1&belief=log-normal&low=0.01&high=0.02");
        assert!(
            default.typed(Control::Field(Key::Risk), "5% to 1%").unwrap_err().message.starts_with("low must be less")
        );
    }

    #[test]
    fn a_scale_up_beyond_the_doubles_is_one_all_the_same() {
        let typed = |request: &Request, text: &str| request.typed(Control::ScaleUp, text).unwrap().0;
        assert_eq!(steps(&typed(&Request::default(), "10¹⁰⁰⁰×")), (10.0, 1000.0));
        assert_eq!(steps(&typed(&Request::default(), "10^(1.8\u{a0}×\u{a0}10³⁰⁸)×")), (10.0, f64::MAX));
        let range = Request::default().patched("from=1e-300&to=1");
        let (_, to) = steps(&typed(&range, "10⁶⁰⁰×"));
        assert!((to / 1e300 - 1.0).abs() < 1e-10, "{to}");
        assert!(Request::default().typed(Control::ScaleUp, "many").is_err());
    }

    #[test]
    fn a_scale_up_is_read_as_a_factor() {
        assert_eq!(
            Control::ScaleUp.read("many").unwrap_err().message.split(',').next(),
            Some("scale-up must be 1 or more")
        );
        assert_eq!(Control::ScaleUp.read("1,5x"), Ok(Value::Number(1.5)));
        for text in ["1", "1x", "1×", "1.0"] {
            assert_eq!(Control::ScaleUp.read(text), Ok(Value::Number(1.0)), "{text}");
        }
        assert_eq!(Control::ScaleUp.read("10-fold"), Ok(Value::Number(10.0)));
        assert_eq!(Control::ScaleUp.read("0.5").unwrap_err().message, "scale-up must be 1 or more, but got 0.5");
    }
}
