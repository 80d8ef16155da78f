//! An uncertain risk: 90% sure that it is between 0.1% and 5% for each tenfold increase, over three of them.

use harm_core::belief::LogNormal;
use harm_core::quantity::{OpenProbability, ScaleFactor, Steps};
use harm_core::{Belief, ScaleUp, Scenario, assess};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scenario = Scenario {
        belief: Belief::LogNormal(LogNormal::new(0.001, 0.05, OpenProbability::new(0.9)?)?),
        scale_up: ScaleUp::Steps { step: ScaleFactor::new(10.0)?, steps: Steps::new(3.0)? },
        ..Scenario::default()
    };
    let assessment = assess(&scenario);
    println!("mean risk  {:.2}%", assessment.risk * 100.0);
    if let Some(interval) = assessment.risk_interval {
        println!("median     {:.2}%", interval.p50 * 100.0);
        println!("90% range  {:.2}% to {:.2}%", interval.p05 * 100.0, interval.p95 * 100.0);
    }
    Ok(())
}
