//! Results as the columns of a table: every number of the JSON document under a name of its own.
//!
//! The names are the paths of the outputs ([`crate::question`]), so that a new output is a column at once.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::ser::{Serialize, Serializer};

use crate::nearest::nearest;
use crate::permalink::{self, Site};
use crate::query;
use crate::question::{ASSESSMENT, Answers, Output, Question, Read, Reading};
use crate::request::Request;

/// The columns that every table has.
const USUAL: [&str; 10] = [
    "orders_of_magnitude",
    "reference_steps",
    "mean_risk_per_reference_step",
    "total_risk",
    "risk_p05",
    "risk_p50",
    "risk_p95",
    "risk_if_mean_were_certain",
    "expected_deaths",
    "micromorts",
];

/// The column of the link to a row's page.
const LINK: &str = "link";

/// Parts of a path that a name leaves out, because the others say enough.
const LEFT_OUT: [&str; 5] = ["assessment", "pace", "interval", "pooled", "elasticity"];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// There is no answer.
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl From<Option<Reading>> for Cell {
    fn from(reading: Option<Reading>) -> Self {
        match reading {
            Some(Reading::Number(number)) => Self::Number(number),
            Some(Reading::Name(name)) => Self::Text(String::from(name)),
            None => Self::Empty,
        }
    }
}

/// A column: an output of the answers, or of an item of one of their lists.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The question that it answers; `None` for the assessment.
    pub question: Option<Question>,
    /// The output.
    pub output: &'static Output,
    item: Option<Item>,
}

/// An item of a list: the output that names it, and its name.
#[derive(Debug, Clone, Copy)]
struct Item {
    first: &'static Output,
    name: Reading,
}

impl Column {
    /// Every column that there is, in the order of the document.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut columns = Vec::new();
        let questions = Question::ALL.into_iter().map(|question| (Some(question), question.output()));
        for (question, output) in core::iter::once((None, &ASSESSMENT)).chain(questions) {
            list(&mut columns, question, output, &mut Vec::new(), None);
        }
        columns
    }

    /// Its figure in the answers of a request; `None` when there is none, or its question was not asked.
    #[must_use]
    pub fn read(&self, answers: &Answers) -> Option<Reading> {
        let Some(Item { first, name }) = self.item else { return self.output.read(answers, 0) };
        let mut items = (0..).map_while(|at| first.read(answers, at));
        self.output.read(answers, items.position(|reading| reading == name)?)
    }

    /// Whether it belongs to its question's own columns: an item of a list does not, unless it stands for the item.
    fn is_usual(&self) -> bool {
        self.item.is_none() || LEFT_OUT.contains(&self.output.key)
    }
}

/// Adds the columns of an output and of those within it.
fn list(
    columns: &mut Vec<Column>,
    question: Option<Question>,
    output: &'static Output,
    path: &mut Vec<String>,
    item: Option<Item>,
) {
    path.push(output.key.to_string());
    match output.read {
        Read::Parts(parts, _) => parts.iter().for_each(|part| list(columns, question, part, path, item)),
        Read::List(items, names) => {
            let Some((first, others)) = items.split_first() else { return };
            for name in names() {
                // As JSON has it: 0.00001 and not 1e-5.
                path.push(serde_json::to_string(&name).unwrap_or_default().replace('"', ""));
                others.iter().for_each(|other| list(columns, question, other, path, Some(Item { first, name })));
                path.pop();
            }
        }
        Read::Always(_) | Read::Maybe(_) | Read::Name(_) => {
            columns.push(Column { name: name_of(path), question, output, item });
        }
    }
    path.pop();
}

/// The columns of a table of results.
pub struct Columns {
    names: Vec<String>,
    /// Each with its cell.
    columns: Vec<(usize, Column)>,
    questions: Vec<Question>,
    link: Option<usize>,
    site: Option<Site>,
}

