//! Scenarios with a name: the comment's own, what each policy would catch of it, and what each stated belief would mean.
//!
//! What lives here: names, words and which inputs differ from the defaults. The figures come from [`crate::facts`]; a
//! preset's results are a golden table of the acceptance tests, so that a change of the model shows there. Links to
//! presets are written elsewhere. To name a policy or a belief is not to endorse it.
//!
//! A belief that was stated for a horizon needs a scale-up before it says anything about a tenfold step. All such
//! presets assume the same one, from [`GPT_4`] to [`FEASIBLE_BY_2030`], whatever the horizon: the risk of that scale-up
//! is then the risk that was stated. It is a choice for comparison; a reader who would choose another changes the
//! scale-up, and [`StatedBelief::per_reference_step`] the risk.
//!
//! ```
//! use harm_core::preset::{PRESETS, Preset};
//!
//! let ord = Preset::named("ord").unwrap_or(&PRESETS[0]);
//! let assessment = harm_core::assess(&ord.scenario());
//! assert!((assessment.risk - 0.1).abs() < 1e-15);
//! assert!((assessment.mean_risk_per_reference_step - 0.026).abs() < 1e-3);
//! ```

use crate::belief::Belief;
use crate::facts::beliefs::{
    AI_IMPACTS_2024_MEAN, AI_IMPACTS_2024_MEDIAN, AI_IMPACTS_MEAN, AI_IMPACTS_MEDIAN, CARLSMITH, CHRISTIANO, COMMENT,
    FROOLOW, Horizon, LEAP_EXPERTS, LEAP_PUBLIC, LEAP_SUPERFORECASTERS, ORD, StatedBelief, XPT_EXPERTS,
    XPT_SUPERFORECASTERS,
};
use crate::facts::compute::{FEASIBLE_BY_2030, GPT_4};
use crate::facts::policies::{ANTHROPIC_RSP_1, ANTHROPIC_RSP_2, DEEPMIND_FSF_1, OPENAI_PREPAREDNESS_BETA, Policy};
use crate::lens::Lenses;
use crate::scenario::{ComputeRange, ScaleUp, Scenario};

/// A scenario with its lenses, under a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preset {
    /// Its name in addresses: small letters, digits and hyphens.
    pub name: &'static str,
    /// Its name for readers.
    pub title: &'static str,
    /// What it assumes, in whole sentences.
    pub description: &'static str,
    /// Where its figures are from.
    pub source: &'static str,
    /// Which fact it is built from.
    pub about: About,
}

/// The fact that a preset is built from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum About {
    /// A risk that somebody stated.
    Belief(&'static StatedBelief),
    /// A policy's evaluations; the scenario is the default.
    Policy(&'static Policy),
    /// The default risk over the scale-up from [`GPT_4`] to [`FEASIBLE_BY_2030`].
    ScaleUp,
}

impl Preset {
    /// The preset of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// The inputs of its assessment.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let default = Scenario::default();
        match self.about {
            About::Policy(_) => default,
            About::ScaleUp => Scenario { scale_up: to_2030(), ..default },
            About::Belief(belief) => {
                let scale_up = match belief.horizon {
                    Horizon::PerFactor(_) => default.scale_up,
                    Horizon::Years(_) | Horizon::ByYear(_) | Horizon::NotStated => to_2030(),
                };
                let scenario = Scenario { scale_up, fatality: belief.floor.unwrap_or(default.fatality), ..default };
                let risk = belief.per_reference_step(&scenario);
                Scenario { belief: risk.map_or(scenario.belief.clone(), Belief::Point), ..scenario }
            }
        }
    }

    /// The inputs of its lenses.
    #[must_use]
    pub fn lenses(&self) -> Lenses {
        match self.about {
            About::Policy(policy) => Lenses { evaluations: policy.evaluations(), ..Lenses::default() },
            About::Belief(_) | About::ScaleUp => Lenses::default(),
        }
    }
}

/// The scale-up that stands for every horizon.
fn to_2030() -> ScaleUp {
    ComputeRange::new(GPT_4.compute, FEASIBLE_BY_2030.compute).map_or(Scenario::default().scale_up, ScaleUp::Range)
}

/// What was stated, and the assumption that makes a scenario of it.
macro_rules! over_the_horizon {
    ($stated:literal) => {
        concat!(
            $stated,
            " Here it is taken as the risk of scaling from GPT-4’s 2.1e25 FLOP to 2e29, the largest run judged feasible by \
             2030; this scale-up is an assumption for comparison, which the source does not make."
        )
    };
}

