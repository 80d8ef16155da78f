//! The one table of fields: every input of the model with its key, label, unit, range and help.
//!
//! What lives here: [`Key`], [`Field`], [`Value`] and the table. The keys are wire version 1 and stand in links that others
//! have saved: none may be renamed. Flags of the command, query keys, attributes, JSON keys, labels on the page and messages
//! all come from here. Ranges are those of the quantity types in [`harm_core::quantity`], words those of the model's
//! enumerations, and defaults those of [`crate::inputs`]; reading a value is in [`crate::read`].

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use harm_core::belief::{Family, Sharing};
use harm_core::lens::{PauseEnd, Tolerate};
use harm_core::quantity::{
    Abstaining, Buffer, Compute, Dollars, FatalityFraction, Growth, Laboratories, Months, OpenProbability,
    OrdersOfMagnitude, Population, PositiveMonths, PositiveProbability, Probability, Range, ScaleFactor, Share, Steps,
    Trend, Weight,
};

use crate::number::{Form, canonical};
use crate::question::Question;
use crate::request::Request;

/// An input of the model.
pub struct Field {
    /// Which one.
    pub key: Key,
    /// Its name in links, files, attributes and flags: `eval-every`.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// One sentence of help.
    pub help: &'static str,
    /// The question that it belongs to; `None`: an input of every scenario.
    pub question: Option<Question>,
    /// What kind of value it takes.
    pub kind: Kind,
    /// The numbers that it takes; none for a word.
    pub range: Option<&'static Range>,
}

impl Field {
    /// What it takes besides a word for "nothing" or "other", in words that follow "must be".
    #[must_use]
    pub fn allowed(&self) -> Cow<'static, str> {
        match (self.range, self.kind) {
            (Some(range), _) => Cow::Borrowed(range.words),
            (None, Kind::Word([first @ .., last])) => Cow::Owned([&first.join(", "), " or ", last].concat()),
            _ => Cow::Borrowed(""),
        }
    }

    /// Whether a number is in the range.
    pub(crate) fn takes(&self, number: f64) -> bool {
        self.range.is_some_and(|range| range.contains(number))
    }
}

/// The value of one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// One of the words that the field takes.
    Word(&'static str),
    /// Numbers, at least one.
    Numbers(Vec<f64>),
    /// The word `none`.
    None,
}

impl Value {
    /// The value as links and attributes write it, in the alphabet `[A-Za-z0-9._-]`.
    ///
    /// A certain risk is written `1.0`, about which a link is not asked: a bare `risk=1` may be a slip for 1%.
    #[must_use]
    pub fn text(&self, key: Key) -> String {
        match self {
            Self::Number(1.0) if key == Key::Risk => String::from("1.0"),
            Self::Number(number) => canonical(*number),
            Self::Word(word) => String::from(*word),
            Self::Numbers(numbers) => {
                let mut text = String::new();
                for number in numbers {
                    if !text.is_empty() {
                        text.push('_');
                    }
                    text.push_str(&canonical(*number));
                }
                text
            }
            Self::None => String::from("none"),
        }
    }
}

/// What kind of value a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One number.
    Number,
    /// One number, or the word `none`.
    NumberOrNone,
    /// One number, or one of these words.
    NumberOr(&'static [&'static str]),
    /// One or more numbers, joined by `_` in a link.
    Numbers,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// What the number of a field counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Nothing: a word, a weight.
    None,
    /// A share of one, also read from `1%`, `1 in 100`, `1/100`.
    Fraction,
    /// A factor, also read from `10x`, `10×`, `10-fold`.
    Factor,
    /// A factor in a year, also read from `4.5x a year`.
    FactorPerYear,
    /// A number of steps.
    Steps,
    /// Training compute in floating-point operations.
    Flop,
    /// People.
    People,
    /// Months; years are read too.
    Months,
    /// US dollars.
    Dollars,
    /// Powers of ten.
    OrdersOfMagnitude,
    /// Laboratories.
    Laboratories,
    /// Deaths, or below 1 a share of the population.
    DeathsOrFraction,
}

