//! What a redraw leaves to be done in the document.

use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};
use yew::{NodeRef, hook, use_effect};

/// After each redraw below `root`, a list shows what its attribute `data-set` says, whatever was chosen in it before, and
/// the focus does not fall back to the document: if the element that had it is gone, the one that its attribute
/// `data-focus` names gets it, or else the headline.
#[hook]
pub fn use_redrawn(root: &NodeRef) {
    let root = root.cast::<Element>();
    // The document is still as it was before. A shadow root tells its own focus.
    let active = |root: &Element| root.get_root_node().unchecked_into::<Document>().active_element();
    let before = root.as_ref().and_then(active);
    use_effect(move || {
        let Some(root) = root else { return };
        let find = |css: &str| root.query_selector(css).ok()?;
        if let Some(list) = find("select")
            && let Some(set) = list.get_attribute("data-set")
        {
            // A list has the properties of an input.
            list.unchecked_into::<HtmlInputElement>().set_value(&set);
        }
        if let Some(gone) = before.filter(|before| !before.is_connected()) {
            let named = gone.get_attribute("data-focus").and_then(|css| find(&css));
            if let Some(next) = named.or_else(|| find(".headline")) {
                let _ = next.unchecked_into::<HtmlElement>().focus();
            }
        }
    });
}
