//! One row: from the texts of its inputs to the numbers of its results, or to what is wrong with it.

use std::borrow::Cow;

use harm_link::{Entries, FieldError, Key, Request, Values};

use super::results::Columns;

/// What all rows share.
pub(super) struct Model {
    /// The values of the flags, or of a file or link: what a row does not give.
    pub(super) base: Values,
    /// The results that are asked for.
    pub(super) columns: Columns,
}

impl Model {
    /// Assesses a row of texts. Its results are added to `results`, and what may not be what was meant comes back as a
    /// question; when it cannot be assessed the error says why.
    pub(super) fn assess<'a>(
        &self,
        inputs: impl Iterator<Item = (Key, Cow<'a, str>)>,
        results: &mut Vec<Option<f64>>,
    ) -> Result<Option<String>, String> {
        let mut entries = Entries::default();
        inputs.for_each(|(key, text)| entries.take(key, &text));
        let (own, errors, questions) = entries.finish();
        let mut values = self.base.clone();
        values.overlay(&own);
        let misfits = match Request::from_values(&values) {
            Ok(request) if errors.is_empty() => {
                self.columns.fill(&request, results);
                return Ok(questions.into_iter().next().map(|question| question.message));
            }
            Ok(_) => Vec::new(),
            Err(misfits) => misfits,
        };
        let follows = |misfit: &FieldError| errors.iter().any(|error| error.key == misfit.key);
        let sentences: Vec<&str> = errors
            .iter()
            .chain(misfits.iter().filter(|misfit| !follows(misfit)))
            .map(|error| error.message.as_str())
            .collect();
        Err(sentences.join(". "))
    }
}
