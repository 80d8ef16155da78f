//! The whole page: the root of the state, the listeners, and the order of the parts.

use yew::{
    AttrValue, Callback, Event, FocusEvent, Html, InputEvent, KeyboardEvent, MouseEvent, PointerEvent, Properties,
    component, html, use_memo, use_node_ref, use_reducer,
};

use crate::components::aside::Aside;
use crate::components::{figure, footer, inputs, notices, result, sections};
use crate::events;
use crate::hooks::{Host, use_address, use_countries, use_host, use_later, use_redrawn, use_rest, use_width};
use crate::state::{Action, Countries, State, Verb};

/// How long the result stands still before it is read aloud.
const STATUS_PAUSE_MS: u32 = 700;

/// Width of the chart in the prerendered page, where nothing can be measured.
const WIDTH_BEFORE: f64 = 640.0;

/// Where the calculator stands. Both show the same scenario with the same results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A page of its own.
    #[default]
    Page,
    /// A frame in somebody else's.
    Embed,
}

impl Layout {
    /// The layout of that name; a page for any other.
    #[must_use]
    pub fn named(name: &str) -> Self {
        if name == "embed" { Self::Embed } else { Self::Page }
    }
}

/// What the page begins with.
#[derive(Properties, PartialEq, Clone, Default)]
pub struct PageProps {
    /// The query of the address, with or without its question mark; empty for the default scenario.
    #[prop_or_default]
    pub query: AttrValue,
    /// Where it stands.
    #[prop_or_default]
    pub layout: Layout,
    /// Whether this is the page as it stands before any script runs, and where none does: an article that shows at once
    /// what a reader would otherwise press a button for.
    #[prop_or_default]
    pub without_script: bool,
    /// Where the whole site is: what the address of its page begins with. Empty where no site is known, and nothing can be
    /// had of it.
    #[prop_or_default]
    pub site: AttrValue,
    /// The element that shows it.
    #[prop_or_default]
    pub host: Option<Host>,
}

