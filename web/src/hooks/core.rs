//! What the page asks of the module beside it when a reader first wants it: the countries, what can be taken along.
//!
//! It stays out of the page's own WebAssembly, which has to be there before the first slider moves. Promises are waited
//! for in `boot.js`, which needs no code for that here.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{Callback, hook, use_effect_with};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn countries(argument: &str, done: JsValue);

    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn share(query: &str, done: JsValue);

    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn copy(item: &Element, done: JsValue);

    #[wasm_bindgen(js_namespace = expectedHarm)]
    fn save(item: &Element, name: &str);
}

/// What can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The table of countries.
    Countries,
    /// What can be taken along of a query.
    Share,
}

/// Asks the module as soon as there is an argument, and again when it changes; `None` is passed on where the module
/// cannot be had.
#[hook]
pub fn use_core(question: Question, argument: Option<String>, on_answer: Callback<Option<String>>) {
    use_effect_with(argument, move |argument| {
        if let Some(argument) = argument {
            let done = Closure::once_into_js(move |answer: Option<String>| on_answer.emit(answer));
            match question {
                Question::Countries => countries(argument, done),
                Question::Share => share(argument, done),
            }
        }
    });
}

/// Selects the text in an item and copies it; tells whether the clipboard took it.
pub fn copy_field(item: &Element, on_done: Callback<bool>) {
    copy(item, Closure::once_into_js(move |copied: bool| on_done.emit(copied)));
}

/// Saves the text in an item as a file.
pub fn save_field(item: &Element, name: &str) {
    save(item, name);
}
