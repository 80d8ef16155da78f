//! Figures from the world, each with its source and year. No figure here is an opinion of this project.

pub mod comparators;

pub use comparators::{COMPARATORS, Comparator, Kind};
