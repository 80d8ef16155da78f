//! Sentences: the headline, the sum under it, and what stands beside the inputs, right in grammar and number for
//! every scenario.
//!
//! Numbers inside them come from [`crate::number`]. No sentence takes a side: each says what the arithmetic gives.

mod headline;
mod inputs;
mod meaning;
mod phrase;
mod policy;
mod premises;

pub use headline::{
    Headline, Term, chart_alternative, comparison, compounding, headline, people_who_die, sum, summary,
};
pub use inputs::{
    fatality_note, label, name, pace, pace_start, pace_trend, population_note, risk_keys, risk_label, risk_note,
    scale_note,
};
pub use meaning::{
    acceptable, because, belief, input, level_after_cut, multiple, perspective, scale_up, sensitivity, swing,
};
pub use phrase::{Phrase, capital, for_each, per};
pub use policy::{evaluations, pause, restraint, scale_limit};
pub use premises::{account, family, premises, stated_risk, sure};
