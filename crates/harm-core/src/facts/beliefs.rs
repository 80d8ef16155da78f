//! Risks that people and surveys have stated, each with its own event and horizon, and how a risk for a horizon becomes
//! one for a reference step.
//!
//! The comment that the project began with comes first, then from the lowest, whatever their horizons. Naming a belief
//! does not endorse it, and no two of them are about quite the same event. What is believed about a risk that is not
//! known is [`crate::belief`].

use super::Provenance;
use crate::hazard::{Path, risk_per_step};
use crate::known;
use crate::quantity::{FatalityFraction, Probability, ScaleFactor};
use crate::scenario::{Per, Scenario};

/// What a stated risk is a risk of: so much scaling, or so much time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Horizon {
    /// For each growth of training compute by this factor.
    PerFactor(ScaleFactor),
    /// In so many years from when it was stated.
    Years(u16),
    /// By the end of a year, or by its beginning: the sources do not say.
    ByYear(u16),
    /// At any time, or not said.
    NotStated,
}

/// A risk that somebody stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatedBelief {
    /// Who stated it.
    pub who: &'static str,
    /// The risk of the event within the horizon.
    pub risk: Probability,
    /// What would happen, in words that follow "5% for".
    pub event: &'static str,
    /// The least share of people who die in the event; `None` when it is about everybody.
    pub floor: Option<FatalityFraction>,
    /// Within what.
    pub horizon: Horizon,
    /// The year in which it was stated, or asked for.
    pub year: u16,
    /// What else belongs to the figure.
    pub note: Option<&'static str>,
    /// Where it is stated.
    pub source: &'static str,
    /// Whether it was read in its source.
    pub provenance: Provenance,
}

impl StatedBelief {
    /// The belief as a risk of one reference step of a scenario, if the scenario's scale-up is that within its horizon.
    ///
    /// A belief that was stated for a factor needs no scale-up: it is used as it is where that factor is the reference
    /// factor, and otherwise carried over from the factor's own orders of magnitude. For all others the scale-up is an
    /// assumption that must be shown beside the result, for nothing in the statement implies it. `None` when there is no
    /// scale-up, which gives no risk and all risks the same right.
    #[must_use]
    pub fn per_reference_step(&self, scenario: &Scenario) -> Option<Probability> {
        let x = match self.horizon {
            Horizon::PerFactor(factor) if scenario.per == Per::Factor(factor) => return Some(self.risk),
            Horizon::PerFactor(factor) => libm::log10(factor.get()),
            Horizon::Years(_) | Horizon::ByYear(_) | Horizon::NotStated => scenario.scale_up.orders_of_magnitude(),
        };
        per_reference_step(self.risk, x, &Path::of(scenario))
    }
}

/// The risk of one reference step that makes a risk `total` over a scale-up of `x` orders of magnitude.
///
/// p = 1 − (1 − R)^(1/m), with the m reference steps that the scale-up carries ([`Path::steps`]); compounded over
/// the same scale-up it is R again. `None` when x = 0: no risk per step adds up to anything over no steps.
///
/// ```
/// use harm_core::facts::beliefs::per_reference_step;
/// use harm_core::hazard::Path;
/// use harm_core::quantity::{Probability, ScaleFactor, Trend};
///
/// // 10% over four orders of magnitude is 2.6% for each of them.
/// let path = Path::new(ScaleFactor::new(10.0)?, Trend::new(1.0)?);
/// let p = per_reference_step(Probability::new(0.1)?, 4.0, &path);
/// assert!((p.map_or(0.0, f64::from) - 0.025996).abs() < 1e-6);
/// # Ok::<(), harm_core::OutOfRange>(())
/// ```
#[must_use]
pub fn per_reference_step(total: Probability, x: f64, path: &Path) -> Option<Probability> {
    let risk = risk_per_step(total.get(), path.steps(x))?;
    Probability::new(risk).ok()
}

