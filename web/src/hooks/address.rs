//! The scenario in the address: written after changes, read when the reader goes back or forward.
//!
//! What belongs to an address, and where it is written, is `boot.js`'s business: a page for one scenario has others to go
//! to.

use std::mem;
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
    /// Its query.
    here: String,
    /// That of the entry below, if it is known.
    below: Option<String>,
    /// A query that has not been written yet: dropped when the next change to the same entry comes.
    waiting: Option<Timeout>,
}

impl Written {
    fn follow(&mut self, state: &State) {
        let query = state.query();
        let late = self.waiting.take().is_some();
        match state.trace {
            Trace::Kept => (self.entry, self.below) = (0, None),
            Trace::Entry(entry) if entry == self.entry => {
                let query = query.clone();
                self.waiting = Some(Timeout::new(PAUSE_MS, move || write(&query, false)));
            }
            Trace::Entry(entry) => {
                if late {
                    write(&self.here, false);
                }
                // Where the last change was taken back, this entry is the same as the one below it already.
                write(&query, self.below.as_ref() != Some(&self.here));
                self.entry = entry;
                if query != self.here {
                    self.below = Some(mem::take(&mut self.here));
                }
            }
        }
        self.here = query;
    }
}

/// Keeps the address at the state's query, and reports the query of an address that the reader went back or forward to.
/// The address of another document is its own: an embed does neither.
#[hook]
pub fn use_address(embedded: bool, state: Rc<State>, on_travel: Callback<String>) {
    let written = use_mut_ref(Written::default);
    use_effect_with(state, move |state| {
        if !embedded {
            written.borrow_mut().follow(state);
        }
    });
    use_effect_with(embedded, move |embedded| {
        let listener = (!embedded).then(|| EventListener::new(&window(), "popstate", move |_| on_travel.emit(query())));
        move || drop(listener)
    });
}
