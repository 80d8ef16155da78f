//! The state as of when the slider last rested, and the text that was being typed.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::{Callback, UseReducerHandle, hook, use_effect_with, use_mut_ref};

use crate::state::{Action, State};

/// How long a slider stands still before it rests: longer than the pause between two steps of a held key.
const PAUSE_MS: u32 = 100;

/// How long nothing is typed before a text counts: longer than between two keys.
const TYPING_MS: u32 = 300;

/// The state as it was when no slider was on its way: for what a reader does not look at meanwhile, and what would
/// otherwise cost more at each step of a drag than the result itself.
#[hook]
pub fn use_rest(state: &UseReducerHandle<State>, act: Callback<Option<Action>>) -> Rc<State> {
    // A copy: the handle itself always shows the newest state.
    let rested = use_mut_ref(|| Rc::new((**state).clone()));
    if !state.sliding && **rested.borrow() != **state {
        *rested.borrow_mut() = Rc::new((**state).clone());
    }
    use_effect_with(state.clone(), move |state| {
        let pause = if state.typing { TYPING_MS } else { PAUSE_MS };
        let moves = state.sliding || state.typing;
        let timeout = moves.then(|| Timeout::new(pause, move || act.emit(Some(Action::Rest))));
        move || drop(timeout)
    });
    Rc::clone(&rested.borrow())
}
