//! What a reader takes along: each text in a field of its own, so that it can be copied where the clipboard is refused.

use yew::{Html, html};

use crate::state::{Item, Share, State};

/// How many lines of a text are seen at once.
const MOST_LINES: usize = 8;

/// The panel, while it is open.
pub fn view(state: &State) -> Html {
    let content = match &state.share {
        Share::Closed => return Html::default(),
        Share::Missing => {
            html! { <p>{ "What can be taken along could not be loaded. The address of this page has the scenario." }</p> }
        }
        Share::Open(items) if items.is_empty() => html! { <p>{ "A moment." }</p> },
        Share::Open(items) => items.iter().enumerate().map(|(place, item)| one(state, place, item)).collect(),
    };
    html! { <section class="share" aria-label="Share">{ content }</section> }
}

fn one(state: &State, place: usize, item: &Item) -> Html {
    let Item { name, purpose, text, file } = item;
    let id = format!("share-{place}");
    let said = match state.copied {
        Some((at, true)) if at == place => "Copied.",
        Some((at, false)) if at == place => "Selected: copy it with your keyboard.",
        _ => "",
    };
    html! {
        <div class="item">
            <div class="row">
                <label for={id.clone()}>{ name }<small>{ purpose }</small></label>
                <span>
                    if !file.is_empty() {
                        <button type="button" class="button" value={["save:", file].concat()}>{ "Save" }</button>
                    }
                    <button type="button" class="button" value={format!("copy:{place}")} aria-label={format!("Copy {name}")}>{ "Copy" }</button>
                </span>
            </div>
            <textarea readonly=true {id} rows={text.lines().count().clamp(1, MOST_LINES).to_string()} value={text.clone()} />
            <p class="note" role="status">{ said }</p>
        </div>
    }
}
