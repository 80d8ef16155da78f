//! The figure: the chart of deaths or risk over compute, or the same as a table.

use harm_view::chart::{Content, Measure, Toll, layout};
use harm_view::sentence::chart_alternative;
use harm_view::table::rows;
use yew::{Html, html};

use crate::components::{chart, table};
use crate::state::{Figure, State};

/// The figure's buttons and the figure, laid out for a width in pixels.
pub fn view(state: &State, width: f64) -> Html {
    let button = |figure: Figure, words: &'static str| {
        let pressed = if state.figure == figure { "true" } else { "false" };
        html! { <button type="button" aria-pressed={pressed} value={figure.name()}>{ words }</button> }
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
            { body(state, width) }
        </>
    }
}

fn body(state: &State, width: f64) -> Html {
    let assessment = &state.assessment;
    let present = assessment.orders_of_magnitude;
    let (measure, value) = match state.figure {
        Figure::Table => return table::view(&rows(&state.request.scenario, present), present),
        Figure::Deaths => (Measure::Deaths, assessment.expected_deaths),
        Figure::Risk => (Measure::Risk, assessment.risk),
    };
    let content = Content { curve: &state.curve, present: (present, value), measure, tolls: TOLLS };
    chart::view(&layout(&content, width), chart_alternative(assessment, &state.curve))
}

/// Recorded tolls, smallest first, drawn where they fit.
const TOLLS: &[Toll<'static>] = &[];
