//! Whole columns of rows at once.

use std::borrow::Cow;
use std::ops::Range;

use harm_core::scenario::{Per, ScaleUp, Scenario};
use harm_core::{Belief, OutOfRange};
use harm_wire::inputs::unused;
use harm_wire::json::Cell;
use harm_wire::{Key, Request};
use rayon::prelude::*;

use crate::model::{Input, Model};
use crate::tally::Tally;

/// How many rows a thread takes at once: enough to make the threads worth it, few enough to share the work evenly.
const CHUNK: usize = 16 * 1024;

/// The cells of a column of a table. A cell that is not valid is empty, so its row has the base value.
#[derive(Debug, Clone, Copy)]
pub enum Cells<'a> {
    /// Numbers.
    Numbers {
        /// One for each row.
        values: &'a [f64],
        /// Which of them are valid; all when this is left out.
        valid: Option<&'a [bool]>,
    },
    /// Texts.
    Texts(&'a [Option<Cow<'a, str>>]),
    /// Cells of no interest here, except for which of them are valid. All are when this is left out.
    Any(Option<&'a [bool]>),
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The input that it is. A column that is none still shows which rows are not empty.
    pub key: Option<Key>,
    /// Its cells, one for each row.
    pub cells: Cells<'a>,
}

impl<'a> Column<'a> {
    fn slice(self, rows: Range<usize>) -> Self {
        let part = |valid: Option<&'a [bool]>| valid.map(|valid| &valid[rows.clone()]);
        let cells = match self.cells {
            Cells::Numbers { values, valid } => Cells::Numbers { values: &values[rows.clone()], valid: part(valid) },
            Cells::Texts(texts) => Cells::Texts(&texts[rows.clone()]),
            Cells::Any(valid) => Cells::Any(part(valid)),
        };
        Self { cells, ..self }
    }

    /// Whether the cell of a row has something in it.
    fn is_given(&self, row: usize) -> bool {
        match self.cells {
            Cells::Numbers { valid, .. } | Cells::Any(valid) => valid.is_none_or(|valid| valid[row]),
            Cells::Texts(texts) => texts[row].as_ref().is_some_and(|text| !text.trim_ascii().is_empty()),
        }
    }

    fn input(&self, row: usize) -> Option<(Key, Input<'a>)> {
        let key = self.key.filter(|_| self.is_given(row))?;
        match self.cells {
            Cells::Numbers { values, .. } => Some((key, Input::Number(values[row]))),
            Cells::Texts(texts) => texts[row].as_deref().map(|text| (key, Input::Text(Cow::Borrowed(text)))),
            Cells::Any(_) => None,
        }
    }
}

/// A column of results.
#[derive(Debug, Clone, PartialEq)]
pub enum ResultColumn {
    /// Numbers.
    Numbers {
        /// One for each row; 0 where there is none.
        values: Vec<f64>,
        /// Which of them are results.
        valid: Vec<bool>,
    },
    /// Texts.
    Texts(Vec<Option<String>>),
}

impl ResultColumn {
    /// The number of a row, if it has one.
    #[must_use]
    pub fn number(&self, row: usize) -> Option<f64> {
        match self {
            Self::Numbers { values, valid } => valid.get(row)?.then(|| values[row]),
            Self::Texts(_) => None,
        }
    }

    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Numbers { values, valid }, Cell::Number(number)) => {
                values.push(number);
                valid.push(true);
            }
            (Self::Numbers { values, valid }, _) => {
                values.push(0.0);
                valid.push(false);
            }
            (Self::Texts(texts), Cell::Text(text)) => texts.push(Some(text)),
            (Self::Texts(texts), _) => texts.push(None),
        }
    }
}

/// The results of some rows.
#[derive(Debug, Clone)]
pub struct Results {
    /// A column for each result of the model, in its order.
    pub columns: Vec<ResultColumn>,
    /// The rows that have no result, and why.
    pub errors: Vec<(usize, String)>,
    /// What there is to say about the rows.
    pub tally: Tally,
}

