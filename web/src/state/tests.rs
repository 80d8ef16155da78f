//! What readers do to the state, one action at a time.

use super::*;
use harm_view::track;
use harm_wire::{Key, Question};

const RISK: Control = Control::Field(Key::Risk);

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    let state = actions.into_iter().fold(Rc::new(State::of_query("")), Reducible::reduce);
    (*state).clone()
}

fn typed(text: &str) -> Action {
    Action::Type(RISK, String::from(text))
}

fn press(value: &str) -> Action {
    Action::Press(Press::read(value).unwrap())
}

#[test]
fn what_is_being_typed_stays_as_it_is_and_counts_once_it_rests() {
    let state = after([typed("2."), typed("2.5%")]);
    assert_eq!(state.draft(RISK).map(|draft| draft.text.as_str()), Some("2.5%"));
    assert_eq!((state.assessment.risk, state.typing), (0.01, true));
    for end in [Action::Rest, Action::Leave, Action::Accept, press("lens=pause"), press(Verb::Pin.name()), Action::Grip]
    {
        let state = after([typed("2."), typed("2.5%"), end.clone()]);
        assert_eq!((state.assessment.risk, state.typing), (0.025, false), "{end:?}");
    }
    let state = after([typed("2.5%"), Action::Rest]);
    assert_eq!(state.query(), "v=1&risk=0.025");
    assert_eq!(after([typed("2.5%"), Action::Leave]).drafts, []);
}

#[test]
fn what_is_passed_through_on_the_way_does_not_count() {
    let mut state = Rc::new(State::of_query(""));
    for text in ["1", "15", "15%"] {
        state = state.reduce(typed(text));
        assert_eq!(state.assessment.risk, 0.01, "{text}");
    }
    assert_eq!(state.reduce(Action::Rest).assessment.risk, 0.15);
}

#[test]
fn a_text_with_an_error_is_kept_and_changes_nothing() {
    let state = after([typed("0.02"), Action::Rest, typed("٠٫٠٢"), Action::Leave]);
    let draft = state.draft(RISK).unwrap();
    assert_eq!(draft.text, "٠٫٠٢");
    assert_eq!(draft.error.as_ref().unwrap().suggestions, ["0.02"]);
    assert_eq!(state.assessment.risk, 0.01, "what was typed before in the same field is gone as well");
    assert_eq!(after([typed("٠٫٠٢"), Action::Forget(RISK)]).drafts, []);
    assert_eq!(after([typed("2%"), Action::Rest, Action::Forget(RISK)]).assessment.risk, 0.01);
    // A suggestion takes its place.
    let state = Rc::new(state).reduce(press("risk=0.02"));
    assert_eq!((state.assessment.risk, state.drafts.len()), (0.02, 0));
}

/// The query after a slip in a field: nothing is left of it.
#[test]
fn a_slip_changes_nothing() {
    let fields = |key| Control::Field(key);
    for (query, control, slips) in [
        ("steps=400", Control::ScaleUp, &["qq", "10⁴⁰⁰× ", ""][..]),
        ("step=4&steps=3", Control::ScaleUp, &["64×x", "64", "6.4e1x", " 64× "]),
        ("from=2.1e25&to=2e29", Control::ScaleUp, &["9523.809523809523× ", "x"]),
        ("from=2.1e25&to=2e29", fields(Key::From), &["2.1e25 ", "2.1e30", ""]),
        ("step=4&steps=3", fields(Key::Steps), &["3.0", "many"]),
        ("eval-cost=5", fields(Key::EvalCost), &["5 apples"]),
        ("", fields(Key::EvalCost), &["5 apples", ""]),
        ("eval-months=none", fields(Key::EvalMonths), &["", "none", "6 apples"]),
    ] {
        let state = Rc::new(State::of_query(query));
        for slip in slips {
            let typed =
                Rc::clone(&state).reduce(Action::Focus(control)).reduce(Action::Type(control, String::from(*slip)));
            for end in [Action::Leave, Action::Forget(control), Action::Undo] {
                let after = Rc::clone(&typed).reduce(Action::Rest).reduce(end.clone()).reduce(Action::Leave);
                assert!(after.request == state.request, "{query} {slip:?} {end:?}");
            }
        }
    }
}

