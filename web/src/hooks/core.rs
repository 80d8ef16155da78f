//! What the page asks of the module beside it when a reader first wants it: the countries, the JSON document.
//!
//! It stays out of the page's own WebAssembly, which has to be there before the first slider moves. The promise is waited
//! for in `boot.js`, which needs no code for that here.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::{Callback, hook, use_effect_with};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn core(what: &str, argument: &str, done: JsValue);
}

/// Asks the module for `what` with an argument as soon as there is one, and again when it changes; `None` is passed on
/// where the module cannot be had.
#[hook]
pub fn use_core(what: &'static str, argument: Option<String>, on_answer: Callback<Option<String>>) {
    use_effect_with(argument, move |argument| {
        if let Some(argument) = argument {
            core(what, argument, Closure::once_into_js(move |answer: Option<String>| on_answer.emit(answer)));
        }
    });
}
