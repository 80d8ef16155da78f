//! A sentence with its stressed parts in bold.

use harm_view::sentence::Phrase;
use yew::{Html, html};

/// The sentence.
pub fn view(phrase: Phrase) -> Html {
    phrase
        .parts
        .into_iter()
        .map(|(strong, words)| {
            if strong {
                html! { <b>{ words }</b> }
            } else {
                html! { words }
            }
        })
        .collect()
}
