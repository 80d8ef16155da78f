//! The state of the page and the actions that change it. Knows no DOM.
//!
//! One reducer at the root. The page's functions show what it holds, and events become an [`Action`].

mod countries;
mod link;
pub mod press;

use std::rc::Rc;

use harm_core::{Assessment, CurvePoint, assess, curve};
use harm_link::edit::Control;
use harm_link::embed::Embed;
use harm_link::{Request, Value};
use harm_view::axis::compute_end;
use harm_view::section::Section;
use harm_view::track;
use yew::Reducible;

pub use countries::Countries;

/// What the figure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Figure {
    /// The chart of expected deaths.
    #[default]
    Deaths,
    /// The chart of the risk.
    Risk,
    /// The table of both.
    Table,
}

impl Figure {
    /// All, in the order of their buttons.
    pub const ALL: [Self; 3] = [Self::Deaths, Self::Risk, Self::Table];

    /// Its name in a link.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deaths => "deaths",
            Self::Risk => "risk",
            Self::Table => "table",
        }
    }
}

/// How a change is kept in the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// The address is replaced: the change is one of many, as while dragging.
    Replaced,
    /// The back button returns to what was before.
    Pushed,
    /// The address has it already.
    Kept,
}

/// What a reader has typed into a field and not yet left, or what could not be used.
///
/// It belongs to the field until then: "12." stays "12.", and a text with an error is not lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The field.
    pub control: Control,
    /// As it was typed.
    pub text: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// A question about it, though it is valid.
    pub note: Option<String>,
    /// The value before anything was typed, which counts again while the text has an error: on the way to "150%" stands
    /// "1", which is certainty.
    pub before: Value,
}

/// A scenario that was put aside to be compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned {
    /// Its inputs.
    pub request: Rc<Request>,
    /// What they mean.
    pub assessment: Assessment,
    /// Its curve as far as the figure goes.
    pub curve: Rc<[CurvePoint]>,
}

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The scenario and the lenses' inputs.
    pub request: Rc<Request>,
    /// What they mean.
    pub assessment: Assessment,
    /// The curve as far as the figure goes.
    pub curve: Rc<[CurvePoint]>,
    /// What the page began with, and a reset brings back.
    pub original: Rc<Request>,
    /// Fields with a text of their own.
    pub drafts: Vec<Draft>,
    /// What was wrong with the link.
    pub warnings: Rc<[String]>,
    /// What the figure shows.
    pub figure: Figure,
    /// Whether the inputs that few change are shown.
    pub more: bool,
    /// Whether the risks that others have stated are shown.
    pub others: bool,
    /// The countries to choose from.
    pub countries: Countries,
    /// The sections that are open.
    pub open: Vec<Section>,
    /// What an embed shows and lets its readers change; the page itself shows everything.
    pub embed: Option<Embed>,
    /// The scenario to compare with.
    pub pinned: Option<Pinned>,
    /// The point of the curve that the reader looks at.
    pub reading: Option<usize>,
    /// How the last change is kept in the history.
    pub trace: Trace,
    /// Whether a slider is on its way: what stands below the fold then waits for it to rest.
    pub sliding: bool,
}

/// A change of the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A field has this text.
    Type(Control, String),
    /// A field was left, or its text accepted.
    Leave(Control),
    /// What was typed into a field no longer counts.
    Forget(Control),
    /// A slider moved to this position.
    Slide(Control, u32),
    /// The slider rests.
    Rest,
    /// The reader looks at this point of the curve, or no longer at any.
    Read(Option<usize>),
    /// The table of countries came, or cannot be had.
    Countries(Option<String>),
    /// A button was pressed.
    Press(String),
    /// The back or forward button: the query of another address.
    Travel(String),
}

/// Points of the curve: enough that straight pieces look smooth at the width of the page, and sixty pieces, which most
/// numbers of decades divide, so that a reader finds the powers of ten among them.
const POINTS: usize = 61;

impl State {
    /// Whether readers may look at the numbers and not change them.
    #[must_use]
    pub fn locked(&self) -> bool {
        self.embed.as_ref().is_some_and(|embed| embed.lock)
    }

