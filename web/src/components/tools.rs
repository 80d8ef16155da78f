//! What can be done with the whole scenario.

use yew::{Callback, Html, MouseEvent, Properties, component, html};

use crate::state::Action;

/// The tools.
#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// Whether the scenario is the one that the page began with.
    pub pristine: bool,
    /// To act on it.
    pub act: Callback<Action>,
}

/// The row of buttons under the board.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let reset = props.act.reform(|_: MouseEvent| Action::Reset);
    html! {
        <div class="tools">
            <button type="button" class="button" disabled={props.pristine} onclick={reset}>{ "Reset" }</button>
        </div>
    }
}
