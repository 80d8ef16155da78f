//! How often the scaling policies of laboratories have dangerous capabilities evaluated.
//!
//! From the earliest. Rules are stated in growth of *effective* compute, that is training compute times the progress of
//! algorithms, and in months. What a cadence catches is [`crate::lens::evaluations`].

use super::Provenance;
use crate::known;
use crate::lens::Evaluations;
use crate::quantity::{Buffer, PositiveMonths, ScaleFactor};

/// The cadence of a policy's evaluations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// The name of the policy.
    pub name: &'static str,
    /// The year in which it was published.
    pub year: u16,
    /// The month of that year, from 1.
    pub month: u8,
    /// The growth of effective compute after which it evaluates again.
    pub every: ScaleFactor,
    /// The months after which it evaluates again, if it names any.
    pub months: Option<PositiveMonths>,
    /// The factor of effective compute that it wants between warning signs and danger, if it names one.
    pub buffer: Option<Buffer>,
    /// The rule in words.
    pub rule: &'static str,
    /// Where it is stated.
    pub source: &'static str,
    /// Whether it was read in its source.
    pub provenance: Provenance,
}

impl Policy {
    /// The policy as inputs of the lens. What it does not say stays as the lens has it by default; a rule of months that
    /// it does not have is none.
    #[must_use]
    pub fn evaluations(&self) -> Evaluations {
        let default = Evaluations::default();
        Evaluations {
            every: Some(self.every),
            months: self.months,
            buffer: self.buffer.unwrap_or(default.buffer),
            ..default
        }
    }
}

/// Anthropic's Responsible Scaling Policy, version 1.0.
pub const ANTHROPIC_RSP_1: Policy = Policy {
    name: "Anthropic RSP 1.0",
    year: 2023,
    month: 9,
    every: known!(ScaleFactor, 4.0),
    months: Some(known!(PositiveMonths, 3.0)),
    buffer: Some(known!(Buffer, 6.0)),
    rule: "Each time effective compute has grown fourfold, in the middle of a training run too, and at least once a \
           quarter; the evaluations should warn a factor of six before danger.",
    source: "Anthropic, Responsible Scaling Policy, version 1.0 (September 2023)",
    provenance: Provenance::Primary,
};

/// The beta version of `OpenAI`'s Preparedness Framework.
pub const OPENAI_PREPAREDNESS_BETA: Policy = Policy {
    name: "OpenAI Preparedness Framework (beta)",
    year: 2023,
    month: 12,
    every: known!(ScaleFactor, 2.0),
    months: None,
    buffer: None,
    rule: "Each time effective compute has more than doubled, and after great advances in algorithms. It names no number \
           of months and no buffer.",
    source: "OpenAI, Preparedness Framework (beta), December 2023",
    provenance: Provenance::Primary,
};

/// Google `DeepMind`'s Frontier Safety Framework, version 1.0.
pub const DEEPMIND_FSF_1: Policy = Policy {
    name: "Google DeepMind Frontier Safety Framework 1.0",
    year: 2024,
    month: 5,
    every: known!(ScaleFactor, 6.0),
    months: Some(known!(PositiveMonths, 3.0)),
    buffer: Some(known!(Buffer, 6.0)),
    rule: "Each time effective compute has grown sixfold, and for every quarter's worth of progress in fine-tuning.",
    source: "Google DeepMind, Frontier Safety Framework, version 1.0 (May 2024)",
    provenance: Provenance::Secondary,
};

/// Anthropic's Responsible Scaling Policy, versions 2.
pub const ANTHROPIC_RSP_2: Policy = Policy {
    name: "Anthropic RSP 2.x",
    year: 2024,
    month: 10,
    every: known!(ScaleFactor, 4.0),
    months: Some(known!(PositiveMonths, 6.0)),
    buffer: None,
    rule: "When effective compute has grown fourfold or more, or after half a year of work on fine-tuning and elicitation. \
           It names no buffer.",
    source: "Anthropic, Responsible Scaling Policy, versions 2.x (from October 2024)",
    provenance: Provenance::Primary,
};

/// The policies, from the earliest.
pub const POLICIES: &[Policy] = &[ANTHROPIC_RSP_1, OPENAI_PREPAREDNESS_BETA, DEEPMIND_FSF_1, ANTHROPIC_RSP_2];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_come_from_the_earliest() {
        assert!(POLICIES.is_sorted_by_key(|policy| (policy.year, policy.month)));
        assert!(POLICIES.iter().all(|policy| policy.rule.ends_with('.')));
    }

    #[test]
    fn the_first_policy_is_the_default_of_the_lens() {
        assert_eq!(ANTHROPIC_RSP_1.evaluations(), Evaluations::default());
    }

    #[test]
    fn what_a_policy_does_not_say_is_no_rule_of_its() {
        let lens = OPENAI_PREPAREDNESS_BETA.evaluations();
        assert_eq!((lens.months, lens.buffer), (None, Evaluations::default().buffer));
    }
}
