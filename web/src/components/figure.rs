//! The figure: the chart of deaths or risk over compute, or the same as a table.

use std::rc::Rc;

use harm_core::{Assessment, CurvePoint};
use harm_link::Request;
use harm_view::chart::{Content, Measure, Toll, layout};
use harm_view::sentence::chart_alternative;
use harm_view::table::rows;
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_node_ref};

use crate::components::chart::ChartView;
use crate::components::table::CurveTable;
use crate::hooks::use_width;
use crate::state::{Action, Figure};

/// Width of the chart in the prerendered page, where nothing can be measured.
const WIDTH_BEFORE: f64 = 640.0;

/// What the figure shows.
#[derive(Properties, PartialEq)]
pub struct FigurePanelProps {
    /// The inputs.
    pub request: Rc<Request>,
    /// What they mean.
    pub assessment: Rc<Assessment>,
    /// The curve as far as the figure goes.
    pub curve: Rc<Vec<CurvePoint>>,
    /// Chart or table.
    pub figure: Figure,
    /// To show something else.
    pub act: Callback<Action>,
}

/// The figure with its buttons.
#[component]
pub fn FigurePanel(props: &FigurePanelProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node, WIDTH_BEFORE);
    let button = |figure: Figure, words: &'static str| {
        let onclick = props.act.reform(move |_: MouseEvent| Action::Show(figure));
        let pressed = (props.figure == figure).to_string();
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ words }</button> }
    };
    let present = props.assessment.orders_of_magnitude;
    let body = match props.figure {
        Figure::Table => {
            let rows = Rc::new(rows(&props.request.scenario, present));
            html! { <CurveTable {rows} {present} /> }
        }
        Figure::Deaths | Figure::Risk => {
            let (measure, value) = match props.figure {
                Figure::Risk => (Measure::Risk, props.assessment.risk),
                _ => (Measure::Deaths, props.assessment.expected_deaths),
            };
            let content = Content { curve: &props.curve, present: (present, value), measure, tolls: TOLLS };
            let alternative = chart_alternative(&props.assessment, &props.curve);
            html! { <ChartView chart={layout(&content, width)} {alternative} /> }
        }
    };
    html! {
        <figure ref={node}>
            <figcaption>
                <b>{ "As training compute grows" }</b>
                <span class="switch" role="group" aria-label="The figure shows">
                    { button(Figure::Deaths, "Deaths") }
                    { button(Figure::Risk, "Risk") }
                    { button(Figure::Table, "Table") }
                </span>
            </figcaption>
            { body }
        </figure>
    }
}

/// Recorded tolls, smallest first, drawn where they fit.
const TOLLS: &[Toll<'static>] = &[];
