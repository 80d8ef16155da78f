//! What the acceptance tests share: the built page in a real browser, driven as a visitor would.
//!
//! A browser test is a function that opens a [`Page`], returns [`Result`], and is listed in [`tests!`]. [`Page`] fails a
//! test by itself when the page wrote an error or a warning to the console.
//!
//! ```no_run
//! use acceptance::{Page, Result, key};
//!
//! fn the_slider_moves_the_result() -> Result<()> {
//!     let page = Page::open("?risk=0.01")?;
//!     page.press("input[type=range]", key::RIGHT)?;
//!     page.wait_for_text("output", "100")
//! }
//! ```

mod browser;
mod engine;
pub mod key;
mod page;
mod picture;
mod process;
mod runner;
mod server;
mod webdriver;

pub use anyhow::Result;
pub use browser::{Browser, Media, Network};
pub use engine::Engine;
pub use page::{Page, Rect};
pub use picture::{Difference, Picture};
pub use process::{Running, free_port, soon};
pub use runner::{Ends, Runs, Test, run};
pub use server::{Answer, Request, Server, Site, content_type, node_packages, repository};

/// The Rust of the documents, run as a documentation test.
#[cfg(doctest)]
#[doc = include_str!("../../docs/rust.md")]
pub struct Documents;