/// The comment that this project makes computable.
pub const COMMENT: StatedBelief = StatedBelief {
    who: "The comment that this calculator began with",
    risk: known!(Probability, 0.01),
    event: "an existential catastrophe",
    floor: None,
    horizon: Horizon::PerFactor(known!(ScaleFactor, 10.0)),
    year: 2023,
    note: Some("A floor below which nobody's intuition is trusted, and no estimate."),
    source: "A comment on “RSPs are pauses done right”, LessWrong, October 2023 (post mcnWZBnbeDz7KKtjJ)",
    provenance: Provenance::Primary,
};

/// The median of superforecasters in the Existential Risk Persuasion Tournament.
pub const XPT_SUPERFORECASTERS: StatedBelief = StatedBelief {
    who: "XPT superforecasters (median)",
    risk: known!(Probability, 0.0038),
    event: "extinction from AI",
    floor: None,
    horizon: Horizon::ByYear(2100),
    year: 2022,
    note: None,
    source: XPT,
    provenance: Provenance::Secondary,
};

/// Froolow's model of an uncertain chain of conditions.
pub const FROOLOW: StatedBelief = StatedBelief {
    who: "Froolow",
    risk: known!(Probability, 0.016),
    event: "an existential catastrophe from AI",
    floor: None,
    horizon: Horizon::ByYear(2070),
    year: 2022,
    note: None,
    source: "Froolow, Dissolving AI Risk, October 2022",
    provenance: Provenance::Primary,
};

/// The median of domain experts in the Existential Risk Persuasion Tournament.
pub const XPT_EXPERTS: StatedBelief = StatedBelief {
    who: "XPT domain experts (median)",
    risk: known!(Probability, 0.03),
    event: "extinction from AI",
    floor: None,
    horizon: Horizon::ByYear(2100),
    year: 2022,
    note: None,
    source: XPT,
    provenance: Provenance::Secondary,
};

/// The median of the 2023 wave of the AI Impacts survey of researchers.
pub const AI_IMPACTS_MEDIAN: StatedBelief = StatedBelief {
    who: "AI Impacts survey (median), 2023",
    risk: known!(Probability, 0.05),
    event: "an outcome as bad as extinction",
    floor: None,
    horizon: Horizon::Years(100),
    year: 2023,
    note: Some("2,778 researchers took part in the survey."),
    source: GRACE,
    provenance: Provenance::Secondary,
};

/// Carlsmith's estimate for power-seeking AI.
pub const CARLSMITH: StatedBelief = StatedBelief {
    who: "Carlsmith (2022 update)",
    risk: known!(Probability, 0.10),
    event: "an existential catastrophe from power-seeking AI",
    floor: None,
    horizon: Horizon::ByYear(2070),
    year: 2022,
    note: Some("Stated as more than this."),
    source: "Carlsmith, Is power-seeking AI an existential risk?, arXiv 2206.13353",
    provenance: Provenance::Primary,
};

/// Ord's estimate in The Precipice.
pub const ORD: StatedBelief = StatedBelief {
    who: "Ord",
    risk: known!(Probability, 0.10),
    event: "an existential catastrophe from unaligned AI",
    floor: None,
    horizon: Horizon::Years(100),
    year: 2020,
    note: None,
    source: "Ord, The Precipice (2020)",
    provenance: Provenance::Secondary,
};

/// The mean of the 2023 wave of the AI Impacts survey of researchers.
pub const AI_IMPACTS_MEAN: StatedBelief = StatedBelief {
    who: "AI Impacts survey (mean), 2023",
    risk: known!(Probability, 0.144),
    event: "an outcome as bad as extinction",
    floor: None,
    horizon: Horizon::Years(100),
    year: 2023,
    note: Some("2,778 researchers took part in the survey."),
    source: GRACE,
    provenance: Provenance::Secondary,
};

/// Christiano's probability of a takeover.
pub const CHRISTIANO: StatedBelief = StatedBelief {
    who: "Christiano",
    risk: known!(Probability, 0.22),
    event: "an AI takeover",
    floor: None,
    horizon: Horizon::NotStated,
    year: 2023,
    note: None,
    source: "Christiano, My views on “doom”, 27 April 2023",
    provenance: Provenance::Secondary,
};

