//! Prints the HTML of the page's root for the default scenario, which is in the page before any script runs.

use std::io::Write as _;

use expected_harm_web::components::page::{Page, PageProps};
use yew::LocalServerRenderer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    // Not hydratable: a link's scenario nearly always differs from the default, so the app replaces this markup.
    let still = PageProps { still: true, ..PageProps::default() };
    let html = LocalServerRenderer::<Page>::with_props(still).hydratable(false).render().await;
    writeln!(std::io::stdout(), "{html}")
}
