//! The state of the page and the actions that change it. Knows no DOM.
//!
//! One reducer at the root. The page's functions show what it holds, and events become an [`Action`].

mod change;
mod countries;
mod link;
mod press;

use std::rc::Rc;

use harm_core::{Assessment, CurvePoint, assess, curve};
use harm_share::embed::Embed;
use harm_view::axis::compute_end;
use harm_wire::edit::Control;
use harm_wire::{FieldError, Question, Request};
use yew::Reducible;

pub use countries::Countries;
pub use press::{Press, Verb};

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

    /// The figure of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.name() == name)
    }
}

/// Where a state is in the browser's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// The address has it already.
    Kept,
    /// In this entry, counted from the one that the page began or the reader went back to. All of one gesture, such as a
    /// drag of a slider or the typing of a number, goes into one entry, and the back button undoes it.
    Entry(u32),
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
    pub error: Option<FieldError>,
    /// A question about it, though it counts.
    pub note: Option<FieldError>,
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
    /// What is set: the scenario and the lenses' inputs without the texts that are being typed.
    pub base: Rc<Request>,
    /// The same with those texts that fit it: what is shown.
    pub request: Rc<Request>,
    /// What was shown before the last gesture that changed it.
    pub before: Rc<Request>,
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
    /// The questions that are open.
    pub open: Vec<Question>,
    /// What an embed shows and lets its readers change; the page itself shows everything.
    pub embed: Option<Embed>,
    /// The scenario to compare with.
    pub pinned: Option<Pinned>,
    /// The point of the curve that the reader looks at.
    pub reading: Option<usize>,
    /// Where it is in the history.
    pub trace: Trace,
    /// The entry of the history that the next change goes into.
    pub entry: u32,
    /// The control that all changes are made with until it is left or gripped anew.
    pub gesture: Option<Control>,
    /// The field that has the focus, which shows all digits of its value.
    pub focused: Option<Control>,
    /// Whether the reader is typing: a text counts once it rests, since on the way to "15%" stands "1", which is certainty.
    pub typing: bool,
    /// Whether a slider is on its way: what stands below the fold then waits for it to rest.
    pub sliding: bool,
}

/// A change of the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A field has this text.
    Type(Control, String),
    /// A field got the focus.
    Focus(Control),
    /// A field's text was accepted.
    Accept,
    /// A control was left.
    Leave,
    /// What was typed into a field no longer counts.
    Forget(Control),
    /// The pointer takes hold of a slider or a list.
    Grip,
    /// A slider moved to this position.
    Slide(Control, u32),
    /// What seemed a drag of a slider has turned out to scroll the page.
    Scroll(Control),
    /// The value was chosen from a list.
    Choose(Control, String),
    /// The slider rests, or the text that is being typed.
    Rest,
    /// The last change is taken back, or the taking back.
    Undo,
    /// The reader looks at this point of the curve, or no longer at any.
    Read(Option<usize>),
    /// The table of countries came, or cannot be had.
    Countries(Option<String>),
    /// A button was pressed.
    Press(Press),
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
    pub fn asked(&self) -> impl Iterator<Item = Question> + '_ {
        let named = |question: &Question| self.embed.as_ref().is_none_or(|embed| embed.questions.contains(question));
        Question::ALL.into_iter().filter(named)
    }

    /// Whether there is nothing to reset.
    #[must_use]
    pub fn is_original(&self) -> bool {
        self.request == self.original && self.drafts.is_empty()
    }

    /// The text that a field has of its own.
    #[must_use]
    pub fn draft(&self, control: Control) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.control == control)
    }

    /// The next entry of the history, or the present one.
    fn leaves(&mut self, entries: u32) {
        self.trace = Trace::Entry(self.trace.entry() + entries);
    }

    fn press(&mut self, what: Press) {
        match what {
            Press::Do(verb) => self.obey(verb),
            Press::Ask(question) => {
                match self.open.iter().position(|&open| open == question) {
                    Some(at) => drop(self.open.remove(at)),
                    None => self.open.push(question),
                }
                self.leaves(0);
            }
            Press::Show(figure) => {
                self.figure = figure;
                self.leaves(1);
            }
            Press::Set(query) => self.patch(None, &query),
            Press::Begin(query) => *self = Self::new(&query, self.embed.is_some()),
        }
    }

    fn obey(&mut self, verb: Verb) {
        match verb {
            Verb::Reset => self.replace(Rc::clone(&self.original), &|_| true),
            Verb::Range | Verb::Steps => {
                let base = self.base.with_range(verb == Verb::Range);
                self.replace(Rc::new(base), &change::of_scale_up);
            }
            Verb::Dismiss => self.warnings = Rc::default(),
            Verb::Pin => {
                self.pinned = Some(Pinned {
                    request: Rc::clone(&self.request),
                    assessment: self.assessment,
                    curve: Rc::clone(&self.curve),
                });
                self.leaves(1);
            }
            Verb::Unpin => {
                self.pinned = None;
                self.leaves(1);
            }
            Verb::Countries => self.countries = Countries::Asked,
            Verb::Others => {
                self.others = !self.others;
                self.leaves(0);
            }
            Verb::More => {
                self.more = !self.more;
                self.leaves(0);
            }
        }
    }
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
        let slid = if let Action::Slide(control, position) = action { Some((control, position)) } else { None };
        let keeps_typing = match &action {
            Action::Type(control, _) => self.gesture == Some(*control),
            Action::Read(_) | Action::Countries(_) => true,
            _ => false,
        };
        let mut next = (*self).clone();
        // Whatever else the reader does, the text counts as it is.
        if self.typing && !keeps_typing {
            next.settle();
        }
        match action {
            Action::Type(control, text) => next.type_into(control, text),
            Action::Focus(control) => next.focused = Some(control),
            Action::Accept => {
                next.commit();
                next.focused = self.focused;
            }
            Action::Leave => next.commit(),
            Action::Forget(control) => next.forget(control),
            Action::Grip => next.gesture = None,
            Action::Slide(control, position) => next.slide(control, position),
            Action::Scroll(control) => next.scroll(control),
            Action::Choose(control, text) => next.patch(Some(control), &[control.name(), "=", &text].concat()),
            Action::Rest => {}
            Action::Undo => next.replace(Rc::clone(&next.before), &|_| false),
            Action::Read(point) => next.reading = point.filter(|&point| point < next.curve.len()),
            Action::Countries(table) => next.countries = Countries::of(table.as_deref()),
            Action::Press(what) => {
                next.commit();
                next.press(what);
            }
            Action::Travel(query) => {
                next = Self {
                    original: next.original,
                    countries: next.countries,
                    focused: next.focused,
                    ..Self::of_query(&query)
                };
            }
        }
        // A slider that stays where it is is not on its way.
        next.sliding = sliding && (self.sliding || next.request != self.request);
        // The same state again draws nothing, unless a thumb has to go back to what is set.
        let strayed = slid.is_some_and(|(control, position)| next.position(control) != Some(position));
        if next == *self && !strayed { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests;
