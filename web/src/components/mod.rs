//! The parts of the page, one file each.
//!
//! A component turns properties into elements and events into actions; it computes and words nothing itself.

pub mod chart;
pub mod chip;
pub mod figure;
pub mod footer;
pub mod input_row;
pub mod inputs;
pub mod more;
pub mod notices;
pub mod number_field;
pub mod page;
pub mod result;
pub mod slider;
pub mod table;
pub mod tools;