impl Model {
    /// Assesses so many rows, of which the columns have one cell each.
    #[must_use]
    pub fn assess(&self, rows: usize, columns: &[Column<'_>]) -> Results {
        let empty = |text: &bool| match text {
            true => ResultColumn::Texts(Vec::with_capacity(rows)),
            false => ResultColumn::Numbers { values: Vec::with_capacity(rows), valid: Vec::with_capacity(rows) },
        };
        let mut results =
            Results { columns: self.texts().iter().map(empty).collect(), errors: Vec::new(), tally: Tally::default() };
        results.tally.rows = u64::try_from(rows).unwrap_or(u64::MAX);
        let mut direct = Direct::new(self, columns);
        let mut cells = Vec::with_capacity(results.columns.len());
        for row in 0..rows {
            cells.clear();
            let outcome = if let Some(request) = direct.as_mut().and_then(|direct| direct.request(row)) {
                self.columns.fill(request, &mut cells);
                Ok(())
            } else if columns.iter().any(|column| column.is_given(row)) {
                self.row(columns.iter().filter_map(|column| column.input(row)), &mut cells, &mut results.tally)
            } else {
                Err(String::from("every cell of this row is empty"))
            };
            if let Err(error) = outcome {
                results.tally.fail(error.clone());
                results.errors.push((row, error));
            }
            cells.resize(results.columns.len(), Cell::Empty);
            results.columns.iter_mut().zip(cells.drain(..)).for_each(|(column, cell)| column.push(cell));
        }
        results
    }

    /// Assesses so many rows in chunks of some thousand, each with its range of rows, on all threads of the current
    /// [`rayon`] pool.
    #[must_use]
    pub fn assess_parallel(&self, rows: usize, columns: &[Column<'_>]) -> Vec<(Range<usize>, Results)> {
        let chunks: Vec<Range<usize>> = (0..rows).step_by(CHUNK).map(|start| start..rows.min(start + CHUNK)).collect();
        let assess = |range: Range<usize>| {
            let columns: Vec<Column<'_>> = columns.iter().map(|column| column.slice(range.clone())).collect();
            let results = self.assess(range.len(), &columns);
            (range, results)
        };
        chunks.into_par_iter().map(assess).collect()
    }
}

/// The way for columns of numbers that go straight into the scenario: nothing is read, and nothing is put together.
struct Direct<'a> {
    request: Request,
    columns: Vec<Numbers<'a>>,
    /// Whether a column of no interest is never empty, so that a row without inputs is a scenario.
    never_empty: bool,
}

/// A column of such numbers, and the one that stands in for an empty cell.
struct Numbers<'a> {
    set: Set,
    values: &'a [f64],
    valid: Option<&'a [bool]>,
    base: Option<f64>,
}

/// Puts a number into its place in a scenario, if it is in its range.
type Set = fn(&mut Scenario, f64) -> Result<(), OutOfRange>;

/// How to put the number of an input into a scenario like this one; `None` when it has no place for it.
fn setter(scenario: &Scenario, key: Key) -> Option<Set> {
    let set: Set = match (key, &scenario.belief, &scenario.per, &scenario.scale_up) {
        (Key::Risk, Belief::Point(_), ..) => |scenario, number| {
            scenario.belief = Belief::Point(number.try_into()?);
            Ok(())
        },
        (Key::Per, _, Per::Factor(_), _) => |scenario, number| {
            scenario.per = Per::Factor(number.try_into()?);
            Ok(())
        },
        (Key::Step, .., ScaleUp::Steps { .. }) => |scenario, number| {
            if let ScaleUp::Steps { step, .. } = &mut scenario.scale_up {
                *step = number.try_into()?;
            }
            Ok(())
        },
        (Key::Steps, .., ScaleUp::Steps { .. }) => |scenario, number| {
            if let ScaleUp::Steps { steps, .. } = &mut scenario.scale_up {
                *steps = number.try_into()?;
            }
            Ok(())
        },
        (Key::Trend, ..) => |scenario, number| {
            scenario.trend = number.try_into()?;
            Ok(())
        },
        (Key::Population, ..) => |scenario, number| {
            scenario.population = number.try_into()?;
            Ok(())
        },
        (Key::Fatality, ..) => |scenario, number| {
            scenario.fatality = number.try_into()?;
            Ok(())
        },
        (Key::Growth, ..) => |scenario, number| {
            scenario.growth = number.try_into()?;
            Ok(())
        },
        _ => return None,
    };
    Some(set)
}

