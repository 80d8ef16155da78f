//! The page shows what the command prints: the same headline, sum, answers and table, for links that set every input.
//!
//! The links follow from a seed, so that a failure can be repeated; what they mean is checked elsewhere.

mod support;

use std::collections::BTreeSet;

use acceptance::{Page, Result};
use anyhow::{Context, ensure};
use harm_link::{Key, Kind, Lens, field, query};
use harm_view::{number, table};
use support::{run, run_with};

/// Links that are tried.
const LINKS: usize = 18;

/// A generator of the kind of Lehmer's: enough to choose values by, and the same for ever.
struct Choice(u64);

impl Choice {
    fn of(&mut self, count: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).unwrap_or(0) % count
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.of(of.len())]
    }
}

/// A value of a key, of any size that it takes.
fn value(key: Key, choice: &mut Choice) -> String {
    let digits = ["1", "2", "3.7", "0.5", "8.25", "1.001", "6.02214"];
    match (key.field().kind, key) {
        (Kind::Word(words), _) => choice.one(words).to_owned(),
        (Kind::NumberOrNone, _) if choice.of(3) == 0 => "none".to_owned(),
        (Kind::Numbers, Key::Panel) => choice.one(&["0.0038_0.03_0.05", "0.5_0.001_0", "1e-9_0.2_0.2"]).to_owned(),
        (Kind::Numbers, _) => choice.one(&["1_2_3", "5_1_1", "1_1_0.1"]).to_owned(),
        (_, Key::Low) => choice.one(&["1e-6", "0.0001", "0.002"]).to_owned(),
        (_, Key::High) => choice.one(&["0.01", "0.3", "0.95"]).to_owned(),
        (_, Key::From) => choice.one(&["2.1e25", "5e26", "1e20"]).to_owned(),
        (_, Key::To) => choice.one(&["2e29", "6.5e27", "1e30"]).to_owned(),
        (_, Key::Population) => choice.one(&["8230000000", "1e6", "341814420", "1"]).to_owned(),
        (_, Key::Steps) => choice.one(&["0", "0.25", "3", "12", "1000"]).to_owned(),
        (_, Key::Abstain) => choice.one(&["0", "0.5", "2", "3"]).to_owned(),
        (_, Key::Labs) => choice.one(&["3", "4", "7.5"]).to_owned(),
        (_, Key::Tolerate) => choice.one(&["0", "1e-6", "0.2", "1", "1190000", "5e8"]).to_owned(),
        (_, Key::Risk) => choice.one(&["0", "1e-9", "0.02", "0.123456789", "0.99", "1.0"]).to_owned(),
        _ => format!("{}e{}", choice.one(&digits), [0, 0, 0, -1, -3, 1][choice.of(6)]),
    }
}

/// Canonical links, each with about half of the inputs set, and all that do not fit each other left out.
fn links() -> Vec<String> {
    let mut choice = Choice(20_261_123);
    let mut link = |at: usize| {
        let choice = &mut choice;
        let mut pairs = vec![format!("belief={}", field::BELIEFS[at % field::BELIEFS.len()])];
        let range = choice.of(3) == 0;
        for key in Key::ALL {
            let other_form = match key {
                Key::Step | Key::Steps => range,
                Key::From | Key::To => !range,
                _ => {
                    let of_beliefs = [Key::Low, Key::High, Key::Level, Key::Weight, Key::Panel, Key::Weights];
                    choice.of(2) == 0 && !of_beliefs.contains(&key)
                }
            };
            if key != Key::Belief && !other_form {
                pairs.push(format!("{}={}", key.name(), value(key, choice)));
            }
        }
        query::write(&query::parse(&pairs.join("&")).request)
    };
    (0..LINKS).map(&mut link).collect()
}

/// A text in one line, with single plain spaces.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_links_set_every_input() {
    let set: BTreeSet<&str> = links()
        .iter()
        .flat_map(|link| {
            Key::ALL.into_iter().filter(|key| link.contains(&format!("&{}=", key.name()))).collect::<Vec<_>>()
        })
        .map(Key::name)
        .collect();
    let unset: Vec<&str> = Key::ALL.iter().map(|key| key.name()).filter(|name| !set.contains(name)).collect();
    assert_eq!(unset, [""; 0]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn the_page_shows_what_the_command_prints() -> Result<()> {
    let page = Page::blank()?;
    for link in links() {
        page.go(&format!("?{link}&show=table"))?;
        agrees(&page, &link).with_context(|| format!("the link is {link}"))?;
    }
    Ok(())
}

fn agrees(page: &Page, link: &str) -> Result<()> {
    let report = run(&["assess", "--link", link, "--lens", "all"]).success();
    let first = report.lines().next().unwrap_or_default();
    page.wait_until("the sections are there", || Ok(page.count("details.lens")? >= u64::try_from(Lens::ALL.len())?))?;
    same("headline", &page.text("h1")?, first)?;

    // The citation has the sum in its brackets.
    let cited = run(&["cite", "--link", link, "--site", "https://example.org/"]).success();
    let sum = page.text(".sum")?;
    let (sum, result) = sum.rsplit_once(" = ").context("the sum has no result")?;
    ensure!(
        line(&cited).contains(&format!("({}). Expected Harm", line(sum))),
        "the sum is {sum:?}, and cited {cited:?}"
    );
    ensure!(line(first).starts_with(&line(result)), "the sum ends in {result:?}, and the command begins {first:?}");

    let printed = line(&report);
    for answer in page.texts("details.lens .answer")? {
        ensure!(!answer.is_empty() && printed.contains(&line(&answer)), "not printed: {answer:?}");
    }

    let scenario = query::parse(link).request.scenario;
    let present = harm_core::assess(&scenario).orders_of_magnitude;
    let places: Vec<f64> = table::rows(&scenario, present).iter().map(|row| row.orders_of_magnitude).collect();
    // The command assesses the scenario of each row: so many steps of ten.
    let rows: String = places.iter().map(|place| format!("10,{place:e}\n")).collect();
    let swept = run_with(&["sweep", "--link", link], &format!("step,steps\n{rows}")).success();
    let mut swept = csv::Reader::from_reader(swept.as_bytes());
    let names = swept.headers()?.clone();
    let mut expected = Vec::new();
    for record in swept.records() {
        let record = record?;
        let cell = |name: &str| names.iter().position(|known| known == name).and_then(|at| record[at].parse().ok());
        let needed = |name: &str| cell(name).with_context(|| format!("no {name} in {record:?}"));
        let mut row = vec![number::factor(needed("orders_of_magnitude")?), number::percent(needed("total_risk")?)];
        if let (Some(low), Some(high)) = (cell("risk_p05"), cell("risk_p95")) {
            row.push([number::percent(low), number::percent(high)].join(" – "));
        }
        row.push(number::people_in_full(needed("expected_deaths")?));
        expected.extend(row);
    }
    ensure!(expected.len() >= 3 * 4, "the command has {expected:?}");
    let shown = page.texts("table tbody th, table tbody td")?;
    ensure!(shown == expected, "the table shows {shown:?}, and the command has {expected:?}");
    Ok(())
}

fn same(what: &str, shown: &str, printed: &str) -> Result<()> {
    ensure!(line(shown) == line(printed), "the {what} is {shown:?} on the page, and printed {printed:?}");
    Ok(())
}
