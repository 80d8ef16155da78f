//! The scenario in the address: written after changes, read when the reader goes back or forward.
//!
//! What belongs to an address, and where it is written, is `boot.js`'s business: a page for one scenario has others to go
//! to.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::{Callback, hook, use_effect_with, use_mut_ref};

use crate::state::{State, Trace};

/// Browsers refuse addresses that change too often (Safari after 100 in ten seconds), and a writer makes many.
const PAUSE_MS: u32 = 200;

#[wasm_bindgen]
extern "C" {
    /// The query of the address that the browser shows.
    #[wasm_bindgen(js_namespace = expectedHarm)]
    pub fn query() -> String;

    /// Writes the address of a query. A document without one of its own (a sandboxed frame) refuses, and loses nothing.
    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn write(query: &str, push: bool);
}

/// Keeps the address at the state's query, and reports the query of an address that the reader went back or forward to.
/// The address of another document is its own: an embed does neither.
#[hook]
pub fn use_address(embedded: bool, state: Rc<State>, on_travel: Callback<String>) {
    // A replacement that has not been written yet: dropped when the next change comes.
    let waiting = use_mut_ref(|| None::<Timeout>);
    use_effect_with(state, move |state| {
        let mut waiting = waiting.borrow_mut();
        *waiting = None;
        match state.trace {
            _ if embedded => {}
            Trace::Kept => {}
            Trace::Pushed => write(&state.query(), true),
            Trace::Replaced => {
                let state = state.clone();
                *waiting = Some(Timeout::new(PAUSE_MS, move || write(&state.query(), false)));
            }
        }
    });
    use_effect_with(embedded, move |embedded| {
        let listener = (!embedded).then(|| EventListener::new(&window(), "popstate", move |_| on_travel.emit(query())));
        move || drop(listener)
    });
}
