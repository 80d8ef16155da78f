//! Pairs of names and texts become values, whichever form they came in.
//!
//! What lives here: what links and attributes have in common: the first of two values counts, unknown names are
//! remarked on, damaged values are left out with a warning, and the version is checked. How pairs are cut out of a link
//! is in [`crate::query`], which attributes are HTML's own in [`crate::attributes`].

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::complaint::{FieldError, push_all, shortened};
use crate::entry::Entries;
use crate::field::Key;
use crate::inputs::unused;
use crate::number::trim;
use crate::request::Request;
use crate::value::Values;

/// The version of the wire that this crate writes.
pub const VERSION: u32 = 1;

/// More warnings than anyone reads are counted instead.
pub(crate) const MAX_WARNINGS: usize = 20;

/// What a reader should know about a link that was loaded all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The field that it is about, if it is about one.
    pub key: Option<Key>,
    /// Whole sentences.
    pub message: String,
}

/// What a link or a set of attributes says.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The request, with defaults for what was not given or cannot be used.
    pub request: Request,
    /// The values that were given and can be read.
    pub values: Values,
    /// What could not be used, and other remarks.
    pub warnings: Vec<Warning>,
    /// Pairs that are no inputs of the model but belong to the page: theme, open lens, pinned scenarios …
    pub view: Vec<(String, String)>,
}

/// Values while they come in.
pub(crate) struct Collector {
    entries: Entries,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) view: Vec<(String, String)>,
    /// Warnings beyond those that anyone reads.
    more: usize,
    seen: [bool; Key::COUNT],
    version_seen: bool,
}

impl Collector {
    pub(crate) fn new() -> Self {
        Self {
            entries: Entries::default(),
            warnings: Vec::new(),
            view: Vec::new(),
            more: 0,
            seen: [false; Key::COUNT],
            version_seen: false,
        }
    }

    /// Takes the text of an input. Of two, the first counts.
    pub(crate) fn take(&mut self, key: Key, text: &str) {
        let seen = &mut self.seen[key as usize];
        if *seen {
            self.warn(Some(key), &[key.name(), " is given twice; the first value is used."]);
            return;
        }
        *seen = true;
        self.entries.take(key, text);
    }

    /// Takes the version of the wire.
    pub(crate) fn version(&mut self, text: &str) {
        if self.version_seen {
            return;
        }
        self.version_seen = true;
        match trim(text).parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION => self.warn(
                None,
                &[
                    "This link was made by a newer version (",
                    &newer.to_string(),
                    "). What this version does not know is left out, and results may differ.",
                ],
            ),
            _ => self.warn(None, &["The version of this link is not known: \"", &shortened(text, 20), "\"."]),
        }
    }

    /// Remarks on a name that is none of the inputs.
    pub(crate) fn unknown(&mut self, name: &str) {
        // To look for what was meant takes longer than anything else here.
        if self.warnings.len() >= MAX_WARNINGS {
            self.more += 1;
            return;
        }
        let mut message = unknown_input(name);
        if !message.ends_with('?') {
            message.push('.');
        }
        self.warn(None, &[&message]);
    }

    fn warn(&mut self, key: Option<Key>, sentence: &[&str]) {
        if self.warnings.len() >= MAX_WARNINGS {
            self.more += 1;
            return;
        }
        let mut message = String::new();
        push_all(&mut message, sentence);
        self.warnings.push(Warning { key, message });
    }

    /// The request with its defaults, and what to say about what was left out.
    pub(crate) fn finish(mut self) -> Parsed {
        let (values, errors, questions) = core::mem::take(&mut self.entries).finish();
        let (request, misfits) = Request::from_values_lenient(&values);
        let used = request.values();
        let damaged = |key: Key| errors.iter().any(|error| error.key == key);
        let misfits: Vec<_> = misfits.into_iter().filter(|misfit| !damaged(misfit.key)).collect();
        // Nobody is asked about what a link writes itself: 1.0 for certainty, 1.125 for any number.
        let own = |question: &&FieldError| {
            values.get(question.key).is_some_and(|value| value.text(question.key) == question.given)
        };
        for question in questions.iter().filter(|question| !own(question)) {
            self.warn(Some(question.key), &[&question.message]);
        }
        for error in &errors {
            let instead = match used.get(error.key) {
                Some(value) => value.text(error.key) + " is used instead.",
                None => String::from("The default is used instead."),
            };
            let stop = if error.message.ends_with('?') { " " } else { ". " };
            self.warn(Some(error.key), &[&error.message, stop, &instead]);
        }
        for misfit in &misfits {
            self.warn(Some(misfit.key), &[&misfit.message, ". The default is used instead."]);
        }
        for unused in unused(&values, None) {
            self.warn(Some(unused.key), &[&unused.remark(), "."]);
        }
        if self.more > 0 {
            let mut message = String::from("There are ");
            push_all(&mut message, &[&self.more.to_string(), " more warnings."]);
            self.warnings.push(Warning { key: None, message });
        }
        Parsed { request, values, warnings: self.warnings, view: self.view }
    }
}

/// `"populaton" is not an input; did you mean population?`
pub fn unknown_input(name: &str) -> String {
    let mut message = String::from("\"");
    push_all(&mut message, &[&shortened(name, 40), "\" is not an input"]);
    if let Some(key) = Key::nearest(name) {
        push_all(&mut message, &["; did you mean ", key.name(), "?"]);
    }
    message
}
