//! A stream of record batches in, the same with results out: batch by batch, so that memory does not grow with them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use arrow_array::{
    ArrayRef, Float64Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray, StructArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use harm_columns::{Column, Model, ResultColumn, Results, Tally, inputs_of, passed_through};
use harm_wire::Key;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::arrow::{self, Owned};
use crate::given::{given, lenses_named, site_of, warn};

/// Rows that each thread gets at least before they all begin, if the source has as many.
const ROWS_AT_ONCE: usize = 64 * 1024;

/// A table of scenarios with their results, as a stream that can be read once.
#[pyclass(module = "expected_harm", frozen)]
pub(crate) struct Stream {
    reader: Mutex<Option<Box<dyn RecordBatchReader + Send>>>,
    /// The names of the columns that were added.
    #[pyo3(get)]
    results: Vec<String>,
}

impl Stream {
    fn reader<T>(&self, take: impl FnOnce(&mut Option<Box<dyn RecordBatchReader + Send>>) -> Option<T>) -> PyResult<T> {
        let mut reader = self.reader.lock().map_err(|_| PyValueError::new_err("this stream has failed"))?;
        take(&mut reader).ok_or_else(|| PyValueError::new_err("this stream has been read; ask for another"))
    }
}

#[pymethods]
impl Stream {
    /// Arrow's stream, which can be taken once.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let reader = self.reader(Option::take)?;
        let schema = reader.schema();
        let field = Field::new_struct("", schema.fields.clone(), false).with_metadata(schema.metadata.clone());
        let batches = reader.map(|batch| batch.map(|batch| Arc::new(StructArray::from(batch)) as ArrayRef));
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(batches, Arc::new(field))), requested_schema)?)
    }

    /// The names and types of the columns.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = self.reader(|reader| reader.as_ref().map(|reader| reader.schema()))?;
        Ok(to_schema_pycapsule(py, schema.as_ref())?)
    }
}

/// Assesses the rows of a table. `lazy` leaves the work to whoever reads the stream.
#[pyfunction]
#[allow(clippy::too_many_arguments, reason = "the package's function gives them all, by name")]
pub(crate) fn batch(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    link: Option<&str>,
    inputs: &Bound<'_, PyDict>,
    lenses: Vec<String>,
    columns: Vec<String>,
    site: Option<&str>,
    prefix: &str,
    threads: Option<usize>,
    lazy: bool,
) -> PyResult<Stream> {
    let refused = |sentence: String| PyValueError::new_err(sentence);
    let given = given(link, inputs)?;
    given.check(Vec::new()).map_err(|problems| refused(problems.join("\n")))?;
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let model = Model::new(given.values, &lenses_named(&lenses)?, &columns, site_of(site)?, prefix).map_err(refused)?;
    if !["__arrow_c_stream__", "__arrow_c_array__"].iter().any(|name| table.hasattr(*name).unwrap_or(false)) {
        let got = table.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "table must be an Arrow table, as those of pyarrow, Polars, pandas from 2.2 and DuckDB are, but got {got}"
        )));
    }
    let source = table.extract::<AnyRecordBatch>()?.into_reader()?;
    let schema = source.schema();
    let names: Vec<&str> = schema.fields.iter().map(|field| field.name().as_str()).collect();
    let keys = inputs_of(&names, &model).map_err(|error| refused(error.to_string()))?;
    for (field, key) in schema.fields.iter().zip(&keys) {
        key.map_or(Ok(()), |key| arrow::check(key, field.name(), field.data_type())).map_err(refused)?;
    }
    let others = names.iter().zip(&keys).filter(|(_, key)| key.is_none());
    let mut remarks = given.warnings;
    remarks.extend(others.filter_map(|(name, _)| passed_through("column", name)));
    warn(py, &remarks)?;
    let results = model.results().iter().map(String::as_str).chain([model.error()]).map(String::from).collect();
    let mut reader = Reader::new(source, model, keys, threads, lazy)?;
    if lazy {
        return Ok(Stream { reader: Mutex::new(Some(Box::new(reader))), results });
    }
    let batches = py.detach(|| reader.by_ref().collect::<Result<Vec<_>, _>>()).map_err(failure)?;
    warn(py, &reader.remarks)?;
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), reader.schema);
    Ok(Stream { reader: Mutex::new(Some(Box::new(reader))), results })
}

/// What an error of Arrow's means in Python: an exception of the source's own stays what it is.
fn failure(error: ArrowError) -> PyErr {
    match error {
        ArrowError::ExternalError(error) => match error.downcast::<PyErr>() {
            Ok(error) => *error,
            Err(error) => PyValueError::new_err(error.to_string()),
        },
        error => PyValueError::new_err(error.to_string()),
    }
}

