//! What the page asks of the module beside it when a reader first wants it: the countries, the JSON document.
//!
//! It stays out of the page's own WebAssembly, which has to be there before the first slider moves.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use yew::platform::spawn_local;
use yew::{Callback, hook, use_effect_with};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = expectedHarm, catch)]
    async fn core(what: &str, argument: &str) -> Result<JsValue, JsValue>;
}

/// Asks the module for `what` with an argument as soon as there is one, and again when it changes; `None` is passed on
/// where the module cannot be had.
#[hook]
pub fn use_core(what: &'static str, argument: Option<String>, on_answer: Callback<Option<String>>) {
    use_effect_with(argument, move |argument| {
        if let Some(argument) = argument.clone() {
            spawn_local(async move {
                let answer =
                    core(what, &argument).await.ok().and_then(|answer| answer.dyn_into::<js_sys::JsString>().ok());
                on_answer.emit(answer.map(String::from));
            });
        }
    });
}
