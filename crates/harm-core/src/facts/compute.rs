//! Training compute of named models, thresholds in law, and what is projected.
//!
//! In floating-point operations (FLOP) of the whole training run, from the least. How compute grows is an input of the
//! model, not a fact of this table.

use super::in_range;
use crate::quantity::Compute;

/// How well the compute of a model is known, in the source's own three grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// From published figures.
    Confident,
    /// From figures with a gap or two.
    Likely,
    /// A guess from little.
    Speculative,
}

/// What an amount of compute stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComputeKind {
    /// A model that was trained with about so much.
    Model(Confidence),
    /// An amount above which a law has duties.
    Threshold,
    /// An amount that is expected to be possible.
    Projection,
}

/// An amount of training compute with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComputeMark {
    /// What it stands for.
    pub kind: ComputeKind,
    /// Its name.
    pub name: &'static str,
    /// A name for where there is little room.
    pub short: &'static str,
    /// The amount.
    pub compute: Compute,
    /// The year of the model, of the law or that the projection is for.
    pub year: u16,
    /// Where the figure is from.
    pub source: &'static str,
}

const EPOCH: &str = "Epoch AI, data on frontier AI models (CC BY)";

const fn model(name: &'static str, flop: f64, year: u16, confidence: Confidence) -> ComputeMark {
    let compute = in_range!(Compute, flop);
    ComputeMark { kind: ComputeKind::Model(confidence), name, short: name, compute, year, source: EPOCH }
}

/// GPT-4: where scale-ups that begin with today's models begin here.
pub const GPT_4: ComputeMark = model("GPT-4", 2.1e25, 2023, Confidence::Likely);

/// The largest training run that is judged feasible by 2030.
pub const FEASIBLE_BY_2030: ComputeMark = ComputeMark {
    kind: ComputeKind::Projection,
    name: "Largest run judged feasible by 2030",
    short: "2030",
    compute: in_range!(Compute, 2e29),
    year: 2030,
    source: "Epoch AI, Can AI scaling continue through 2030? (2024)",
};

/// Amounts of training compute, from the least.
pub const COMPUTE: &[ComputeMark] = &[
    model("GPT-3 175B", 3.14e23, 2020, Confidence::Confident),
    model("Gopher 280B", 6.31e23, 2021, Confidence::Confident),
    model("PaLM 540B", 2.53e24, 2022, Confidence::Confident),
    model("Claude 2", 3.87e24, 2023, Confidence::Speculative),
    ComputeMark {
        kind: ComputeKind::Threshold,
        name: "EU AI Act Article 51(2): presumption of systemic risk",
        short: "EU AI Act",
        compute: in_range!(Compute, 1e25),
        year: 2024,
        source: "Regulation (EU) 2024/1689",
    },
    GPT_4,
    model("Llama 3.1 405B", 3.8e25, 2024, Confidence::Confident),
    model("Gemini 1.0 Ultra", 5.0e25, 2023, Confidence::Speculative),
    ComputeMark {
        kind: ComputeKind::Threshold,
        name: "California SB 53: frontier model",
        short: "SB 53",
        compute: in_range!(Compute, 1e26),
        year: 2026,
        source: "California SB 53, signed 29 September 2025",
    },
    model("Grok 3", 3.5e26, 2025, Confidence::Likely),
    model("GPT-4.5", 3.8e26, 2025, Confidence::Likely),
    model("Grok 4", 5e26, 2025, Confidence::Speculative),
    FEASIBLE_BY_2030,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_come_from_the_least_and_none_twice() {
        assert!(COMPUTE.is_sorted_by(|a, b| a.compute < b.compute));
        assert!(COMPUTE.iter().all(|mark| (1e23..=1e30).contains(&mark.compute.get())));
    }

    #[test]
    fn there_are_ten_models_two_laws_and_a_projection() {
        let count = |kind: fn(&ComputeKind) -> bool| COMPUTE.iter().filter(|mark| kind(&mark.kind)).count();
        assert_eq!(count(|kind| matches!(kind, ComputeKind::Model(_))), 10);
        assert_eq!(count(|kind| *kind == ComputeKind::Threshold), 2);
        assert_eq!(count(|kind| *kind == ComputeKind::Projection), 1);
    }
}
