//! One row: from the texts of its inputs to the numbers of its results, or to what is wrong with it.

use std::borrow::Cow;

use harm_wire::inputs::unused;
use harm_wire::json::{Cell, Columns};
use harm_wire::{Entries, FieldError, Key, Request, Values};

use super::tally::Tally;

/// What all rows share.
pub(super) struct Model {
    /// The values of the flags, or of a file or link: what a row does not give.
    pub(super) base: Values,
    /// The results that are asked for.
    pub(super) columns: Columns,
    /// Their names in the output, and behind them that of the column that says why a row has none.
    pub(super) names: Vec<String>,
    /// Whether to stop at the first row that cannot be assessed.
    pub(super) strict: bool,
}

impl Model {
    /// Whether a result has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// Assesses a row of texts. Its results replace the cells; when it cannot be assessed the error says why.
    pub(super) fn assess<'a>(
        &self,
        inputs: impl Iterator<Item = (Key, Cow<'a, str>)>,
        cells: &mut Vec<Cell>,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let mut entries = Entries::default();
        inputs.for_each(|(key, text)| entries.take(key, &text));
        let (own, errors, questions) = entries.finish();
        let mut values = self.base.clone();
        values.overlay(&own);
        let misfits = match Request::from_values(&values) {
            Ok(request) if errors.is_empty() => {
                self.columns.fill(&request, cells);
                for unused in unused(&values, Some(self.columns.questions())) {
                    tally.unused(unused, 1);
                }
                if let Some(question) = questions.first() {
                    tally.question(&question.message, 1);
                }
                return Ok(());
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
