//! The inputs that few readers change: the form of the scale-up, the reference factor, the trend, the growth.

use harm_core::ScaleUp;
use harm_wire::field::FIELDS;
use harm_wire::{Field, Key};
use yew::{Html, html};

use crate::components::field;
use crate::state::{State, Verb};

/// Whether an input of the scenario has its place here, since none of its own.
fn is_here(field: &Field) -> bool {
    let elsewhere = matches!(field.key, Key::Risk | Key::Population | Key::Fatality);
    let of_scale_up = matches!(field.key, Key::Step | Key::Steps | Key::From | Key::To);
    field.question.is_none() && !elsewhere && !of_scale_up
}

/// The disclosure with its fields.
pub fn view(state: &State) -> Html {
    let ranged = matches!(state.request.scenario.scale_up, ScaleUp::Range(_));
    let scale_up = if ranged { [Key::From, Key::To] } else { [Key::Step, Key::Steps] };
    html! {
        <details class="more" open={state.more}>
            <summary data-value={Verb::More.name()}>{ "More: steps, trend, growth" }</summary>
            if state.more {
                if !state.locked() {
                    <div class="chips" role="group" aria-label="Form of the scale-up">
                        { field::chip("in steps", "", Verb::Steps.name().into(), !ranged) }
                        { field::chip("from–to in FLOP", "", Verb::Range.name().into(), ranged) }
                    </div>
                }
                { for scale_up.map(|key| field::small(state, key)) }
                { for FIELDS.iter().filter(|field| is_here(field)).map(|one| field::small(state, one.key)) }
            }
        </details>
    }
}
