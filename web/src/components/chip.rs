//! A button that sets an input to a named value, and shows whether it is the present one.

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

/// A chip.
#[derive(Properties, PartialEq)]
pub struct ChipProps {
    /// What it is called.
    pub label: AttrValue,
    /// Where its value comes from.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Whether its value is the present one.
    pub pressed: bool,
    /// Told when it is chosen.
    pub on_choose: Callback<()>,
}

/// The chip.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    let onclick = props.on_choose.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="chip" title={props.title.clone()} aria-pressed={props.pressed.to_string()} {onclick}>
            { &props.label }
        </button>
    }
}
