//! What others have stated: risks with their event and horizon turned into a risk per step, policies, amounts of compute.
//!
//! The figures and their sources are facts of the core. Naming one endorses it no more than its neighbour.

use harm_core::facts::{BELIEFS, COMPUTE, Horizon, POLICIES, StatedBelief};
use harm_core::quantity::Probability;
use harm_core::{Assessment, Per, Scenario};
use harm_wire::{Key, Request, Value};

use crate::number::{factor, percent, times};
use crate::sentence::per;

/// A statement that can be tried at the press of a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Who or what.
    pub who: &'static str,
    /// What was stated, and what it becomes here.
    pub words: String,
    /// Where it was stated.
    pub source: &'static str,
    /// The inputs that it sets, as a query; `None` where it has no meaning for the present scenario.
    pub query: Option<String>,
    /// Whether they are the present ones.
    pub present: bool,
}

/// The stated risks. Those for a time are spread over the scale-up of the scenario, whose compute would grow meanwhile.
#[must_use]
pub fn beliefs(request: &Request, assessment: &Assessment) -> Vec<Stated> {
    BELIEFS.iter().map(|belief| stated_belief(belief, request, assessment)).collect()
}

/// The risk of the comment, as the query that sets it for the present reference factor, and whether it is set.
#[must_use]
pub fn comment(request: &Request) -> (String, bool) {
    let query = BELIEFS.first().and_then(|comment| comment.per_reference_step(&request.scenario)).map(query_of);
    let present = is_present(request, query.as_deref());
    (query.unwrap_or_default(), present)
}

fn query_of(risk: Probability) -> String {
    ["belief=point&risk=", &Value::Number(risk.get()).text(Key::Risk)].concat()
}

fn stated_belief(belief: &StatedBelief, request: &Request, assessment: &Assessment) -> Stated {
    let scenario = &request.scenario;
    let step = belief.per_reference_step(scenario);
    let query = step.map(query_of);
    let horizon = match belief.horizon {
        Horizon::PerFactor(growth) => format!("for each {} of training compute", times(growth.get())),
        Horizon::Years(years) => format!("within {years} years"),
        Horizon::ByYear(year) => format!("by {year}"),
        Horizon::NotStated => String::from("at no stated time"),
    };
    let mut words = format!("{} for {} {horizon}, stated in {}", percent(belief.risk.get()), belief.event, belief.year);
    match (&step, belief.horizon) {
        (_, Horizon::PerFactor(growth)) if scenario.per == Per::Factor(growth) => {}
        (Some(p), _) => {
            let (per, over) = (per(scenario), factor(assessment.orders_of_magnitude));
            words.push_str(&format!("; if that is the risk of the whole {over}, {} {per}", percent(p.get())));
        }
        (None, _) => words.push_str("; over no scale-up at all that is no risk per step"),
    }
    words.push('.');
    if let Some(note) = belief.note {
        words.push(' ');
        words.push_str(note);
    }
    Stated { who: belief.who, words, source: belief.source, present: is_present(request, query.as_deref()), query }
}

/// The policies' rules on when to evaluate.
#[must_use]
pub fn policies(request: &Request) -> Vec<Stated> {
    let policy = |policy: &harm_core::facts::Policy| {
        let mut lenses = request.lenses;
        lenses.evaluations = harm_core::lens::Evaluations {
            every: policy.evaluations().every,
            months: policy.evaluations().months,
            buffer: policy.evaluations().buffer,
            ..lenses.evaluations
        };
        // Keys that have their default again must be said as well.
        let values = Request { lenses, ..request.clone() }.values();
        let keys = [Key::EvalEvery, Key::EvalMonths, Key::Buffer];
        let pairs: Vec<_> =
            keys.iter().filter_map(|&key| Some([key.name(), "=", &values.get(key)?.text(key)].concat())).collect();
        let query = pairs.join("&");
        let present = is_present(request, Some(&query));
        Stated {
            who: policy.name,
            words: String::from(policy.rule),
            source: policy.source,
            query: Some(query),
            present,
        }
    };
    POLICIES.iter().map(policy).collect()
}