impl<'a> Direct<'a> {
    /// `None` when a column has texts, or a value has no place in the scenario that all rows share.
    fn new(model: &Model, columns: &[Column<'a>]) -> Option<Self> {
        let request = Request::from_values(&model.base).ok()?;
        let base = request.values();
        let mut direct = Vec::new();
        for column in columns {
            let (Some(key), Cells::Numbers { values, valid }) = (column.key, column.cells) else {
                if column.key.is_some() {
                    return None;
                }
                continue;
            };
            direct.push(Numbers { set: setter(&request.scenario, key)?, values, valid, base: base.number(key) });
        }
        if !unused(&model.base, Some(model.columns.questions())).is_empty() {
            return None;
        }
        let never_empty = columns.iter().any(|column| matches!(column.cells, Cells::Any(None)));
        Some(Self { request, columns: direct, never_empty })
    }

    /// The request of a row; `None` when a value is out of its range, or there is none.
    fn request(&mut self, row: usize) -> Option<&Request> {
        let mut given = self.never_empty;
        for Numbers { set, values, valid, base } in &self.columns {
            let own = valid.is_none_or(|valid| valid[row]);
            given |= own;
            set(&mut self.request.scenario, if own { values[row] } else { (*base)? }).ok()?;
        }
        given.then_some(&self.request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_wire::strategies::request;
    use harm_wire::{Question, Values};
    use proptest::prelude::*;

    fn model(base: Values) -> Model {
        Model::new(base, &[Question::Pause, Question::Acceptable], &["years", "link"], None, "").unwrap()
    }

    /// What the row of these texts gives, by the way of the command.
    fn by_text(model: &Model, texts: &[(Key, String)]) -> (Vec<Cell>, Option<String>) {
        let mut cells = Vec::new();
        let inputs = texts.iter().map(|(key, text)| (*key, Input::Text(Cow::Borrowed(text.as_str()))));
        let error = model.row(inputs, &mut cells, &mut Tally::default()).err();
        if error.is_some() {
            cells.clear();
        }
        cells.resize(model.results().len(), Cell::Empty);
        (cells, error)
    }

    fn row(results: &Results, row: usize) -> (Vec<Cell>, Option<String>) {
        let cell = |column: &ResultColumn| match column {
            ResultColumn::Numbers { .. } => column.number(row).map_or(Cell::Empty, Cell::Number),
            ResultColumn::Texts(texts) => texts[row].clone().map_or(Cell::Empty, Cell::Text),
        };
        let error = results.errors.iter().find(|(bad, _)| *bad == row).map(|(_, error)| error.clone());
        (results.columns.iter().map(cell).collect(), error)
    }

    /// The inputs whose numbers go straight into a scenario.
    const DIRECT: [Key; 8] =
        [Key::Risk, Key::Per, Key::Step, Key::Steps, Key::Population, Key::Fatality, Key::Trend, Key::Growth];

    #[test]
    fn most_inputs_of_a_known_risk_are_put_straight_into_the_scenario() {
        for key in Key::ALL {
            assert_eq!(setter(&Scenario::default(), key).is_some(), DIRECT.contains(&key), "{}", key.name());
        }
    }

    #[test]
    fn a_row_of_empty_cells_has_an_error_and_one_with_another_cell_is_the_scenario_that_all_share() {
        let model = model(Values::default());
        let risk = Column {
            key: Some(Key::Risk),
            cells: Cells::Numbers { values: &[0.5; 3], valid: Some(&[true, false, false]) },
        };
        let other = Column { key: None, cells: Cells::Any(Some(&[false, false, true])) };
        let results = model.assess(3, &[risk, other]);
        assert_eq!(results.errors, [(1, String::from("every cell of this row is empty"))]);
        assert_eq!((results.tally.rows, results.tally.bad), (3, 1));
        let deaths = &results.columns[model.position("expected_deaths").unwrap()];
        assert_eq!([deaths.number(0), deaths.number(1), deaths.number(2)], [Some(4e9), None, Some(8e7)]);
    }

    #[test]
    fn a_value_that_counts_for_nothing_is_counted() {
        let risks = Column { key: Some(Key::Risk), cells: Cells::Numbers { values: &[0.5; 3], valid: None } };
        let low = Column {
            key: Some(Key::Low),
            cells: Cells::Numbers { values: &[0.1; 3], valid: Some(&[true, false, true]) },
        };
        let results = model(Values::default()).assess(3, &[risks, low]);
        assert_eq!(results.tally.remarks(), ["low is not used when belief is point (2 of 3 rows)"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        /// Whatever the numbers, the base and the empty cells are: the same bits, the same words.
        #[test]
        fn numbers_give_what_their_texts_give(
            base in request(),
            keys in proptest::sample::subsequence(Key::ALL.to_vec(), 1..6),
            direct in proptest::sample::subsequence(DIRECT.to_vec(), 1..5),
            numbers in proptest::collection::vec(prop_oneof![
                4 => 0.0..1.0_f64, 4 => 1.0..20.0_f64, 1 => 1e9..1e13_f64, 1 => -1.0..0.0_f64,
                1 => Just(0.0), 1 => Just(-0.0), 2 => Just(0.5), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(1e-310),
            ], 60),
            holes in proptest::collection::vec(any::<bool>(), 60),
            default in any::<bool>(),
        ) {
            let model = model(if default { Values::default() } else { base.values() });
            for keys in [keys, direct] {
                let rows = numbers.len() / keys.len();
                let part = |i: usize| i * rows..(i + 1) * rows;
                let columns: Vec<Column<'_>> = keys.iter().enumerate().map(|(i, &key)| Column {
                    key: Some(key),
                    cells: Cells::Numbers { values: &numbers[part(i)], valid: Some(&holes[part(i)]) },
                }).collect();
                let results = model.assess(rows, &columns);
                for at in 0..rows {
                    let given = (0..keys.len()).map(|i| (keys[i], i * rows + at)).filter(|(_, at)| holes[*at]);
                    let texts: Vec<_> =
                        given.map(|(key, at)| (key, harm_wire::number::canonical(numbers[at]))).collect();
                    let expected = match texts.is_empty() {
                        true => (vec![Cell::Empty; model.results().len()], Some("every cell of this row is empty".into())),
                        false => by_text(&model, &texts),
                    };
                    prop_assert_eq!(row(&results, at), expected, "{:?}", texts);
                }
                let pieces = model.assess_parallel(rows, &columns);
                prop_assert_eq!(pieces.iter().map(|(range, _)| range.len()).sum::<usize>(), rows);
            }
        }

        #[test]
        fn texts_in_columns_give_what_a_row_of_them_gives(requests in proptest::collection::vec(request(), 1..6)) {
            let model = model(Values::default());
            let values: Vec<Values> = requests.iter().map(Request::values).collect();
            let texts = Key::ALL.map(|key| {
                values.iter().map(|values| values.get(key).map(|value| Cow::Owned(value.text(key)))).collect::<Vec<_>>()
            });
            let columns: Vec<Column<'_>> =
                Key::ALL.into_iter().zip(&texts).map(|(key, texts)| Column { key: Some(key), cells: Cells::Texts(texts) }).collect();
            let results = model.assess(requests.len(), &columns);
            for (at, values) in values.iter().enumerate() {
                let texts: Vec<_> = values.iter().map(|(key, value)| (key, value.text(key))).collect();
                prop_assert_eq!(row(&results, at), by_text(&model, &texts));
            }
            prop_assert_eq!(results.errors, []);
        }
    }
}
