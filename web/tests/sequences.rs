//! Whatever readers do to the page, in whatever order: it does not panic, every number in it is one, and the link of what it
//! shows brings the same back.
//!
//! The sequences follow from a seed that proptest prints; `cargo xtask fuzz` tries fresh ones.

use std::rc::Rc;

use expected_harm_web::components::aside::Aside;
use expected_harm_web::components::{figure, inputs, notices, result, sections};
use expected_harm_web::state::{Action, Figure, Press, State, Verb};
use harm_core::preset::PRESETS;
use harm_wire::edit::Control;
use harm_wire::{Key, Question, Request, query};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use yew::{Html, LocalServerRenderer, Properties, Reducible, component, html};

/// What people type, and what else may come out of a clipboard.
const TEXTS: [&str; 44] = [
    "",
    " ",
    "0",
    "1",
    "2.",
    "1%",
    "2.5%",
    "5e-3",
    "1 in 50",
    "1/3",
    "1/0",
    "100%",
    "150%",
    "0,01",
    "-1",
    "NaN",
    "inf",
    "1e308",
    "1e-308",
    "1e309",
    "none",
    "4x",
    "100×",
    "1×",
    "1e300x",
    "2.1e25",
    "2e29",
    "8.0 billion",
    "12",
    "1000",
    "beta",
    "panel",
    "log-normal",
    "shared",
    "0.001_0.2_0.0038",
    "3_1_2",
    "1 % 2 %",
    "٣٪",
    "３％",
    "\u{202e}3%",
    "\u{1f600}",
    "\u{1f469}\u{200d}\u{1f52c}",
    "<img src=x>",
    "\0",
];

/// What a megabyte may be made of.
const PASTED: [&str; 8] = ["9", "0.", "1 in ", "0.1_", "٣", "\u{1f600}", "\u{202e}", "<b>"];

/// The width of a figure.
const WIDTH: f64 = 640.0;

