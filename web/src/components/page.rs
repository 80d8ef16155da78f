//! The whole page: the root of the state, and the order of its parts.

use harm_view::sentence;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_reducer};

use crate::components::figure::FigurePanel;
use crate::components::footer::Footer;
use crate::components::inputs::Inputs;
use crate::components::notices::Notices;
use crate::components::result::ResultLine;
use crate::components::tools::Tools;
use crate::hooks::{use_address, use_later};
use crate::state::{Action, State};

/// How long the result stands still before it is read aloud.
const STATUS_PAUSE_MS: u32 = 700;

/// What the page begins with.
#[derive(Properties, PartialEq, Clone, Default)]
pub struct PageProps {
    /// The query of the address, with or without its question mark; empty for the default scenario.
    #[prop_or_default]
    pub query: AttrValue,
}

/// The page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let state = use_reducer(|| State::of_query(&props.query));
    let act: Callback<Action> = {
        let dispatcher = state.dispatcher();
        Callback::from(move |action| dispatcher.dispatch(action))
    };
    use_address(state.query(), state.trace, act.reform(|query: String| Action::Load(query.into())));
    let scenario = &state.request.scenario;
    let summary = sentence::summary(scenario, &state.assessment);
    let status = use_later(summary.into(), STATUS_PAUSE_MS);

    html! {
        <main>
            <header>
                <p class="name">{ "Expected Harm" }</p>
                <p class="question">
                    { "Training AI with ever more computing power may carry a risk of catastrophe. " }
                    { "Say how large you think it is for each step, and see how many deaths that is in expectation." }
                </p>
            </header>
            <Notices warnings={state.warnings.clone()} act={act.clone()} />
            <ResultLine request={state.request.clone()} assessment={state.assessment.clone()} />
            <div class="board">
                <Inputs request={state.request.clone()} assessment={state.assessment.clone()} act={act.clone()} />
                <FigurePanel
                    request={state.request.clone()}
                    assessment={state.assessment.clone()}
                    curve={state.curve.clone()}
                    figure={state.figure}
                    act={act.clone()}
                />
            </div>
            <Tools pristine={state.is_original()} {act} />
            <p class="pace">{ sentence::pace(scenario, &state.assessment) }</p>
            <Footer />
            <p class="unseen" role="status">{ status }</p>
        </main>
    }
}
