//! What the page asks of the module beside it when a reader first wants it: the countries.
//!
//! They stay out of the page's own WebAssembly, which has to be there before the first slider moves. Promises are waited
//! for in `common.js`, which needs no code for that here.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::{Callback, hook, use_effect_with};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn countries(done: JsValue);
}

/// Asks for the table of countries as soon as it is wanted; `None` is passed on where the module cannot be had.
#[hook]
pub fn use_countries(wanted: bool, on_answer: Callback<Option<String>>) {
    use_effect_with(wanted, move |wanted| {
        if *wanted {
            countries(Closure::once_into_js(move |answer: Option<String>| on_answer.emit(answer)));
        }
    });
}
