//! The state of the page and the actions that change it. Knows no DOM.
//!
//! One reducer at the root; a component sees what it needs of it as properties and answers with an [`Action`].

use std::rc::Rc;

use harm_core::{Assessment, CurvePoint, assess, curve};
use harm_link::edit::Control;
use harm_link::{Request, Value, query};
use harm_view::axis::compute_end;
use yew::{AttrValue, Reducible};

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

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The scenario and the lenses' inputs.
    pub request: Rc<Request>,
    /// What they mean.
    pub assessment: Rc<Assessment>,
    /// The curve as far as the figure goes.
    pub curve: Rc<Vec<CurvePoint>>,
    /// What the page began with, and a reset brings back.
    pub original: Rc<Request>,
    /// What was wrong with the link.
    pub warnings: Rc<[AttrValue]>,
    /// What the figure shows.
    pub figure: Figure,
    /// How the last change is kept in the history.
    pub trace: Trace,
}

/// A change of the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A slider moved, or a number field holds a valid number: one input has this value.
    Set(Control, Value),
    /// A button set an input: like [`Action::Set`], and the back button undoes it.
    Choose(Control, Value),
    /// The scale-up is given as a range of compute, or as steps.
    GiveRange(bool),
    /// The figure shows something else.
    Show(Figure),
    /// Back to what the page began with.
    Reset,
    /// The back or forward button: the state of another address.
    Load(AttrValue),
    /// The reader has seen the warnings.
    Dismiss,
}

/// Points of the curve: enough that straight pieces look smooth at the width of the page.
const POINTS: usize = 65;

impl State {
    /// The state of an address' query.
    #[must_use]
    pub fn of_query(text: &str) -> Self {
        let parsed = query::parse(text);
        let shown = |name: &str| parsed.view.iter().any(|(key, value)| key == "show" && value == name);
        let figure = Figure::ALL.into_iter().find(|figure| shown(figure.name())).unwrap_or_default();
        let request = Rc::new(parsed.request);
        let (assessment, curve) = results(&request);
        Self {
            original: Rc::clone(&request),
            request,
            assessment,
            curve,
            warnings: parsed.warnings.iter().map(|warning| AttrValue::from(warning.message.clone())).collect(),
            figure,
            trace: Trace::Kept,
        }
    }

    /// The query of this state, without the question mark; empty for the default.
    #[must_use]
    pub fn query(&self) -> String {
        let mut out = query::write(&self.request);
        if self.figure != Figure::default() {
            query::append(&mut out, "show", self.figure.name());
        }
        out
    }

    /// Whether a reset would change anything.
    #[must_use]
    pub fn is_original(&self) -> bool {
        self.request == self.original
    }

    fn with(&self, request: Request, trace: Trace) -> Self {
        let request = Rc::new(request);
        let (assessment, curve) = results(&request);
        Self { request, assessment, curve, trace, ..self.clone() }
    }
}

fn results(request: &Request) -> (Rc<Assessment>, Rc<Vec<CurvePoint>>) {
    let assessment = assess(&request.scenario);
    let end = compute_end(assessment.orders_of_magnitude);
    (Rc::new(assessment), Rc::new(curve(&request.scenario, end, POINTS)))
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let changed = |request: Option<Request>, trace: Trace| match request {
            // The same input again: nothing to draw.
            Some(request) if request != *self.request => Rc::new(self.with(request, trace)),
            _ => Rc::clone(&self),
        };
        match action {
            Action::Set(control, value) => changed(self.request.with(control, value).ok(), Trace::Replaced),
            Action::Choose(control, value) => changed(self.request.with(control, value).ok(), Trace::Pushed),
            Action::GiveRange(range) => changed(Some(self.request.with_range(range)), Trace::Pushed),
            Action::Show(figure) => Rc::new(Self { figure, trace: Trace::Pushed, ..(*self).clone() }),
            Action::Reset => changed(Some((*self.original).clone()), Trace::Pushed),
            Action::Load(query) => Rc::new(Self { original: Rc::clone(&self.original), ..Self::of_query(&query) }),
            Action::Dismiss => Rc::new(Self { warnings: Rc::new([]), trace: Trace::Kept, ..(*self).clone() }),
        }
    }
}
