//! A value that follows another once it has been still for a while.

use gloo::timers::callback::Timeout;
use yew::{AttrValue, hook, use_effect_with, use_state_eq};

/// The text as it was when it last stood still for `pause_ms`: for a status line that is read aloud, which must not
/// speak at each step of a drag.
#[hook]
pub fn use_later(text: AttrValue, pause_ms: u32) -> AttrValue {
    let said = use_state_eq(AttrValue::default);
    let set = said.setter();
    use_effect_with(text, move |text| {
        let text = text.clone();
        let timeout = Timeout::new(pause_ms, move || set.set(text));
        move || drop(timeout)
    });
    (*said).clone()
}
