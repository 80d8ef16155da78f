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

/// What has been written of the reader's history.
#[derive(Default)]
struct Written {
    /// The entry that the address is in.
    entry: u32,
    /// The query of the entry below that one, if it is known.
    below: Option<String>,
    /// What has not been written yet: dropped when the next change to the same entry comes.
    waiting: Option<(Timeout, Rc<State>)>,
}

impl Written {
    fn follow(&mut self, state: Rc<State>) {
        let waiting = self.waiting.take();
        match state.trace {
            Trace::Kept => *self = Self::default(),
            Trace::Entry(entry) if entry == self.entry => {
                let late = state.clone();
                self.waiting = Some((Timeout::new(PAUSE_MS, move || write(&late.query(), false)), state));
            }
            Trace::Entry(entry) => {
                if let Some((_, late)) = waiting {
                    write(&late.query(), false);
                }
                self.entry = entry;
                // Where the last change was taken back, this entry is the same as the one below it already.
                let now = query();
                write(&state.query(), self.below.as_ref() != Some(&now));
                if query() != now {
                    self.below = Some(now);
                }
            }
        }
    }
}

/// Keeps the address at the state's query, and reports the query of an address that the reader went back or forward to.
/// The address of another document is its own: an embed does neither.
#[hook]
pub fn use_address(embedded: bool, state: Rc<State>, on_travel: Callback<String>) {
    let written = use_mut_ref(Written::default);
    use_effect_with(state, move |state| {
        if !embedded {
            written.borrow_mut().follow(state.clone());
        }
    });
    use_effect_with(embedded, move |embedded| {
        let listener = (!embedded).then(|| EventListener::new(&window(), "popstate", move |_| on_travel.emit(query())));
        move || drop(listener)
    });
}
