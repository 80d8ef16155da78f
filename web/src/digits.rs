//! Numbers from and to text with the browser's own functions, which give the same digits as Rust's.

use harm_wire::digits::platform::{Platform, install};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn to_number(text: &str) -> f64;

    #[wasm_bindgen(js_namespace = ["Number", "prototype", "toExponential"], js_name = call)]
    fn to_exponential(value: f64) -> String;
}

/// Makes `harm-wire` use them; to be called before anything else.
pub fn use_the_browsers() {
    // "8e+9": the sign of a positive exponent is not part of the form.
    install(Platform { parse: to_number, shortest: |value| to_exponential(value).replace('+', "") });
}
