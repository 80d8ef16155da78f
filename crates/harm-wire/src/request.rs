//! What is asked for. How values become a request, and a request values, is in [`crate::inputs`].

use harm_core::lens::Lenses;
use harm_core::scenario::Scenario;

/// What is asked for: a scenario, and the inputs of its lenses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// The inputs of the assessment.
    pub scenario: Scenario,
    /// The inputs of the lenses.
    pub lenses: Lenses,
}