/// Whether a query would change nothing.
fn is_present(request: &Request, query: Option<&str>) -> bool {
    query.is_some_and(|query| request.patched(query) == *request)
}

/// Amounts of compute with names, as orders of magnitude from the start of a scenario that says where it begins.
#[must_use]
pub fn compute_marks(scenario: &Scenario) -> Vec<(f64, String)> {
    let harm_core::ScaleUp::Range(range) = &scenario.scale_up else { return Vec::new() };
    let from = range.from().get();
    COMPUTE.iter().map(|mark| (libm::log10(mark.compute.get() / from), String::from(mark.short))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::assess;
    use harm_wire::query;

    fn all(query: &str) -> Vec<Stated> {
        let request = query::parse(query).request;
        beliefs(&request, &assess(&request.scenario))
    }

    #[test]
    fn a_risk_for_a_time_says_how_it_becomes_a_risk_per_step() {
        let all = all("from=2.1e25&to=2e29");
        let survey = all.iter().find(|stated| stated.who.contains("survey (median)")).unwrap();
        assert!(
            survey.words.starts_with("5% for an outcome as bad as extinction within 100 years, stated in 2023; "),
            "{survey:?}"
        );
        assert!(survey.words.contains("if that is the risk of the whole 9,520×, 1.28% per 10×"), "{survey:?}");
        assert!(!survey.source.is_empty() && !survey.present);
    }

    #[test]
    fn pressing_a_statement_makes_it_the_present_one_and_its_whole_risk_what_was_stated() {
        let request = query::parse("from=2.1e25&to=2e29").request;
        for stated in beliefs(&request, &assess(&request.scenario)) {
            let Some(query) = stated.query else { continue };
            let pressed = request.patched(&query);
            let again = beliefs(&pressed, &assess(&pressed.scenario));
            assert!(again.iter().any(|other| other.who == stated.who && other.present), "{}", stated.who);
        }
        let ord = request
            .patched(all("from=2.1e25&to=2e29").iter().find(|s| s.who == "Ord").unwrap().query.as_deref().unwrap());
        assert!((assess(&ord.scenario).risk - 0.1).abs() < 1e-12);
    }

    #[test]
    fn the_comment_is_the_default_and_a_time_over_no_scale_up_is_nothing() {
        assert!(
            all("")[..]
                .iter()
                .any(|stated| stated.present
                    && stated.words.starts_with("1% for an existential catastrophe for each 10×"))
        );
        assert!(
            all("steps=0").iter().any(|stated| stated.query.is_none() && stated.words.contains("no risk per step"))
        );
    }

    #[test]
    fn a_policy_sets_its_rules_and_leaves_the_rest() {
        let request = query::parse("detect=0.5&eval-every=7").request;
        let openai = policies(&request).into_iter().find(|stated| stated.who.contains("OpenAI")).unwrap();
        assert_eq!(
            query::write(&request.patched(openai.query.as_deref().unwrap())),
            "v=1&eval-every=2&eval-months=none&detect=0.5"
        );
        assert!(policies(&Request::default()).iter().any(|stated| stated.present));
    }

    #[test]
    fn compute_is_marked_where_the_scenario_says_where_it_begins() {
        let scenario = query::parse("from=2.1e25&to=2e29").request.scenario;
        assert!(compute_marks(&scenario).contains(&(0.0, String::from("GPT-4"))));
        assert!(compute_marks(&Scenario::default()).is_empty());
    }

    #[test]
    fn the_comments_risk_is_carried_over_to_another_reference_factor() {
        let comment = |query: &str| {
            let request = query::parse(query).request;
            comment(&request)
        };
        assert_eq!(comment("steps=3"), (String::from("belief=point&risk=0.01"), true));
        assert!(!comment("risk=0.02").1);
        let (query, present) = comment("per=100");
        assert_eq!((query.as_str(), present), ("belief=point&risk=0.0199", false), "1 − 0.99²");
    }
}
