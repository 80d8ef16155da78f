//! A table of scenarios: expected deaths for three risks over one to four tenfold increases.

use harm_core::quantity::{Probability, ScaleFactor, Steps};
use harm_core::{Belief, OutOfRange, ScaleUp, Scenario, assess};

fn main() -> Result<(), OutOfRange> {
    for risk in [0.001, 0.01, 0.1] {
        for steps in [1.0, 2.0, 3.0, 4.0] {
            let belief = Belief::Point(Probability::new(risk)?);
            let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0)?, steps: Steps::new(steps)? };
            let assessment = assess(&Scenario { belief, scale_up, ..Scenario::default() });
            println!("{risk}\t{steps}\t{:.0}", assessment.expected_deaths);
        }
    }
    Ok(())
}
