//! What a button does, as the value of the button element says it.

/// Back to what the page began with.
pub const RESET: &str = "reset";
/// The reader has seen the warnings.
pub const DISMISS: &str = "dismiss";
/// Puts the scenario aside, to be compared with the next one.
pub const PIN: &str = "pin";
/// Drops the scenario that was put aside.
pub const UNPIN: &str = "unpin";
/// Shows or hides the inputs that few change.
pub const MORE: &str = "more";
/// Asks for the countries.
pub const COUNTRIES: &str = "countries";
/// Shows or hides the risks that others have stated.
pub const OTHERS: &str = "others";
/// The scale-up as a range of compute.
pub const RANGE: &str = "range";
/// The scale-up as steps.
pub const STEPS: &str = "steps";
/// Everything begins anew with the query that follows: the element around the calculator has set another scenario.
pub const BEGIN: &str = "begin:";
