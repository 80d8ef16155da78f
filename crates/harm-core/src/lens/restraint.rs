//! What if some labs stop? They are of equal hazard, and the others may take over part of what is left undone.

use super::thin;
use crate::error::InvalidRestraint;
use crate::known;
use crate::quantity::{Abstaining, Laboratories, Share};
use crate::scenario::Scenario;

/// Some laboratories stop scaling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Restraint {
    labs: Laboratories,
    abstain: Abstaining,
    displacement: Share,
}

impl Restraint {
    /// Of `labs` laboratories `abstain` stop, and the others take over the share `displacement` of what they leave.
    ///
    /// # Errors
    /// [`InvalidRestraint`] when more would stop than there are.
    pub fn new(labs: Laboratories, abstain: Abstaining, displacement: Share) -> Result<Self, InvalidRestraint> {
        if abstain.get() <= labs.get() {
            Ok(Self { labs, abstain, displacement })
        } else {
            Err(InvalidRestraint { labs: labs.get(), abstain: abstain.get() })
        }
    }

    /// The number L of laboratories.
    #[must_use]
    pub const fn labs(&self) -> Laboratories {
        self.labs
    }

    /// How many of them stop.
    #[must_use]
    pub const fn abstain(&self) -> Abstaining {
        self.abstain
    }

    /// The share δ of what they leave that the others take over.
    #[must_use]
    pub const fn displacement(&self) -> Share {
        self.displacement
    }
}

impl Default for Restraint {
    fn default() -> Self {
        Self { labs: known!(Laboratories, 4.0), abstain: known!(Abstaining, 1.0), displacement: known!(Share, 0.0) }
    }
}

/// What is left of the risk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestraintAnswer {
    /// The share θ of the hazard that is left.
    pub hazard_share: f64,
    /// The risk over the whole scale-up that is left.
    pub risk: f64,
    /// Expected deaths that are left.
    pub expected_deaths: f64,
    /// Expected deaths averted.
    pub deaths_averted: f64,
}

/// Answers: what if some labs stop?
///
/// θ = 1 − (abstain/L) · (1 − δ); the hazard that is left is θ of the whole.
#[must_use]
pub fn answer(scenario: &Scenario, restraint: &Restraint) -> RestraintAnswer {
    let (labs, abstain, displacement) = (restraint.labs.get(), restraint.abstain.get(), restraint.displacement.get());
    let left = abstain / labs;
    // 1 − left·(1 − δ), written so that no digit is lost when all stop and little is taken over.
    let kept = (labs - abstain) / labs + left * displacement;
    let thinned = thin(scenario, kept, left * (1.0 - displacement));
    RestraintAnswer {
        hazard_share: kept,
        risk: thinned.risk,
        expected_deaths: thinned.expected_deaths,
        deaths_averted: thinned.deaths_averted,
    }
}