#[test]
fn texts_that_wait_for_another_field_are_tried_again() {
    let field = |key, text: &str| Action::Type(Control::Field(key), String::from(text));
    let belief = "belief=log-uniform&low=0.01&high=0.1";
    for (query, first, second, after) in [
        (belief, field(Key::Low, "20%"), field(Key::High, "50%"), "belief=log-uniform&low=0.2&high=0.5"),
        (
            belief,
            field(Key::High, "0.5%"),
            Action::Slide(Control::Field(Key::Low), 40),
            "belief=log-uniform&low=1e-5&high=0.005",
        ),
        (belief, field(Key::Low, "20%"), press("high=0.5"), "belief=log-uniform&low=0.2&high=0.5"),
        (
            "belief=logit-normal&low=0.01&high=0.1",
            field(Key::High, "100%"),
            press("belief=log-uniform"),
            "belief=log-uniform&low=0.01&high=1",
        ),
        ("labs=4&abstain=1", field(Key::Abstain, "9"), field(Key::Labs, "10"), "labs=10&abstain=9"),
    ] {
        let state = Rc::new(State::of_query(query)).reduce(first).reduce(Action::Leave);
        assert_eq!((state.drafts.len(), state.query()), (1, State::of_query(query).query()), "{query}");
        let then = state.reduce(second).reduce(Action::Leave);
        assert_eq!((then.drafts.len(), then.query()), (0, State::of_query(after).query()), "{query}");
    }
}

#[test]
fn a_thumb_stops_short_of_the_other_bound() {
    let (low, high) = (Control::Field(Key::Low), Control::Field(Key::High));
    let state = Rc::new(State::of_query("belief=log-uniform&low=0.001&high=0.0512345"));
    for (control, to) in [(low, track::RISK.last()), (high, 0)] {
        let after = Rc::clone(&state).reduce(Action::Slide(control, to));
        let (low, high) = (after.position(low).unwrap(), after.position(high).unwrap());
        assert!(low <= high && high - low <= 1, "{low} {high}");
        // It is drawn again, since the thumb stands elsewhere.
        let again = Rc::clone(&after).reduce(Action::Slide(control, to));
        assert!(!Rc::ptr_eq(&after, &again) && after.request == again.request);
    }
}

#[test]
fn one_gesture_is_one_entry_of_the_history_and_undone_together() {
    let slide = |position| Action::Slide(RISK, position);
    let choose = |people: &str| Action::Choose(Control::Field(Key::Population), String::from(people));
    for (actions, entry) in [
        (vec![slide(100), slide(110), slide(120)], 1),
        (vec![slide(100), Action::Rest, slide(110), Action::Grip, slide(120)], 2),
        (vec![choose("83644258"), choose("5800000"), choose("1476625576")], 1),
        (vec![choose("83644258"), Action::Leave, choose("5800000")], 2),
        (vec![typed("2"), Action::Rest, typed("2%"), Action::Rest, Action::Leave], 1),
        (vec![typed("2%"), Action::Accept, typed("3%"), Action::Leave], 2),
        (vec![slide(100), press("lens=pause"), press(Verb::More.name())], 1),
        (vec![press("population=1e9"), press(Verb::Pin.name()), press("show=table")], 3),
    ] {
        assert_eq!(after(actions.clone()).trace, Trace::Entry(entry), "{actions:?}");
    }
    let state = after([press("population=1e9"), slide(100), slide(110), slide(120)]);
    let undone = Rc::new(state.clone()).reduce(Action::Undo);
    assert_eq!((undone.query(), undone.trace), (String::from("v=1&population=1e9"), Trace::Entry(3)));
    assert_eq!(undone.reduce(Action::Undo).request, state.request, "the undoing can be undone");
    // What turned out to scroll the page has moved no slider.
    let scrolled = Rc::new(state).reduce(Action::Grip).reduce(slide(5)).reduce(slide(7)).reduce(Action::Scroll(RISK));
    assert_eq!(scrolled.assessment.risk, track::RISK.value(120));
    assert_eq!(after([press("risk=0.02"), Action::Grip, Action::Scroll(RISK)]).assessment.risk, 0.02);
}

