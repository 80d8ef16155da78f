//! The calculator inside of other documents: what the custom element and the widget call.
//!
//! Which element has which scenario, and when one comes and goes, is `element.js`'s business, and so is giving a
//! calculator that is no longer needed to the next element. None is ever ended, because Yew's listeners hold on to the
//! element that they were added to for ever: with a new one each time, a document that adds and removes elements would
//! grow.

use harm_wire::attributes;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::Renderer;

use crate::components::page::{Layout, Page, PageProps};
use crate::hooks::Host;

/// Mounts a calculator on a root with the scenario of a query, and tells `host` of it and of every change. A click on a
/// button with the value `begin:` and a query, anywhere in the calculator, begins anew with that. `site` is the address of
/// the whole site, ending in a slash, or empty where none is known.
#[wasm_bindgen]
pub fn mount(root: Element, host: Option<Host>, query: String, site: String) {
    #[cfg(target_family = "wasm")]
    crate::digits::use_the_browsers();
    let props =
        PageProps { query: query.into(), layout: Layout::Embed, without_script: false, site: site.into(), host };
    Renderer::<Page>::with_root_and_props(root, props).render();
}

/// The input or option that the name of an attribute is, or most probably was meant to be; empty for others'
/// attributes.
#[wasm_bindgen]
pub fn attribute(name: &str) -> String {
    attributes::meant(name).unwrap_or_default().into()
}
