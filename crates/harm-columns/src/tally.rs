//! What there is to say about the rows when all of them have been seen.

use harm_wire::inputs::Unused;

/// Rows, counted.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many there were.
    pub rows: u64,
    /// How many of them could not be assessed.
    pub bad: u64,
    /// What is wrong with the last of these.
    pub error: String,
    /// Values that counted for nothing, and in how many rows.
    unused: Vec<(Unused, u64)>,
    /// The first question about a row that may not say what was meant, and how many rows are asked about.
    question: Option<(String, u64)>,
}

impl Tally {
    /// Notes a row that could not be assessed.
    pub fn fail(&mut self, error: String) {
        self.bad += 1;
        self.error = error;
    }

    /// Notes that a value counted for nothing in so many rows.
    pub(crate) fn unused(&mut self, unused: Unused, rows: u64) {
        match self.unused.iter_mut().find(|(known, _)| *known == unused) {
            Some((_, count)) => *count += rows,
            None => self.unused.push((unused, rows)),
        }
    }

    /// Notes a question about so many rows.
    pub(crate) fn question(&mut self, question: &str, rows: u64) {
        self.question.get_or_insert_with(|| (String::from(question), 0)).1 += rows;
    }

    /// Adds the rows that followed.
    pub fn add(&mut self, more: &Self) {
        self.rows += more.rows;
        self.bad += more.bad;
        more.unused.iter().for_each(|&(unused, rows)| self.unused(unused, rows));
        if let Some((question, rows)) = &more.question {
            self.question(question, *rows);
        }
        if more.bad > 0 {
            self.error.clone_from(&more.error);
        }
    }

    fn noun(&self) -> &'static str {
        if self.rows == 1 { "row" } else { "rows" }
    }

    /// Remarks on values that counted for nothing, or may not be what was meant.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let (rows, noun) = (self.rows, self.noun());
        let unused =
            self.unused.iter().map(|(unused, count)| format!("{} ({count} of {rows} {noun})", unused.remark()));
        let question = self.question.iter().map(|(question, rows)| match rows {
            1 => question.clone(),
            _ => format!("{question} ({rows} rows are asked about)"),
        });
        unused.chain(question).collect()
    }

    /// How many rows could not be assessed, if any; the sentence names the column that says why.
    #[must_use]
    pub fn failed(&self, column: &str) -> Option<String> {
        let (rows, noun) = (self.rows, self.noun());
        (self.bad > 0)
            .then(|| format!("{} of {rows} {noun} could not be assessed; the column `{column}` says why", self.bad))
    }
}