#[test]
fn the_name_of_the_list_is_no_choice() {
    let population = Control::Field(Key::Population);
    let chosen =
        after([Action::Choose(population, String::from("83644258")), Action::Choose(population, String::new())]);
    assert_eq!(chosen.query(), "v=1&population=83644258");
}

#[test]
fn a_button_drops_what_is_typed_where_it_sets_something_and_nothing_else() {
    let state = after([typed("many"), Action::Leave, press("population=1e9")]);
    assert_eq!((state.drafts.len(), state.query()), (1, String::from("v=1&population=1e9")));
    assert!(!after([typed("many"), Action::Leave]).is_original(), "it can be reset");
    for button in ["risk=0.02", Verb::Reset.name(), "begin:"] {
        assert_eq!(after([typed("many"), Action::Leave, press(button)]).drafts, [], "{button}");
    }
    let to = Action::Type(Control::Field(Key::To), String::from("1e28"));
    let state = Rc::new(State::of_query("from=2e28&to=2e29")).reduce(to).reduce(Action::Leave);
    let steps = state.reduce(press(Verb::Steps.name())).reduce(press("population=1e9"));
    assert_eq!(steps.query(), "v=1&population=1e9", "no text brings the other form back");
}

#[test]
fn a_text_that_brings_other_fields_waits_until_its_field_is_left() {
    let typing = after([Action::Focus(RISK), typed("0.1% to 5%"), Action::Rest]);
    assert_eq!((typing.query(), typing.drafts.len()), (String::new(), 1));
    let left = Rc::new(typing).reduce(Action::Leave);
    assert_eq!((&*left.query(), left.drafts.len()), ("v=1&belief=logit-normal&low=0.001&high=0.05", 0));
}

#[test]
fn certainty_is_asked_about() {
    assert!(after([typed("1"), Action::Rest]).draft(RISK).unwrap().note.is_some());
}

#[test]
fn a_question_stays_until_it_is_answered_or_something_else_changes() {
    let asked = [typed("1"), Action::Leave];
    assert_eq!(after(asked.clone()).draft(RISK).unwrap().note.as_ref().unwrap().suggestions, ["1%"]);
    for (action, risk) in [
        (press("risk=1%"), 0.01),
        (press("belief=beta"), 1.0),
        (press("population=1e9"), 1.0),
        (Action::Slide(Control::Field(Key::Population), 3), 1.0),
        (Action::Undo, 0.01),
    ] {
        let state = after(asked.clone().into_iter().chain([action.clone()]));
        assert_eq!((state.assessment.mean_risk_per_reference_step, state.drafts.len()), (risk, 0), "{action:?}");
    }
}

#[test]
fn a_slider_takes_the_place_of_what_was_typed() {
    let state = after([typed("many"), Action::Slide(RISK, track::RISK.position(0.05))]);
    assert_eq!((state.assessment.risk, state.drafts.len(), state.trace), (0.05, 0, Trace::Entry(1)));
}

#[test]
fn a_slider_is_on_its_way_until_it_rests_or_something_else_happens() {
    let slide = || Action::Slide(RISK, track::RISK.position(0.05));
    assert!(after([slide()]).sliding && after([slide(), slide(), Action::Read(Some(3))]).sliding);
    for end in [Action::Rest, Action::Leave, typed("2%"), press(Verb::Pin.name())] {
        assert!(!after([slide(), end.clone()]).sliding, "{end:?}");
    }
    assert!(!after([Action::Slide(RISK, track::RISK.position(0.01))]).sliding, "it has not moved");
}

