//! The headline, and the sum that makes it.

use harm_view::sentence::{Term, comparison, compounding, headline, sum};

use crate::components::phrase;
use yew::{Html, html};

use crate::state::State;

/// The number, what it counts, and the terms that it is the product of.
pub fn view(state: &State) -> Html {
    let scenario = &state.request.scenario;
    let head = headline(scenario, &state.assessment);
    let [risk, people, who] = sum(scenario, &state.assessment);
    let term = |Term { value, words }: Term, sign: &'static str| html! { <><b>{ value }</b>{ " " }{ words }<i>{ sign }</i></> };
    let embedded = state.embed.is_some();
    html! {
        <section class="result" role={state.part()} aria-label="Result">
            <@{if embedded { "h2" } else { "h1" }} class="headline" tabindex="-1"><span class="number">{ head.number.clone() }</span>{ " " }<small>{ head.what }</small></@>
            <p class="sum">{ term(risk, " × ") }{ term(people, " × ") }{ term(who, " = ") }<b>{ head.number }</b></p>
            <p class="compounding">{ compounding(scenario, &state.assessment).unwrap_or_default() }</p>
            if let Some(pinned) = &state.pinned {
                <p class="pinned">
                    { phrase::view(comparison((&pinned.request.scenario, &pinned.assessment), &state.assessment)) }
                </p>
            }
        </section>
    }
}
