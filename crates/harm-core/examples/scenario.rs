//! One scenario: a risk of 1% for each tenfold increase of training compute, over ten of them.

use harm_core::quantity::{Probability, ScaleFactor, Steps};
use harm_core::{Belief, OutOfRange, ScaleUp, Scenario, assess};

fn main() -> Result<(), OutOfRange> {
    let scenario = Scenario {
        belief: Belief::Point(Probability::new(0.01)?),
        scale_up: ScaleUp::Steps { step: ScaleFactor::new(10.0)?, steps: Steps::new(10.0)? },
        ..Scenario::default()
    };
    let assessment = assess(&scenario);
    println!("risk of the scale-up  {:.2}%", assessment.risk * 100.0);
    println!("expected deaths       {:.0}", assessment.expected_deaths);
    println!("years it takes        {:.1}", assessment.pace.years);
    Ok(())
}
