//! The curve as a table: the same figures as the chart.

use std::rc::Rc;

use harm_core::CurvePoint;
use harm_view::number::{factor, people, percent};
use yew::{Html, Properties, component, html};

/// The table's rows.
#[derive(Properties, PartialEq)]
pub struct CurveTableProps {
    /// A row each.
    pub rows: Rc<Vec<CurvePoint>>,
    /// The orders of magnitude of the present scenario, whose row is marked.
    pub present: f64,
}

/// The table.
#[component]
pub fn CurveTable(props: &CurveTableProps) -> Html {
    let row = |point: &CurvePoint| {
        let present = point.orders_of_magnitude == props.present;
        html! {
            <tr class={present.then_some("present")} aria-current={present.then_some("true")}>
                <th scope="row">{ factor(point.orders_of_magnitude) }</th>
                <td>{ percent(point.risk) }</td>
                if let Some(band) = &point.interval {
                    <td>{ percent(band.p05) }{ " – " }{ percent(band.p95) }</td>
                }
                <td>{ people(point.expected_deaths) }</td>
            </tr>
        }
    };
    let banded = props.rows.iter().any(|point| point.interval.is_some());
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ "Compute" }</th>
                    <th scope="col">{ "Risk" }</th>
                    if banded { <th scope="col">{ "5–95%" }</th> }
                    <th scope="col">{ "Expected deaths" }</th>
                </tr>
            </thead>
            <tbody>{ for props.rows.iter().map(row) }</tbody>
        </table>
    }
}