const fn belief(name: &'static str, belief: &'static StatedBelief, description: &'static str) -> Preset {
    Preset { name, title: belief.who, description, source: belief.source, about: About::Belief(belief) }
}

const fn policy(name: &'static str, policy: &'static Policy, description: &'static str) -> Preset {
    Preset { name, title: policy.name, description, source: policy.source, about: About::Policy(policy) }
}

/// The presets: the comment's own, which is the default; its risk up to 2030; the policies, and the other stated beliefs,
/// in the order of their tables.
pub const PRESETS: &[Preset] = &[
    Preset {
        title: "The comment",
        ..belief(
            "comment",
            &COMMENT,
            "A 1% risk of an existential catastrophe for each tenfold increase of training compute, one such increase, and \
             8.0 billion people. The comment gives it as a floor below which it trusts nobody’s intuition, and not as an \
             estimate.",
        )
    },
    Preset {
        name: "gpt-4-to-2e29",
        title: "GPT-4 to 2e29 FLOP",
        description: "The comment’s 1% for each tenfold increase, from GPT-4’s 2.1e25 FLOP to 2e29, the largest run judged \
                      feasible by 2030: nearly four tenfold steps.",
        source: "Compute: Epoch AI, data on frontier AI models (CC BY), and Can AI scaling continue through 2030? (2024)",
        about: About::ScaleUp,
    },
    policy(
        "anthropic-rsp-1",
        &ANTHROPIC_RSP_1,
        "The comment’s scenario under evaluations at each 4× of effective compute and at least every three months, with a \
         safety buffer of 6×.",
    ),
    policy(
        "openai-preparedness-beta",
        &OPENAI_PREPAREDNESS_BETA,
        "The comment’s scenario under evaluations at each 2× of effective compute. The policy names no number of months \
         and no buffer; 6× is assumed, so that policies can be compared.",
    ),
    policy(
        "deepmind-fsf-1",
        &DEEPMIND_FSF_1,
        "The comment’s scenario under evaluations at each 6× of effective compute and at least every three months, with a \
         buffer of 6×. Months of progress in fine-tuning are taken as months of the calendar.",
    ),
    policy(
        "anthropic-rsp-2",
        &ANTHROPIC_RSP_2,
        "The comment’s scenario under evaluations at each 4× of effective compute and at least every six months. Months \
         of fine-tuning and elicitation are taken as months of the calendar; the policy names no buffer, and 6× is \
         assumed, so that policies can be compared.",
    ),
    belief(
        "xpt-superforecasters",
        &XPT_SUPERFORECASTERS,
        over_the_horizon!(
            "A 0.38% risk of human extinction from AI by 2100, the median of the superforecasters in 2022."
        ),
    ),
    belief(
        "froolow",
        &FROOLOW,
        over_the_horizon!("A 1.6% risk of an existential catastrophe from AI by 2070, stated in 2022."),
    ),
    belief(
        "leap-superforecasters",
        &LEAP_SUPERFORECASTERS,
        over_the_horizon!(
            "A 2.4% risk by 2100 of a catastrophe directly caused by AI that kills more than 10% of people, the median of superforecasters in 2026. \
             Not everyone dies in this event: the share who die begins at its floor of 10%, and it is yours to set."
        ),
    ),
    belief(
        "xpt-experts",
        &XPT_EXPERTS,
        over_the_horizon!("A 3% risk of human extinction from AI by 2100, the median of the domain experts in 2022."),
    ),
    belief(
        "ai-impacts-median",
        &AI_IMPACTS_MEDIAN,
        over_the_horizon!(
            "A 5% risk of an outcome as bad as extinction within 100 years, the median of AI researchers in 2023."
        ),
    ),
    belief(
        "leap-experts",
        &LEAP_EXPERTS,
        over_the_horizon!(
            "A 5% risk by 2100 of a catastrophe directly caused by AI that kills more than 10% of people, the median of experts in 2026. \
             Not everyone dies in this event: the share who die begins at its floor of 10%, and it is yours to set."
        ),
    ),
    belief(
        "leap-public",
        &LEAP_PUBLIC,
        over_the_horizon!(
            "A 7% risk by 2100 of a catastrophe directly caused by AI that kills more than 10% of people, the median of the US public in 2026. \
             Not everyone dies in this event: the share who die begins at its floor of 10%, and it is yours to set."
        ),
    ),
    belief(
        "ord",
        &ORD,
        over_the_horizon!(
            "A 10% risk of an existential catastrophe from unaligned AI within 100 years, stated in 2020."
        ),
    ),
    belief(
        "carlsmith",
        &CARLSMITH,
        over_the_horizon!(
            "A 10% risk of an existential catastrophe from power-seeking AI by 2070; the update of 2022 says more than that."
        ),
    ),
    belief(
        "ai-impacts-2024-median",
        &AI_IMPACTS_2024_MEDIAN,
        over_the_horizon!(
            "A 10% risk of human extinction or similarly permanent and severe disempowerment of the human species, stated without a horizon, the median of AI researchers in 2024."
        ),
    ),
    belief(
        "ai-impacts-mean",
        &AI_IMPACTS_MEAN,
        over_the_horizon!(
            "A 14.4% risk of an outcome as bad as extinction within 100 years, the mean of AI researchers in 2023."
        ),
    ),
    belief(
        "ai-impacts-2024-mean",
        &AI_IMPACTS_2024_MEAN,
        over_the_horizon!(
            "An 18.3% risk of human extinction or similarly permanent and severe disempowerment of the human species, stated without a horizon, the mean of AI researchers in 2024."
        ),
    ),
    belief(
        "christiano",
        &CHRISTIANO,
        over_the_horizon!("A 22% risk of a takeover by AI, stated in 2023 without a horizon."),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess;
    use crate::facts::{BELIEFS, POLICIES};
    use std::collections::BTreeSet;
    use std::format;
    use std::vec::Vec;

    #[test]
    fn the_first_preset_is_the_default() {
        assert_eq!(PRESETS[0].name, "comment");
        assert_eq!((PRESETS[0].scenario(), PRESETS[0].lenses()), (Scenario::default(), Lenses::default()));
    }

    #[test]
    fn names_are_fit_for_an_address_and_nothing_is_named_twice() {
        for preset in PRESETS {
            let fit = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(!preset.name.is_empty() && preset.name.bytes().all(fit), "{}", preset.name);
            assert_eq!(Preset::named(preset.name), Some(preset));
        }
        let titles: BTreeSet<_> = PRESETS.iter().map(|preset| preset.title).collect();
        assert_eq!(titles.len(), PRESETS.len());
        assert_eq!(Preset::named("nobody"), None);
    }

    #[test]
    fn every_policy_and_every_stated_belief_has_one_preset_in_their_order() {
        let policies: Vec<_> =
            PRESETS.iter().filter_map(|p| if let About::Policy(of) = p.about { Some(*of) } else { None }).collect();
        let beliefs: Vec<_> =
            PRESETS.iter().filter_map(|p| if let About::Belief(of) = p.about { Some(*of) } else { None }).collect();
        assert_eq!((policies.as_slice(), beliefs.as_slice()), (POLICIES, BELIEFS));
    }

    #[test]
    fn a_stated_belief_has_its_risk_over_the_assumed_scale_up() {
        for preset in PRESETS {
            let About::Belief(belief) = preset.about else { continue };
            let risk = assess(&preset.scenario()).risk;
            assert!((risk / belief.risk.get() - 1.0).abs() < 1e-14, "{}: {risk}", preset.name);
        }
    }

    #[test]
    fn a_description_says_the_figures_that_it_stands_for() {
        for preset in PRESETS {
            let says = |words: &str| preset.description.contains(words);
            assert!(preset.description.ends_with('.') && preset.source.len() > 5, "{}", preset.name);
            match preset.about {
                About::Belief(belief) => {
                    let percent = format!("{}%", (belief.risk.get() * 1e6).round() / 1e4);
                    assert!(says(&percent), "{}: {percent}", preset.name);
                    match belief.horizon {
                        Horizon::PerFactor(_) => assert!(says("tenfold")),
                        Horizon::Years(years) => assert!(says(&format!("within {years} years")), "{}", preset.name),
                        Horizon::ByYear(year) => assert!(says(&format!("by {year}")), "{}", preset.name),
                        Horizon::NotStated => assert!(says("without a horizon")),
                    }
                }
                About::Policy(policy) => {
                    assert!(says(&format!("each {}×", policy.every.get())), "{}", preset.name);
                    assert!(says("6×") && says("assumed") == policy.buffer.is_none(), "{}", preset.name);
                }
                About::ScaleUp => {}
            }
            assert_eq!(preset.scenario().fatality.get() < 1.0, says("Not everyone dies"), "{}", preset.name);
            let ranged = matches!(preset.scenario().scale_up, ScaleUp::Range(_));
            assert_eq!(ranged, says("from GPT-4’s 2.1e25 FLOP to 2e29"), "{}", preset.name);
        }
        assert_eq!((GPT_4.compute.get(), FEASIBLE_BY_2030.compute.get()), (2.1e25, 2e29));
    }
}