#[test]
fn a_button_sets_inputs_and_can_be_undone() {
    let state = after([press("population=1e9&risk=0.1")]);
    assert_eq!((state.assessment.expected_deaths, state.trace), (1e8, Trace::Entry(1)));
    let reset = after([press("population=1e9"), press(Verb::Reset.name())]);
    assert_eq!(reset.request, reset.original);
}

#[test]
fn the_figure_is_in_the_link_and_comes_back() {
    let state = after([press("show=table"), typed("3%"), Action::Rest]);
    assert_eq!(state.query(), "v=1&risk=0.03&show=table");
    assert_eq!(State::of_query(&state.query()).figure, Figure::Table);
}

#[test]
fn open_sections_are_in_the_link_and_close_again() {
    let state = after([press("lens=pause"), press("lens=evaluations")]);
    assert_eq!(state.query(), "v=1&lens=pause_evaluations");
    let back = State::of_query(&state.query());
    assert_eq!(back.open, [Question::Evaluations, Question::Pause]);
    assert_eq!(after([press("lens=pause"), press("lens=pause")]).query(), "");
    let state = after([press(Verb::Others.name()), press(Verb::More.name())]);
    assert_eq!(state.query(), "v=1&view=more_others");
    assert!(State::of_query(&state.query()).more && State::of_query(&state.query()).others);
}

#[test]
fn a_pinned_scenario_stays_beside_the_next_and_in_the_link() {
    let panel = "belief=panel&panel=0.01_0.2&weights=3_1";
    let state = after([press(panel), press(Verb::Pin.name()), press("belief=point&risk=0.03")]);
    assert_eq!(state.query(), "v=1&risk=0.03&pin=belief_panel__panel_0.01_0.2__weights_3_1");
    let back = State::of_query(&state.query());
    assert_eq!(back.pinned, state.pinned);
    assert_eq!(after([press(Verb::Pin.name())]).query(), "v=1&pin=default");
    assert_eq!(State::of_query("pin=default").pinned.map(|pinned| pinned.assessment.expected_deaths), Some(8e7));
    assert_eq!(after([press(Verb::Pin.name()), press(Verb::Unpin.name())]).query(), "");
}

#[test]
fn the_other_curve_goes_as_far_as_the_present_one() {
    let state = after([press(Verb::Pin.name()), press("steps=12")]);
    let end = |curve: &[CurvePoint]| curve.last().map(|point| point.orders_of_magnitude);
    assert_eq!(state.pinned.as_ref().and_then(|pinned| end(&pinned.curve)), end(&state.curve));
}

#[test]
fn locked_numbers_stay_as_they_are_except_for_the_author() {
    let state = Rc::new(State::new("risk=0.02&lock=1", true));
    for action in [
        Action::Slide(RISK, 3),
        typed("5%"),
        press("risk=0.5"),
        press(Verb::Range.name()),
        press(Verb::Reset.name()),
        Action::Slide(Control::ScaleUp, 200),
    ] {
        let after = Rc::clone(&state).reduce(action);
        assert_eq!((after.assessment.risk, &after.request), (0.02, &state.request));
    }
    assert_eq!(state.reduce(press("begin:risk=0.5&lock=1")).assessment.risk, 0.5);
}

#[test]
fn a_damaged_link_loads_with_a_warning_that_can_be_dismissed() {
    let link = State::of_query("?risk=many&steps=2");
    assert_eq!(
        (link.warnings.len(), link.assessment.reference_steps, link.assessment.mean_risk_per_reference_step),
        (1, 2.0, 0.01)
    );
    assert!(Rc::new(link).reduce(press(Verb::Dismiss.name())).warnings.is_empty());
}

#[test]
fn nothing_new_draws_nothing() {
    let slide = || Action::Slide(RISK, track::RISK.position(0.01));
    let state = Rc::new(State::of_query("")).reduce(slide());
    assert!(Rc::ptr_eq(&state, &Rc::clone(&state).reduce(slide())));
}
