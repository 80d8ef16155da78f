//! The one table of questions and outputs: what can be asked of a scenario, and every figure that the answers consist of.
//!
//! A question's row has its name on the wire, its words, its topic, and its outputs; an output's row has its key, its label, its
//! symbol in METHODS.md, what it measures, and how it is read from the answers. The JSON document, the columns of
//! tables, the lines of reports and the types for TypeScript follow from the rows. A question's inputs are the fields of
//! that question ([`crate::field`]), and its formula is in [`harm_core::lens`].

use alloc::vec::Vec;

use harm_core::assessment::{Assessment, CurvePoint, Interval, Pace};
use harm_core::facts::{COMPARATORS, Kind};
use harm_core::lens::belief::{AtLeast, CHANCES, Exceedance, Pooled, THRESHOLDS};
use harm_core::lens::perspective::Multiple;
use harm_core::lens::{
    AcceptableAnswer, BeliefAnswer, EvaluationsAnswer, PauseAnswer, Perspective, RestraintAnswer, ScaleLimitAnswer,
    Sensitivity, acceptable, belief, evaluations, pause, perspective, restraint, scale_limit, sensitivity,
};
use harm_core::{assess, curve};

use crate::request::Request;

/// Builds the enum of questions and their answers from the same rows.
macro_rules! questions {
    ($($question:ident $name:literal $words:literal $topic:literal $answer:ident: $type:ty = $ask:expr, $read:expr;)*) => {
        /// A question about the scenario. On the wire it is a `lens`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Question {
            $(#[doc = $words] $question,)*
        }

        impl Question {
            /// All of them, in the order of the document and of the page.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$question),*];

            /// Its name in links and flags.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$question => $name,)*
                }
            }

            /// Its key in the document and the beginning of its columns.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$question => stringify!($answer),)*
                }
            }

            /// The question itself.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$question => $words,)*
                }
            }

            /// What it is about, for a sentence: `the evaluations`.
            #[must_use]
            pub const fn topic(self) -> &'static str {
                match self {
                    $(Self::$question => $topic,)*
                }
            }

            /// Its outputs, as one output of the document.
            #[must_use]
            pub const fn output(self) -> &'static Output {
                match self {
                    $(Self::$question => &Output {
                        key: stringify!($answer),
                        label: $words,
                        symbol: "",
                        measure: Measure::Number,
                        read: $read,
                    },)*
                }
            }
        }

        /// The assessment of a request, and the answers to the questions that were asked.
        #[derive(Debug, Clone)]
        pub struct Answers {
            /// The assessment.
            pub assessment: Assessment,
            /// The curve of risk over the scale-up; empty unless it was asked for.
            pub curve: Vec<CurvePoint>,
            $(#[doc = $words] pub $answer: Option<$type>,)*
        }

        impl Answers {
            /// Asks these questions, and no other.
            #[must_use]
            pub fn new(request: &Request, questions: &[Question]) -> Self {
                let assessment = assess(&request.scenario);
                Self {
                    $($answer: questions.contains(&Question::$question).then(|| {
                        let ask: fn(&Request, &Assessment) -> $type = $ask;
                        ask(request, &assessment)
                    }),)*
                    curve: Vec::new(),
                    assessment,
                }
            }
        }
    };
}