    /// The role of a part with a name: on the page a landmark by itself, in somebody else's document a group, because the
    /// landmarks are that document's own.
    #[must_use]
    pub fn part(&self) -> Option<&'static str> {
        self.embed.as_ref().map(|_| "group")
    }

    /// Whether a control is there.
    #[must_use]
    pub fn shows(&self, control: Control) -> bool {
        self.embed.as_ref().is_none_or(|embed| embed.shows(control))
    }

    /// The controls that an author has chosen to be shown; `None` where the choice is the embed's or the page's own.
    #[must_use]
    pub fn chosen(&self) -> Option<&[Control]> {
        self.embed.as_ref()?.inputs.as_deref()
    }

    /// The questions that are there.
    pub fn asked(&self) -> impl Iterator<Item = Section> + '_ {
        let named = |section: &Section| self.embed.as_ref().is_none_or(|embed| is_named(embed, *section));
        Section::ALL.into_iter().filter(named)
    }

    /// The text that a field has of its own.
    #[must_use]
    pub fn draft(&self, control: Control) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.control == control)
    }

    /// Opens a section, or closes it.
    fn toggled(&self, section: Section) -> Self {
        let mut next = Self { trace: Trace::Replaced, ..self.clone() };
        match next.open.iter().position(|&open| open == section) {
            Some(at) => drop(next.open.remove(at)),
            None => next.open.push(section),
        }
        next
    }

    fn with(&self, request: Request, trace: Trace) -> Self {
        if request == *self.request || self.locked() {
            return self.clone();
        }
        let (assessment, curve) = results(&request);
        let mut next = Self { request: Rc::new(request), assessment, curve, trace, ..self.clone() };
        // The other curve goes as far as this one.
        if let Some(pinned) = &mut next.pinned {
            pinned.curve = curve_to(&pinned.request, &assessment);
        }
        next
    }

    fn without_draft(&self, control: Control, only_if_valid: bool) -> Self {
        let mut next = self.clone();
        next.drafts.retain(|draft| draft.control != control || only_if_valid && draft.error.is_some());
        next
    }

    /// The state as it was before anything was typed into a field.
    fn forgotten(&self, control: Control) -> Self {
        let before = self.draft(control).map(|draft| draft.before.clone());
        let next = self.without_draft(control, false);
        match before.and_then(|before| self.request.with(control, before).ok()) {
            Some(request) => next.with(request, Trace::Replaced),
            None => next,
        }
    }

    fn typed(&self, control: Control, text: String) -> Self {
        let before = self.draft(control).map_or_else(|| self.request.control(control), |draft| draft.before.clone());
        let mut next = self.without_draft(control, false);
        let (error, note) = match self.request.typed(control, &text) {
            Ok((request, note)) => {
                next = next.with(request, Trace::Replaced);
                (None, note)
            }
            Err(error) => {
                next = self.forgotten(control);
                (Some(error.message), None)
            }
        };
        let note = note.map(|note| note.message);
        next.drafts.push(Draft { control, text, error, note, before });
        next
    }

    fn slid(&self, control: Control, position: u32) -> Self {
        let next = self.without_draft(control, false);
        let value = track::of(control).map(|track| Value::Number(track.value(position)));
        match value.and_then(|value| self.request.with(control, value).ok()) {
            Some(request) => next.with(request, Trace::Replaced),
            None => next,
        }
    }

    fn pressed(&self, what: &str) -> Self {
        let chosen = |request: Request| Self { drafts: Vec::new(), ..self.with(request, Trace::Pushed) };
        match what {
            press::RESET => chosen((*self.original).clone()),
            press::RANGE => chosen(self.request.with_range(true)),
            press::STEPS => chosen(self.request.with_range(false)),
            press::DISMISS => Self { warnings: Rc::default(), ..self.clone() },
            press::PIN => {
                let pinned = Pinned {
                    request: Rc::clone(&self.request),
                    assessment: self.assessment,
                    curve: Rc::clone(&self.curve),
                };
                Self { pinned: Some(pinned), trace: Trace::Pushed, ..self.clone() }
            }
            press::UNPIN => Self { pinned: None, trace: Trace::Pushed, ..self.clone() },
            press::COUNTRIES => Self { countries: Countries::Asked, ..self.clone() },
            press::OTHERS => Self { others: !self.others, trace: Trace::Replaced, ..self.clone() },
            press::MORE => Self { more: !self.more, trace: Trace::Replaced, ..self.clone() },
            _ => {
                if let Some(query) = what.strip_prefix(press::BEGIN) {
                    return Self::new(query, self.embed.is_some());
                }
                if let Some(section) = Section::ALL.into_iter().find(|section| section.name() == what) {
                    return self.toggled(section);
                }
                if let Some(figure) = Figure::ALL.into_iter().find(|figure| figure.name() == what) {
                    return Self { figure, trace: Trace::Pushed, ..self.clone() };
                }
                // Anything else is the query of some inputs: `population=8e9`.
                chosen(self.request.patched(what))
            }
        }
    }
}

