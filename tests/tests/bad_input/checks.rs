//! What has to hold for any text: it is read or refused, results are finite and in their ranges, messages are short
//! and act on nothing, and what is written can be read again.

use anyhow::{Context, Result, ensure};
use harm_core::{assess, curve};
use harm_share::citation::{Date, Quotation, latex};
use harm_share::snippet;
use harm_view::axis::compute_end;
use harm_view::card::{self, Theme};
use harm_view::sentence::headline;
use harm_wire::number::{self, NumberError};
use harm_wire::permalink::{self, Site};
use harm_wire::{Key, Question, Request, Value, Values, attributes, csv, json, query, read_entry, read_field};

/// A place where a text comes in or goes out, and what has to hold there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surface {
    /// What it is called in messages.
    pub(crate) name: &'static str,
    /// Fails, or panics, where something does not hold.
    pub(crate) check: fn(&str) -> Result<()>,
}

/// All of them, but for the command's tables, which take many texts at once.
pub(crate) const SURFACES: [Surface; 11] = [
    Surface { name: "number", check: number },
    Surface { name: "field", check: field },
    Surface { name: "link", check: link },
    Surface { name: "attributes", check: element },
    Surface { name: "file", check: file },
    Surface { name: "document", check: document },
    Surface { name: "patch", check: patch },
    Surface { name: "permalink", check: address },
    Surface { name: "citation", check: citation },
    Surface { name: "widget", check: widget },
    Surface { name: "table", check: table },
];

/// The most that a message may say, in characters. None is longer, whatever it was about.
const LONGEST_MESSAGE: usize = 400;
/// The most messages about one input, with the one that counts the rest.
const MOST_MESSAGES: usize = 21;

fn number(text: &str) -> Result<()> {
    match number::read(text) {
        Ok(reading) => ensure!(reading.value.is_finite(), "read as {reading:?}"),
        Err(
            NumberError::Separators(meant)
            | NumberError::DecimalComma(meant)
            | NumberError::OtherDigits(meant)
            | NumberError::Odds(meant),
        ) => {
            ensure!(number::read(&meant).is_ok(), "what is suggested cannot be read: {meant:?}");
        }
        Err(_) => {}
    }
    Ok(())
}

fn field(text: &str) -> Result<()> {
    for key in Key::ALL {
        match read_field(key, text) {
            Ok(value) => {
                let written = value.text(key);
                ensure!(written.bytes().all(in_alphabet), "{} is written as {written:?}", key.name());
                ensure!(read_field(key, &written).as_ref() == Ok(&value), "{written:?} reads as something else");
                in_range(key, &value)?;
            }
            Err(error) => {
                message(&error.message)?;
                message(&error.given)?;
                ensure!(error.message.starts_with(key.name()), "no field is named: {}", error.message);
                for meant in &error.suggestions {
                    ensure!(read_entry(key, meant).is_ok(), "suggested, and refused: {}", error.message);
                }
            }
        }
    }
    Ok(())
}

/// A value that was read is one that the model takes: alone, it is never refused for its size.
fn in_range(key: Key, value: &Value) -> Result<()> {
    let mut values = Values::default();
    values.set(key, value.clone());
    let (_, problems) = Request::from_values_lenient(&values);
    let refused = problems.iter().find(|problem| problem.message.contains(&*key.field().allowed()));
    ensure!(refused.is_none(), "{value:?} was read and then refused: {refused:?}");
    Ok(())
}

fn link(text: &str) -> Result<()> {
    let parsed = query::parse(text);
    warnings(parsed.warnings.iter().map(|warning| warning.message.as_str()))?;
    request(&parsed.request)?;
    if let Some(sentence) = permalink::check(&parsed.view, 8e7, |deaths| deaths.to_string()) {
        message(&sentence)?;
    }
    Ok(())
}

