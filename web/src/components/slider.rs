//! A native range input on an integer grid, over a drawn track.
//!
//! The filled part of the track is an SVG rectangle: its width is an attribute, which a strict content security policy
//! allows where it forbids inline style.

use web_sys::{HtmlInputElement, InputEvent};
use yew::{AttrValue, Callback, Html, Properties, TargetCast as _, component, html};

/// A slider.
#[derive(Properties, PartialEq)]
pub struct SliderProps {
    /// The element's id.
    pub id: AttrValue,
    /// What it sets, for those who hear it.
    pub label: AttrValue,
    /// The present position.
    pub position: u32,
    /// The last position; the first is 0.
    pub last: u32,
    /// The present value in words.
    pub words: AttrValue,
    /// Told the position to which the slider was moved.
    pub on_position: Callback<u32>,
}

/// The slider.
#[component]
pub fn Slider(props: &SliderProps) -> Html {
    let on_position = props.on_position.clone();
    let oninput = move |event: InputEvent| {
        let input: Option<HtmlInputElement> = event.target_dyn_into();
        if let Some(position) = input.and_then(|input| input.value().parse().ok()) {
            on_position.emit(position);
        }
    };
    // In thousandths, as text: the width of the filled part.
    let thousandths = u64::from(props.position) * 1000 / u64::from(props.last.max(1));
    let width = format!("{}.{}%", thousandths / 10, thousandths % 10);
    html! {
        <div class="slider">
            <svg aria-hidden="true"><rect class="rail" width="100%" height="4" rx="2" /><rect class="fill" {width} height="4" rx="2" /></svg>
            <input
                type="range"
                id={props.id.clone()}
                aria-label={props.label.clone()}
                aria-valuetext={props.words.clone()}
                min="0"
                max={props.last.to_string()}
                step="1"
                value={props.position.to_string()}
                {oninput}
            />
        </div>
    }
}
