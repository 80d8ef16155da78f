//! The one table of fields: every input of the model with its key, label, unit, range and help.
//!
//! What lives here: [`Key`], [`Field`] and the table. The keys are wire version 1 and stand in links that others have
//! saved: none may be renamed. Flags of the command, query keys, attributes, JSON keys, labels on the page and messages
//! all come from here. Ranges are those of the quantity types in [`harm_core::quantity`], and defaults those of
//! [`crate::inputs`]; reading a value is in [`crate::read`].

use harm_core::quantity::{
    Abstaining, Buffer, Compute, Deaths, Dollars, FatalityFraction, Growth, Laboratories, Months, OpenProbability,
    OrdersOfMagnitude, Population, PositiveMonths, Probability, ScaleFactor, Share, Steps, Trend, Weight,
};

use crate::number::Form;
use crate::question::Question;

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
    /// Its range, in words that follow "must be".
    pub allowed: &'static str,
    /// One sentence of help.
    pub help: &'static str,
    /// The question that it belongs to; `None`: an input of every scenario.
    pub question: Option<Question>,
    /// What kind of value it takes.
    pub kind: Kind,
    /// Whether a number is in the range.
    pub(crate) inside: fn(f64) -> bool,
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

/// Builds the enum of keys and the table from the same rows, so that a key's place in the table is its number.
macro_rules! fields {
    ($($(#[$doc:meta])* $key:ident $name:literal $label:literal $group:ident, $kind:expr, $unit:ident, $range:expr, $help:literal;)*) => {
        /// The key of an input: what names it in links, files, attributes, flags and messages.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $($(#[$doc])* $key,)*
        }

        /// Every field, in the order in which links and reports list them.
        pub static FIELDS: [Field; Key::COUNT] = [$({
            let (allowed, inside): (&'static str, fn(f64) -> bool) = $range;
            Field {
                key: Key::$key,
                name: $name,
                label: $label,
                unit: Unit::$unit,
                allowed,
                help: $help,
                question: question!($group),
                kind: $kind,
                inside,
            }
        },)*];

        impl Key {
            /// How many there are.
            pub const COUNT: usize = [$($name),*].len();

            /// All of them, in the order of the table.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$key),*];
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

/// The range of a quantity type.
macro_rules! range {
    ($type:ident) => {
        ($type::ALLOWED, |v| $type::new(v).is_ok())
    };
}

/// A field that takes a word has no range of numbers.
macro_rules! words {
    ($allowed:literal) => {
        ($allowed, |_| false)
    };
}

/// The words of `belief`.
pub const BELIEFS: &[&str] = &["point", "beta", "log-uniform", "logit-normal", "log-normal", "panel"];
/// The words of `sharing`.
pub const SHARINGS: &[&str] = &["shared", "redrawn"];
/// The words of `per`.
pub const PERS: &[&str] = &["year", "total"];
/// The words of `pause-end`.
pub const PAUSE_ENDS: &[&str] = &["fixed", "random"];

fields! {
    /// p.
    Risk "risk" "Risk per reference step" Scenario, Kind::Number, Fraction, range!(Probability),
        "Probability of catastrophe while training compute grows by the reference factor";
    /// K.
    Per "per" "Reference factor" Scenario, Kind::NumberOr(PERS), Factor, range!(ScaleFactor),
        "What the risk is stated for: a growth of training compute by this factor, a `year`, or the scale-up in `total`";
    /// The factor of one step.
    Step "step" "Factor of one step" Scenario, Kind::Number, Factor, range!(ScaleFactor),
        "Factor by which one scaling step multiplies training compute";
    /// How many steps.
    Steps "steps" "Number of steps" Scenario, Kind::Number, Steps, range!(Steps),
        "How many scaling steps are made; may be a fraction";
    /// Training compute at the start.
    From "from" "Compute at the start" Scenario, Kind::Number, Flop, range!(Compute),
        "Training compute in FLOP at the start, with `to` instead of step and steps";
    /// Training compute at the end.
    To "to" "Compute at the end" Scenario, Kind::Number, Flop, range!(Compute),
        "Training compute in FLOP at the end, with `from` instead of step and steps";
    /// N.
    Population "population" "Population at risk" Scenario, Kind::Number, People, range!(Population),
        "People alive now who would be exposed";
    /// s.
    Fatality "fatality" "Share who die if it happens" Scenario, Kind::Number, Fraction, range!(FatalityFraction),
        "Share of the population that dies if the catastrophe happens";
    /// τ.
    Trend "trend" "Trend of the hazard" Scenario, Kind::Number, Factor, range!(Trend),
        "Factor by which the hazard grows with each further order of magnitude of compute; 1 is constant";
    /// g.
    Growth "growth" "Growth of compute in a year" Scenario, Kind::Number, FactorPerYear, range!(Growth),
        "Factor by which frontier training compute grows in a year";
    /// The family of the belief.
    Belief "belief" "Belief about the risk" Belief, Kind::Word(BELIEFS), None,
        words!("point, beta, log-uniform, logit-normal, log-normal or panel"),
        "What is believed about the risk per reference step, when it is not known";
    /// w.
    Weight "weight" "Weight of the evidence" Belief, Kind::Number, None, range!(Weight),
        "For belief beta: the weight a + b of the evidence behind the mean, which is `risk`";
    /// The lower bound.
    Low "low" "Lower bound of the risk" Belief, Kind::Number, Fraction, range!(OpenProbability),
        "For log-uniform, logit-normal and log-normal: the lower bound of the risk per reference step";
    /// The upper bound.
    High "high" "Upper bound of the risk" Belief, Kind::Number, Fraction,
        ("greater than 0 and at most 1", |v| v > 0.0 && v <= 1.0),
        "For log-uniform, logit-normal and log-normal: the upper bound of the risk per reference step";
    /// The level of the interval.
    Level "level" "Certainty of the interval" Belief, Kind::Number, Fraction, range!(OpenProbability),
        "For logit-normal and log-normal: how much of the belief lies between the bounds";
    /// The opinions.
    Panel "panel" "Opinions of the panel" Belief, Kind::Numbers, Fraction, range!(Probability),
        "For belief panel: the stated risks per reference step";
    /// Their weights.
    Weights "weights" "Weights of the opinions" Belief, Kind::Numbers, None, range!(Weight),
        "For belief panel: the weight of each opinion; equal when left out";
    /// How steps share the unknown.
    Sharing "sharing" "How steps share the unknown" Belief, Kind::Word(SHARINGS), None, words!("shared or redrawn"),
        "Whether one unknown risk applies to every step (shared) or each reference step draws its own (redrawn)";
    /// f.
    EvalEvery "eval-every" "Evaluation after growth by" Evaluations, Kind::NumberOrNone, Factor, range!(ScaleFactor),
        "An evaluation is made after every such growth of effective compute; none for no such rule";
    /// The months rule.
    EvalMonths "eval-months" "Evaluation at the latest after" Evaluations, Kind::NumberOrNone, Months,
        range!(PositiveMonths),
        "An evaluation is made after so many months, if that is sooner; none for no such rule";
    /// Growth of effective compute.
    EvalGrowth "eval-growth" "Growth of effective compute in a year" Evaluations, Kind::Number, FactorPerYear,
        range!(Growth),
        "Factor by which effective compute, algorithmic progress included, grows in a year";
    /// b.
    Buffer "buffer" "Warning before danger" Evaluations, Kind::Number, Factor, range!(Buffer),
        "Warning signs begin this factor of effective compute before danger";
    /// d.
    Detect "detect" "Chance that an evaluation sees them" Evaluations, Kind::Number, Fraction, range!(Probability),
        "Probability that one evaluation sees warning signs that are there";
    /// a.
    Response "response" "Warnings acted on" Evaluations, Kind::Number, Fraction, range!(Probability),
        "Probability that a warning, once seen, stops the danger in time";
    /// β.
    Common "common" "Common cause of failure" Evaluations, Kind::Number, Fraction, range!(Share),
        "Share of cases in which all evaluations fail or work together";
    /// φ.
    Jump "jump" "Danger without warning" Evaluations, Kind::Number, Fraction, range!(Probability),
        "Probability that danger comes without any warning signs";
    /// ε.
    ForecastError "forecast-error" "Error of the forecast" Evaluations, Kind::Number, OrdersOfMagnitude,
        range!(OrdersOfMagnitude),
        "Error of the forecast of the next generation's capability, in orders of magnitude; gives jump when that is left out";
    /// What one evaluation costs.
    EvalCost "eval-cost" "Cost of one evaluation" Evaluations, Kind::Number, Dollars, range!(Dollars),
        "Cost of one evaluation in US dollars";
    /// The cap.
    Limit "limit" "Limit of one generation" ScaleLimit, Kind::Number, Factor, range!(ScaleFactor),
        "Largest factor by which one generation may exceed the one before";
    /// T.
    Pause "pause" "Length of the pause" Pause, Kind::Number, Months, range!(Months),
        "Length of the pause in months";
    /// c.
    RiskCut "risk-cut" "Hazard removed by the pause" Pause, Kind::Number, Fraction, range!(Share),
        "Share of the hazard that the time of the pause is used to remove";
    /// The benefit that waits.
    Benefit "benefit" "Deaths that success prevents" Pause, Kind::Number, Fraction, range!(Share),
        "Share of all deaths that success would prevent, and that go on during the pause";
    /// μ.
    Mortality "mortality" "Share who die per year" Pause, Kind::Number, Fraction, range!(Share),
        "Share of the people alive who die in a year of all causes; 0.767% in the world in 2025";
    /// How the pause ends.
    PauseEnd "pause-end" "End of the pause" Pause, Kind::Word(PAUSE_ENDS), None, words!("fixed or random"),
        "Whether the pause ends on a date (fixed) or when something is achieved, at an unknown time (random)";
    /// L.
    Labs "labs" "Laboratories" Restraint, Kind::Number, Laboratories, range!(Laboratories),
        "How many laboratories of equal hazard there are";
    /// How many of them stop.
    Abstain "abstain" "Laboratories that stop" Restraint, Kind::Number, Laboratories, range!(Abstaining),
        "How many of the laboratories stop";
    /// δ.
    Displacement "displacement" "Work taken over" Restraint, Kind::Number, Fraction, range!(Share),
        "Share of the work of those who stop that the others take over";
    /// The limit of expected deaths.
    Tolerate "tolerate" "Deaths tolerated" Acceptable, Kind::Number, DeathsOrFraction, range!(Deaths),
        "Expected deaths that would be acceptable; below 1 a share of the population";
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
            assert!(!field.allowed.is_empty());
            if let Kind::Word(words) = field.kind {
                assert!(words.iter().all(|word| field.allowed.contains(word)), "{}", field.name);
            }
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
}
