//! What others have stated: each with a button that tries it, its words and its source.

use harm_view::stated::Stated;
use yew::{Html, html};

/// The list.
pub fn view(all: Vec<Stated>) -> Html {
    html! { <ul class="stated">{ for all.into_iter().map(one) }</ul> }
}

fn one(stated: Stated) -> Html {
    let Stated { who, words, source, query, present } = stated;
    let disabled = query.is_none();
    html! {
        <li>
            <button
                type="button"
                class="chip"
                aria-pressed={if present { "true" } else { "false" }}
                {disabled}
                value={query.unwrap_or_default()}
            >{ who }</button>
            <p>{ words }{ " " }<cite>{ source }</cite></p>
        </li>
    }
}
