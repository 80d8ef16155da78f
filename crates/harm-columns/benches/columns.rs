//! How many rows of numbers a core assesses in a second.
//!
//! ```sh
//! cargo bench -p harm-columns
//! ```
#![allow(clippy::expect_used, reason = "the benchmark's own scenarios are in range")]

use divan::Bencher;
use divan::counter::ItemsCount;
use harm_columns::{Cells, Column, Model};
use harm_wire::{Key, Value, Values};

fn main() {
    divan::main();
}

/// Rows of a batch.
const ROWS: u32 = 16_384;

fn bench(bencher: Bencher<'_, '_>, base: Values, columns: &[(Key, f64, f64)]) {
    let model = Model::new(base, &[], &[], None, "").expect("no column is unknown");
    let numbers: Vec<(Key, Vec<f64>)> = columns
        .iter()
        .map(|&(key, low, high)| {
            (key, (0..ROWS).map(|i| low + (high - low) * f64::from(i) / f64::from(ROWS)).collect())
        })
        .collect();
    let columns: Vec<Column<'_>> = numbers
        .iter()
        .map(|(key, values)| Column { key: Some(*key), cells: Cells::Numbers { values, valid: None } })
        .collect();
    let rows = usize::try_from(ROWS).unwrap_or(usize::MAX);
    bencher.counter(ItemsCount::new(rows)).bench(|| model.assess(rows, &columns));
}

#[divan::bench]
fn known(bencher: Bencher<'_, '_>) {
    bench(bencher, Values::default(), &[(Key::Risk, 0.0, 1.0), (Key::Steps, 1.0, 10.0)]);
}

#[divan::bench]
fn log_normal(bencher: Bencher<'_, '_>) {
    let mut base = Values::default();
    base.set(Key::Belief, Value::Word("log-normal"));
    bench(bencher, base, &[(Key::Low, 0.0001, 0.01), (Key::High, 0.02, 0.5), (Key::Steps, 1.0, 10.0)]);
}