questions! {
    Belief "belief" "How sure are you of the risk?" "the belief"
        belief: BeliefAnswer = |request, _| belief::answer(&request.scenario), Read::Parts(BELIEF, Absent::Never);
    Evaluations "evaluations" "What do evaluations catch?" "the evaluations"
        evaluations: EvaluationsAnswer = |request, _| evaluations::answer(&request.scenario, &request.lenses.evaluations),
        Read::Parts(EVALUATIONS, Absent::Never);
    ScaleLimit "scale-limit" "What does a cap on each generation do?" "the cap on a generation"
        scale_limit: ScaleLimitAnswer = |request, _| scale_limit::answer(&request.scenario, &request.lenses.scale_limit),
        Read::Parts(SCALE_LIMIT, Absent::Never);
    Pause "pause" "What does a pause buy?" "the pause"
        pause: PauseAnswer = |request, _| pause::answer(&request.scenario, &request.lenses.pause),
        Read::Parts(PAUSE, Absent::Never);
    Restraint "restraint" "What if some labs stop?" "who stops"
        restraint: RestraintAnswer = |request, _| restraint::answer(&request.scenario, &request.lenses.restraint),
        Read::Parts(RESTRAINT, Absent::Never);
    Acceptable "acceptable" "How much risk is acceptable?" "the limit of acceptable deaths"
        acceptable: AcceptableAnswer = |request, _| acceptable::answer(&request.scenario, &request.lenses.acceptable),
        Read::Parts(ACCEPTABLE, Absent::Never);
    Perspective "perspective" "What is that like?" "the comparisons"
        perspective: Perspective = |_, assessment| perspective::answer(assessment.expected_deaths, assessment.micromorts),
        Read::Parts(PERSPECTIVE, Absent::Never);
    Sensitivity "sensitivity" "Which input matters most?" "the inputs"
        sensitivity: Vec<Varied> = |request, _| Varied::all(request), Read::List(SENSITIVITY, inputs);
}

impl Question {
    /// The question of that name; the document's `_` for `-` is read too.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.name() == name || question.key() == name)
    }
}

/// A figure of the answers, or a group of them.
#[derive(Debug)]
pub struct Output {
    /// Its name in the document.
    pub key: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Its symbol in METHODS.md, if it has one.
    pub symbol: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// How it is read.
    pub read: Read,
}

/// What an output measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Nothing but a number.
    Number,
    /// A share of one: a risk, a chance, a part.
    Fraction,
    /// Deaths.
    Deaths,
    /// Deaths a year.
    DeathsPerYear,
    /// Deaths a day.
    DeathsPerDay,
    /// Years of life.
    LifeYears,
    /// Chances of death in a million.
    Micromorts,
    /// One in so many.
    OneIn,
    /// Powers of ten of compute.
    OrdersOfMagnitude,
    /// A factor of compute.
    Factor,
    /// A multiple of something to compare with.
    Multiple,
    /// Reference steps.
    Steps,
    /// Whole things: evaluations, generations.
    Count,
    /// Years.
    Years,
    /// Months.
    Months,
    /// Days.
    Days,
    /// US dollars.
    Dollars,
    /// Per cent of expected deaths for each per cent of an input.
    Elasticity,
}

impl Measure {
    /// Its unit in words; nothing for a plain number.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Number => "",
            Self::Fraction => "fraction",
            Self::Deaths => "deaths",
            Self::DeathsPerYear => "deaths per year",
            Self::DeathsPerDay => "deaths per day",
            Self::LifeYears => "years of life",
            Self::Micromorts => "micromorts",
            Self::OneIn => "one in this many",
            Self::OrdersOfMagnitude => "orders of magnitude",
            Self::Factor => "factor",
            Self::Multiple => "multiple",
            Self::Steps => "reference steps",
            Self::Count => "count",
            Self::Years => "years",
            Self::Months => "months",
            Self::Days => "days",
            Self::Dollars => "US dollars",
            Self::Elasticity => "% of deaths per % of the input",
        }
    }
}

/// Reads a figure: of the answers, or of the item at that place in a list of them.
pub type Reader<T> = fn(&Answers, usize) -> Option<T>;

