//! What somebody gave: a link or a file, and inputs over it.
//!
//! A file and inputs are somebody's present work, so what is wrong in them is an error. A link was made by somebody else at
//! another time, so what is wrong in it is left out with a warning, as on the page. The command and the Python package
//! both ask here.

use alloc::string::String;
use alloc::vec::Vec;

use harm_core::assess;

use crate::complaint::FieldError;
use crate::entry::Entries;
use crate::inputs::unused;
use crate::question::Question;
use crate::request::Request;
use crate::value::Values;
use crate::{permalink, query};

/// The values that were given, and what there is to say about them.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The values.
    pub values: Values,
    /// Those of them that were given over a link or a file.
    pub own: Values,
    /// Remarks, as whole sentences.
    pub warnings: Vec<String>,
    /// What a link said that belongs to the page.
    view: Vec<(String, String)>,
    /// What is wrong with the values that were given over a link or a file.
    errors: Vec<FieldError>,
}

impl Given {
    /// The values of a link, or of a named scenario, that can be used, with those that stand in for what cannot.
    #[must_use]
    pub fn from_link(link: &str) -> Self {
        let named = query::named(link);
        let parsed = query::parse(named.as_ref().map_or(link, |(_, query)| query));
        let mut values = Values::default();
        for (key, value) in parsed.request.values().iter() {
            if parsed.values.has(key) || key.default_value().is_none() {
                values.set(key, value.clone());
            }
        }
        let warnings = parsed.warnings.into_iter().map(|warning| warning.message).collect();
        Self { values, warnings, view: parsed.view, ..Self::default() }
    }

    /// The scenario that a link has pinned beside its own.
    #[must_use]
    pub fn pinned(&self) -> Option<Request> {
        query::pinned(&self.view)
    }

    /// The values of a file, which came with these remarks.
    #[must_use]
    pub fn from_file(values: Values, mut warnings: Vec<String>) -> Self {
        warnings.extend(unused(&values, None).iter().map(|unused| unused.remark() + "."));
        Self { values, warnings, ..Self::default() }
    }

    /// The values with others over them.
    #[must_use]
    pub fn with(mut self, entries: Entries) -> Self {
        let (own, errors, questions) = entries.finish();
        self.values.overlay(&own);
        self.own = own;
        self.errors = errors;
        self.warnings.extend(questions.into_iter().map(|question| question.message));
        self
    }

    /// All that is wrong, with what does not fit each other, but without what only follows: a damaged value is not
    /// missing as well.
    ///
    /// # Errors
    /// The sentences, if there are any.
    pub fn check(&self, misfits: Vec<FieldError>) -> Result<(), Vec<String>> {
        let follows = |misfit: &FieldError| self.errors.iter().any(|error| error.key == misfit.key);
        let misfits = misfits.iter().filter(|misfit| !follows(misfit));
        let problems: Vec<String> = self.errors.iter().chain(misfits).map(|error| error.message.clone()).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The request for these questions; without a list, for one that carries the inputs of all. It may add warnings. `people`
    /// says a number of people in words.
    ///
    /// # Errors
    /// All that is wrong, as sentences.
    pub fn request(
        &mut self,
        questions: Option<&[Question]>,
        people: impl Fn(f64) -> String,
    ) -> Result<Request, Vec<String>> {
        let request = match Request::from_values(&self.values) {
            Ok(request) => self.check(Vec::new()).map(|()| request)?,
            Err(misfits) => return Err(self.check(misfits).err().unwrap_or_default()),
        };
        // A value of the file's that another has made useless surprises nobody; one of their own that does nothing does.
        let useless = unused(&self.values, questions).into_iter().filter(|unused| self.own.has(unused.key));
        self.warnings.extend(useless.map(|unused| unused.remark() + "."));
        // Values over a link make another scenario than the one that the link showed.
        if self.own == Values::default() {
            self.warnings.extend(permalink::check(&self.view, assess(&request.scenario).expected_deaths, people));
        }
        Ok(request)
    }
}
