//! The questions below the board: each with its answer while it is closed, and open with its inputs, bars and formulae.

use harm_view::path::pixels;
use harm_view::question::{Bar, detail, keys};
use harm_view::stated;
use harm_wire::edit::Control;
use harm_wire::{Field, Key, Kind, Question, Value};
use yew::{Html, html};

use crate::components::{self, field};
use crate::state::{Press, State};

/// All sections that are there, with their answers.
pub fn view(state: &State, answers: &[Html]) -> Html {
    if answers.is_empty() {
        return Html::default();
    }
    let all = state.asked().zip(answers).map(|(question, answer)| one(state, question, answer));
    html! { <section class="lenses" role={state.part()} aria-label="Questions">{ for all }</section> }
}

fn one(state: &State, question: Question, answer: &Html) -> Html {
    let open = state.open.contains(&question);
    html! {
        <details class="lens" id={["lens-", question.name()].concat()} {open}>
            <summary data-value={Press::ask(question)}>
                <h2>{ question.words() }</h2>
                <span class="answer">{ answer.clone() }</span>
            </summary>
            if open { { body(state, question) } }
        </details>
    }
}

fn body(state: &State, question: Question) -> Html {
    let detail = detail(question, &state.request, &state.assessment);
    // An author may have put it among the inputs of the scenario.
    let stands_above = |key: Key| state.chosen().is_some_and(|chosen| chosen.contains(&Control::Field(key)));
    html! {
        <div class="body">
            <div class="lens-inputs">
                if question == Question::Evaluations && !state.locked() { { components::stated::view(stated::policies(&state.request)) } }
                { for keys(question, &state.request).into_iter().filter(|&key| !stands_above(key)).map(|key| input(state, key)) }</div>
            <div>
                <dl class="bars">{ for detail.bars.into_iter().map(bar) }</dl>
                <ul class="formulae">{ for detail.formulae.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </div>
        </div>
    }
}

/// An input: a field for a number, a row of buttons for a word.
pub fn input(state: &State, key: Key) -> Html {
    let Field { label, kind, name, .. } = key.field();
    let Kind::Word(all) = kind else { return field::small(state, key) };
    let value = state.request.value(key);
    if state.locked() {
        return field::small(state, key);
    }
    html! {
        <div class="small" role="group" aria-label={*label}>
            <span class="legend">{ *label }</span>
            <div class="chips">
                { for all.iter().map(|word| {
                    field::chip(word, "", [name, "=", word].concat(), value == Value::Word(word))
                }) }
            </div>
        </div>
    }
}

/// A bar with its name and value; the drawing adds nothing for those who hear it.
#[expect(clippy::float_arithmetic, reason = "how long the bar is, in per cent of the width")]
fn bar(bar: Bar) -> Html {
    let percent = |share: f64| pixels(share * 100.0) + "%";
    html! {
        <div>
            <dt>{ bar.label }</dt>
            <dd>{ bar.words }</dd>
            <svg aria-hidden="true"><rect x={percent(bar.from)} width={percent(bar.to - bar.from)} height="8" /></svg>
        </div>
    }
}
