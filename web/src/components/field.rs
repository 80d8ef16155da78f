//! A control: its label, its number field, its slider and a note.
//!
//! The filled part of a slider's track is an SVG rectangle: its width is an attribute, which a strict content security
//! policy allows where it forbids inline style.

use harm_link::edit::Control;
use harm_view::track::Track;
use yew::{AttrValue, Html, html};

use crate::state::State;

/// A number field with its label, its slider if it has one, and its note, error or question; the number alone with its
/// label and note where it is not for readers to change.
pub fn number(state: &State, control: Control, label: AttrValue, text: String, slider: Html, note: AttrValue) -> Html {
    if state.locked() {
        return html! { <><p class="row"><span class="legend">{ label }</span><b>{ text }</b></p><p class="note">{ note }</p></> };
    }
    let id = control.name();
    let (error, remark, text) = match state.draft(control) {
        Some(draft) => (draft.error.clone(), draft.note.clone(), draft.text.clone()),
        None => (None, None, text),
    };
    let wrong = error.is_some();
    let message = error.or(remark);
    let note_id = format!("{id}-note");
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
                    aria-describedby={note_id.clone()}
                    value={text}
                />
            </div>
            { slider }
            <p class={if wrong { "note error" } else { "note" }} id={note_id}>
                if let Some(message) = message { { message } } else { { note } }
            </p>
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

/// A button that sets inputs to named values, and shows whether they are the present ones.
pub fn chip(label: &'static str, source: &'static str, value: String, pressed: bool) -> Html {
    html! { <button type="button" class="chip" title={source} aria-pressed={if pressed { "true" } else { "false" }} {value}>{ label }</button> }
}