/// The median of superforecasters in the Longitudinal Expert AI Panel.
pub const LEAP_SUPERFORECASTERS: StatedBelief = StatedBelief {
    who: "LEAP superforecasters (median)",
    risk: known!(Probability, 0.024),
    event: LEAP_EVENT,
    floor: Some(known!(FatalityFraction, 0.1)),
    horizon: Horizon::ByYear(2100),
    year: 2026,
    note: Some(LEAP_NOTE),
    source: LEAP,
    provenance: Provenance::Secondary,
};

/// The median of experts in the Longitudinal Expert AI Panel.
pub const LEAP_EXPERTS: StatedBelief = StatedBelief {
    who: "LEAP experts (median)",
    risk: known!(Probability, 0.05),
    event: LEAP_EVENT,
    floor: Some(known!(FatalityFraction, 0.1)),
    horizon: Horizon::ByYear(2100),
    year: 2026,
    note: Some(LEAP_NOTE),
    source: LEAP,
    provenance: Provenance::Secondary,
};

/// The median of the public of the United States in the Longitudinal Expert AI Panel.
pub const LEAP_PUBLIC: StatedBelief = StatedBelief {
    who: "LEAP US public (median)",
    risk: known!(Probability, 0.07),
    event: LEAP_EVENT,
    floor: Some(known!(FatalityFraction, 0.1)),
    horizon: Horizon::ByYear(2100),
    year: 2026,
    note: Some(LEAP_NOTE),
    source: LEAP,
    provenance: Provenance::Secondary,
};

/// The median of the 2024 wave of the AI Impacts survey of researchers.
pub const AI_IMPACTS_2024_MEDIAN: StatedBelief = StatedBelief {
    who: "AI Impacts survey 2024 (median)",
    risk: known!(Probability, 0.10),
    event: ESPAI_EVENT,
    floor: None,
    horizon: Horizon::NotStated,
    year: 2024,
    note: Some(ESPAI_NOTE),
    source: ESPAI,
    provenance: Provenance::Secondary,
};

/// The mean of the 2024 wave of the AI Impacts survey of researchers.
pub const AI_IMPACTS_2024_MEAN: StatedBelief = StatedBelief {
    who: "AI Impacts survey 2024 (mean)",
    risk: known!(Probability, 0.183),
    event: ESPAI_EVENT,
    floor: None,
    horizon: Horizon::NotStated,
    year: 2024,
    note: Some(ESPAI_NOTE),
    source: ESPAI,
    provenance: Provenance::Secondary,
};

const XPT: &str = "Forecasting Research Institute, Existential Risk Persuasion Tournament (2022)";
const GRACE: &str = "Grace et al. 2024, arXiv 2401.02843";
const ESPAI: &str = "Grace et al. 2026, Advanced AI according to 1,580 researchers (ESPAI 2024, fielded December 2024, \
                     published September 2026), Table 4: wording without a time frame";
const ESPAI_EVENT: &str = "human extinction or similarly permanent and severe disempowerment of the human species";
const ESPAI_NOTE: &str = "1,580 researchers took part in the survey.";
const LEAP: &str = "Forecasting Research Institute, Longitudinal Expert AI Panel, wave 9 (May to June 2026): 194 experts, \
                    53 superforecasters, 612 members of the public";
const LEAP_EVENT: &str = "a catastrophe directly caused by AI that kills more than 10% of people";
const LEAP_NOTE: &str = "In this event not everyone dies: set the share who die, of which 10% is the floor.";

