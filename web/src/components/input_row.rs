//! One input: its label, its number field, its slider, a note and chips.

use harm_link::Value;
use harm_link::edit::Control;
use yew::{AttrValue, Callback, Children, Html, Properties, component, html};

use crate::components::number_field::NumberField;
use crate::components::slider::Slider;

/// An input.
#[derive(Properties, PartialEq)]
pub struct InputRowProps {
    /// What it sets; names the ids.
    pub field: Control,
    /// What it is called here.
    pub label: AttrValue,
    /// The present value, as its field writes it.
    pub text: AttrValue,
    /// The slider's position.
    pub position: u32,
    /// The slider's last position.
    pub last: u32,
    /// The same value in another form.
    #[prop_or_default]
    pub note: AttrValue,
    /// Told the slider's position.
    pub on_position: Callback<u32>,
    /// Told the field's value.
    pub on_value: Callback<Value>,
    /// Chips.
    #[prop_or_default]
    pub children: Children,
}

/// The input.
#[component]
pub fn InputRow(props: &InputRowProps) -> Html {
    let id = props.field.name();
    let note_id = format!("{id}-note");
    html! {
        <div class="field">
            <div class="row">
                <label for={id}>{ &props.label }</label>
                <NumberField
                    {id}
                    field={props.field}
                    text={props.text.clone()}
                    described_by={note_id.clone()}
                    on_value={props.on_value.clone()}
                />
            </div>
            <Slider
                id={format!("{id}-slider")}
                label={props.label.clone()}
                position={props.position}
                last={props.last}
                words={props.text.clone()}
                on_position={props.on_position.clone()}
            />
            <p class="note" id={note_id}>{ &props.note }</p>
            if !props.children.is_empty() {
                <div class="chips">{ props.children.clone() }</div>
            }
        </div>
    }
}
