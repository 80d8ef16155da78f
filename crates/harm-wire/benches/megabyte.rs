//! How long a megabyte of nonsense takes until it is read or refused: for each way in, the pieces that are dearest.
//!
//! `cargo bench -p harm-wire --features json`. That time grows no faster than length is tested
//! (`tests/tests/corpus.rs`); here is how long it is.

use divan::{Bencher, black_box};
use harm_wire::permalink::Site;
use harm_wire::{Key, attributes, csv, json, query, read_field};

const PIECES: [&str; 7] = ["9", " ", "0.1_", "stepz=1&", "é", "<!--", "\""];

fn main() {
    divan::main();
}

fn of(piece: &str) -> String {
    piece.repeat(1_000_000 / piece.len())
}

#[divan::bench(args = PIECES)]
fn number(bencher: Bencher, piece: &str) {
    let text = of(piece);
    bencher.bench(|| read_field(Key::Risk, black_box(&text)));
}

#[divan::bench(args = PIECES)]
fn list(bencher: Bencher, piece: &str) {
    let text = of(piece);
    bencher.bench(|| read_field(Key::Panel, black_box(&text)));
}

#[divan::bench(args = PIECES)]
fn link(bencher: Bencher, piece: &str) {
    let text = of(piece);
    bencher.bench(|| query::parse(black_box(&text)));
}

#[divan::bench(args = PIECES)]
fn element(bencher: Bencher, piece: &str) {
    let text = of(piece);
    let names: Vec<&str> = text.split('&').collect();
    bencher.bench(|| attributes::parse(black_box(&names).iter().map(|name| (*name, "1"))));
}

#[divan::bench(args = PIECES)]
fn file(bencher: Bencher, piece: &str) {
    let text = format!("{{\"a\": \"{}\"}}", of(piece));
    bencher.bench(|| json::parse(black_box(&text)));
}

#[divan::bench]
fn file_of_many_slips(bencher: Bencher) {
    let text = format!("{{{}\"b\": 1}}", of("\"stepz\": 1, "));
    bencher.bench(|| json::parse(black_box(&text)));
}

#[divan::bench(args = PIECES)]
fn site(bencher: Bencher, piece: &str) {
    let text = ["https://example.org/", &of(piece)].concat();
    bencher.bench(|| Site::new(black_box(&text)));
}

#[divan::bench(args = PIECES)]
fn cell(bencher: Bencher, piece: &str) {
    let text = of(piece);
    bencher.bench(|| csv::cell(black_box(&text)));
}