/// The stated beliefs: the comment, then from the lowest.
pub const BELIEFS: &[StatedBelief] = &[
    COMMENT,
    XPT_SUPERFORECASTERS,
    FROOLOW,
    LEAP_SUPERFORECASTERS,
    XPT_EXPERTS,
    AI_IMPACTS_MEDIAN,
    LEAP_EXPERTS,
    LEAP_PUBLIC,
    ORD,
    CARLSMITH,
    AI_IMPACTS_2024_MEDIAN,
    AI_IMPACTS_MEAN,
    AI_IMPACTS_2024_MEAN,
    CHRISTIANO,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Belief;
    use crate::hazard::compound;
    use crate::quantity::{Compute, Trend};
    use crate::scenario::{ComputeRange, ScaleUp};
    use proptest::prelude::*;

    const TEN: ScaleFactor = known!(ScaleFactor, 10.0);
    const CONSTANT: Trend = known!(Trend, 1.0);

    /// A scenario of so many orders of magnitude.
    fn scenario(x: f64, per: ScaleFactor) -> Scenario {
        let range = ComputeRange::new(known!(Compute, 1.0), Compute::new(libm::pow(10.0, x)).unwrap()).unwrap();
        Scenario { scale_up: ScaleUp::Range(range), per: Per::Factor(per), ..Scenario::default() }
    }

    #[test]
    fn the_comment_comes_first_and_the_others_from_the_lowest() {
        assert_eq!(BELIEFS[0], COMMENT);
        assert!(BELIEFS[1..].is_sorted_by(|a, b| a.risk <= b.risk));
        assert!(BELIEFS.iter().all(|belief| belief.risk.get() > 0.0 && belief.risk.get() < 1.0));
    }

    #[test]
    fn every_belief_names_its_event_and_its_horizon_lies_ahead() {
        for belief in BELIEFS {
            let readable = ["a ", "an ", "extinction ", "human extinction "];
            assert!(readable.iter().any(|start| belief.event.starts_with(start)), "{}: {}", belief.who, belief.event);
            match belief.horizon {
                Horizon::Years(years) => assert!(years > 0),
                Horizon::ByYear(year) => assert!(year > belief.year, "{}", belief.who),
                Horizon::PerFactor(_) | Horizon::NotStated => {}
            }
        }
    }

    #[test]
    fn an_event_that_spares_most_people_says_so() {
        for belief in BELIEFS {
            let spares = belief.event.contains("10% of people");
            assert_eq!(belief.floor.map(FatalityFraction::get), spares.then_some(0.1), "{}", belief.who);
            assert_eq!(belief.note.is_some_and(|note| note.contains("not everyone dies")), spares, "{}", belief.who);
        }
        assert_eq!(BELIEFS.iter().filter(|belief| belief.floor.is_some()).count(), 3);
    }

    #[test]
    fn the_comment_is_the_default_scenario() {
        let default = Scenario::default();
        assert_eq!(default.belief, Belief::Point(COMMENT.risk));
        assert_eq!(COMMENT.horizon, Horizon::PerFactor(default.per.factor().unwrap()));
    }

    #[test]
    fn what_was_stated_for_the_reference_factor_is_used_as_it_is() {
        for x in [0.0, 0.5, 4.0] {
            assert_eq!(COMMENT.per_reference_step(&scenario(x, TEN)), Some(COMMENT.risk));
        }
    }

    #[test]
    fn what_was_stated_for_another_factor_is_carried_over() {
        let per = known!(ScaleFactor, 100.0);
        let p = COMMENT.per_reference_step(&scenario(0.0, per)).unwrap().get();
        assert!((p - 0.0199).abs() < 1e-16, "{p}");
    }

    #[test]
    fn without_a_scale_up_a_horizon_says_nothing_about_a_step() {
        for belief in &BELIEFS[1..] {
            assert_eq!(belief.per_reference_step(&scenario(0.0, TEN)), None, "{}", belief.who);
        }
    }

    #[test]
    fn certainty_stays_certainty_and_nothing_nothing() {
        let total = |risk| per_reference_step(Probability::new(risk).unwrap(), 4.0, &Path::new(TEN, CONSTANT));
        assert_eq!(total(1.0).map(Probability::get), Some(1.0));
        assert_eq!(total(0.0).map(Probability::get), Some(0.0));
    }

    proptest! {
        #[test]
        fn the_risk_of_a_step_compounds_to_the_risk_that_was_stated(
            total in 1e-9..0.5f64, x in 0.01..30.0f64, per in 1.5..1e3f64, trend in 0.5..2.0f64,
        ) {
            let (per, trend) = (ScaleFactor::new(per).unwrap(), Trend::new(trend).unwrap());
            let p = per_reference_step(Probability::new(total).unwrap(), x, &Path::new(per, trend)).unwrap().get();
            let again = compound(p, Path::new(per, trend).steps(x));
            // Near certainty a risk no longer tells how it came about: stay where digits are left.
            prop_assume!(p < 0.999);
            prop_assert!((again / total - 1.0).abs() < 1e-11, "{again} {total}");
        }
    }
}
