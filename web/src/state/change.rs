//! What readers do to the inputs: typing, sliding, choosing, pressing, and taking it back.
//!
//! What is set and what is being typed are kept apart ([`State::base`] and the drafts), so that a text that is taken back,
//! or cannot be used, leaves exactly what was there before.

use std::rc::Rc;

use harm_view::sentence::risk_keys;
use harm_view::{field, track};
use harm_wire::edit::Control;
use harm_wire::{Key, Request, Value};

use super::{Draft, State, Trace, curve_to, results};

impl Trace {
    /// The entry of the history that the state is in.
    pub(super) fn entry(self) -> u32 {
        match self {
            Self::Kept => 0,
            Self::Entry(entry) => entry,
        }
    }
}

impl State {
    /// Begins to change inputs: with a control, whose changes are one until it is left, or at a stroke.
    fn begin(&mut self, gesture: Option<Control>) {
        if gesture.is_none() || gesture != self.gesture {
            self.gesture = gesture;
            self.entry = self.trace.entry() + 1;
            self.set_texts(false);
        }
    }

    /// The texts that fit are set from now on; the others wait, and with them those that are in question.
    fn set_texts(&mut self, questions: bool) {
        self.base = Rc::clone(&self.request);
        self.drafts.retain(|draft| draft.error.is_some() || questions && draft.note.is_some());
    }

    /// What was being changed is done.
    pub(super) fn commit(&mut self) {
        self.gesture = None;
        if self.focused.take().is_some() {
            self.settle();
        }
        self.set_texts(true);
    }

    /// Shows what is set and all texts that fit it. Each is tried again: it may have waited for another input.
    pub(super) fn settle(&mut self) {
        self.typing = false;
        let base = &*self.base;
        // As it is shown it stays as it is, even where no number says it; and while a field has the focus, no text in it
        // brings other fields in its place.
        let waits = |control: Control, text: &str| {
            text.trim() == field::exact(base, control)
                || self.focused == Some(control)
                    && base
                        .typed(control, text)
                        .is_ok_and(|(request, _)| risk_keys(&request.scenario) != risk_keys(&base.scenario))
        };
        let texts: Vec<_> = self
            .drafts
            .iter()
            .map(|draft| (draft.control, if waits(draft.control, &draft.text) { None } else { Some(&*draft.text) }))
            .collect();
        let (request, outcomes) = base.with_texts(&texts);
        for (draft, outcome) in self.drafts.iter_mut().zip(outcomes) {
            (draft.note, draft.error) = match outcome {
                Ok(note) => (note, None),
                Err(error) => (None, Some(error)),
            };
        }
        self.show(request);
    }

    fn show(&mut self, request: Request) {
        if request == *self.request || self.locked() {
            return;
        }
        // What one gesture changes is undone together.
        if self.trace != Trace::Entry(self.entry) {
            self.before = Rc::clone(&self.request);
        }
        self.trace = Trace::Entry(self.entry);
        (self.assessment, self.curve) = results(&request);
        // The other curve goes as far as this one.
        if let Some(pinned) = &mut self.pinned {
            pinned.curve = curve_to(&pinned.request, &self.assessment);
        }
        self.request = Rc::new(request);
    }

    /// Sets other inputs, in place of what was being typed in some fields.
    fn set(&mut self, base: Rc<Request>, dropped: &dyn Fn(Control) -> bool) {
        self.base = base;
        self.drafts.retain(|draft| !dropped(draft.control));
        self.settle();
    }

    pub(super) fn type_into(&mut self, control: Control, text: String) {
        self.begin(Some(control));
        self.typing = true;
        match self.drafts.iter_mut().find(|draft| draft.control == control) {
            Some(draft) => draft.text = text,
            None => self.drafts.push(Draft { control, text, error: None, note: None }),
        }
    }

    /// Nothing was typed into a field.
    pub(super) fn forget(&mut self, control: Control) {
        self.set(Rc::clone(&self.base), &|other| other == control);
    }

    /// Where the thumb of a control's slider belongs.
    pub(super) fn position(&self, control: Control) -> Option<u32> {
        match self.request.control(control) {
            Value::Number(value) => Some(track::of(control)?.position(value)),
            _ => None,
        }
    }

    pub(super) fn slide(&mut self, control: Control, position: u32) {
        self.begin(Some(control));
        let (Some(track), Some(from)) = (track::of(control), self.position(control)) else { return };
        let mut position = position.min(track.last());
        let mut base = Rc::clone(&self.base);
        // A bound stops short of the other one.
        loop {
            if let Ok(request) = base.with(control, Value::Number(track.value(position))) {
                base = Rc::new(request);
                break;
            }
            position = if position > from { position - 1 } else { position + 1 };
            if position == from || position > track.last() {
                break;
            }
        }
        self.set(base, &|other| other == control);
    }

    /// A drag of a slider has turned out to scroll the page.
    pub(super) fn scroll(&mut self, control: Control) {
        if self.gesture == Some(control) && self.trace == Trace::Entry(self.entry) {
            self.set(Rc::clone(&self.before), &|_| false);
        }
        self.gesture = None;
    }

    /// Sets what a query says, with a list or at a stroke.
    pub(super) fn patch(&mut self, gesture: Option<Control>, query: &str) {
        self.begin(gesture);
        let named: Vec<_> = query.split('&').filter_map(|pair| Control::from_name(pair.split('=').next()?)).collect();
        let scaled = named.iter().any(|&control| of_scale_up(control));
        let base = Rc::new(self.base.patched(query));
        self.set(base, &|control| named.contains(&control) || scaled && of_scale_up(control));
    }

    /// Sets other inputs at a stroke.
    pub(super) fn replace(&mut self, base: Rc<Request>, dropped: &dyn Fn(Control) -> bool) {
        self.begin(None);
        self.set(base, dropped);
    }
}

/// Whether a control sets the scale-up, in one of its forms.
pub(super) fn of_scale_up(control: Control) -> bool {
    matches!(control, Control::ScaleUp | Control::Field(Key::Step | Key::Steps | Key::From | Key::To))
}