/// How an output is read. A reader gives nothing when its question was not asked, or its list is not so long.
#[derive(Debug)]
pub enum Read {
    /// A number that every answer has.
    Always(Reader<f64>),
    /// A number, or `null` in the document when there is none.
    Maybe(Reader<f64>),
    /// A name.
    Name(Reader<&'static str>),
    /// Outputs of its own, and what stands for them when the first of them is not there.
    Parts(&'static [Output], Absent),
    /// As many times these outputs as the first of them, which names the item, can be read; and the items that have
    /// columns in tables.
    List(&'static [Output], fn() -> Vec<Reading>),
}

/// What the document has in place of outputs that are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// They are always there.
    Never,
    /// `null`.
    Null,
    /// Nothing, not even the key.
    LeftOut,
}

/// A figure that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// A number.
    Number(f64),
    /// A name.
    Name(&'static str),
}

impl Output {
    /// The figure in the answers, or in the item at that place of a list of them; of a group the first one.
    #[must_use]
    pub fn read(&self, answers: &Answers, at: usize) -> Option<Reading> {
        match self.read {
            Read::Always(read) | Read::Maybe(read) => read(answers, at).map(Reading::Number),
            Read::Name(read) => read(answers, at).map(Reading::Name),
            Read::Parts(parts, _) => parts.first()?.read(answers, at),
            Read::List(items, _) => items.first()?.read(answers, 0),
        }
    }
}

type Source<T> = for<'a> fn(&'a Answers, usize) -> Option<&'a T>;

/// The outputs that are fields of one kind of answer. `always` and `maybe` say whether every answer has the figure; a
/// figure with a name of its own says how it is read.
macro_rules! outputs {
    ($table:ident of $type:ty = $source:expr; $($kind:ident $key:ident $(= $read:expr)?, $label:literal $symbol:literal $measure:ident;)*) => {
        const $table: &[Output] = &[$(Output {
            key: stringify!($key),
            label: $label,
            symbol: $symbol,
            measure: Measure::$measure,
            read: outputs!(@$kind $type, $source, $key $(, $read)?),
        },)*];
    };
    (@whole $type:ty, $source:expr, $key:ident, $read:expr) => { $read };
    (@always $type:ty, $source:expr, $key:ident) => { outputs!(@always $type, $source, $key, |answer| answer.$key) };
    (@always $type:ty, $source:expr, $key:ident, $read:expr) => {
        Read::Always(|answers, at| {
            let (source, read): (Source<$type>, fn(&$type) -> f64) = ($source, $read);
            source(answers, at).map(read)
        })
    };
    (@maybe $type:ty, $source:expr, $key:ident) => { outputs!(@maybe $type, $source, $key, |answer| answer.$key) };
    (@maybe $type:ty, $source:expr, $key:ident, $read:expr) => {
        Read::Maybe(|answers, at| {
            let (source, read): (Source<$type>, fn(&$type) -> Option<f64>) = ($source, $read);
            source(answers, at).and_then(read)
        })
    };
    (@name $type:ty, $source:expr, $key:ident, $read:expr) => {
        Read::Name(|answers, at| {
            let (source, read): (Source<$type>, fn(&$type) -> &'static str) = ($source, $read);
            source(answers, at).map(read)
        })
    };
}

/// Three quantiles.
macro_rules! interval {
    ($table:ident = $source:expr, $measure:ident) => {
        outputs! {
            $table of Interval = $source;
            always p05, "5% quantile" "" $measure;
            always p50, "median" "" $measure;
            always p95, "95% quantile" "" $measure;
        }
    };
}

/// What every document has.
pub const ASSESSMENT: Output = Output {
    key: "assessment",
    label: "The assessment",
    symbol: "",
    measure: Measure::Number,
    read: Read::Parts(RESULTS, Absent::Never),
};

outputs! {
    RESULTS of Assessment = |answers, _| Some(&answers.assessment);
    always orders_of_magnitude, "orders of magnitude" "x" OrdersOfMagnitude;
    always reference_steps, "reference steps" "m" Steps;
    always mean_risk_per_reference_step, "mean risk per reference step" "p" Fraction;
    always risk, "risk of the scale-up" "R" Fraction;
    whole risk_interval = Read::Parts(RISK_INTERVAL, Absent::Null), "quantiles of that risk" "" Fraction;
    always risk_if_mean_were_certain, "risk if the mean were certain" "" Fraction;
    always expected_deaths, "expected deaths" "" Deaths;
    whole deaths_interval = Read::Parts(DEATHS_INTERVAL, Absent::Null), "quantiles of deaths" "" Deaths;
    always micromorts, "for each person" "" Micromorts;
    maybe one_in, "the same as one in so many" "" OneIn;
    whole pace = Read::Parts(PACE, Absent::Never), "the first year" "" Number;
    whole curve = Read::List(CURVE, Vec::new), "risk over the scale-up" "" Number;
}
interval!(RISK_INTERVAL = |answers, _| answers.assessment.risk_interval.as_ref(), Fraction);
interval!(DEATHS_INTERVAL = |answers, _| answers.assessment.deaths_interval.as_ref(), Deaths);
outputs! {
    PACE of Pace = |answers, _| Some(&answers.assessment.pace);
    always years, "time for the scale-up" "" Years;
    always risk_per_year, "risk of the first year" "" Fraction;
    always deaths_per_year, "deaths expected in it" "" DeathsPerYear;
    always deaths_per_day, "deaths expected in a day of it" "" DeathsPerDay;
}
outputs! {
    CURVE of CurvePoint = |answers, at| answers.curve.get(at);
    always orders_of_magnitude, "orders of magnitude so far" "x" OrdersOfMagnitude;
    maybe factor, "the same as a factor" "" Factor;
    always risk, "risk so far" "R" Fraction;
    maybe p05 = |point| point.interval.map(|interval| interval.p05), "its 5% quantile" "" Fraction;
    maybe p95 = |point| point.interval.map(|interval| interval.p95), "its 95% quantile" "" Fraction;
    always expected_deaths, "expected deaths so far" "" Deaths;
}

outputs! {
    BELIEF of BeliefAnswer = |answers, _| answers.belief.as_ref();
    always mean, "mean risk per reference step" "p" Fraction;
    whole interval = Read::Parts(BELIEF_INTERVAL, Absent::Null), "risk per reference step" "p" Fraction;
    whole at_least = Read::List(AT_LEAST, thresholds), "chance that it is at least so much" "" Fraction;
    whole exceedance = Read::List(EXCEEDANCE, chances), "chance of at least so many deaths" "" Fraction;
    whole pooled = Read::Parts(POOLED, Absent::LeftOut), "the panel as one risk" "" Fraction;
}
interval!(BELIEF_INTERVAL = |answers, _| answers.belief.as_ref()?.interval.as_ref(), Fraction);
outputs! {
    AT_LEAST of AtLeast = |answers, at| answers.belief.as_ref()?.at_least.get(at);
    always risk, "risk per reference step" "" Fraction;
    always probability, "chance of it or more" "" Fraction;
}
outputs! {
    EXCEEDANCE of Exceedance = |answers, at| answers.belief.as_ref()?.exceedance.get(at);
    always probability, "chance of it or more" "" Fraction;
    always risk, "risk of the scale-up" "" Fraction;
    always expected_deaths, "deaths" "" Deaths;
}
outputs! {
    POOLED of Pooled = |answers, _| answers.belief.as_ref()?.pooled.as_ref();
    always arithmetic_mean, "arithmetic mean" "" Fraction;
    maybe geometric_mean_of_odds, "geometric mean of odds" "" Fraction;
}

outputs! {
    EVALUATIONS of EvaluationsAnswer = |answers, _| answers.evaluations.as_ref();
    maybe interval_orders_of_magnitude, "between two evaluations" "Δ" OrdersOfMagnitude;
    always miss_probability, "danger that is missed" "" Fraction;
    always risk, "risk that is left" "" Fraction;
    always expected_deaths, "expected deaths left" "" Deaths;
    always deaths_averted, "expected deaths averted" "" Deaths;
    always hazard_left, "hazard that is left" "θ" Fraction;
    maybe overshoot_orders_of_magnitude, "overshoot" "" OrdersOfMagnitude;
    maybe months_between, "time between them" "" Months;
    always count, "number of evaluations" "" Count;
    maybe cost, "cost" "" Dollars;
    maybe cost_per_death_averted, "cost for each expected death averted" "" Dollars;
}

outputs! {
    SCALE_LIMIT of ScaleLimitAnswer = |answers, _| answers.scale_limit.as_ref();
    always risk_per_generation, "risk of each generation" "" Fraction;
    always deaths_per_generation, "expected deaths of each" "" Deaths;
    always generations, "generations" "" Count;
}

outputs! {
    PAUSE of PauseAnswer = |answers, _| answers.pause.as_ref();
    always orders_of_magnitude, "scale-up not made in it" "" OrdersOfMagnitude;
    always deaths_deferred, "expected deaths deferred" "" Deaths;
    always deaths_averted, "expected deaths averted" "" Deaths;
    always cost_in_deaths, "deaths that waiting costs" "" Deaths;
    always net_deaths_averted, "averted less that cost" "" Deaths;
    maybe break_even_months, "both are equal after" "" Months;
}

outputs! {
    RESTRAINT of RestraintAnswer = |answers, _| answers.restraint.as_ref();
    always risk, "risk that is left" "" Fraction;
    always expected_deaths, "expected deaths left" "" Deaths;
    always deaths_averted, "expected deaths averted" "" Deaths;
}

outputs! {
    ACCEPTABLE of AcceptableAnswer = |answers, _| answers.acceptable.as_ref();
    maybe risk_per_reference_step = |answer| answer.risk_per_reference_step.value(), "largest risk" "p" Fraction;
    maybe reference_steps = |answer| answer.reference_steps.value(), "which carries" "m" Steps;
    maybe orders_of_magnitude = |answer| answer.orders_of_magnitude.value(), "reached at a scale-up of" "x" OrdersOfMagnitude;
    maybe chance_of_limit, "chance" "" Fraction;
}

outputs! {
    PERSPECTIVE of Perspective = |answers, _| answers.perspective.as_ref();
    always life_years, "years of life" "" LifeYears;
    always days_of_world_deaths, "the world's deaths of" "" Days;
    whole tolls = Read::List(TOLLS, || comparators(Kind::Toll)), "multiples of recorded death tolls" "" Multiple;
    whole everyday = Read::List(EVERYDAY, || comparators(Kind::Micromorts)), "multiples of everyday risks" "" Multiple;
}
macro_rules! multiples {
    ($table:ident = $source:expr) => {
        outputs! {
            $table of Multiple = $source;
            name name = |multiple| multiple.of.name, "what it is compared with" "" Number;
            always low, "multiple of the highest estimate" "" Multiple;
            always high, "multiple of the lowest estimate" "" Multiple;
        }
    };
}
multiples!(TOLLS = |answers, at| answers.perspective.as_ref()?.tolls.get(at));
multiples!(EVERYDAY = |answers, at| answers.perspective.as_ref()?.everyday.get(at));

outputs! {
    SENSITIVITY of Varied = |answers, at| answers.sensitivity.as_ref()?.get(at);
    name input = |one| one.range.input.name(), "input" "" Number;
    maybe elasticity, "elasticity of expected deaths" "" Elasticity;
    maybe halved = |one| one.range.halved, "expected deaths with half of it" "" Deaths;
    maybe doubled = |one| one.range.doubled, "expected deaths with twice as much" "" Deaths;
}

/// What halving, doubling and a small change of an input do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Varied {
    /// Halving and doubling.
    pub range: Sensitivity,
    /// Per cent of expected deaths for each per cent of the input.
    pub elasticity: Option<f64>,
}

impl Varied {
    fn all(request: &Request) -> Vec<Self> {
        let scenario = &request.scenario;
        let elastic = |range: Sensitivity| Self { range, elasticity: sensitivity::elasticity(scenario, range.input) };
        sensitivity::answer(scenario).into_iter().map(elastic).collect()
    }
}

fn thresholds() -> Vec<Reading> {
    THRESHOLDS.iter().map(|threshold| Reading::Number(threshold.get())).collect()
}

/// Single opinions are reached with chances of their own: those of three equal ones have columns too.
fn chances() -> Vec<Reading> {
    CHANCES.into_iter().chain([1.0, 2.0 / 3.0, 1.0 / 3.0]).map(Reading::Number).collect()
}

fn comparators(kind: Kind) -> Vec<Reading> {
    COMPARATORS.iter().filter(|one| one.kind == kind).map(|one| Reading::Name(one.name)).collect()
}

/// The inputs of the sensitivity in the order of their columns.
fn inputs() -> Vec<Reading> {
    ["population", "scale_up", "risk", "fatality", "trend", "weight", "width"].map(Reading::Name).into()
}

impl Answers {
    /// The same with so many points of the curve, from no scale-up to the request's own.
    #[must_use]
    pub fn with_curve(self, request: &Request, points: usize) -> Self {
        Self { curve: curve(&request.scenario, self.assessment.orders_of_magnitude, points), ..self }
    }
}

impl Output {
    /// The output at a place of the document, such as `pause.deaths_deferred` or `assessment.risk_interval.p05`.
    #[must_use]
    pub fn at(path: &str) -> Option<&'static Self> {
        let mut keys = path.split('.');
        let first = keys.next()?;
        let root = if first == ASSESSMENT.key { &ASSESSMENT } else { Question::from_name(first)?.output() };
        keys.try_fold(root, |output, key| match output.read {
            Read::Parts(parts, _) => parts.iter().find(|part| part.key == key),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies::request;
    use proptest::prelude::*;

    /// Looks at an output and at all within it.
    fn check(output: &Output, answers: &Answers, at: usize, place: &str) -> Result<(), TestCaseError> {
        let place = alloc::format!("{place}/{}", output.key);
        match (output.read(answers, at), &output.read) {
            (Some(Reading::Number(number)), Read::Always(_) | Read::Maybe(_)) => {
                prop_assert!(number.is_finite(), "{place}: {number}");
                let share = output.measure != Measure::Fraction || (0.0..=1.0).contains(&number);
                prop_assert!(share, "{place}: {number} is no share of one");
            }
            (None, Read::Always(_)) => prop_assert!(false, "{place} is missing"),
            (Some(_), Read::Parts(parts, _)) | (None, Read::Parts(parts, Absent::Never)) => {
                for part in *parts {
                    check(part, answers, at, &place)?;
                }
            }
            (_, Read::List(items, _)) => {
                for at in (0..).take_while(|at| items[0].read(answers, *at).is_some()) {
                    for item in *items {
                        check(item, answers, at, &place)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_number_of_every_answer_is_finite_and_in_its_range(request in request()) {
            let answers = Answers::new(&request, &Question::ALL).with_curve(&request, 3);
            for output in Question::ALL.map(Question::output).into_iter().chain([&ASSESSMENT]) {
                check(output, &answers, 0, "")?;
            }
        }
    }

    #[test]
    fn a_question_is_found_by_its_name_and_by_its_key() {
        for question in Question::ALL {
            let (name, key) = (question.name(), question.key());
            assert_eq!(name.replace('-', "_"), key);
            assert_eq!([name, key].map(Question::from_name), [Some(question); 2]);
            assert!(question.words().ends_with('?'), "{}", question.words());
        }
        assert_eq!(Question::from_name("moon"), None);
    }

    #[test]
    fn an_output_is_found_by_its_place_and_is_empty_when_its_question_is_not_asked() {
        let answers = Answers::new(&Request::default(), &[Question::Pause]);
        let read = |path| Output::at(path).map(|output| output.read(&answers, 0));
        assert_eq!(read("assessment.expected_deaths"), Some(Some(Reading::Number(8e7))));
        assert_eq!(read("pause.deaths_averted"), Some(Some(Reading::Number(0.0))));
        assert_eq!(read("assessment.risk_interval"), Some(None));
        assert_eq!(read("restraint.risk"), Some(None));
        for path in ["assessment.pace.yearrs", "moon.risk", "", "assessment.risk.p05"] {
            assert!(Output::at(path).is_none(), "{path}");
        }
    }
}
