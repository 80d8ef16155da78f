//! Where the application takes hold of the document, and what it reads from there.

use gloo::utils::{document, window};
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Renderer;

use crate::components::page::{Layout, Page, PageProps};

/// Mounts the page on the element `app`, over the prerendered result, in the layout that the element names and with the
/// scenario of the address. `boot.js` calls it, in documents of ours alone: in somebody else's, an element of that name is
/// theirs.
#[wasm_bindgen]
pub fn page() {
    #[cfg(target_family = "wasm")]
    crate::digits::use_the_browsers();
    let Some(root) = document().get_element_by_id("app") else { return };
    let layout = Layout::named(&root.get_attribute("data-layout").unwrap_or_default());
    let query = window().location().search().unwrap_or_default().into();
    // The page is one folder above its embed, wherever both lie.
    let props = PageProps { query, layout, site: "../".into(), ..PageProps::default() };
    Renderer::<Page>::with_root_and_props(root, props).render();
}
