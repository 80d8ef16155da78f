//! The chart as SVG elements. Where everything stands comes from `harm_view::chart`.

use harm_view::chart::Chart;
use harm_view::chart::pixels;
use yew::{AttrValue, Html, Properties, component, html};

/// A chart to draw.
#[derive(Properties, PartialEq)]
pub struct ChartViewProps {
    /// Its layout.
    pub chart: Chart,
    /// The same in words.
    pub alternative: AttrValue,
}

/// The drawing.
#[component]
pub fn ChartView(props: &ChartViewProps) -> Html {
    let chart = &props.chart;
    let view_box = format!("0 0 {} {}", pixels(chart.width), pixels(chart.height));
    let (left, right, bottom) = (pixels(chart.left), pixels(chart.right), pixels(chart.bottom));
    let across = |y: f64| format!("M{left} {0}H{right}", pixels(y));
    let marker = &chart.marker;
    html! {
        <svg class="chart" viewBox={view_box} role="img" aria-label={props.alternative.clone()}>
            <g class="grid">
                { for chart.y_ticks.iter().map(|tick| html! { <path d={across(tick.at)} /> }) }
            </g>
            <g class="y">
                { for chart.y_ticks.iter().map(|tick| html! {
                    <text x={pixels(chart.left - 8.0)} y={pixels(tick.at + 4.0)}>{ &tick.label }</text>
                }) }
            </g>
            <g class="x">
                { for chart.x_ticks.iter().map(|tick| html! {
                    <text x={pixels(tick.at)} y={pixels(chart.bottom + 22.0)}>{ &tick.label }</text>
                }) }
            </g>
            <path class="area" d={chart.area.clone()} />
            if let Some(band) = &chart.band { <path class="band" d={band.clone()} /> }
            <g class="toll">
                { for chart.references.iter().map(|toll| html! {
                    <>
                        <path d={across(toll.y)} />
                        <text x={pixels(chart.right - 4.0)} y={pixels(toll.y - 5.0)}>{ &toll.label }</text>
                    </>
                }) }
            </g>
            <path class="line" d={chart.line.clone()} />
            <path class="drop" d={format!("M{} {bottom}V{}", pixels(marker.x), pixels(marker.y))} />
            <circle class="dot" cx={pixels(marker.x)} cy={pixels(marker.y)} r="6" />
            <text
                class={if marker.label_ends { "value ends" } else { "value" }}
                x={pixels(marker.label_x)}
                y={pixels(marker.label_y)}
            >{ &marker.label }</text>
        </svg>
    }
}
