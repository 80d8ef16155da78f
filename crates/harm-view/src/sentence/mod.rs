//! Sentences: the headline, the sum under it, and what stands beside the inputs, right in grammar and number for
//! every scenario.
//!
//! Numbers inside them come from [`crate::number`]. No sentence takes a side: each says what the arithmetic gives.

mod headline;
mod inputs;
mod phrase;
mod premises;

pub(crate) use headline::is_one_step;
pub use headline::{
    Headline, Term, chart_alternative, comparison, compounding, headline, people_who_die, sum, summary,
};
pub use inputs::{
    fatality_note, label, name, pace, pace_start, pace_trend, population_note, risk_keys, risk_label, risk_note,
    scale_note,
};
pub(crate) use phrase::first;
pub use phrase::{Phrase, capital, for_each, per};
pub use premises::{account, family, premises, stated_risk, sure};
