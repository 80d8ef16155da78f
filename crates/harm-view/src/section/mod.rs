//! The questions that a reader may ask of a scenario: one section each, with its answer in a sentence, its inputs, a
//! few bars and the formula with the present numbers in it.
//!
//! Which questions there are and what belongs to each stands here; the sentences are in [`crate::sentence`], bars and
//! formulae in [`detail`].

mod detail;

use harm_core::lens::{self, perspective, sensitivity};
use harm_core::{Assessment, Family};
use harm_wire::belief::row;
use harm_wire::{Group, Key, Request};

pub use detail::{Bar, Detail, detail};

use crate::sentence::{self, Phrase};

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// How sure are you of the risk?
    Belief,
    /// What do evaluations catch?
    Evaluations,
    /// What does a pause buy?
    Pause,
    /// What if one laboratory stops?
    Restraint,
    /// What if each generation may only grow so much?
    ScaleLimit,
    /// How much risk would be acceptable?
    Acceptable,
    /// What is that like?
    Perspective,
    /// Which input matters most?
    Sensitivity,
}

impl Section {
    /// All, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Belief,
        Self::Evaluations,
        Self::Pause,
        Self::Restraint,
        Self::ScaleLimit,
        Self::Acceptable,
        Self::Perspective,
        Self::Sensitivity,
    ];

    /// Its name in a link and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Belief => "belief",
            Self::Evaluations => "evaluations",
            Self::Pause => "pause",
            Self::Restraint => "restraint",
            Self::ScaleLimit => "scale-limit",
            Self::Acceptable => "acceptable",
            Self::Perspective => "perspective",
            Self::Sensitivity => "sensitivity",
        }
    }

    /// The question itself.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Self::Belief => "How sure are you of the risk?",
            Self::Evaluations => "What do evaluations catch?",
            Self::Pause => "What does a pause buy?",
            Self::Restraint => "What if one laboratory stops?",
            Self::ScaleLimit => "What if each generation may only grow so much?",
            Self::Acceptable => "How much risk would be acceptable?",
            Self::Perspective => "What is that like?",
            Self::Sensitivity => "Which input matters most?",
        }
    }

    /// The inputs that this section brings with it, as far as the present scenario uses them.
    #[must_use]
    pub fn keys(self, request: &Request) -> Vec<Key> {
        let group = match self {
            Self::Belief => {
                // The risk itself, its bounds or the panel stand above, with the other inputs.
                let family = request.scenario.belief.family();
                let sharing: &[Key] = if family == Family::Point { &[] } else { &[Key::Sharing] };
                return [&[Key::Belief], row(family).further, sharing].concat();
            }
            Self::Evaluations => Group::Evaluations,
            Self::Pause => Group::Pause,
            Self::Restraint => Group::Restraint,
            Self::ScaleLimit => Group::ScaleLimit,
            Self::Acceptable => Group::Acceptable,
            Self::Perspective | Self::Sensitivity => return Vec::new(),
        };
        Key::ALL.into_iter().filter(|key| key.field().group == group).collect()
    }

    /// The answer in a sentence.
    #[must_use]
    pub fn answer(self, request: &Request, assessment: &Assessment) -> Phrase {
        let (scenario, lenses) = (&request.scenario, &request.lenses);
        match self {
            Self::Belief => sentence::belief(scenario, assessment),
            Self::Evaluations => {
                sentence::evaluations(&lenses.evaluations, &lens::evaluations::answer(scenario, &lenses.evaluations))
            }
            Self::Pause => sentence::pause(&lenses.pause, &lens::pause::answer(scenario, &lenses.pause)),
            Self::Restraint => {
                sentence::restraint(&lenses.restraint, &lens::restraint::answer(scenario, &lenses.restraint))
            }
            Self::ScaleLimit => {
                let answer = lens::scale_limit::answer(scenario, &lenses.scale_limit);
                sentence::scale_limit(&lenses.scale_limit, &answer, assessment.orders_of_magnitude)
            }
            Self::Acceptable => sentence::acceptable(scenario, &lens::acceptable::answer(scenario, &lenses.acceptable)),
            Self::Perspective => {
                let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
                sentence::perspective(assessment, &answer)
            }
            Self::Sensitivity => sentence::sensitivity(assessment, &sensitivity::answer(scenario)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::assess;

    #[test]
    fn every_question_has_an_answer_and_its_arithmetic() {
        let request = Request::default();
        let assessment = assess(&request.scenario);
        for section in Section::ALL {
            let answer = section.answer(&request, &assessment).to_string();
            assert!(answer.ends_with('.') && answer.chars().next().is_some_and(|c| !c.is_lowercase()), "{answer}");
            let detail = detail(section, &request, &assessment);
            assert!(!detail.bars.is_empty() && !detail.formulae.is_empty(), "{section:?}");
            assert!(detail.bars.iter().all(|bar| 0.0 <= bar.from && bar.from <= bar.to && bar.to <= 1.0), "{detail:?}");
        }
    }
}
