//! The chart as SVG elements. Where everything stands comes from `harm_view::chart`.

#![expect(clippy::float_arithmetic, reason = "how far a label is from its tick")]

use harm_view::chart::Chart;
use harm_view::path::pixels;
use yew::{AttrValue, Html, html};

/// The drawing, and the same in words.
pub fn view(chart: &Chart, alternative: AttrValue) -> Html {
    let view_box = ["0 0 ", &pixels(chart.width), " ", &pixels(chart.height)].concat();
    let (left, right) = (pixels(chart.left), pixels(chart.right));
    let across = |y: f64| ["M", &left, " ", &pixels(y), "H", &right].concat();
    let text = |x: f64, y: f64, label: &String| html! { <text x={pixels(x)} y={pixels(y)}>{ label }</text> };
    // What the reader looks at takes the place of the present scenario's label.
    let marker = chart.reading.as_ref().unwrap_or(&chart.marker);
    let (x, y) = (pixels(marker.x), pixels(marker.y));
    let present = (pixels(chart.marker.x), pixels(chart.marker.y));
    html! {
        <svg class="chart" viewBox={view_box} role="img" aria-label={alternative}>
            <path class="grid" d={chart.y_ticks.iter().map(|tick| across(tick.at)).collect::<String>()} />
            <g class="y">{ for chart.y_ticks.iter().map(|tick| text(chart.left - 8.0, tick.at + 4.0, &tick.label)) }</g>
            <g class="x">{ for chart.x_ticks.iter().map(|tick| text(tick.at, chart.bottom + 22.0, &tick.label)) }</g>
            <path class="area" d={chart.area.clone()} />
            if let Some(band) = &chart.band { <path class="band" d={band.clone()} /> }
            <g class="toll">
                <path d={chart.references.iter().map(|toll| across(toll.y)).collect::<String>()} />
                { for chart.references.iter().map(|toll| text(chart.right - 4.0, toll.y - 5.0, &toll.label)) }
            </g>
            <path class="other" d={chart.other.clone()} />
            <g class="x">{ for chart.marks.iter().map(|mark| text(mark.at, chart.bottom + 42.0, &mark.label)) }</g>
            <path class="line" d={chart.line.clone()} />
            <path class="drop" d={["M", &x, " ", &pixels(chart.bottom), "V", &y].concat()} />
            if chart.reading.is_some() { <circle class="dot" cx={present.0} cy={present.1} r="4" /> }
            <circle class="dot" cx={x} cy={y} r="6" />
            <g class={if marker.label_ends { "value ends" } else { "value" }}>{ text(marker.label_x, marker.label_y, &marker.label) }</g>
        </svg>
    }
}