impl Unit {
    /// How a value may be written, in words that follow "write it as".
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::None => "1 or 2.5",
            Self::Fraction => "1%, 0.01 or 1 in 100",
            Self::Factor => "10 or 10x",
            Self::FactorPerYear => "4.5 or 4.5x",
            Self::Steps => "3 or 0.5",
            Self::Flop => "2.1e25",
            Self::People => "8e9 or 8.0 billion",
            Self::Months => "6 months",
            Self::Dollars => "5e6 or $5 million",
            Self::OrdersOfMagnitude => "0.5",
            Self::Laboratories => "4",
            Self::DeathsOrFraction => "1e6, 1 million deaths or 0.01%",
        }
    }

    /// Whether numbers are so large here that a comma divides thousands; where they are not, it is a decimal sign.
    pub(crate) const fn has_thousands(self) -> bool {
        matches!(self, Self::Flop | Self::People | Self::Dollars | Self::DeathsOrFraction)
    }

    /// Whether a number written so can be meant here.
    pub(crate) const fn takes(self, form: Form) -> bool {
        match form {
            Form::Plain => true,
            Form::Percent => matches!(self, Self::Fraction | Self::DeathsOrFraction),
            Form::Odds => !matches!(self, Self::Flop | Self::People | Self::Dollars),
            Form::Factor => matches!(self, Self::Factor | Self::FactorPerYear),
            Form::FactorPerYear => matches!(self, Self::FactorPerYear),
            Form::Flop => matches!(self, Self::Flop),
            Form::People => matches!(self, Self::People | Self::DeathsOrFraction),
            Form::Deaths => matches!(self, Self::DeathsOrFraction),
            Form::Months => matches!(self, Self::Months),
            Form::Dollars => matches!(self, Self::Dollars),
            Form::Steps => matches!(self, Self::Steps),
            Form::Laboratories => matches!(self, Self::Laboratories),
            Form::Orders => matches!(self, Self::OrdersOfMagnitude),
        }
    }
}

/// The kind of an input's value, and its range.
macro_rules! takes {
    (number($type:ident)) => {
        (Kind::Number, Some(&$type::RANGE))
    };
    (number_or_none($type:ident)) => {
        (Kind::NumberOrNone, Some(&$type::RANGE))
    };
    (number_or_per($type:ident)) => {
        (Kind::NumberOr(PERS), Some(&$type::RANGE))
    };
    (numbers($type:ident)) => {
        (Kind::Numbers, Some(&$type::RANGE))
    };
    (word($type:ident)) => {
        (Kind::Word($type::NAMES), None)
    };
}

/// The value of an input in a request.
macro_rules! get {
    ($request:ident, $what:ident($type:ident) with $made:ident) => {
        None
    };
    ($request:ident, word($type:ident) at $($place:ident).+) => {
        Some(Value::Word($request.$($place).+.name()))
    };
    ($request:ident, $number:ident($type:ident) at $($place:ident).+) => {
        Some(Value::Number($request.$($place).+.get()))
    };
    ($request:ident, $number:ident($type:ident) perhaps $($place:ident).+) => {
        Some($request.$($place).+.map_or(Value::None, |quantity| Value::Number(quantity.get())))
    };
}

/// Puts a value into a request; false when it is out of range.
macro_rules! put {
    ($request:ident, $value:ident, $what:ident($type:ident) with $made:ident) => {
        true
    };
    ($request:ident, $value:ident, word($type:ident) at $($place:ident).+) => {{
        if let Value::Word(word) = $value && let Some(named) = $type::named(word) {
            $request.$($place).+ = named;
        }
        true
    }};
    ($request:ident, $value:ident, $number:ident($type:ident) at $($place:ident).+) => {
        put_number::<$type>(&mut $request.$($place).+, $value)
    };
    ($request:ident, $value:ident, $number:ident($type:ident) perhaps $($place:ident).+) => {
        put_perhaps::<$type>(&mut $request.$($place).+, $value)
    };
}

/// Puts a number into its place; false when it is out of range. One function for each type is smaller than one piece of
/// code for each input.
#[inline(never)]
fn put_number<Q: TryFrom<f64>>(place: &mut Q, value: &Value) -> bool {
    match value {
        Value::Number(number) => Q::try_from(*number).map(|quantity| *place = quantity).is_ok(),
        _ => true,
    }
}

