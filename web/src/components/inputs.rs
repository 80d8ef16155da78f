//! The inputs of the scenario: risk, scale-up, population, fatality fraction, and the rest under "more".

use harm_core::Family;
use harm_core::facts::WORLD_2026;
use harm_core::facts::compute::{FEASIBLE_BY_2030, GPT_4};
use harm_view::question;
use harm_view::sentence::{fatality_note, label, population_note, risk_keys, risk_note, scale_note};
use harm_view::{field as words, stated, track};
use harm_wire::edit::Control;
use harm_wire::{Key, Question, Request, Value};
use yew::{AttrValue, Html, html};

use crate::components::{self, field, more, sections};
use crate::state::{Countries, State, Verb};

/// Populations that people mean, with their sources.
const POPULATIONS: [(&str, f64, &str); 2] = [
    ("8.0 billion", 8e9, "As in the comment that this page began with"),
    ("world, 2026", WORLD_2026.population.get(), "UN World Population Prospects 2024, medium variant, mid-2026"),
];

/// The two numbers of a scale-up.
type Numbers = [(Key, f64); 2];

/// Scale-ups that people mean: label, source, and the inputs that set it.
const SCALE_UPS: [(&str, &str, Numbers); 2] = [
    ("10×", "The step that the comment speaks of", [(Key::Step, 10.0), (Key::Steps, 1.0)]),
    (
        "GPT-4 to 2 × 10²⁹ FLOP",
        "From GPT-4 to the largest run judged feasible by 2030 (Epoch AI)",
        [(Key::From, GPT_4.compute.get()), (Key::To, FEASIBLE_BY_2030.compute.get())],
    ),
];

/// The query that sets numbers.
fn query_of(inputs: Numbers) -> String {
    inputs.map(|(key, number)| [key.name(), "=", &Value::Number(number).text(key)].concat()).join("&")
}

/// Whether the numbers are the present ones.
fn are_set(request: &Request, inputs: Numbers) -> bool {
    let values = request.values();
    inputs.iter().all(|&(key, number)| values.number(key) == Some(number))
}

/// The column of inputs: in an embed those that its author has chosen, and no more than the controls themselves.
pub fn view(state: &State) -> Html {
    let (scenario, assessment) = (&state.request.scenario, &state.assessment);
    let embedded = state.embed.is_some();
    let row = |control: Control, value: f64, note: String, rest: &dyn Fn() -> Html| {
        if !state.shows(control) {
            return Html::default();
        }
        let label = AttrValue::from(label(scenario, control));
        let words = || words::short(&state.request, control);
        let slider = track::of(control).map(|track| field::slider(control, label.clone(), track, value, words()));
        html! {
            <div class="field">
                { field::number(state, control, label, slider.unwrap_or_default(), note.into()) }
                if !embedded { { rest() } }
            </div>
        }
    };
    let plain =
        |key: Key, value: f64, note: String, rest: &dyn Fn() -> Html| row(Control::Field(key), value, note, rest);
    let population = scenario.population.get();
    let populations = || {
        html! {
            <div class="chips">
                { for POPULATIONS.map(|(label, people, source)| {
                    let query = ["population=", &Value::Number(people).text(Key::Population)].concat();
                    field::chip(label, source, query, population == people)
                }) }
                { countries(state, population) }
            </div>
        }
    };
    let scale_ups = || {
        html! {
            <div class="chips">
                { for SCALE_UPS.map(|(label, source, inputs)| {
                    field::chip(label, source, query_of(inputs), are_set(&state.request, inputs))
                }) }
            </div>
        }
    };
    html! {
        <div class="inputs">
            { for risk_keys(scenario).iter().enumerate().map(|(i, &key)| {
                let value = match state.request.value(key) {
                    Value::Number(value) => value,
                    _ => assessment.mean_risk_per_reference_step,
                };
                // The note belongs to all of them, and stands under the last.
                let last = i + 1 == risk_keys(scenario).len();
                let note = if last { risk_note(scenario, assessment) } else { String::new() };
                plain(key, value, note, &|| if last { beliefs(state) } else { Html::default() })
            }) }
            { row(Control::ScaleUp, scenario.scale_up.factor(), scale_note(scenario, assessment), &scale_ups) }
            { plain(Key::Population, population, population_note(assessment), &populations) }
            { plain(Key::Fatality, scenario.fatality.get(), fatality_note(scenario), &Html::default) }
            { further(state) }
        </div>
    }
}

/// The inputs that few change: behind a disclosure, or those of them that an author has chosen.
fn further(state: &State) -> Html {
    let Some(chosen) = state.chosen() else { return more::view(state) };
    let one = |control: &Control| match *control {
        Control::Field(key) if is_further(key, &state.request) => sections::input(state, key),
        _ => Html::default(),
    };
    chosen.iter().map(one).collect()
}

/// Whether an input has no place of its own above, and is in use.
fn is_further(key: Key, request: &Request) -> bool {
    match key {
        Key::Risk | Key::Population | Key::Fatality => false,
        _ => key.field().question != Some(Question::Belief) || question::keys(Question::Belief, request).contains(&key),
    }
}

/// Beliefs about the risk that can be had at the press of a button, and what others have stated.
fn beliefs(state: &State) -> Html {
    let certain = state.request.scenario.belief.family() == Family::Point;
    let (comment, present) = stated::comment(&state.request);
    html! {
        <>
            <div class="chips">
                { field::chip("the comment’s 1%", "LessWrong, October 2023", comment, present) }
                { field::chip("I’m not sure", "A range in place of one number", "belief=logit-normal".into(), !certain) }
            </div>
            <details class="others" open={state.others}>
                <summary data-value={Verb::Others.name()}>{ "What others have said" }</summary>
                if state.others {
                    <p class="note">
                        { "Each about an event and a time of its own. A risk for a time is spread over the scale-up \
                           that you set. Naming them endorses none." }
                    </p>
                    { components::stated::view(stated::beliefs(&state.request, &state.assessment)) }
                }
            </details>
        </>
    }
}

/// A country's population: a button until the countries have come, then a list, which shows the country whose population
/// is set.
fn countries(state: &State, population: f64) -> Html {
    let present = Value::Number(population).text(Key::Population);
    let words = match &state.countries {
        Countries::Unasked => "a country…",
        Countries::Asked => "Loading countries…",
        Countries::Missing => "Couldn’t load the countries. Try again.",
        Countries::Known(rows) => {
            let known = rows.iter().any(|(_, people)| *people == present);
            let set = if known { present.clone() } else { String::new() };
            return html! {
                <select name="population" aria-label="Population of a country" data-set={set}>
                    <option value="">{ "a country…" }</option>
                    { for rows.iter().map(|(name, people)| html! {
                        <option value={people.clone()}>{ name }</option>
                    }) }
                </select>
            };
        }
    };
    html! {
        <button
            type="button"
            class="chip"
            title="UN World Population Prospects 2024, mid-2026"
            data-focus="select"
            value={Verb::Countries.name()}
        >{ words }</button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_up_is_recognised_once_it_is_set() {
        for (label, _, inputs) in SCALE_UPS {
            assert!(are_set(&Request::default().patched(&query_of(inputs)), inputs), "{label}");
            assert!(!are_set(&Request::default().patched("step=7"), inputs), "{label}");
        }
    }
}
