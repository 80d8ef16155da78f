//! The shape of results, which programs rely on: the keys of the JSON document in their order, and the columns of tables.
//!
//! `data/shape.txt` lists them. New ones may stand anywhere between them; a release adds those to the list with
//! `UPDATE_SHAPE=1 cargo test -p acceptance --test shape`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails here fails the test that called it")]

use std::fmt::Write as _;

use acceptance::repository;
use harm_core::Family;
use harm_wire::{Question, json, query};

/// Adds a line for each object within a value of JSON: its place, and its keys.
fn objects(json: &str, place: &str, lines: &mut Vec<String>) {
    if let Ok(members) = json::members(json) {
        let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        let line = format!("{place}: {}", names.join(" "));
        if !lines.contains(&line) {
            lines.push(line);
        }
        for (name, value) in &members {
            objects(value.get(), format!("{place}/{name}").trim_start_matches('/'), lines);
        }
    } else if let Ok(items) = serde_json::from_str::<Vec<&serde_json::value::RawValue>>(json) {
        items.iter().for_each(|item| objects(item.get(), &format!("{place}[]"), lines));
    }
}

fn shape(query: &str, lenses: &[Question]) -> String {
    let mut lines = Vec::new();
    objects(&json::write(&query::parse(query).request, lenses, &[]), "", &mut lines);
    lines.join("\n")
}

fn header(lenses: &[Question], more: &[&str]) -> String {
    json::Columns::new(lenses, more, None).expect("columns").names().join(" ")
}

#[test]
fn keys_and_columns_are_in_their_order() {
    let mut shapes = String::new();
    for belief in Family::NAMES {
        let query = match *belief {
            "beta" => "belief=beta&weight=4",
            "panel" => "belief=panel&panel=0.01_0.2",
            "point" => "from=1e25&to=1e27&eval-cost=1",
            belief => &format!("belief={belief}&low=0.001&high=0.05"),
        };
        let _ = writeln!(shapes, "== the document of {query}\n{}\n", shape(query, &Question::ALL));
    }
    for lens in Question::ALL {
        let (document, row) = (shape("belief=beta&weight=4", &[lens]), header(&[lens], &[]));
        let _ = writeln!(shapes, "== the lens {}\n{document}\ncolumns: {row}\n", lens.name());
    }
    let wrong = json::Columns::new(&[], &["no such column"], None).err().unwrap();
    let all = wrong.split_once("The results are: ").unwrap().1.replace(", ", " ");
    let curve = harm_wire::csv::CURVE_COLUMNS.replace(',', " ");
    let _ = writeln!(shapes, "== all columns\ncolumns: {all}\n\n== the curve\ncolumns: {curve}");
    let file = repository().join("tests/data/shape.txt");
    if std::env::var_os("UPDATE_SHAPE").is_some() {
        std::fs::write(&file, &shapes).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap();
    let now: Vec<(String, &str)> = places(&shapes).collect();
    for (place, names) in places(&expected) {
        let (_, now) = now.iter().find(|(now, _)| *now == place).unwrap_or_else(|| panic!("{place} is gone"));
        let mut now = now.split(' ');
        for name in names.split(' ') {
            assert!(now.any(|now| now == name), "{place}: {name} is gone, or stands elsewhere");
        }
    }
}

/// Each line of a list of shapes by its place, with the block that it stands in.
fn places(shapes: &str) -> impl Iterator<Item = (String, &str)> {
    shapes.split("== ").flat_map(|block| {
        let (title, lines) = block.split_once('\n').unwrap_or_default();
        let split = move |line: &'_ str| line.split_once(": ").map(|(place, _)| format!("{title}, {place}"));
        lines.lines().filter_map(move |line| Some((split(line)?, line.split_once(": ")?.1)))
    })
}

#[test]
fn the_methods_answer_every_question_in_its_own_words() {
    let methods = std::fs::read_to_string(repository().join("METHODS.md")).unwrap();
    for question in Question::ALL {
        let words = question.words();
        assert!(methods.contains(words), "METHODS.md does not ask \"{words}\"");
    }
}
