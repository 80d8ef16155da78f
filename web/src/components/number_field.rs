//! A text field for a number as people write it.
//!
//! What is being typed belongs to the field: "12." stays "12.". It is read at each key, written in its canonical form
//! when the field is left, and kept with its error beside it when it cannot be read.

use harm_link::edit::Control;
use harm_link::{Value, note};
use web_sys::{HtmlInputElement, InputEvent};
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, Properties, TargetCast as _, component, html, use_effect_with, use_state,
};

/// A number field.
#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    /// The element's id.
    pub id: AttrValue,
    /// The input that it sets.
    pub field: Control,
    /// A name for those who hear it, where no visible label belongs to it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The present value, as the field writes it.
    pub text: AttrValue,
    /// The id of a note that explains the field.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Told the value at each key that makes one.
    pub on_value: Callback<Value>,
    /// Whether the value that was read fits the other inputs; the message if it does not.
    #[prop_or_default]
    pub check: Option<Callback<Value, Option<String>>>,
}

/// What a reader has typed and not yet left.
#[derive(Clone, PartialEq)]
struct Draft {
    /// As it was typed.
    text: AttrValue,
    /// What is wrong with it.
    error: Option<AttrValue>,
    /// A question about it, though it is valid.
    note: Option<AttrValue>,
}

/// The number field.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state(|| None::<Draft>);

    // A slider or a button changed the value: what was typed before no longer counts. The field's own changes arrive
    // here as well, and are told apart by their text being the draft's own value.
    {
        let draft = draft.clone();
        let field = props.field;
        use_effect_with(props.text.clone(), move |text| {
            if let Some(typed) = &*draft {
                let own = field.read(&typed.text).ok();
                if own.is_none() || own != field.read(text).ok() {
                    draft.set(None);
                }
            }
        });
    }

    let oninput = {
        let (draft, field, on_value, check) = (draft.clone(), props.field, props.on_value.clone(), props.check.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            let (error, note) = match field.read(&text) {
                Ok(value) => match check.as_ref().and_then(|check| check.emit(value.clone())) {
                    Some(conflict) => (Some(conflict.into()), None),
                    None => {
                        on_value.emit(value);
                        (None, remark(field, &text))
                    }
                },
                Err(error) => (Some(error.message.into()), None),
            };
            draft.set(Some(Draft { text: text.into(), error, note }));
        })
    };
    // Leaving the field, or Enter, accepts what is valid; what is not stays, with its error.
    let accept = {
        let draft = draft.clone();
        move || {
            if draft.as_ref().is_some_and(|draft| draft.error.is_none()) {
                draft.set(None);
            }
        }
    };
    let onblur = {
        let accept = accept.clone();
        Callback::from(move |_| accept())
    };
    let onkeydown = {
        let draft = draft.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => accept(),
            "Escape" => draft.set(None),
            _ => {}
        })
    };

    let (text, error, note) = match &*draft {
        Some(Draft { text, error, note }) => (text.clone(), error.clone(), note.clone()),
        None => (props.text.clone(), None, None),
    };
    let message_id = format!("{}-message", props.id);
    let described_by = [
        error.as_ref().or(note.as_ref()).map(|_| message_id.clone()),
        props.described_by.as_ref().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ");
    html! {
        <>
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                spellcheck="false"
                id={props.id.clone()}
                class={error.is_some().then_some("wrong")}
                aria-label={props.label.clone()}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={(!described_by.is_empty()).then_some(described_by)}
                value={text}
                {oninput}
                {onblur}
                {onkeydown}
            />
            if let Some(message) = error.as_ref().or(note.as_ref()) {
                <p class={if error.is_some() { "message error" } else { "message" }} id={message_id}>{ message }</p>
            }
        </>
    }
}

/// A question about a text that can be read but may not be what was meant.
fn remark(field: Control, text: &str) -> Option<AttrValue> {
    match field {
        Control::Field(key) => note(key, text).map(AttrValue::from),
        Control::ScaleUp => None,
    }
}
