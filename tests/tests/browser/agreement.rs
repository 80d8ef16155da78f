//! The page shows what the command prints: the same headline, sum, answers and table, for links that set every input.
//!
//! The links come from the table of inputs and are the same each time; what they mean is checked elsewhere.

use std::collections::BTreeSet;

use acceptance::{Page, Result};
use anyhow::{Context, ensure};
use harm_core::quantity::ScaleFactor;
use harm_core::{Per, assess};
use harm_view::question;
use harm_view::{card, number, sentence, stated, table};
use harm_wire::edit::Control;
use harm_wire::{Key, Question, Request, number as reading, query};

use crate::links::links;
use crate::support::{run, run_with};

acceptance::tests! {
    InEveryBrowser => [
        the_page_shows_what_the_command_prints,
    ],
    Always => [
        the_links_set_every_input,
        every_number_that_is_printed_is_read,
        numbers_are_cut_out_with_what_belongs_to_them,
    ],
}

/// Links that are tried.
const LINKS: usize = 18;

/// A text in one line, with single plain spaces.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn the_links_set_every_input() {
    let set: BTreeSet<&str> = links(LINKS)
        .iter()
        .flat_map(|link| {
            Key::ALL.into_iter().filter(|key| link.contains(&format!("&{}=", key.name()))).collect::<Vec<_>>()
        })
        .map(Key::name)
        .collect();
    let unset: Vec<&str> = Key::ALL.iter().map(|key| key.name()).filter(|name| !set.contains(name)).collect();
    assert_eq!(unset, [""; 0]);
}

/// The numbers of a text, each with its sign of per cent or of a factor and its word for millions.
fn numbers(text: &str) -> Vec<&str> {
    let raised = |c: char| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, here) = rest.split_at(start);
        let mut end = 0;
        for (i, c) in here.char_indices() {
            let next = here[i + c.len_utf8()..].chars().next();
            let inside = c.is_ascii_digit()
                || raised(c)
                || matches!(c, ',' | '.') && next.is_some_and(|c| c.is_ascii_digit())
                || c == '×' && here[..i].ends_with('\u{a0}')
                || c == '\u{a0}' && (next == Some('×') || here[..i].ends_with('×'));
            if !inside {
                break;
            }
            end = i + c.len_utf8();
        }
        if here[end..].starts_with("^(") {
            end += here[end..].find(')').map_or(0, |close| close + 1);
        }
        let signs = ["%", "×", " million", " billion", " trillion", " M", " bn", " tn"];
        let sign = signs.into_iter().find(|sign| {
            here[end..].strip_prefix(*sign).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        end += sign.map_or(0, str::len);
        // Names of models and the like: GPT-4, 1e-5 after its point, log₁₀.
        if !before.ends_with(|c: char| c.is_alphanumeric() || "-_₀₁₂₃₄₅₆₇₈₉".contains(c)) {
            found.push(&here[..end]);
        }
        rest = &here[end.max(1)..];
    }
    found
}

/// Whatever is printed is read: every number of reports, sentences, tables and alternatives.
fn every_number_that_is_printed_is_read() {
    let mut all = 0;
    for (i, link) in links(240).iter().enumerate() {
        let request = query::parse(link).request;
        let assessment = assess(&request.scenario);
        let mut texts = vec![card::alternative(&request.scenario), card::sum_in_words(&request.scenario)];
        for question in Question::ALL {
            texts.push(question::answer(question, &request, &assessment).to_string());
            let detail = question::detail(question, &request, &assessment);
            texts.extend(detail.formulae);
            texts.extend(detail.bars.into_iter().map(|bar| bar.words));
        }
        for point in table::rows(&request.scenario, assessment.orders_of_magnitude) {
            texts.push(number::factor(point.orders_of_magnitude));
            texts.push(number::percent(point.risk));
            texts.push(number::people_in_full(point.expected_deaths));
        }
        texts.extend(stated::beliefs(&request, &assessment).into_iter().map(|stated| stated.words));
        texts.extend(sentence::compounding(&request.scenario, &assessment));
        texts.push(sentence::risk_note(&request.scenario, &assessment));
        texts.push(sentence::scale_note(&request.scenario, &assessment));
        texts.push(sentence::population_note(&assessment));
        texts.push(sentence::pace(&request.scenario, &assessment));
        if i < LINKS {
            texts.push(run(&["assess", "--link", link, "--lens", "all"]).success());
            texts.push(run(&["solve", "--link", link, "--until", "50%", "--total", "10%"]).success());
        }
        for text in &texts {
            for number in numbers(text) {
                let scale_up = || Request::default().typed(Control::ScaleUp, number).is_ok();
                assert!(reading::read(number).is_ok() || scale_up(), "{number:?} of {text:?}, {link}");
                all += 1;
            }
        }
    }
    assert!(all > 10_000, "{all}");
}