/// The batches of a source with their results.
struct Reader {
    source: Box<dyn RecordBatchReader + Send>,
    schema: SchemaRef,
    work: Work,
    /// None when one thread is enough. It is the reader's own, so that a process can still be forked.
    pool: Option<ThreadPool>,
    ready: VecDeque<RecordBatch>,
    tally: Tally,
    ended: bool,
    /// Whether nobody but the reader itself can say the remarks.
    lazy: bool,
    /// What there is to say in the end.
    remarks: Vec<String>,
}

/// What becomes of a batch.
struct Work {
    model: Model,
    keys: Vec<Option<Key>>,
    schema: SchemaRef,
}

impl Reader {
    fn new(
        source: Box<dyn RecordBatchReader + Send>,
        model: Model,
        keys: Vec<Option<Key>>,
        threads: Option<usize>,
        lazy: bool,
    ) -> PyResult<Self> {
        let threads = threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let pool = (threads > 1).then(|| ThreadPoolBuilder::new().num_threads(threads).build()).transpose();
        let pool = pool.map_err(|error| PyValueError::new_err(format!("threads cannot be started: {error}")))?;
        let old = source.schema();
        let mut fields: Vec<_> = old.fields.iter().cloned().collect();
        let kinds = model.texts().iter().map(|&text| if text { DataType::Utf8 } else { DataType::Float64 });
        let results = model.results().iter().zip(kinds).map(|(name, kind)| Field::new(name, kind, true));
        fields.extend(results.chain([Field::new(model.error(), DataType::Utf8, true)]).map(Arc::new));
        let schema = Arc::new(Schema::new_with_metadata(fields, old.metadata.clone()));
        let work = Work { model, keys, schema: Arc::clone(&schema) };
        let (tally, ready) = (Tally::default(), VecDeque::new());
        Ok(Self { source, schema, work, pool, ready, tally, ended: false, lazy, remarks: Vec::new() })
    }

    /// Reads and assesses the next batches.
    fn advance(&mut self) -> Result<(), ArrowError> {
        let wanted = ROWS_AT_ONCE * self.pool.as_ref().map_or(1, ThreadPool::current_num_threads);
        let (mut batches, mut rows) = (Vec::new(), 0);
        while rows < wanted {
            match self.source.next() {
                Some(batch) => {
                    let batch = batch?;
                    rows += batch.num_rows();
                    batches.push(batch);
                }
                None => {
                    self.ended = true;
                    break;
                }
            }
        }
        let work = &self.work;
        let done: Vec<_> = match &self.pool {
            Some(pool) => pool.install(|| batches.par_iter().map(|batch| work.batch(batch, true)).collect()),
            None => batches.iter().map(|batch| work.batch(batch, false)).collect(),
        };
        for done in done.into_iter().flatten() {
            let (batch, tally) = done?;
            self.tally.add(&tally);
            self.ready.push_back(batch);
        }
        if self.ended {
            self.remarks = self.tally.remarks();
            self.remarks.extend(self.tally.failed(self.work.model.error()));
            if self.lazy {
                let said = Python::attach(|py| warn(py, &self.remarks));
                said.map_err(|error| ArrowError::ExternalError(Box::new(error)))?;
            }
        }
        Ok(())
    }
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.ended {
            if let Err(error) = self.advance() {
                self.ended = true;
                return Some(Err(error));
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

impl Work {
    /// Assesses a batch in one piece, or in several at the same time.
    fn batch(&self, batch: &RecordBatch, parallel: bool) -> Vec<Result<(RecordBatch, Tally), ArrowError>> {
        let cells: Vec<Owned<'_>> = batch
            .columns()
            .iter()
            .zip(&self.keys)
            .map(|(array, key)| key.map_or_else(|| arrow::other(array), |_| arrow::input(array)))
            .collect();
        let columns: Vec<Column<'_>> =
            cells.iter().zip(&self.keys).map(|(cells, &key)| Column { key, cells: cells.cells() }).collect();
        let rows = batch.num_rows();
        let pieces = match parallel {
            true => self.model.assess_parallel(rows, &columns),
            false => vec![(0..rows, self.model.assess(rows, &columns))],
        };
        pieces.into_iter().map(|(rows, results)| self.with(&batch.slice(rows.start, rows.len()), results)).collect()
    }

    /// The batch with its results.
    fn with(&self, batch: &RecordBatch, results: Results) -> Result<(RecordBatch, Tally), ArrowError> {
        let mut columns = batch.columns().to_vec();
        for column in results.columns {
            columns.push(match column {
                ResultColumn::Numbers { values, valid } => {
                    let nulls = Some(NullBuffer::from(valid)).filter(|nulls| nulls.null_count() > 0);
                    Arc::new(Float64Array::new(values.into(), nulls))
                }
                ResultColumn::Texts(texts) => Arc::new(StringArray::from(texts)),
            });
        }
        let mut errors = vec![None; batch.num_rows()];
        results.errors.iter().for_each(|(row, error)| errors[*row] = Some(error.as_str()));
        columns.push(Arc::new(StringArray::from(errors)));
        Ok((RecordBatch::try_new(Arc::clone(&self.schema), columns)?, results.tally))
    }
}
