//! Reports every scenario to the element that shows the calculator.

use harm_view::sentence::{Headline, headline};
use harm_wire::query;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::{UseReducerHandle, hook, use_effect_with};

use crate::state::{State, Trace};

#[wasm_bindgen]
extern "C" {
    /// Whatever has a method `report`: JavaScript's side of an element.
    #[derive(Debug, Clone, PartialEq)]
    pub type Host;

    /// Tells the query of the inputs, whether the reader has changed them, and the result in words and numbers.
    #[wasm_bindgen(method)]
    fn report(this: &Host, query: &str, by_reader: bool, headline: &str, expected_deaths: f64, risk: f64);
}

/// Tells the host of the state.
#[hook]
pub fn use_host(host: Option<Host>, state: UseReducerHandle<State>) {
    let reported = host.map(|host| (host, query::write(&state.request), state.trace != Trace::Kept));
    use_effect_with(reported, move |reported| {
        if let Some((host, query, by_reader)) = reported {
            let assessment = &state.assessment;
            let Headline { number, what } = headline(&state.request.scenario, assessment);
            let words = [&number, " ", &*what].concat();
            host.report(query, *by_reader, &words, assessment.expected_deaths, assessment.risk);
        }
    });
}
