//! The figure: the chart of deaths or risk over compute, or the same as a table.

use harm_view::chart::{Content, Measure, layout, tolls};
use harm_view::stated::compute_marks;
use harm_view::table::rows;
use yew::{AttrValue, Html, html};

use crate::components::{self, chart};
use crate::events::READING;
use crate::state::{Figure, Press, State};

/// The figure's buttons and the figure with its text alternative, laid out for a width in pixels; `without_script`: both
/// chart and table.
pub fn view(state: &State, alternative: &AttrValue, width: f64, without_script: bool) -> Html {
    let button = |figure: Figure, words: &'static str| {
        let pressed = if state.figure == figure { "true" } else { "false" };
        html! { <button type="button" aria-pressed={pressed} value={Press::show(figure)}>{ words }</button> }
    };
    html! {
        <>
            <figcaption>
                <b>{ "As training compute grows" }</b>
                <span class="switch" role="group" aria-label="The figure shows">
                    { button(Figure::Deaths, "Deaths") }
                    { button(Figure::Risk, "Risk") }
                    { button(Figure::Table, "Table") }
                </span>
            </figcaption>
            { body(state, alternative, width) }
            if without_script { <noscript>{ table(state) }</noscript> }
        </>
    }
}

fn table(state: &State) -> Html {
    let present = state.assessment.orders_of_magnitude;
    components::table::view(&rows(&state.request.scenario, present), present)
}

fn body(state: &State, alternative: &AttrValue, width: f64) -> Html {
    let assessment = &state.assessment;
    let present = assessment.orders_of_magnitude;
    let (measure, value) = match state.figure {
        Figure::Table => return table(state),
        Figure::Deaths => (Measure::Deaths, assessment.expected_deaths),
        Figure::Risk => (Measure::Risk, assessment.risk),
    };
    let marks = compute_marks(&state.request.scenario);
    let content = Content {
        curve: &state.curve,
        present: (present, value),
        measure,
        tolls: &tolls(),
        reading: state.reading.and_then(|point| state.curve.get(point)),
        other: state.pinned.as_ref().map_or(&[], |pinned| &pinned.curve),
        marks: &marks,
    };
    let chart = layout(&content, width);
    // The slider over the plot begins where the scenario is.
    let nearest = state.curve.iter().position(|point| point.orders_of_magnitude >= present).unwrap_or_default();
    let words = chart.reading.as_ref().unwrap_or(&chart.marker).label.clone();
    html! {
        <div class="plot">
            { chart::view(&chart, alternative.clone()) }
            <input
                type="range"
                name={READING}
                aria-label="Read the chart"
                aria-valuetext={words}
                min="0"
                max={(state.curve.len() - 1).to_string()}
                step="1"
                value={state.reading.unwrap_or(nearest).to_string()}
            />
        </div>
    }
}
