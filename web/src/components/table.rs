//! The curve as a table: the same figures as the chart, and the deaths to the last one for who wants more than three digits.

use harm_core::CurvePoint;
use harm_view::number::{factor, people_in_full, percent};
use yew::{Html, html};

/// The table of some points, with the row of the present scenario marked.
pub fn view(rows: &[CurvePoint], present: f64) -> Html {
    let banded = rows.iter().any(|point| point.interval.is_some());
    let row = |point: &CurvePoint| {
        let present = point.orders_of_magnitude == present;
        html! {
            <tr class={present.then_some("present")} aria-current={present.then_some("true")}>
                <th scope="row">{ factor(point.orders_of_magnitude) }</th>
                <td>{ percent(point.risk) }</td>
                if let Some(band) = &point.interval {
                    <td>{ [percent(band.p05), percent(band.p95)].join(" – ") }</td>
                }
                <td>{ people_in_full(point.expected_deaths) }</td>
            </tr>
        }
    };
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
            <tbody>{ for rows.iter().map(row) }</tbody>
        </table>
    }
}