/// The pieces between white space, `=` and `"` as names and values.
fn element(text: &str) -> Result<()> {
    let pieces: Vec<&str> = text.split([' ', '\n', '=', '"', '&']).collect();
    let pairs = pieces.chunks(2).map(|pair| (pair[0], pair.get(1).copied().unwrap_or_default()));
    let parsed = attributes::parse(pairs);
    warnings(parsed.warnings.iter().map(|warning| warning.message.as_str()))?;
    request(&parsed.request)?;
    let tag = attributes::write_tag(&parsed.request);
    ensure!(!tag.contains(['<', '>', '&', '\'']), "{tag}");
    let escaped = attributes::escape(text);
    ensure!(!escaped.contains(['<', '>', '"', '\'']), "a text leaves its attribute");
    Ok(())
}

fn file(text: &str) -> Result<()> {
    match json::parse(text) {
        Err(problems) => {
            ensure!(!problems.is_empty(), "refused without a reason");
            warnings(problems.iter().map(String::as_str))
        }
        Ok(input) => match Request::from_values(&input.values) {
            Ok(read) => request(&read),
            Err(problems) => warnings(problems.iter().map(|problem| problem.message.as_str())),
        },
    }
}

/// The text as a link, and its results as a document: the dearest of all, so only for what is short.
fn document(text: &str) -> Result<()> {
    let document =
        if text.len() > 4_096 { json::write(&query::parse(text).request, &[], &[]) } else { json::assess_query(text) };
    let read: serde_json::Value = serde_json::from_str(&document).context("the document is not JSON")?;
    // Not finite is written as null, which these never are.
    for name in ["orders_of_magnitude", "reference_steps", "risk", "expected_deaths", "micromorts"] {
        ensure!(read["assessment"][name].is_f64(), "{name} is {}", read["assessment"][name]);
    }
    let again = json::parse(&document).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let again = Request::from_values(&again.values).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let shown = if text.len() > 4_096 { Vec::new() } else { Question::ALL.to_vec() };
    ensure!(shown.is_empty() || again == query::parse(text).request, "the document's inputs are not those of the link");
    Ok(())
}

/// The text as what a button of the page sets.
fn patch(text: &str) -> Result<()> {
    request(&Request::default().patched(text))
}

