//! The results of an assessment: plain data with public fields, every one a finite number in its range.
//!
//! How they come about is in [`crate::assess()`].

/// What a scenario means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assessment {
    /// The whole scale-up in powers of ten, x.
    pub orders_of_magnitude: f64,
    /// How many reference steps that is, m.
    pub reference_steps: f64,
    /// The mean risk of one reference step, E p.
    pub mean_risk_per_reference_step: f64,
    /// The risk over the whole scale-up, in expectation.
    pub risk: f64,
    /// Quantiles of that risk; `None` when the risk is known, or redrawn at each step.
    pub risk_interval: Option<Interval>,
    /// The plug-in figure R(E p, m): the risk if the mean were certain.
    pub risk_if_mean_were_certain: f64,
    /// Expected deaths, R · s · N.
    pub expected_deaths: f64,
    /// Quantiles of deaths, in the sense of the risk's quantiles times s · N.
    pub deaths_interval: Option<Interval>,
    /// Risk of death for one person of the population, R · s, in millionths.
    pub micromorts: f64,
    /// The same as "one in so many"; `None` when the risk is nothing.
    pub one_in: Option<f64>,
    /// What the scenario means in a year at the present growth of compute.
    pub pace: Pace,
}

/// Three quantiles of an uncertain figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The 5% quantile.
    pub p05: f64,
    /// The median.
    pub p50: f64,
    /// The 95% quantile.
    pub p95: f64,
}

impl Interval {
    /// The same interval in another unit.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { p05: self.p05 * factor, p50: self.p50 * factor, p95: self.p95 * factor }
    }
}

/// A scenario in time, at the growth g of training compute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Years until the whole scale-up is made, x / log₁₀ g.
    pub years: f64,
    /// The risk of the first year, in expectation.
    pub risk_per_year: f64,
    /// Expected deaths of the first year.
    pub deaths_per_year: f64,
    /// Expected deaths of a day in the first year.
    pub deaths_per_day: f64,
}

/// One point of the curve of risk over the scale-up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Powers of ten from the start.
    pub orders_of_magnitude: f64,
    /// The same as a factor; `None` beyond the range of a double.
    pub factor: Option<f64>,
    /// The risk up to here, in expectation.
    pub risk: f64,
    /// Its quantiles; `None` when the risk is known, or redrawn at each step.
    pub interval: Option<Interval>,
    /// Expected deaths up to here.
    pub expected_deaths: f64,
}