fn numbers_are_cut_out_with_what_belongs_to_them() {
    assert_eq!(
        numbers(
            "GPT-4: 2.1\u{a0}×\u{a0}10²⁵ FLOP, 1 in 6,720, 10^(1.8\u{a0}×\u{a0}10³⁰⁸)×; 8.0 billion, 99.96%. log₁₀ 3"
        ),
        ["2.1\u{a0}×\u{a0}10²⁵", "1", "6,720", "10^(1.8\u{a0}×\u{a0}10³⁰⁸)×", "8.0 billion", "99.96%", "3"]
    );
}

fn the_page_shows_what_the_command_prints() -> Result<()> {
    let page = Page::blank()?;
    for link in links(LINKS) {
        page.go(&format!("?{link}&show=table"))?;
        agrees(&page, &link).with_context(|| format!("the link is {link}"))?;
    }
    Ok(())
}

fn agrees(page: &Page, link: &str) -> Result<()> {
    let report = run(&["assess", "--link", link, "--lens", "all"]).success();
    let first = report.lines().next().unwrap_or_default();
    page.wait_until("the sections are there", || {
        Ok(page.count("details.lens")? >= u64::try_from(Question::ALL.len())?)
    })?;
    same("headline", &page.text("h1")?, first)?;

    // The citation has the sum in its brackets, and behind it what else the result rests on.
    let cited = run(&["cite", "--link", link, "--site", "https://example.org/"]).success();
    let sum = page.text(".sum")?;
    let (sum, result) = sum.rsplit_once(" = ").context("the sum has no result")?;
    let cited = line(&cited);
    let behind = cited.split_once(&format!("({}", line(sum))).map(|(_, behind)| behind);
    ensure!(
        behind.is_some_and(|behind| behind.starts_with("; ") || behind.starts_with("). Expected Harm")),
        "the sum is {sum:?}, and cited {cited:?}"
    );
    ensure!(line(first).starts_with(&line(result)), "the sum ends in {result:?}, and the command begins {first:?}");

    let printed = line(&report);
    for answer in page.texts("details.lens .answer")? {
        ensure!(!answer.is_empty() && printed.contains(&line(&answer)), "not printed: {answer:?}");
    }

    let scenario = query::parse(link).request.scenario;
    let present = assess(&scenario).orders_of_magnitude;
    let places: Vec<f64> = table::rows(&scenario, present).iter().map(|row| row.orders_of_magnitude).collect();
    // The command assesses the scenario of each row: so many steps of ten.
    let rows: String = places.iter().map(|place| format!("10,{place:e}\n")).collect();
    // A risk of the whole scale-up is that of the row's in each row, and in the table always that of the link's.
    let mut request = query::parse(link).request;
    let reference = scenario.reference_orders_of_magnitude();
    if reference.is_infinite() {
        // Of a scale-up of nothing, no growth of compute is a part.
        let shown = page.texts("table tbody th, table tbody td")?;
        let (risk, deaths) = (number::percent(0.0), number::people_in_full(0.0));
        let mut rows = shown.chunks(shown.len() / places.len());
        ensure!(rows.all(|row| row[1] == risk && row.last() == Some(&deaths)), "the table shows {shown:?}");
        return Ok(());
    }
    if request.scenario.per == Per::Total {
        request.scenario.per = Per::Factor(ScaleFactor::new(10_f64.powf(reference))?);
    }
    let same_hazard = query::write(&request);
    let swept = run_with(&["sweep", "--link", &same_hazard], &format!("step,steps\n{rows}")).success();
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