/// The same where there may be none.
#[inline(never)]
fn put_perhaps<Q: TryFrom<f64>>(place: &mut Option<Q>, value: &Value) -> bool {
    match value {
        Value::Number(number) => Q::try_from(*number).map(|quantity| *place = Some(quantity)).is_ok(),
        Value::None => {
            *place = None;
            true
        }
        _ => true,
    }
}

/// Builds the enum of keys, the table and the access to a request from the same rows, so that a key's place in the table
/// is its number.
macro_rules! fields {
    ($($key:ident $name:literal $symbol:literal $label:literal $group:ident, $unit:ident
        $what:ident($type:ident) $how:ident $($place:ident).+, $help:literal;)*) => {
        /// The key of an input: what names it in links, files, attributes, flags and messages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $(#[doc = concat!($label, ".")] $key,)*
        }

        /// Every field, in the order in which links and reports list them.
        pub static FIELDS: [Field; Key::COUNT] = [$({
            let (kind, range) = takes!($what($type));
            let question = question!($group);
            Field { key: Key::$key, name: $name, label: $label, unit: Unit::$unit, help: $help, question, kind, range }
        },)*];

        /// The symbols of `METHODS.md`, which nothing shows: a test looks for them there.
        const SYMBOLS: [&str; Key::COUNT] = [$($symbol),*];

        impl Key {
            /// How many there are.
            pub const COUNT: usize = [$($name),*].len();

            /// All of them, in the order of the table.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$key),*];
        }

        impl Request {
            /// The value of an input that is kept by itself; `None` for one that is made together with others.
            pub(crate) fn get(&self, key: Key) -> Option<Value> {
                match key {
                    $(Key::$key => get!(self, $what($type) $how $($place).+),)*
                }
            }

            /// Sets an input that is kept by itself, and leaves the others to those who make them. False when the number
            /// is out of range.
            pub(crate) fn put(&mut self, key: Key, value: &Value) -> bool {
                match key {
                    $(Key::$key => put!(self, value, $what($type) $how $($place).+),)*
                }
            }
        }
    };
}

/// The question that a row belongs to.
macro_rules! question {
    (Scenario) => {
        None
    };
    ($question:ident) => {
        Some(Question::$question)
    };
}

/// The words of `per`.
pub const PERS: &[&str] = &["year", "total"];

