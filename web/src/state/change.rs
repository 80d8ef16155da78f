//! What readers do to the inputs: typing, sliding, choosing, pressing, and taking it back.
//!
//! What is set and what is being typed are kept apart ([`State::base`] and the drafts), so that a text that is taken back,
//! or cannot be used, leaves exactly what was there before.

use std::rc::Rc;

use harm_link::edit::Control;
use harm_link::{Key, Request, Value};
use harm_view::sentence::risk_keys;
use harm_view::{field, track};

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
    fn begun(self, gesture: Option<Control>) -> Self {
        if gesture.is_some() && gesture == self.gesture {
            return self;
        }
        let entry = self.trace.entry() + 1;
        Self { gesture, entry, ..self.committed_texts() }
    }

    /// The texts that fit are set from now on; the others wait.
    fn committed_texts(mut self) -> Self {
        self.base = Rc::clone(&self.request);
        self.drafts.retain(|draft| draft.error.is_some());
        self
    }

    /// What was being changed is done.
    pub(super) fn committed(self) -> Self {
        Self { gesture: None, focused: None, ..self }.settled().committed_texts()
    }

    /// The state with what is set and all texts that fit it. Each is tried again: it may have waited for another input.
    pub(super) fn settled(&self) -> Self {
        let mut next = Self { typing: false, ..self.clone() };
        // As it is shown it stays as it is, even where no number says it; and while a field has the focus, no text in it
        // brings others in its place.
        let waits = |draft: &Draft| {
            draft.text.trim() == field::exact(&self.base, draft.control)
                || self.focused == Some(draft.control)
                    && self
                        .base
                        .typed(draft.control, &draft.text)
                        .is_ok_and(|(request, _)| risk_keys(&request.scenario) != risk_keys(&self.base.scenario))
        };
        let tried: Vec<_> = next.drafts.iter().filter(|draft| !waits(draft)).collect();
        let texts: Vec<_> = tried.iter().map(|draft| (draft.control, &*draft.text)).collect();
        let (request, said) = self.base.with_texts(&texts);
        let controls: Vec<_> = texts.into_iter().map(|(control, _)| control).collect();
        for draft in &mut next.drafts {
            (draft.note, draft.error) = (None, None);
        }
        for (control, said) in controls.into_iter().zip(said) {
            if let Some(draft) = next.drafts.iter_mut().find(|draft| draft.control == control) {
                match said {
                    Ok(note) => draft.note = note,
                    Err(error) => draft.error = Some(error),
                }
            }
        }
        next.show(request);
        next
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

    /// The state with other inputs set.
    fn set(self, base: Request) -> Self {
        Self { base: Rc::new(base), ..self }.settled()
    }

    fn without_drafts(mut self, dropped: impl Fn(Control) -> bool) -> Self {
        self.drafts.retain(|draft| !dropped(draft.control));
        self
    }

    pub(super) fn typed(self, control: Control, text: String) -> Self {
        let mut next = Self { typing: true, ..self.begun(Some(control)) };
        match next.drafts.iter_mut().find(|draft| draft.control == control) {
            Some(draft) => draft.text = text,
            None => next.drafts.push(Draft { control, text, error: None, note: None }),
        }
        next
    }

    /// Nothing was typed into a field.
    pub(super) fn forgotten(self, control: Control) -> Self {
        self.without_drafts(|other| other == control).settled()
    }

    /// Where the thumb of a control's slider belongs.
    pub(super) fn position(&self, control: Control) -> Option<u32> {
        match self.request.control(control) {
            Value::Number(value) => Some(track::of(control)?.position(value)),
            _ => None,
        }
    }

    pub(super) fn slid(self, control: Control, position: u32) -> Self {
        let next = self.begun(Some(control)).without_drafts(|other| other == control);
        let (Some(track), Some(from)) = (track::of(control), next.position(control)) else { return next.settled() };
        let value = |at: u32| next.base.with(control, Value::Number(track.value(at))).ok();
        // A bound stops short of the other one.
        let position = position.min(track.last());
        let nearest = value(position).or_else(|| match position > from {
            true => (from + 1..position).rev().find_map(value),
            false => (position + 1..from).find_map(value),
        });
        match nearest {
            Some(request) => next.set(request),
            None => next.settled(),
        }
    }

    pub(super) fn scrolled(self, control: Control) -> Self {
        let moved = self.gesture == Some(control) && self.trace == Trace::Entry(self.entry);
        let base = if moved { Rc::clone(&self.before) } else { Rc::clone(&self.base) };
        Self { base, gesture: None, ..self }.settled()
    }

    pub(super) fn picked(self, control: Control, text: &str) -> Self {
        let next = self.begun(Some(control)).without_drafts(|other| other == control);
        let base = next.base.typed(control, text).map_or_else(|_| (*next.base).clone(), |(request, _)| request);
        next.set(base)
    }

    pub(super) fn undone(self) -> Self {
        let base = (*self.before).clone();
        self.begun(None).set(base)
    }

    /// The scale-up as a range of compute, or as steps.
    pub(super) fn with_range(self, range: bool) -> Self {
        let base = self.base.with_range(range);
        self.begun(None).without_drafts(of_scale_up).set(base)
    }

    /// The state with what a query sets in place of what was being typed there.
    pub(super) fn patched(self, query: &str) -> Self {
        let named: Vec<_> = query.split('&').filter_map(|pair| Control::from_name(pair.split('=').next()?)).collect();
        let scaled = named.iter().any(|&control| of_scale_up(control));
        let base = self.base.patched(query);
        self.begun(None).without_drafts(|control| named.contains(&control) || scaled && of_scale_up(control)).set(base)
    }
}

/// Whether a control sets the scale-up, in one of its forms.
fn of_scale_up(control: Control) -> bool {
    matches!(control, Control::ScaleUp | Control::Field(Key::Step | Key::Steps | Key::From | Key::To))
}
