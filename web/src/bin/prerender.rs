//! Prints the HTML of the page's root for the default scenario, which is in the page before any script runs. The argument
//! is the layout: `page`, `embed`, or `widget`, which is an embed that knows of no site.

use std::io::Write as _;

use expected_harm_web::components::page::{Layout, Page, PageProps};
use yew::LocalServerRenderer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let (layout, site) = if name == "widget" { (Layout::Embed, "") } else { (Layout::named(&name), "../") };
    let still = PageProps { still: true, layout, site: site.into(), ..PageProps::default() };
    // Not hydratable: a link's scenario nearly always differs from the default, so the app replaces this markup.
    let html = LocalServerRenderer::<Page>::with_props(still).hydratable(false).render().await;
    writeln!(std::io::stdout(), "{html}")
}