// A row: key, name on the wire, symbol in METHODS.md, label, group, unit; what it takes; and where a request keeps it. Most
// are kept by themselves, `at` a place or `perhaps` at one. The others are made `with` what they make together: `belief`
// from the keys of its family, `scale_up` in one of two forms, `restraint` from numbers that have to fit each other, and
// `per`, a factor or a word, which is what the others need the scale-up for.
fields! {
    Risk "risk" "p" "Risk per reference step" Scenario, Fraction number(Probability) with belief,
        "Probability of catastrophe in one reference step";
    Per "per" "K" "Reference factor" Scenario, Factor number_or_per(ScaleFactor) with per,
        "What the risk is stated for: growth by this factor, a `year`, or the `total`";
    Step "step" "" "Factor of one step" Scenario, Factor number(ScaleFactor) with scale_up,
        "Growth of training compute in one step";
    Steps "steps" "" "Number of steps" Scenario, Steps number(Steps) with scale_up,
        "Number of scaling steps; may be a fraction";
    From "from" "" "Compute at the start" Scenario, Flop number(Compute) with scale_up,
        "Training compute at the start; needs `to`, and replaces the steps";
    To "to" "" "Compute at the end" Scenario, Flop number(Compute) with scale_up,
        "Training compute at the end; needs `from`, and replaces the steps";
    Population "population" "N" "Population at risk" Scenario, People number(Population) at scenario.population,
        "People alive now who are exposed";
    Fatality "fatality" "s" "Share who die if it happens" Scenario, Fraction number(FatalityFraction) at scenario.fatality,
        "Share of people who die if the catastrophe happens";
    Trend "trend" "τ" "Trend of the hazard" Scenario, Factor number(Trend) at scenario.trend,
        "Growth of the hazard per order of magnitude; 1 is constant";
    Growth "growth" "g" "Growth of compute in a year" Scenario, FactorPerYear number(Growth) at scenario.growth,
        "Growth of frontier training compute per year";
    Belief "belief" "" "Belief about the risk" Belief, None word(Family) with belief,
        "Shape of the uncertainty about the risk";
    Weight "weight" "w" "Strength of evidence" Belief, None number(Weight) with belief,
        "For beta: the strength of evidence a + b; the mean is `risk`";
    Low "low" "low" "Lower bound of the risk" Belief, Fraction number(OpenProbability) with belief,
        "For a range: the lower bound of the risk";
    High "high" "high" "Upper bound of the risk" Belief, Fraction number(PositiveProbability) with belief,
        "For a range: the upper bound of the risk";
    Level "level" "ℓ" "Certainty of the interval" Belief, Fraction number(OpenProbability) with belief,
        "For a range: the probability that the risk is inside it";
    Panel "panel" "pᵢ" "Panel opinions" Belief, Fraction numbers(Probability) with belief,
        "For a panel: the opinions about the risk";
    Weights "weights" "wᵢ" "Weights of the opinions" Belief, None numbers(Weight) with belief,
        "For a panel: the weight of each opinion; equal by default";
    Sharing "sharing" "" "How steps share the unknown" Belief, None word(Sharing) at scenario.sharing,
        "Whether all steps share one unknown risk, or each draws its own (redrawn)";
    EvalEvery "eval-every" "f" "Evaluation after growth by" Evaluations, Factor number_or_none(ScaleFactor) perhaps lenses.evaluations.every,
        "Evaluate each time effective compute grows by this; `none` turns it off";
    EvalMonths "eval-months" "t" "Evaluation at the latest after" Evaluations, Months number_or_none(PositiveMonths) perhaps lenses.evaluations.months,
        "Evaluate at least every so many months; `none` turns it off";
    EvalGrowth "eval-growth" "γ" "Growth of effective compute in a year" Evaluations, FactorPerYear number(Growth) at lenses.evaluations.growth,
        "Growth of effective compute per year, including algorithms";
    Buffer "buffer" "b" "Warning before danger" Evaluations, Factor number(Buffer) at lenses.evaluations.buffer,
        "Growth of effective compute from the first warning signs to danger";
    Detect "detect" "d" "Chance that an evaluation sees them" Evaluations, Fraction number(Probability) at lenses.evaluations.detect,
        "Probability that an evaluation sees existing warning signs";
    Response "response" "a" "Warnings acted on" Evaluations, Fraction number(Probability) at lenses.evaluations.response,
        "Probability that a warning that is seen stops the danger";
    Common "common" "β" "Common-cause share" Evaluations, Fraction number(Share) at lenses.evaluations.common,
        "Share of cases in which all evaluations succeed or fail together";
    Jump "jump" "φ" "No-warning probability" Evaluations, Fraction number(Probability) perhaps lenses.evaluations.jump,
        "Probability that danger comes without warning signs";
    ForecastError "forecast-error" "ε" "Error of the forecast" Evaluations, OrdersOfMagnitude number(OrdersOfMagnitude) at lenses.evaluations.forecast_error,
        "Forecast error in orders of magnitude; sets `jump` if that is not given";
    EvalCost "eval-cost" "" "Cost of one evaluation" Evaluations, Dollars number(Dollars) perhaps lenses.evaluations.cost,
        "Cost of one evaluation in US dollars";
    Limit "limit" "G" "Cap on one generation" ScaleLimit, Factor number(ScaleFactor) at lenses.scale_limit.limit,
        "Largest growth from one generation to the next";
    Pause "pause" "T" "Length of the pause" Pause, Months number(Months) at lenses.pause.months,
        "How long the pause lasts";
    RiskCut "risk-cut" "c" "Hazard removed by the pause" Pause, Fraction number(Share) at lenses.pause.risk_cut,
        "Share of the later hazard that the pause removes";
    Benefit "benefit" "η" "Deaths that success prevents" Pause, Fraction number(Share) at lenses.pause.benefit,
        "Share of all deaths that success would prevent";
    Mortality "mortality" "μ" "Share who die per year" Pause, Fraction number(Share) at lenses.pause.mortality,
        "Share of people who die per year; 0.767% worldwide in 2025";
    PauseEnd "pause-end" "" "End of the pause" Pause, None word(PauseEnd) at lenses.pause.end,
        "Whether the pause ends on a date (fixed) or at an unknown time (random)";
    Labs "labs" "L" "Laboratories" Restraint, Laboratories number(Laboratories) with restraint,
        "Number of labs with equal hazard";
    Abstain "abstain" "A" "Laboratories that stop" Restraint, Laboratories number(Abstaining) with restraint,
        "Number of labs that stop";
    Displacement "displacement" "δ" "Work taken over" Restraint, Fraction number(Share) with restraint,
        "Share of their work that other labs take over";
    Tolerate "tolerate" "ρ" "Deaths tolerated" Acceptable, DeathsOrFraction number(Tolerate) at lenses.acceptable.tolerate,
        "Acceptable expected deaths; below 1, a share of the population";
}

