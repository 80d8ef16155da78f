//! The inputs that few readers change: the form of the scale-up, the reference factor, the trend, the growth.

use harm_core::ScaleUp;
use harm_wire::Key;
use yew::{Html, html};

use crate::components::field;
use crate::state::{State, Verb};

/// Whether an input of the scenario has its place here, since none of its own.
fn is_here(key: Key) -> bool {
    let elsewhere = matches!(key, Key::Risk | Key::Population | Key::Fatality);
    let of_scale_up = matches!(key, Key::Step | Key::Steps | Key::From | Key::To);
    key.field().question.is_none() && !elsewhere && !of_scale_up
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
                { for scale_up.into_iter().chain(Key::ALL.into_iter().filter(|&key| is_here(key))).map(|key| field::small(state, key)) }
            }
        </details>
    }
}