fn address(text: &str) -> Result<()> {
    for text in [text, &format!("https://example.org/{text}"), &format!("https://{text}/")] {
        match Site::new(text) {
            Ok(site) => {
                let harmless = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>()`\\{}".contains(&byte);
                ensure!(site.as_str().bytes().all(harmless), "{site:?}");
                ensure!(Site::new(site.as_str()).as_ref() == Ok(&site), "{site:?} is not the same again");
            }
            Err(error) => message(&error.to_string())?,
        }
    }
    Ok(())
}

fn citation(text: &str) -> Result<()> {
    let words = latex(text);
    let mut open = 0_i64;
    for sign in words.chars() {
        open += i64::from(sign == '{') - i64::from(sign == '}');
        ensure!(open >= 0, "a brace closes what it did not open");
    }
    ensure!(open == 0, "a brace stays open");
    let date = Date::read(text);
    let site = Site::new("https://example.org/").map_err(|error| anyhow::anyhow!("{error}"))?;
    let date = date.or_else(|| Date::new(2026, 1, 1)).context("there was such a day")?;
    let quotation = Quotation { site: &site, headline: text, sum: text, query: "v=1", date };
    ensure!(quotation.bibtex().ends_with("},\n}\n") && quotation.text().ends_with('.'), "the citation breaks off");
    Ok(())
}

/// The text as the scenario that is baked into a widget, and as the widget.
fn widget(text: &str) -> Result<()> {
    let baked = snippet::bake("<p>before</p><script>start()</script>", text);
    let scenario = baked.split_once(snippet::SCENARIO_TAG).context("nothing was baked in")?.1;
    let (scenario, after) = scenario.split_once("</script>").context("the scenario does not end")?;
    ensure!(!scenario.contains('<') && after == "<script>start()</script>", "a text leaves its element");
    ensure!(snippet::bake(text, "{}").contains("{}"), "nothing was baked into {} bytes", text.len());
    Ok(())
}

/// The text as a cell of a table.
fn table(text: &str) -> Result<()> {
    // Not at the beginning, where a mark of the byte order is taken for what it is.
    let table = format!("before,{},{}\n", csv::cell(text), csv::cell("after"));
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let record = reader.records().next().context("there is no row")??;
    ensure!(record.len() == 3 && &record[1] == text && &record[2] == "after", "a cell is read as {record:?}");
    Ok(())
}

/// A request, wherever it came from: its results are finite and in their ranges, its link brings it back, and words and
/// picture are made of it.
fn request(request: &Request) -> Result<()> {
    let link = query::write(request);
    ensure!(link.bytes().all(|byte| in_alphabet(byte) || b"=&".contains(&byte)), "the link is {link:?}");
    let again = query::parse(&link);
    ensure!(again.request == *request && again.warnings.is_empty(), "the link {link} reads as something else");

    let scenario = &request.scenario;
    let assessment = assess(scenario);
    let people = scenario.population.get();
    // What is bounded by a share of the people may end above it by the rounding of a product.
    let deaths = 0.0..=people * (1.0 + 1e-15);
    ensure!((0.0..=1.0).contains(&assessment.risk), "{link}: the risk is {}", assessment.risk);
    ensure!(deaths.contains(&assessment.expected_deaths), "{link}: deaths are {}", assessment.expected_deaths);
    ensure!((0.0..=1e6).contains(&assessment.micromorts), "{link}: micromorts are {}", assessment.micromorts);
    for number in [assessment.orders_of_magnitude, assessment.reference_steps, assessment.pace.years] {
        ensure!(number.is_finite() && number >= 0.0, "{link}: {assessment:?}");
    }
    if let Some(interval) = assessment.risk_interval {
        let ordered = 0.0 <= interval.p05 && interval.p05 <= interval.p50 && interval.p50 <= interval.p95;
        ensure!(ordered && interval.p95 <= 1.0, "{link}: {interval:?}");
    }
    let mut before = 0.0;
    // As far as the chart draws it.
    for point in curve(scenario, compute_end(assessment.orders_of_magnitude), 4) {
        ensure!(point.orders_of_magnitude.is_finite(), "{link}: the chart ends nowhere");
        // Where it is flat, the last digits of an integral go up and down.
        let rises = point.risk >= before * (1.0 - 1e-12) && point.risk <= 1.0;
        ensure!(rises, "{link}: the curve falls to {} from {before}", point.risk);
        before = point.risk;
    }

    let words = headline(scenario, &assessment);
    for text in [&words.number, &words.what, &card::alternative(scenario)] {
        ensure!(!text.contains("NaN") && !text.contains("inf"), "{link}: {text}");
    }
    if link.len().is_multiple_of(8) {
        let picture = card::card(scenario, "example.org", Theme::Light);
        roxmltree::Document::parse(&picture).with_context(|| format!("{link}: the card is not XML"))?;
    }
    Ok(())
}

fn warnings<'a>(messages: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut count = 0;
    for one in messages {
        message(one)?;
        count += 1;
    }
    ensure!(count <= MOST_MESSAGES, "there are {count} messages");
    Ok(())
}

/// A message is short, and none of its characters acts on a terminal or turns the line around.
fn message(text: &str) -> Result<()> {
    let acts = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(sign, '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
    };
    ensure!(text.chars().count() <= LONGEST_MESSAGE, "a message of {} bytes: {text:.200}", text.len());
    ensure!(!text.contains(acts), "a message acts on the line: {text:?}");
    Ok(())
}

/// The alphabet of values in links.
fn in_alphabet(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._-".contains(&byte)
}