impl Field {
    /// The question that alone uses it; the inputs of the belief are the scenario's own.
    #[must_use]
    pub fn only_question(&self) -> Option<Question> {
        self.question.filter(|question| *question != Question::Belief)
    }

    /// Whether it counts when these questions are answered.
    #[must_use]
    pub fn serves(&self, questions: &[Question]) -> bool {
        self.only_question().is_none_or(|question| questions.contains(&question))
    }
}

impl Key {
    /// The field of this key.
    #[must_use]
    pub fn field(self) -> &'static Field {
        &FIELDS[self as usize]
    }

    /// The key as it is written in links, files, attributes and flags.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.field().name
    }

    /// Its symbol in `METHODS.md`; empty where it has none.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        SYMBOLS[self as usize]
    }

    /// The key of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// The key whose name is nearest to a name that is no key, if one is near enough to be meant.
    #[must_use]
    pub fn nearest(name: &str) -> Option<Self> {
        crate::nearest::nearest(name, FIELDS.iter().map(|field| field.name)).and_then(Self::from_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_finds_its_field_by_name_and_number() {
        for (i, key) in Key::ALL.into_iter().enumerate() {
            assert_eq!(key as usize, i);
            assert_eq!(key.field().key, key);
            assert_eq!(Key::from_name(key.name()), Some(key));
        }
    }

    #[test]
    fn names_keep_to_the_alphabet_of_links_and_texts_read_as_sentences() {
        for field in &FIELDS {
            assert!(field.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", field.name);
            assert!(
                field.label.starts_with(|c: char| c.is_uppercase()) && !field.label.ends_with('.'),
                "{}",
                field.name
            );
            assert!(field.help.starts_with(|c: char| c.is_uppercase()) && !field.help.ends_with('.'), "{}", field.name);
            assert!(!field.allowed().is_empty(), "{}", field.name);
        }
    }

    #[test]
    fn a_slip_finds_the_key_that_was_meant() {
        assert_eq!(Key::nearest("rsik"), Some(Key::Risk));
        assert_eq!(Key::nearest("eval_every"), Some(Key::EvalEvery));
        assert_eq!(Key::nearest("populaton"), Some(Key::Population));
        assert_eq!(Key::nearest("Risk"), Some(Key::Risk));
        assert_eq!(Key::nearest("opulation"), Some(Key::Population));
        assert_eq!(Key::nearest("stpe"), Some(Key::Step));
        assert_eq!(Key::nearest("belief_"), Some(Key::Belief));
        for own in [
            "colour", "comment", "stop", "end", "note", "id", "name", "rest", "last", "first", "type", "grow", "paper",
            "slow", "country", "date", "tag", "runs", "stage", "label", "lab", "model", "source", "result", "trial",
            "weather", "person", "fo", "tp", "toy", "tom",
        ] {
            assert_eq!(Key::nearest(own), None, "{own}");
        }
    }

    #[test]
    fn certainty_is_written_so_that_it_is_no_slip() {
        assert_eq!(Value::Number(1.0).text(Key::Risk), "1.0");
        assert_eq!(Value::Number(1.0).text(Key::Fatality), "1");
        assert_eq!(Value::Numbers([0.0038, 0.03, 0.05].into()).text(Key::Panel), "0.0038_0.03_0.05");
    }
}
