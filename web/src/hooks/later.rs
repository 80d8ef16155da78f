//! The result in words, once it has been still for a while.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use harm_view::sentence;
use yew::{AttrValue, hook, use_effect_with, use_state_eq};

use crate::state::State;

/// The summary of a state that has stood still for `pause_ms`: for a status line that is read aloud, which must not
/// speak at each letter that is typed.
#[hook]
pub fn use_later(state: Rc<State>, pause_ms: u32) -> AttrValue {
    let summary = use_state_eq(AttrValue::default);
    let set = summary.setter();
    use_effect_with(state, move |state| {
        let state = state.clone();
        let say = move || set.set(sentence::summary(&state.request.scenario, &state.assessment).into());
        let timeout = Timeout::new(pause_ms, say);
        move || drop(timeout)
    });
    (*summary).clone()
}
