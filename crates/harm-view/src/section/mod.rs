//! The questions that a reader may ask of a scenario: one section each, with its answer in a sentence, its inputs, a
//! few bars and the formula with the present numbers in it.
//!
//! Which questions there are and what belongs to each stands here; the sentences are in [`crate::sentence`], bars and
//! formulae in [`detail`].

mod detail;

use harm_core::lens::{self, perspective, sensitivity};
use harm_core::{Assessment, Belief};
use harm_wire::{Key, Question, Request};

pub use detail::{Bar, Detail, detail};

use crate::sentence::{self, Phrase};

/// The inputs that a question brings with it, as far as the present scenario uses them.
#[must_use]
pub fn keys(question: Question, request: &Request) -> Vec<Key> {
    if question == Question::Belief {
        // The risk itself, its bounds or the panel stand above, with the other inputs.
        let family: &[Key] = match request.scenario.belief {
            Belief::Point(_) => return Vec::from([Key::Belief]),
            Belief::Beta(_) => &[Key::Weight],
            Belief::LogUniform(_) => &[],
            Belief::LogitNormal(_) | Belief::LogNormal(_) => &[Key::Level],
            Belief::Panel(_) => &[Key::Weights],
        };
        return [&[Key::Belief], family, &[Key::Sharing]].concat();
    }
    Key::ALL.into_iter().filter(|key| key.field().question == Some(question)).collect()
}

/// The answer to a question in a sentence.
#[must_use]
pub fn answer(question: Question, request: &Request, assessment: &Assessment) -> Phrase {
    let (scenario, lenses) = (&request.scenario, &request.lenses);
    match question {
        Question::Belief => sentence::belief(scenario, assessment),
        Question::Evaluations => {
            sentence::evaluations(&lenses.evaluations, &lens::evaluations::answer(scenario, &lenses.evaluations))
        }
        Question::Pause => sentence::pause(&lenses.pause, &lens::pause::answer(scenario, &lenses.pause)),
        Question::Restraint => {
            sentence::restraint(&lenses.restraint, &lens::restraint::answer(scenario, &lenses.restraint))
        }
        Question::ScaleLimit => {
            let answer = lens::scale_limit::answer(scenario, &lenses.scale_limit);
            sentence::scale_limit(&lenses.scale_limit, &answer, assessment.orders_of_magnitude)
        }
        Question::Acceptable => sentence::acceptable(scenario, &lens::acceptable::answer(scenario, &lenses.acceptable)),
        Question::Perspective => {
            let answer = perspective::answer(assessment.expected_deaths, assessment.micromorts);
            sentence::perspective(assessment, &answer)
        }
        Question::Sensitivity => sentence::sensitivity(assessment, &sensitivity::answer(scenario)),
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
        for section in Question::ALL {
            let answer = answer(section, &request, &assessment).to_string();
            assert!(answer.ends_with('.') && answer.chars().next().is_some_and(|c| !c.is_lowercase()), "{answer}");
            let detail = detail(section, &request, &assessment);
            assert!(!detail.bars.is_empty() && !detail.formulae.is_empty(), "{section:?}");
            assert!(detail.bars.iter().all(|bar| 0.0 <= bar.from && bar.from <= bar.to && bar.to <= 1.0), "{detail:?}");
        }
    }
}
