//! The inputs of the scenario: risk, scale-up, population, fatality fraction, and the rest under "more".

use harm_link::edit::Control;
use harm_link::{Key, Value};
use harm_view::sentence::{fatality_note, population_note, risk_keys, risk_label, risk_note, scale_note};
use harm_view::{field as words, track};
use yew::{AttrValue, Html, html};

use crate::components::{field, more};
use crate::state::State;

/// Populations that people mean, with their sources.
const POPULATIONS: [(&str, f64, &str); 2] = [
    ("8.0 billion", 8e9, "As in the comment that this page began with"),
    ("world, 2026", 8_300_678_396.0, "UN World Population Prospects 2024, medium variant, mid-2026"),
];

/// The column of inputs.
pub fn view(state: &State) -> Html {
    let (scenario, assessment) = (&state.request.scenario, &state.assessment);
    let row = |control: Control, label: AttrValue, value: f64, text: String, note: String, rest: Html| {
        let slider = track::of(control).map(|track| field::slider(control, label.clone(), track, value, text.clone()));
        html! {
            <div class="field">
                { field::number(state, control, label, text, slider.unwrap_or_default(), note.into()) }
                { rest }
            </div>
        }
    };
    let plain = |key: Key, label: AttrValue, value: f64, note: String, rest: Html| {
        row(Control::Field(key), label, value, words::text(key, &state.request.value(key)), note, rest)
    };
    let population = scenario.population.get();
    let populations = html! {
        <div class="chips">
            { for POPULATIONS.map(|(label, people, source)| {
                let query = ["population=", &Value::Number(people).text(Key::Population)].concat();
                field::chip(label, source, query, population == people)
            }) }
        </div>
    };
    let none = Html::default;
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
                plain(key, risk_label(scenario, key).into(), value, note, if last { beliefs(state) } else { none() })
            }) }
            { row(
                Control::ScaleUp,
                "Scale-up".into(),
                scenario.scale_up.factor(),
                words::scale_up(assessment.orders_of_magnitude),
                scale_note(scenario, assessment),
                none(),
            ) }
            { plain(Key::Population, "People alive".into(), population, population_note(assessment), populations) }
            { plain(Key::Fatality, "Share who die".into(), scenario.fatality.get(), fatality_note(scenario), none()) }
            { more::view(state) }
        </div>
    }
}

/// Beliefs about the risk that can be had at the press of a button.
fn beliefs(state: &State) -> Html {
    let default = state.request.value(Key::Belief) == Value::Word("point");
    html! {
        <div class="chips">
            { field::chip("the comment’s 1%", "LessWrong, October 2023", "belief=point&risk=0.01".into(), default && state.request.value(Key::Risk) == Value::Number(0.01)) }
            { field::chip("I’m not sure", "A range in place of one number", "belief=logit-normal".into(), !default) }
        </div>
    }
}
