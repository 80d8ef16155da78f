//! The headline, and the sum that makes it.

use std::rc::Rc;

use harm_core::Assessment;
use harm_link::Request;
use harm_view::sentence::{Term, compounding, headline, sum};
use yew::{Html, Properties, component, html};

/// What the result shows.
#[derive(Properties, PartialEq)]
pub struct ResultLineProps {
    /// The inputs.
    pub request: Rc<Request>,
    /// What they mean.
    pub assessment: Rc<Assessment>,
}

/// The number, what it counts, and the terms that it is the product of.
#[component]
pub fn ResultLine(props: &ResultLineProps) -> Html {
    let ResultLineProps { request, assessment } = props;
    let head = headline(&request.scenario, assessment);
    let terms = sum(&request.scenario, assessment);
    let term = |Term { value, words }: &Term| html! { <span class="term"><b>{ value }</b>{ " " }<span>{ words }</span></span> };
    html! {
        <section class="result" aria-label="Result">
            <h1><span class="number">{ &head.number }</span>{ " " }<small>{ head.what }</small></h1>
            <p class="sum">
                { term(&terms[0]) }<i>{ " × " }</i>{ term(&terms[1]) }<i>{ " × " }</i>{ term(&terms[2]) }
                <i>{ " = " }</i><b>{ head.number }</b>
            </p>
            <p class="compounding">
                if let Some(how) = compounding(&request.scenario, assessment) { { how }{ "." } }
            </p>
        </section>
    }
}
