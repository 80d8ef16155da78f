//! The lenses by name: which sections a document has, which answers a report gives.
//!
//! What a lens computes is in [`harm_core::lens`], which inputs it has in [`crate::field`].

use crate::field::Group;

/// A lens: one question about the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lens {
    /// How sure are you of the risk?
    Belief,
    /// What do evaluations catch?
    Evaluations,
    /// What does a cap on each generation do?
    ScaleLimit,
    /// What does a pause buy?
    Pause,
    /// What if some laboratories stop?
    Restraint,
    /// How much risk is acceptable?
    Acceptable,
    /// What is that like?
    Perspective,
    /// Which input matters most?
    Sensitivity,
}

impl Lens {
    /// All of them, in the order of the document.
    pub const ALL: [Self; 8] = [
        Self::Belief,
        Self::Evaluations,
        Self::ScaleLimit,
        Self::Pause,
        Self::Restraint,
        Self::Acceptable,
        Self::Perspective,
        Self::Sensitivity,
    ];

    /// Its name in links and flags.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Belief => "belief",
            Self::Evaluations => "evaluations",
            Self::ScaleLimit => "scale-limit",
            Self::Pause => "pause",
            Self::Restraint => "restraint",
            Self::Acceptable => "acceptable",
            Self::Perspective => "perspective",
            Self::Sensitivity => "sensitivity",
        }
    }

    /// The lens of that name; the document's `_` for `-` is read too.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.name() == name || lens.name() == name.replace('_', "-"))
    }

    /// The fields that are this lens's own inputs; `None` when it has none.
    #[must_use]
    pub const fn group(self) -> Option<Group> {
        match self {
            Self::Evaluations => Some(Group::Evaluations),
            Self::ScaleLimit => Some(Group::ScaleLimit),
            Self::Pause => Some(Group::Pause),
            Self::Restraint => Some(Group::Restraint),
            Self::Acceptable => Some(Group::Acceptable),
            // The belief's inputs are the scenario's own.
            Self::Belief | Self::Perspective | Self::Sensitivity => None,
        }
    }
}
