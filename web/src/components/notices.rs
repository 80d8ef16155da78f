//! What was wrong with the link, said once at the top of the page.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

use crate::state::Action;

/// The warnings of a link.
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// A sentence each.
    pub warnings: Rc<[AttrValue]>,
    /// To have seen them.
    pub act: Callback<Action>,
}

/// The warnings, if there are any.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    if props.warnings.is_empty() {
        return html! {};
    }
    let onclick = props.act.reform(|_: MouseEvent| Action::Dismiss);
    html! {
        <aside class="notices" aria-label="About this link">
            <p><b>{ "Parts of this link could not be read." }</b>{ " The default stands in for them." }</p>
            <ul>{ for props.warnings.iter().map(|warning| html! { <li>{ warning }</li> }) }</ul>
            <button type="button" {onclick}>{ "Understood" }</button>
        </aside>
    }
}