impl Columns {
    /// The usual columns, those of the questions, and more by name. A name that is there already is not repeated.
    ///
    /// A column's name is its path in the JSON document, joined by `_`: `pause_deaths_deferred`. The parts `assessment`,
    /// `pace`, `interval`, `pooled` and `elasticity` are left out: `years`, `risk_p05`. An item of a list is named by its
    /// first member: `sensitivity_risk_halved`. The risk of the whole scale-up is `total_risk`, because `risk` is an
    /// input. `link` opens the page on the row: an address when the site is known, otherwise its query.
    ///
    /// ```
    /// use harm_wire::json::{Cell, Columns};
    ///
    /// let columns = Columns::new(&[], &["years"], None).expect("a result");
    /// let mut cells = Vec::new();
    /// columns.fill(&harm_wire::Request::default(), &mut cells);
    /// let at = columns.names().iter().position(|name| name == "expected_deaths").unwrap();
    /// assert_eq!(cells[at], Cell::Number(8e7));
    /// ```
    ///
    /// # Errors
    /// A sentence that names what is no column, and the columns that there are.
    pub fn new(questions: &[Question], more: &[&str], site: Option<Site>) -> Result<Self, String> {
        let all = Column::all();
        let of_question = |question: &Question| {
            let question = *question;
            let own = all.iter().filter(move |column| column.question == Some(question) && column.is_usual());
            own.map(|column| column.name.as_str())
        };
        let mut names: Vec<String> = Vec::new();
        for name in USUAL.into_iter().chain(questions.iter().flat_map(of_question)).chain(more.iter().copied()) {
            if name != LINK && !all.iter().any(|column| column.name == name) {
                return Err(unknown(name, &all));
            }
            if !names.iter().any(|earlier| earlier == name) {
                names.push(String::from(name));
            }
        }
        let slot = |name: &str| names.iter().position(|known| known == name);
        let link = slot(LINK);
        let columns: Vec<_> = all.into_iter().filter_map(|column| Some((slot(&column.name)?, column))).collect();
        let asked = |question: &Question| columns.iter().any(|(_, column)| column.question == Some(*question));
        let questions = Question::ALL.into_iter().filter(asked).collect();
        Ok(Self { names, columns, questions, link, site })
    }

    /// Their names, in the order of the cells.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The questions whose answers are among them.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Replaces the cells by the results of a request.
    pub fn fill(&self, request: &Request, cells: &mut Vec<Cell>) {
        cells.clear();
        cells.resize(self.names.len(), Cell::Empty);
        let answers = Answers::new(request, &self.questions);
        for (at, column) in &self.columns {
            cells[*at] = column.read(&answers).into();
        }
        if let Some(at) = self.link {
            cells[at] = Cell::Text(match &self.site {
                Some(site) => permalink::write(site, request, answers.assessment.expected_deaths),
                None => query::write(request),
            });
        }
    }
}

fn unknown(name: &str, all: &[Column]) -> String {
    let names = || all.iter().map(|column| column.name.as_str()).chain([LINK]);
    let meant = nearest(name, names()).map_or_else(String::new, |name| format!("; did you mean {name}?"));
    let all: Vec<&str> = names().collect();
    format!("\"{name}\" is not a result{meant}\nThe results are: {}", all.join(", "))
}

