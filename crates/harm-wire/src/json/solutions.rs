//! Solutions: the model the other way round, as a document and as rows.
//!
//! From tolerated deaths to the largest risk, from a cumulative risk to the number of steps, from the risk of a whole
//! scale-up to that of a step. The equations are in [`harm_core::lens::acceptable`]; the words about a solution come
//! from the caller.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use harm_core::lens::Solution;
use harm_core::lens::acceptable::{self, implied_risk};
use harm_core::quantity::Probability;
use serde::Serialize;

use super::document::Inputs;
use super::format::to_string;
use crate::collect::VERSION;
use crate::complaint::shortened;
use crate::entry::Entry;
use crate::field::{Key, Value};
use crate::question::Question;
use crate::read::read_entry;
use crate::request::Request;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// Whether the largest risk and scale-up within the tolerated deaths are asked for.
    pub tolerate: bool,
    /// The cumulative risk whose scale-up is asked for.
    pub until: Option<Probability>,
    /// The risk of the whole scale-up whose risk of a step is asked for.
    pub total: Option<Probability>,
}

/// Reads the risk of a question that has this name, and a remark on it.
///
/// # Errors
/// A sentence that names the question.
pub fn read_risk(name: &str, text: &str) -> Result<(Probability, Option<String>), String> {
    // A risk like the model's own, under another name.
    let Entry { values, question } = read_entry(Key::Risk, text).map_err(|error| error.renamed(name).message)?;
    match &*values {
        [(Key::Risk, Value::Number(risk))] => match Probability::new(*risk) {
            Ok(risk) => Ok((risk, question.map(|question| question.renamed(name).message))),
            Err(error) => Err(format!("{error}")),
        },
        // A range, or a risk for something else than the question is about.
        _ => Err(format!("{name} must be one risk, but got {}", shortened(text.trim(), 48))),
    }
}

/// One unknown of one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Solved {
    /// The question: `tolerate`, `until` or `total`.
    pub question: &'static str,
    /// The limit.
    pub given: f64,
    /// What was asked for.
    pub unknown: &'static str,
    /// Its value; `None` when there is none.
    pub solution: Option<f64>,
    /// Why there is none, or why it is what it is.
    pub reason: Option<&'static str>,
    /// A sentence on how the solution uses the belief.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The solutions for a request. `because` says why there is none; `note` how the risk of a step uses the belief.
#[must_use]
pub fn solve(
    request: &Request,
    asked: &Asked,
    because: impl Fn(Solution) -> Option<&'static str>,
    note: Option<String>,
) -> Vec<Solved> {
    let scenario = &request.scenario;
    let new = |question, given, unknown, solution: Solution| {
        let (solution, reason) = (solution.value(), because(solution));
        Solved { question, given, unknown, solution, reason, note: None }
    };
    // Reference steps that no scale-up carries are no answer.
    let far = |question, given, steps: Solution, scale: Solution| {
        let steps = if scale.value().is_some() { steps } else { scale };
        [new(question, given, "reference_steps", steps), new(question, given, "orders_of_magnitude", scale)]
    };
    let mut solved = Vec::new();
    if asked.tolerate {
        let answer = acceptable::answer(scenario, &request.lenses.acceptable);
        let given = request.lenses.acceptable.tolerate.get();
        solved.push(new("tolerate", given, "risk_per_reference_step", answer.risk_per_reference_step));
        solved.extend(far("tolerate", given, answer.reference_steps, answer.orders_of_magnitude));
        if let Some(chance) = answer.chance_of_limit {
            solved.push(new("tolerate", given, "chance_of_limit", Solution::At(chance)));
        }
    }
    if let Some(level) = asked.until {
        let reach = acceptable::until(scenario, level);
        solved.extend(far("until", level.get(), reach.reference_steps, reach.orders_of_magnitude));
    }
    if let Some(total) = asked.total {
        let implied = new("total", total.get(), "risk_per_reference_step", implied_risk(scenario, total));
        solved.push(Solved { note, ..implied });
    }
    solved
}

/// The document of these solutions.
#[must_use]
pub fn write_solutions(request: &Request, asked: &Asked, solutions: &[Solved], warnings: &[String]) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        version: u32,
        scenario: Inputs<'a>,
        solutions: &'a [Solved],
        warnings: &'a [String],
    }
    let questions: &[Question] = if asked.tolerate { &[Question::Acceptable] } else { &[] };
    to_string(&Document { version: VERSION, scenario: Inputs::new(request, questions), solutions, warnings })
}
