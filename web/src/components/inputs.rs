//! The inputs of the scenario: risk, scale-up, population, fatality fraction, and the rest under "more".

use std::rc::Rc;

use harm_core::Assessment;
use harm_link::edit::Control;
use harm_link::{Key, Request, Value};
use harm_view::field;
use harm_view::sentence::{population_note, risk_label, risk_note, scale_note};
use harm_view::track::{self, Track};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::components::chip::Chip;
use crate::components::input_row::InputRow;
use crate::components::more::More;
use crate::state::Action;

/// The inputs.
#[derive(Properties, PartialEq)]
pub struct InputsProps {
    /// Their values.
    pub request: Rc<Request>,
    /// What they mean.
    pub assessment: Rc<Assessment>,
    /// To change them.
    pub act: Callback<Action>,
}

/// Populations that people mean, with their sources.
const POPULATIONS: [(&str, f64, &str); 2] = [
    ("8.0 billion", 8e9, "As in the comment that this page began with"),
    ("world, 2026", 8_300_678_396.0, "UN World Population Prospects 2024, medium variant, mid-2026"),
];

/// The column of inputs.
#[component]
pub fn Inputs(props: &InputsProps) -> Html {
    let InputsProps { request, assessment, act } = props;
    let scenario = &request.scenario;
    let set = |control: Control| act.reform(move |value| Action::Set(control, value));
    let slide =
        |control: Control, track: Track| act.reform(move |at| Action::Set(control, Value::Number(track.value(at))));
    let text = |key: Key| AttrValue::from(field::text(key, &request.value(key)));

    let risk = assessment.mean_risk_per_reference_step;
    let scale_up = scenario.scale_up.factor();
    let population = scenario.population.get();
    let fatality = scenario.fatality.get();
    let risk_words = risk_label(scenario);
    html! {
        <div class="inputs">
            <InputRow
                field={Control::Field(Key::Risk)}
                label={risk_words}
                text={text(Key::Risk)}
                position={track::RISK.position(risk)}
                last={track::RISK.last()}
                note={risk_note(scenario, assessment)}
                on_position={slide(Control::Field(Key::Risk), track::RISK)}
                on_value={set(Control::Field(Key::Risk))}
            />
            <InputRow
                field={Control::ScaleUp}
                label="Scale-up"
                text={field::scale_up(assessment.orders_of_magnitude)}
                position={track::SCALE_UP.position(scale_up)}
                last={track::SCALE_UP.last()}
                note={scale_note(scenario, assessment)}
                on_position={slide(Control::ScaleUp, track::SCALE_UP)}
                on_value={set(Control::ScaleUp)}
            />
            <InputRow
                field={Control::Field(Key::Population)}
                label="People alive"
                text={text(Key::Population)}
                position={track::POPULATION.position(population)}
                last={track::POPULATION.last()}
                note={population_note(assessment)}
                on_position={slide(Control::Field(Key::Population), track::POPULATION)}
                on_value={set(Control::Field(Key::Population))}
            >
                { for POPULATIONS.map(|(label, people, source)| {
                    let on_choose = act.reform(move |()| Action::Choose(Control::Field(Key::Population), Value::Number(people)));
                    html! { <Chip {label} title={source} pressed={population == people} {on_choose} /> }
                }) }
            </InputRow>
            <InputRow
                field={Control::Field(Key::Fatality)}
                label="Share who die if it happens"
                text={text(Key::Fatality)}
                position={track::SHARE.position(fatality)}
                last={track::SHARE.last()}
                on_position={slide(Control::Field(Key::Fatality), track::SHARE)}
                on_value={set(Control::Field(Key::Fatality))}
            />
            <More request={request.clone()} act={act.clone()} />
        </div>
    }
}