/// Something that a reader does.
#[derive(Debug, Clone)]
enum Step {
    Act(Action),
    /// A megabyte of something, into a field.
    Paste(Control, &'static str),
    /// The back button, to one of the addresses until now.
    Back(Index),
}

fn control() -> impl Strategy<Value = Control> {
    let fields: Vec<Control> = Key::ALL.into_iter().map(Control::Field).collect();
    // The four that are always there, more often.
    let often =
        [Control::ScaleUp, Control::Field(Key::Risk), Control::Field(Key::Population), Control::Field(Key::Fatality)];
    prop_oneof![select(fields), select(often.to_vec())]
}

fn text() -> impl Strategy<Value = String> {
    let number = (any::<u32>(), -330..330_i32).prop_map(|(digits, power)| format!("{digits}e{power}"));
    prop_oneof![
        6 => select(&TEXTS[..]).prop_map(String::from),
        2 => any::<f64>().prop_map(|number| number.to_string()),
        2 => number,
        1 => (0.0..1.0).prop_map(|share: f64| format!("{share}")),
        1 => any::<String>(),
    ]
}

/// The query of a scenario, or of what is none.
fn link() -> impl Strategy<Value = String> {
    let presets: Vec<String> = PRESETS
        .iter()
        .map(|preset| query::write(&Request { scenario: preset.scenario(), lenses: preset.lenses() }))
        .collect();
    let pair = (control(), text()).prop_map(|(control, text)| format!("{}={text}", control.name()));
    prop_oneof![
        2 => select(presets),
        3 => vec(pair, 0..6).prop_map(|pairs| pairs.join("&")),
        1 => select(harm_core::Family::NAMES).prop_map(|belief| format!("belief={belief}")),
        1 => Just(String::from("show=table&lens=pause_belief&view=more_others&pin=risk_0.02&lock=1&inputs=risk")),
    ]
}

fn press() -> impl Strategy<Value = Press> {
    prop_oneof![
        3 => select(&Verb::ALL[..]).prop_map(Press::Do),
        2 => select(&Question::ALL[..]).prop_map(Press::Ask),
        1 => select(&Figure::ALL[..]).prop_map(Press::Show),
        4 => link().prop_map(Press::Set),
        1 => link().prop_map(Press::Begin),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let position = prop_oneof![0..400_u32, any::<u32>()];
    let table = prop_oneof![
        Just(None),
        Just(Some(String::from("India\x1f1476625576\x1eKosovo\x1f1653000\x1e"))),
        text().prop_map(Some)
    ];
    let act = prop_oneof![
        8 => (control(), text()).prop_map(|(control, text)| Action::Type(control, text)),
        3 => Just(Action::Leave),
        2 => Just(Action::Accept),
        2 => control().prop_map(Action::Focus),
        2 => control().prop_map(Action::Forget),
        1 => Just(Action::Undo),
        1 => Just(Action::Grip),
        1 => control().prop_map(Action::Scroll),
        1 => (control(), text()).prop_map(|(control, text)| Action::Choose(control, text)),
        6 => (control(), position).prop_map(|(control, position)| Action::Slide(control, position)),
        3 => Just(Action::Rest),
        2 => proptest::option::of(0..90_usize).prop_map(Action::Read),
        1 => table.prop_map(Action::Countries),
        8 => press().prop_map(Action::Press),
        1 => link().prop_map(Action::Travel),
    ];
    prop_oneof![
        60 => act.prop_map(Step::Act),
        1 => (control(), select(&PASTED[..])).prop_map(|(control, piece)| Step::Paste(control, piece)),
        4 => any::<Index>().prop_map(Step::Back),
    ]
}

/// Fails where a text has what is written for a number that is none.
fn finite(text: &str) -> Result<(), TestCaseError> {
    let strange = text.split(|c: char| !c.is_alphanumeric()).find(|word| ["NaN", "inf", "Infinity"].contains(word));
    prop_assert!(strange.is_none(), "there is {strange:?} in {text:.4000}");
    Ok(())
}

/// What holds for every state.
fn holds(state: &State) -> Result<(), TestCaseError> {
    let State { assessment, curve, pinned, .. } = state;
    finite(&format!(
        "{assessment:?} {curve:?} {:?}",
        pinned.as_ref().map(|pinned| (pinned.assessment, &pinned.curve))
    ))?;
    prop_assert!((0.0..=1.0).contains(&assessment.risk), "the risk is {}", assessment.risk);
    let population = state.request.scenario.population.get();
    // What is bounded by all people may end above them by the rounding of a product.
    prop_assert!((0.0..=population * (1.0 + 1e-15)).contains(&assessment.expected_deaths), "{assessment:?}");
    prop_assert!(state.reading.is_none_or(|point| point < curve.len()), "there is no point {:?}", state.reading);
    for (at, draft) in state.drafts.iter().enumerate() {
        let first = state.drafts.iter().position(|other| other.control == draft.control);
        prop_assert_eq!(first, Some(at), "{:?} has two texts", draft.control);
        let error = draft.error.as_ref().map_or("", |error| &error.message);
        prop_assert!(error.chars().count() <= 400, "a message of {} bytes: {error:.200}", error.len());
    }

    let link = state.query();
    let again = State::of_query(&link);
    prop_assert_eq!(&again.warnings[..], &[""; 0], "the link {} is not understood", link);
    prop_assert_eq!(&again.request, &state.request, "the link {}", link);
    prop_assert_eq!(&again.assessment, assessment, "the link {}", link);
    prop_assert_eq!(&again.pinned, pinned, "the link {}", link);
    prop_assert_eq!(
        (again.figure, again.more, again.others),
        (state.figure, state.more, state.others),
        "the link {}",
        link
    );
    let open = |state: &State| Question::ALL.map(|question| state.open.contains(&question));
    prop_assert_eq!(open(&again), open(state), "the link {}", link);
    Ok(())
}

#[derive(Properties, PartialEq, Clone)]
struct Props {
    state: Rc<State>,
}

/// Everything on the page that follows the state.
#[component]
fn Everything(props: &Props) -> Html {
    let state = &*props.state;
    let aside = Aside::of(state);
    html! {
        <>
            { notices::view(state) }
            { result::view(state) }
            { inputs::view(state) }
            { figure::view(state, &aside.alternative, WIDTH, true) }
            <p>{ aside.pace.clone() }</p>
            { sections::view(state, &aside.answers) }
        </>
    }
}

/// The elements of a state, but for the texts that readers and links have put there, have no number that is none.
fn is_shown(state: &State) -> Result<(), TestCaseError> {
    let state = State {
        drafts: Vec::new(),
        warnings: Rc::default(),
        countries: State::of_query("").countries,
        ..state.clone()
    };
    let renderer = LocalServerRenderer::<Everything>::with_props(Props { state: Rc::new(state) }).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let html = runtime.map_err(|error| TestCaseError::fail(error.to_string()))?.block_on(renderer.render());
    prop_assert!(html.contains("class=\"number\""), "{html:.400}");
    finite(&html)
}

/// Each lost a number or a link once.
#[test]
fn sequences_that_once_went_wrong() {
    let press = |verb| Action::Press(Press::Do(verb));
    let population = Control::Field(Key::Population);
    for actions in [
        vec![Action::Slide(Control::ScaleUp, 60), Action::Type(Control::Field(Key::Steps), "1e308".into())],
        vec![Action::Type(population, "1e-298".into()), press(Verb::Pin), Action::Slide(population, 290)],
        vec![Action::Slide(Control::ScaleUp, 189), press(Verb::Range)],
    ] {
        let mut state = Rc::new(State::of_query(""));
        for action in actions {
            state = state.reduce(action);
            holds(&state).unwrap();
        }
        is_shown(&state).unwrap();
    }
}

proptest! {
    #[test]
    fn whatever_is_done_the_page_has_numbers_and_its_link_brings_them_back(
        begin in link(), embedded in any::<bool>(), steps in vec(step(), 1..20),
    ) {
        let mut state = Rc::new(State::new(&begin, embedded));
        holds(&state)?;
        let mut before = vec![Rc::clone(&state)];
        for step in steps {
            let (action, back_to) = match step {
                Step::Act(action) => (action, None),
                Step::Paste(control, piece) => (Action::Type(control, piece.repeat(1_000_000 / piece.len())), None),
                Step::Back(index) => {
                    let then = index.get(&before);
                    (Action::Travel(then.query()), Some(Rc::clone(then)))
                }
            };
            let resets = action == Action::Press(Press::Do(Verb::Reset)) && !state.locked();
            state = Rc::clone(&state).reduce(action);
            holds(&state)?;
            if let Some(then) = back_to {
                prop_assert_eq!(&state.request, &then.request, "the back button");
            }
            if resets {
                prop_assert_eq!(&state.request, &state.original, "the reset");
            }
            before.push(Rc::clone(&state));
        }
        is_shown(&state)?;
        // A text that is not finished is no scenario, and neither is one with an error.
        let rested = state.reduce(Action::Rest);
        let left = Rc::clone(&rested).reduce(Action::Forget(Control::ScaleUp)).reduce(Action::Leave);
        if rested.drafts.iter().all(|draft| draft.control != Control::ScaleUp) && rested.focused.is_none() {
            prop_assert_eq!(&left.request, &rested.request);
        }
    }

    #[test]
    fn a_slip_in_any_field_of_any_scenario_changes_nothing(
        begin in link(), control in control(), texts in vec(text(), 1..4), ending in 0..3,
    ) {
        let start = Rc::new(State::of_query(&begin));
        let mut state = Rc::clone(&start).reduce(Action::Focus(control));
        for text in texts {
            state = state.reduce(Action::Type(control, text)).reduce(Action::Rest);
        }
        state = match ending {
            // Escape.
            0 => state.reduce(Action::Forget(control)),
            // All is as it was when the field is left.
            1 => {
                let text = harm_view::field::exact(&start.request, control);
                state.reduce(Action::Type(control, format!(" {text}")))
            }
            _ => state.reduce(Action::Type(control, String::from("qq"))),
        };
        let shown = !matches!(control, Control::Field(key) if !start.request.values().has(key));
        if shown || ending != 1 {
            prop_assert_eq!(&state.reduce(Action::Leave).request, &start.request);
        }
    }
}