/// Whether the options of a link name a question.
fn is_named(embed: &Embed, section: Section) -> bool {
    embed.lenses.iter().any(|lens| lens.name() == section.name())
}

fn results(request: &Request) -> (Assessment, Rc<[CurvePoint]>) {
    let assessment = assess(&request.scenario);
    (assessment, curve_to(request, &assessment))
}

/// The curve of a request as far as the figure of an assessment goes.
fn curve_to(request: &Request, assessment: &Assessment) -> Rc<[CurvePoint]> {
    curve(&request.scenario, compute_end(assessment.orders_of_magnitude), POINTS).into()
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let sliding = match action {
            Action::Slide(..) => true,
            // Looking at the chart is no news of a slider.
            Action::Read(_) => self.sliding,
            _ => false,
        };
        let mut next = match action {
            Action::Type(control, text) => self.typed(control, text),
            Action::Leave(control) => self.without_draft(control, true),
            Action::Forget(control) => self.forgotten(control),
            Action::Slide(control, position) => self.slid(control, position),
            Action::Rest => (*self).clone(),
            Action::Read(point) => Self { reading: point.filter(|&point| point < self.curve.len()), ..(*self).clone() },
            Action::Countries(table) => Self { countries: Countries::of(table.as_deref()), ..(*self).clone() },
            Action::Press(what) => self.pressed(&what),
            Action::Travel(query) => Self {
                original: Rc::clone(&self.original),
                countries: self.countries.clone(),
                ..Self::of_query(&query)
            },
        };
        // A slider that stays where it is is not on its way.
        next.sliding = sliding && (self.sliding || next.request != self.request);
        // The same state again draws nothing.
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_link::Key;

    const RISK: Control = Control::Field(Key::Risk);

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        let state = actions.into_iter().fold(Rc::new(State::of_query("")), Reducible::reduce);
        (*state).clone()
    }

    fn typed(text: &str) -> Action {
        Action::Type(RISK, String::from(text))
    }

    fn press(what: &str) -> Action {
        Action::Press(String::from(what))
    }

    #[test]
    fn what_is_being_typed_stays_as_it_is_and_counts_at_once() {
        let state = after([typed("2."), typed("2.5%")]);
        assert_eq!(state.draft(RISK).map(|draft| draft.text.as_str()), Some("2.5%"));
        assert_eq!(state.assessment.risk, 0.025);
        assert_eq!(state.query(), "v=1&risk=0.025");
        assert_eq!(after([typed("2.5%"), Action::Leave(RISK)]).drafts, []);
    }

    #[test]
    fn a_text_with_an_error_is_kept_and_changes_nothing() {
        let state = after([typed("0.02"), typed("٠٫٠٢"), Action::Leave(RISK)]);
        let draft = state.draft(RISK).unwrap();
        assert_eq!(draft.text, "٠٫٠٢");
        assert!(draft.error.as_deref().is_some_and(|error| error.contains("did you mean 0.02?")), "{draft:?}");
        assert_eq!(state.assessment.risk, 0.01, "what was typed before in the same field is gone as well");
        assert_eq!(after([typed("٠٫٠٢"), Action::Forget(RISK)]).drafts, []);
        assert_eq!(after([typed("2%"), Action::Forget(RISK)]).assessment.risk, 0.01);
    }

    #[test]
    fn what_was_passed_through_while_typing_does_not_stay() {
        let state = after([typed("2%"), Action::Leave(RISK), typed("1"), typed("15"), typed("150"), typed("150%")]);
        assert_eq!((state.assessment.risk, state.drafts.len()), (0.02, 1));
        let scale_up = |text: &str| Action::Type(Control::ScaleUp, String::from(text));
        assert_eq!(after([scale_up("4"), scale_up("4 apples")]).assessment.orders_of_magnitude, 1.0);
        let cost = |text: &str| Action::Type(Control::Field(Key::EvalCost), String::from(text));
        assert_eq!(after([cost("5"), cost("5 apples")]).query(), "", "what was left out is left out again");
    }

    #[test]
    fn certainty_is_asked_about() {
        assert!(after([typed("1")]).draft(RISK).unwrap().note.is_some());
    }

    #[test]
    fn a_slider_takes_the_place_of_what_was_typed() {
        let state = after([typed("many"), Action::Slide(RISK, track::RISK.position(0.05))]);
        assert_eq!((state.assessment.risk, state.drafts.len(), state.trace), (0.05, 0, Trace::Replaced));
    }

    #[test]
    fn a_slider_is_on_its_way_until_it_rests_or_something_else_happens() {
        let slide = || Action::Slide(RISK, track::RISK.position(0.05));
        assert!(after([slide()]).sliding && after([slide(), slide(), Action::Read(Some(3))]).sliding);
        for end in [Action::Rest, Action::Leave(RISK), typed("2%"), press(press::PIN)] {
            assert!(!after([slide(), end.clone()]).sliding, "{end:?}");
        }
        assert!(!after([Action::Slide(RISK, track::RISK.position(0.01))]).sliding, "it has not moved");
    }

    #[test]
    fn a_button_sets_inputs_and_can_be_undone() {
        let state = after([press("population=1e9&risk=0.1")]);
        assert_eq!((state.assessment.expected_deaths, state.trace), (1e8, Trace::Pushed));
        let reset = after([press("population=1e9"), press(press::RESET)]);
        assert_eq!(reset.request, reset.original);
    }

    #[test]
    fn the_figure_is_in_the_link_and_comes_back() {
        let state = after([press("table"), typed("3%")]);
        assert_eq!(state.query(), "v=1&risk=0.03&show=table");
        assert_eq!(State::of_query(&state.query()).figure, Figure::Table);
    }

    #[test]
    fn open_sections_are_in_the_link_and_close_again() {
        let state = after([press("pause"), press("evaluations")]);
        assert_eq!(state.query(), "v=1&lens=pause_evaluations");
        let back = State::of_query(&state.query());
        assert_eq!(back.open, [Section::Evaluations, Section::Pause]);
        assert_eq!(after([press("pause"), press("pause")]).query(), "");
        let state = after([press(press::OTHERS), press(press::MORE)]);
        assert_eq!(state.query(), "v=1&view=more_others");
        assert!(State::of_query(&state.query()).more && State::of_query(&state.query()).others);
    }

    #[test]
    fn a_pinned_scenario_stays_beside_the_next_and_in_the_link() {
        let panel = "belief=panel&panel=0.01_0.2&weights=3_1";
        let state = after([press(panel), press(press::PIN), press("belief=point&risk=0.03")]);
        assert_eq!(state.query(), "v=1&risk=0.03&pin=belief_panel__panel_0.01_0.2__weights_3_1");
        let back = State::of_query(&state.query());
        assert_eq!(back.pinned, state.pinned);
        assert_eq!(after([press(press::PIN)]).query(), "v=1&pin=default");
        assert_eq!(State::of_query("pin=default").pinned.map(|pinned| pinned.assessment.expected_deaths), Some(8e7));
        assert_eq!(after([press(press::PIN), press(press::UNPIN)]).query(), "");
    }

    #[test]
    fn the_other_curve_goes_as_far_as_the_present_one() {
        let state = after([press(press::PIN), press("steps=12")]);
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
            press(press::RANGE),
            press(press::RESET),
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
        assert!(Rc::new(link).reduce(press(press::DISMISS)).warnings.is_empty());
    }

    #[test]
    fn nothing_new_draws_nothing() {
        let state = Rc::new(State::of_query(""));
        assert!(Rc::ptr_eq(&state, &Rc::clone(&state).reduce(Action::Slide(RISK, track::RISK.position(0.01)))));
    }
}