/// The page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let embedded = props.layout == Layout::Embed;
    let state = use_reducer(|| State::new(&props.query, embedded));
    let dispatcher = state.dispatcher();
    let act = Callback::from(move |action: Option<Action>| {
        if let Some(action) = action {
            dispatcher.dispatch(action);
        }
    });
    let figure_node = use_node_ref();
    let width = use_width(&figure_node, WIDTH_BEFORE);
    let rested = use_rest(&state, act.clone());
    use_address(embedded, rested.clone(), act.reform(|query| Some(Action::Travel(query))));
    use_host(props.host.clone(), state.clone());
    let countries = act.reform(|table| Some(Action::Countries(table)));
    use_countries(state.countries == Countries::Asked, countries);
    let status = use_later(rested.clone(), STATUS_PAUSE_MS);
    let aside = use_memo(rested, |rested| Aside::of(rested));

    let root = use_node_ref();
    use_redrawn(&root);
    let key = {
        let state = state.clone();
        act.reform(move |event: KeyboardEvent| events::key(&event, &state))
    };

    html! {
        // A document of its own has a main part; what stands in another one must not bring a second.
        <@{if embedded { "article" } else { "main" }}
            ref={root}
            class={embedded.then_some("embed")}
            oninput={act.reform(|event: InputEvent| events::input(&event))}
            onchange={act.reform(|event: Event| events::leave(&event))}
            onfocusin={act.reform(|event: FocusEvent| events::enter(&event))}
            onfocusout={act.reform(|event: FocusEvent| events::leave(&event))}
            onkeydown={key}
            onpointerdown={act.reform(|event: PointerEvent| events::press(&event))}
            onpointercancel={act.reform(|event: PointerEvent| events::cancel(&event))}
            onpointermove={act.reform(|event: PointerEvent| events::point(&event))}
            onpointerout={act.reform(|event: PointerEvent| events::unpoint(&event))}
            onclick={act.reform(|event: MouseEvent| events::click(&event))}
        >
            if !embedded { <header>
                <p class="name">{ "Expected Harm" }</p>
                <p class="question">
                    { "Training AI with ever more computing power may carry a risk of catastrophe. \
                       Say how large you think it is for each step, and see how many deaths that is in expectation." }
                </p>
            </header> }
            if embedded { <p class="reserve">{ "Arithmetic on assumptions, not a forecast." }</p> }
            { notices::view(&state) }
            { result::view(&state) }
            <div class="board">
                { inputs::view(&state) }
                <figure ref={figure_node}>{ figure::view(&state, &aside.alternative, width, props.without_script) }</figure>
            </div>
            <div class="tools">
                if !embedded || !props.site.is_empty() {
                    // The scripts beside the page answer it: they fill the element below, and follow the query.
                    <button type="button" class="button go" data-share={aside.query.clone()} aria-expanded="false">{ "Share or embed" }</button>
                }
                if !state.locked() {
                    if state.pinned.is_some() {
                        <button type="button" class="button" value={Verb::Unpin.name()} data-focus="[value=pin]">{ "Unpin" }</button>
                    }
                    <button type="button" class="button" value={Verb::Pin.name()}>{ "Pin and compare" }</button>
                    <button type="button" class="button" value={Verb::Reset.name()} aria-disabled={state.is_original().then_some("true")}>{ "Reset" }</button>
                }
            </div>
            <div class="share" />
            <p class="pace">{ aside.pace.clone() }</p>
            { sections::view(&state, &aside.answers) }
            if embedded { { footer::embedded(&aside.query, &props.site) } } else { { footer::view(&props.site) } }
            <p class="unseen" role="status">{ status }</p>
        </@>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    /// The page at a query, as the prerenderer writes it.
    async fn html(query: &'static str, layout: Layout, site: &'static str) -> String {
        let props = PageProps { query: query.into(), layout, without_script: false, site: site.into(), host: None };
        yew::LocalServerRenderer::<Page>::with_props(props).hydratable(false).render().await
    }

    #[tokio::test(flavor = "current_thread")]
    async fn an_embed_has_what_its_author_chose_and_the_page_everything() {
        let options = "inputs=risk_trend&lens=pause";
        let embed = html(options, Layout::Embed, "https://example.org/").await;
        for (part, there) in [
            ("id=\"risk-slider\"", true),
            ("id=\"trend\"", true),
            ("id=\"population\"", false),
            ("class=\"more\"", false),
            ("id=\"lens-pause\"", true),
            ("id=\"lens-belief\"", false),
            ("class=\"chips\"", false),
        ] {
            assert_eq!(embed.contains(part), there, "{part}: {embed}");
        }
        let page = html(options, Layout::Page, "../").await;
        for part in ["id=\"population\"", "class=\"more\"", "id=\"lens-belief\"", "class=\"chips\""] {
            assert!(page.contains(part), "{part}");
        }
    }

    #[tokio::test(flavor = "current_thread")]
    async fn locked_numbers_are_text_with_a_link_to_where_they_are_not() {
        let embed = html("risk=0.02&lock=1&view=more", Layout::Embed, "https://example.org/").await;
        let inputs = embed.matches("<input").count();
        assert_eq!((inputs, embed.matches("name=\"reading\"").count()), (1, 1), "{embed}");
        assert!(!embed.contains("value=\"pin\"") && !embed.contains("value=\"reset\""));
        assert!(
            embed.contains("<b>2%</b>") && embed.contains("href=\"https://example.org/?v=1&amp;risk=0.02"),
            "{embed}"
        );
        let free = html("risk=0.02", Layout::Embed, "").await;
        assert!(free.matches("<input").count() > 5 && free.contains("value=\"pin\""));
        assert!(!free.contains("data-share") && !free.contains("<a "), "without a site there is nothing to lead to");
    }
}
