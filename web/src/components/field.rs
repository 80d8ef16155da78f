//! A control: its label, its number field, its slider and a note.
//!
//! The filled part of a slider's track is an SVG rectangle: its width is an attribute, which a strict content security
//! policy allows where it forbids inline style.

use harm_view::field;
use harm_view::sentence::name;
use harm_view::track::Track;
use harm_wire::edit::Control;
use harm_wire::{Field, Key};
use yew::{AttrValue, Html, html};

use crate::state::State;

/// A number field with its label, its slider if it has one, and its note, error or question; the number alone with its
/// label and note where it is not for readers to change.
pub fn number(state: &State, control: Control, label: AttrValue, slider: Html, note: AttrValue) -> Html {
    let request = &state.request;
    let short = field::short(request, control);
    if state.locked() {
        let text = if short.is_empty() { String::from("none") } else { short };
        return html! { <><p class="row"><span class="legend">{ label }</span><b>{ text }</b></p><p class="note">{ note }</p></> };
    }
    let id = control.name();
    let (wrong, remark, text) = match state.draft(control) {
        Some(draft) => (draft.error.is_some(), draft.error.as_ref().or(draft.note.as_ref()), draft.text.clone()),
        // Who is in the field finds all digits.
        None if state.focused == Some(control) => (false, None, field::exact(request, control)),
        None => (false, None, short),
    };
    let note_id = format!("{id}-note");
    // A new element, so that a screen reader says what is in it.
    let note = match remark {
        Some(error) => html! {
            <div class={if wrong { "note error" } else { "note" }} id={note_id.clone()} role="alert">
                { error.with_labels(|key| name(&request.scenario, key)) }
                { for error.suggestions.iter().enumerate().map(|(i, text)| html! {
                    <>
                        { if i == 0 { "; did you mean " } else { " or " } }
                        <button type="button" class="chip" value={[id, "=", text].concat()} data-focus={["#", id].concat()}>{ text }</button>
                    </>
                }) }
                if !error.suggestions.is_empty() { { "?" } }
            </div>
        },
        None => html! { <p class="note" id={note_id.clone()}>{ note }</p> },
    };
    html! {
        <>
            <div class="row">
                <label for={id}>{ label }</label>
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    {id}
                    class={wrong.then_some("wrong")}
                    aria-invalid={wrong.then_some("true")}
                    aria-describedby={note_id}
                    value={text}
                />
            </div>
            { slider }
            { note }
        </>
    }
}

/// A slider on a track, at a value that it says in words.
pub fn slider(control: Control, label: AttrValue, track: Track, value: f64, words: String) -> Html {
    let name = control.name();
    let (position, last) = (track.position(value), track.last());
    // In thousandths, as whole numbers: printing doubles is not needed for that.
    let thousandths = position * 1000 / last;
    html! {
        <div class="slider">
            <svg aria-hidden="true">
                <rect class="rail" width="100%" height="4" rx="2" />
                <rect class="fill" width={format!("{}.{}%", thousandths / 10, thousandths % 10)} height="4" rx="2" />
            </svg>
            <input
                type="range"
                id={format!("{name}-slider")}
                {name}
                aria-label={label}
                aria-valuetext={words}
                min="0"
                max={last.to_string()}
                step="1"
                value={position.to_string()}
            />
        </div>
    }
}

/// A small number field with what its input is for.
pub fn small(state: &State, key: Key) -> Html {
    let Field { label, help, .. } = key.field();
    html! { <div class="small">{ number(state, Control::Field(key), (*label).into(), Html::default(), (*help).into()) }</div> }
}

/// A button that sets inputs to named values, and shows whether they are the present ones.
pub fn chip(label: &'static str, source: &'static str, value: String, pressed: bool) -> Html {
    html! { <button type="button" class="chip" title={source} aria-pressed={if pressed { "true" } else { "false" }} {value}>{ label }</button> }
}
