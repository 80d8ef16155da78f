//! The page's entry point in a browser.

fn main() {
    expected_harm_web::mount::page();
}
