//! Where the application takes hold of the document, and what it reads from there.

use gloo::utils::document;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Renderer;

use crate::components::page::{Layout, Page, PageProps};
use crate::hooks::query;

/// Mounts the page on the element `app`, over the prerendered result, in the layout that the element names and with the
/// scenario of the address. `boot.js` calls it, in documents of ours alone: in somebody else's, an element of that name is
/// theirs. `site` is the address of the whole site, ending in a slash.
#[wasm_bindgen]
pub fn page(site: String) {
    #[cfg(target_family = "wasm")]
    crate::digits::use_the_browsers();
    let Some(root) = document().get_element_by_id("app") else { return };
    let layout = Layout::named(&root.get_attribute("data-layout").unwrap_or_default());
    let props = PageProps { query: query().into(), layout, site: site.into(), ..PageProps::default() };
    Renderer::<Page>::with_root_and_props(root, props).render();
}
