//! What may follow a slider a moment late: sentences below the fold, the chart in words, and links to the scenario.
//!
//! Their layout would cost a step of a drag more than the result itself, and no reader looks at them meanwhile.

use harm_view::question;
use harm_view::sentence::{chart_alternative, pace};
use harm_wire::Question;
use yew::{AttrValue, Html};

use crate::components::phrase;
use crate::state::State;

/// The sentences of a state.
#[derive(Debug, PartialEq)]
pub struct Aside {
    /// The answer of each section that is there, in their order.
    pub answers: Vec<Html>,
    /// The chart in words.
    pub alternative: AttrValue,
    /// How soon the scale-up comes at the present growth.
    pub pace: AttrValue,
    /// The query of a link to it.
    pub query: AttrValue,
}

impl Aside {
    /// The sentences of a state.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let State { request, assessment, curve, .. } = state;
        let answer = |question: Question| phrase::view(question::answer(question, request, assessment));
        Self {
            answers: state.asked().map(answer).collect(),
            alternative: chart_alternative(assessment, curve).into(),
            pace: pace(&request.scenario, assessment).into(),
            query: state.query().into(),
        }
    }
}
