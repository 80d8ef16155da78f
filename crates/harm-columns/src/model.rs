//! What all rows share, and what becomes of one row.

use std::borrow::Cow;

use harm_wire::inputs::unused;
use harm_wire::json::{Cell, Columns};
use harm_wire::permalink::Site;
use harm_wire::{Entries, FieldError, Key, Question, Request, Values};

use crate::tally::Tally;

/// What a cell says about an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Input<'a> {
    /// A number.
    Number(f64),
    /// A text, as people write numbers, ranges and words.
    Text(Cow<'a, str>),
}

/// The one result that is a text.
const LINK: &str = "link";

/// What all rows share.
pub struct Model {
    /// The values that a row does not give.
    pub(crate) base: Values,
    /// The results that are asked for.
    pub(crate) columns: Columns,
    /// Their names in the output, and behind them that of the column that says why a row has none.
    names: Vec<String>,
    /// Which of the results are texts.
    texts: Vec<bool>,
}

impl Model {
    /// A model with base values for all rows, the usual results, those of these lenses, and more results by name. The
    /// prefix goes before the names of results. The site makes a link an address.
    ///
    /// # Errors
    /// A sentence that names what is no result, and the results that there are.
    pub fn new(
        base: Values,
        lenses: &[Question],
        more: &[&str],
        site: Option<Site>,
        prefix: &str,
    ) -> Result<Self, String> {
        Ok(Self::of(base, Columns::new(lenses, more, site)?, prefix))
    }

    /// The model with columns that are known.
    #[must_use]
    pub fn of(base: Values, columns: Columns, prefix: &str) -> Self {
        let names = columns.names().iter().map(String::as_str).chain(["error"]);
        let names = names.map(|name| [prefix, name].concat()).collect();
        let texts = columns.names().iter().map(|name| name == LINK).collect();
        Self { base, columns, names, texts }
    }

    /// The names of the results in the output, prefix included.
    #[must_use]
    pub fn results(&self) -> &[String] {
        self.names.split_last().map_or(&[], |(_, results)| results)
    }

    /// Which of the results are texts; the others are numbers.
    #[must_use]
    pub fn texts(&self) -> &[bool] {
        &self.texts
    }

    /// The name of the column that says why a row has no result.
    #[must_use]
    pub fn error(&self) -> &str {
        self.names.last().map_or("error", String::as_str)
    }

    /// Whether a column of the output has this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The position of a result among the results, by its name in the output.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.results().iter().position(|known| known == name)
    }

    /// Assesses a row. Its results replace the cells.
    ///
    /// # Errors
    /// The sentences that say why the row cannot be assessed.
    pub fn row<'a>(
        &self,
        inputs: impl Iterator<Item = (Key, Input<'a>)>,
        cells: &mut Vec<Cell>,
        tally: &mut Tally,
    ) -> Result<(), String> {
        let mut entries = Entries::default();
        for (key, input) in inputs {
            match input {
                Input::Number(number) => entries.take_number(key, number),
                Input::Text(text) => entries.take(key, &text),
            }
        }
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