/// The name of a path.
fn name_of(path: &[String]) -> String {
    if path == ["assessment", "risk"] {
        return String::from("total_risk");
    }
    let parts = path.iter().map(String::as_str).filter(|part| !LEFT_OUT.contains(part));
    let parts: Vec<&str> = parts.map(|part| part.strip_suffix("_interval").unwrap_or(part)).collect();
    let word = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c.to_ascii_lowercase() } else { '_' };
    parts.join("_").chars().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Key;
    use crate::json::write;
    use crate::strategies::request;
    use proptest::prelude::*;

    fn all() -> Columns {
        let all = Column::all();
        let names: Vec<&str> = all.iter().map(|column| column.name.as_str()).collect();
        Columns::new(&[], &names, None).unwrap()
    }

    #[test]
    fn a_column_has_the_name_of_its_place_and_no_other_has_it() {
        let columns = all();
        for name in [
            "years",
            "deaths_per_year",
            "deaths_p05",
            "one_in",
            "belief_mean",
            "belief_geometric_mean_of_odds",
            "belief_at_least_0.01_probability",
            "belief_exceedance_0.05_expected_deaths",
            "evaluations_miss_probability",
            "scale_limit_generations",
            "perspective_tolls_the_second_world_war_low",
            "sensitivity_risk",
            "sensitivity_risk_halved",
        ] {
            assert!(columns.names().iter().any(|known| known == name), "{name} is not in {:?}", columns.names());
        }
        let mut names: Vec<String> = Column::all().into_iter().map(|column| column.name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| Key::from_name(name).is_none() && name != LINK), "{names:?}");
    }

    #[test]
    fn the_usual_columns_come_first_and_those_of_lenses_after_them() {
        let columns =
            Columns::new(&[Question::Restraint], &["years", "expected_deaths", "pause_deaths_deferred"], None);
        let columns = columns.unwrap();
        let more = [
            "restraint_risk",
            "restraint_expected_deaths",
            "restraint_deaths_averted",
            "years",
            "pause_deaths_deferred",
        ];
        assert_eq!(columns.names()[..10], USUAL);
        assert_eq!(columns.names()[10..], more);
        assert_eq!(columns.questions(), [Question::Pause, Question::Restraint]);
        assert!(
            !Columns::new(&[Question::Belief], &[], None).unwrap().names().iter().any(|name| name.contains("at_least"))
        );
    }

    #[test]
    fn what_is_no_result_is_named_with_the_nearest() {
        let error = Columns::new(&[], &["yearrs"], None).err().unwrap();
        assert!(
            error.starts_with("\"yearrs\" is not a result; did you mean years?\nThe results are: orders_of_"),
            "{error}"
        );
    }

    #[test]
    fn a_link_is_an_address_where_the_site_is_known() {
        let request = query::parse("risk=0.02").request;
        let cell = |site| {
            let columns = Columns::new(&[], &[LINK], site).unwrap();
            let mut cells = Vec::new();
            columns.fill(&request, &mut cells);
            cells.pop().unwrap()
        };
        assert_eq!(cell(None), Cell::Text(String::from("v=1&risk=0.02")));
        let site = Site::new("https://example.org/").unwrap();
        assert_eq!(cell(Some(site)), Cell::Text(String::from("https://example.org/?v=1&risk=0.02&shows=1.6e8")));
    }

    /// Every number of a document, by the name of its path.
    fn numbers(value: &serde_json::Value, path: &mut Vec<String>, found: &mut Vec<(String, f64)>) {
        let mut enter = |name: &str, value: &serde_json::Value| {
            path.push(String::from(name));
            numbers(value, path, found);
            path.pop();
        };
        match value {
            serde_json::Value::Object(members) => {
                let result = |name: &str| !["version", "scenario", "warnings", "software", "curve"].contains(&name);
                members.iter().filter(|(name, _)| result(name)).for_each(|(name, value)| enter(name, value));
            }
            serde_json::Value::Array(items) => {
                for item in items {
                    // The map is sorted, so that the first member has to be looked for.
                    let named = ["input", "name"].into_iter().find_map(|first| item.get(first));
                    let point = if item.get("expected_deaths").is_some() { "probability" } else { "risk" };
                    let first = named.or_else(|| item.get(point)).unwrap().to_string();
                    let mut item = item.clone();
                    let own = ["input", "name", if named.is_some() { "input" } else { point }];
                    own.iter().for_each(|own| drop(item.as_object_mut().unwrap().remove(*own)));
                    enter(first.trim_matches('"'), &item);
                }
            }
            serde_json::Value::Number(number) => found.push((name_of(path), number.as_f64().unwrap())),
            _ => {}
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_number_of_every_document_is_a_column(request in request()) {
            let columns = all();
            let mut cells = Vec::new();
            columns.fill(&request, &mut cells);
            let mut found = Vec::new();
            let document = serde_json::from_str(&write(&request, &Question::ALL, &[])).unwrap();
            numbers(&document, &mut Vec::new(), &mut found);
            prop_assert!(found.len() > 50);
            let mut elsewhere = 0;
            for (name, number) in &found {
                let at = columns.names().iter().position(|known| known == name);
                // Where single risks carry a part of the belief, the curve has chances of its own.
                if at.is_none() && name.starts_with("belief_exceedance_") {
                    elsewhere += 1;
                    continue;
                }
                prop_assert!(at.is_some(), "{name} is no column");
                let Cell::Number(cell) = cells[at.unwrap()] else { panic!("{name} is empty") };
                // Reading the document back may miss the last digit.
                prop_assert!((cell - number).abs() <= 1e-14 * number.abs(), "{name}: {cell} and {number}");
            }
            let filled = cells.iter().filter(|cell| matches!(cell, Cell::Number(_))).count();
            prop_assert_eq!(filled, found.len() - elsewhere);
        }
    }
}
