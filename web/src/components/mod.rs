//! The parts of the page, one file each.
//!
//! Only [`page::Page`] is a component in Yew's sense. The others are functions from the state to elements: each further
//! component type costs about 2 kB of compressed WebAssembly, and redrawing the whole page is quick enough for every
//! step of a slider. They compute and word nothing themselves.

pub mod aside;
pub mod chart;
pub mod field;
pub mod figure;
pub mod footer;
pub mod inputs;
pub mod more;
pub mod notices;
pub mod page;
pub mod phrase;
pub mod result;
pub mod sections;
pub mod stated;
pub mod table;
