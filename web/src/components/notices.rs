//! What was wrong with the link, said once at the top of the page.

use yew::{Html, html};

use crate::state::{State, Verb};

/// The warnings, if there are any.
pub fn view(state: &State) -> Html {
    if state.warnings.is_empty() {
        return Html::default();
    }
    html! {
        <aside class="notices" role={state.part().map(|_| "note")} aria-label="About this link">
            <p><b>{ "About this link" }</b></p>
            <ul>{ for state.warnings.iter().map(|warning| html! { <li>{ warning }</li> }) }</ul>
            <button type="button" value={Verb::Dismiss.name()}>{ "Understood" }</button>
        </aside>
    }
}
