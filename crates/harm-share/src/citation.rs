//! A result as a quotation with its source: as text, and as BibTeX.
//!
//! What lives here: the form of a citation, the date in it, and the escaping that BibTeX needs. What does not: the words
//! that are quoted, which come from `harm-view`; the address, which is made in [`harm_wire::permalink`]; and today's date,
//! which only the caller knows.

use alloc::string::{String, ToString};
use core::fmt;

use harm_wire::permalink::Site;
use harm_wire::push_all;

/// The version of the software, which a citation names.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A day, for "accessed on".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// The day of a year, a month from 1 to 12 and a day from 1; `None` when the calendar does not have it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(leap),
            1..=12 => 31,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `2026-11-23`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day so many days after 1 January 1970, for clocks that count in seconds; the last day of 9999 for later ones.
    #[must_use]
    pub fn of_unix_day(days: u64) -> Self {
        const LAST: Date = Date { year: 9999, month: 12, day: 31 };
        // The calendar repeats every 400 years, which begin on 1 March, so that the leap day comes last. 1970 began
        // 719,468 days after the year 0 did in that reckoning.
        let days = days.saturating_add(719_468);
        let (era, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // Months from March: 31, 30, 31, 30, 31 days, twice and a bit.
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = u16::try_from(year + 400 * era + next);
        let date = year.ok().zip(u8::try_from(month).ok()).zip(u8::try_from(day).ok());
        date.and_then(|((year, month), day)| Self::new(year, month, day)).unwrap_or(LAST)
    }

    fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default()
    }

    /// The date as people write it: `23 November 2026`.
    #[must_use]
    pub fn in_words(self) -> String {
        let mut words = self.day.to_string();
        push_all(&mut words, &[" ", self.month_name(), " ", &self.year.to_string()]);
        words
    }
}

/// `2026-11-23`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A result and where it is from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quotation<'a> {
    /// The site that shows it.
    pub site: &'a Site,
    /// The result: `80 million expected deaths for the next 10× of training compute`.
    pub headline: &'a str,
    /// The sum that makes it with its premises, in words.
    pub sum: &'a str,
    /// The query of the scenario, with what it showed.
    pub query: &'a str,
    /// When it was looked at.
    pub date: Date,
}

impl Quotation<'_> {
    /// The quotation as text, with its source.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("“");
        let address = self.site.at("", self.query);
        let accessed = self.date.in_words();
        push_all(
            &mut text,
            &[self.headline, "” (", self.sum, "). Expected Harm ", VERSION, ", ", &address, ", accessed ", &accessed],
        );
        text + "."
    }

    /// The source as an entry for BibTeX and its successors, in ASCII alone.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let month = self.date.month_name().get(..3).unwrap_or_default().to_ascii_lowercase();
        let (year, date, address) = (self.date.year.to_string(), self.date.to_string(), self.site.at("", self.query));
        let mut entry = String::from("@misc{");
        push_all(
            &mut entry,
            &[
                // Doubled braces keep names in one piece, and capitals as they are.
                &self.key(),
                ",\n  author = {{The Expected Harm contributors}},\n  title = {{Expected Harm: ",
                &latex(self.headline),
                "}},\n  howpublished = {Interactive calculator, version ",
                VERSION,
                "},\n  version = {",
                VERSION,
                "},\n  note = {",
                &latex(self.sum),
                "},\n  year = {",
                &year,
                "},\n  month = ",
                &month,
                ",\n  url = {",
                &address,
                "},\n  urldate = {",
                &date,
                "},\n}\n",
            ],
        );
        entry
    }

    /// The entry's key: the same for the same scenario with the same result, whoever cites it and when.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = String::from("expected-harm-");
        let mut hash = fnv1a(self.query.as_bytes());
        for _ in 0..8 {
            hash = hash.rotate_left(4);
            key.push(char::from_digit(hash & 15, 16).unwrap_or('0'));
        }
        key
    }
}

/// The 32-bit FNV-1a hash: short, and the same everywhere and for ever, which the standard library's is not.
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Where a text for LaTeX is while it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Text,
    Math,
    Superscript,
}

/// A text for the inside of a braced field: every sign that LaTeX acts on is written out, and braces are balanced, which
/// BibTeX counts even behind a backslash.
#[must_use]
pub fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut mode = Mode::Text;
    let enter = |out: &mut String, mode: &mut Mode, next: Mode| {
        if *mode == Mode::Superscript && next != Mode::Superscript {
            out.push('}');
        }
        if (*mode == Mode::Text) != (next == Mode::Text) {
            out.push('$');
        }
        if next == Mode::Superscript && *mode != Mode::Superscript {
            out.push_str("^{");
        }
        *mode = next;
    };
    for c in text.chars() {
        let mut ascii = [0; 4];
        let (next, tex): (Mode, &str) = match c {
            '×' => (Mode::Math, "\\times"),
            '−' => (Mode::Math, "-"),
            '⁻' => (Mode::Superscript, "-"),
            '⁰' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹' => {
                (Mode::Superscript, superscript(c).encode_utf8(&mut ascii))
            }
            '\u{a0}' | '\u{202f}' => (Mode::Text, "~"),
            '–' => (Mode::Text, "--"),
            '—' => (Mode::Text, "---"),
            '’' => (Mode::Text, "'"),
            '‘' => (Mode::Text, "`"),
            '“' => (Mode::Text, "``"),
            '”' => (Mode::Text, "''"),
            '…' => (Mode::Text, "{\\ldots}"),
            '\\' => (Mode::Text, "{\\textbackslash}"),
            '{' => (Mode::Text, "{\\textbraceleft}"),
            '}' => (Mode::Text, "{\\textbraceright}"),
            '^' => (Mode::Text, "{\\textasciicircum}"),
            '~' => (Mode::Text, "{\\textasciitilde}"),
            '$' => (Mode::Text, "\\$"),
            '&' => (Mode::Text, "\\&"),
            '#' => (Mode::Text, "\\#"),
            '%' => (Mode::Text, "\\%"),
            '_' => (Mode::Text, "\\_"),
            // BibTeX joins lines itself, and a tab or a bell in a bibliography helps nobody.
            c if c.is_control() => (Mode::Text, " "),
            c => (Mode::Text, c.encode_utf8(&mut ascii)),
        };
        enter(&mut out, &mut mode, next);
        out.push_str(tex);
    }
    enter(&mut out, &mut mode, Mode::Text);
    out
}

fn superscript(c: char) -> char {
    let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c).unwrap_or_default();
    u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADLINE: &str = "80 million expected deaths for the next 10× of training compute";
    const SUM: &str = "1% risk per 10× × 8.0 billion people alive × everyone dies if it happens";

    fn default(site: &Site) -> Quotation<'_> {
        let date = Date::new(2026, 11, 23).unwrap();
        Quotation { site, headline: HEADLINE, sum: SUM, query: "v=1&shows=8e7", date }
    }

    fn site() -> Site {
        Site::new("https://example.org/harm").unwrap()
    }

    /// Whether braces are balanced and never close what is not open, as BibTeX counts them.
    fn balanced(text: &str) -> bool {
        let mut open = 0_i32;
        text.chars().all(|c| {
            open += i32::from(c == '{') - i32::from(c == '}');
            open >= 0
        }) && open == 0
    }

    #[test]
    fn a_quotation_names_result_sum_address_and_day() {
        assert_eq!(
            default(&site()).text(),
            "“80 million expected deaths for the next 10× of training compute” (1% risk per 10× × 8.0 billion people alive \
             × everyone dies if it happens). Expected Harm 0.1.0, https://example.org/harm/?v=1&shows=8e7, accessed 23 November 2026."
        );
    }

    #[test]
    fn an_entry_is_one_that_bibtex_reads() {
        assert_eq!(
            default(&site()).bibtex(),
            "@misc{expected-harm-cc24428e,
  author = {{The Expected Harm contributors}},
  title = {{Expected Harm: 80 million expected deaths for the next 10$\\times$ of training compute}},
  howpublished = {Interactive calculator, version 0.1.0},
  version = {0.1.0},
  note = {1\\% risk per 10$\\times$ $\\times$ 8.0 billion people alive $\\times$ everyone dies if it happens},
  year = {2026},
  month = nov,
  url = {https://example.org/harm/?v=1&shows=8e7},
  urldate = {2026-11-23},
}
"
        );
    }

    #[test]
    fn the_key_follows_from_the_scenario_alone() {
        let (here, there) = (site(), Site::new("http://127.0.0.1:8080").unwrap());
        let other = Quotation { date: Date::new(2027, 1, 1).unwrap(), ..default(&there) };
        assert_eq!(default(&here).key(), other.key());
        assert_ne!(other.key(), Quotation { query: "v=1&risk=0.02", ..other }.key());
    }

    #[test]
    fn signs_of_latex_and_of_typography_are_written_out() {
        assert_eq!(
            latex("50% of A&B_C #1 $5 {x} \\ ^ ~"),
            "50\\% of A\\&B\\_C \\#1 \\$5 {\\textbraceleft}x{\\textbraceright} {\\textbackslash} {\\textasciicircum} {\\textasciitilde}"
        );
        assert_eq!(latex("10¹⁰×"), "10$^{10}\\times$");
        assert_eq!(latex("8\u{a0}×\u{a0}10⁻²⁰"), "8~$\\times$~10$^{-20}$");
        assert_eq!(latex("×²−³"), "$\\times^{2}-^{3}$");
        assert_eq!(latex("the comment’s “1%” – or …"), "the comment's ``1\\%'' -- or {\\ldots}");
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(Date::read("2024-02-29").map(Date::in_words).as_deref(), Some("29 February 2024"));
        assert_eq!(Date::read("0800-12-01").map(|date| date.to_string()).as_deref(), Some("0800-12-01"));
        for text in
            ["2023-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-11-31", "2026-11-0", "26-11-23", "", "x"]
        {
            assert_eq!(Date::read(text), None, "{text}");
        }
        for (days, date) in
            [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_780, "2026-11-23"), (u64::MAX, "9999-12-31")]
        {
            assert_eq!(Date::of_unix_day(days).to_string(), date);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_stays_in_its_field(text in "\\PC{0,60}") {
            let out = latex(&text);
            prop_assert!(balanced(&out), "{out}");
            prop_assert_eq!(out.replace("\\$", "").matches('$').count() % 2, 0, "{}", out);
            // What LaTeX acts on stands behind a backslash, or in the words that this module writes.
            let plain = out.replace("\\%", "").replace("\\&", "").replace("\\#", "").replace("\\_", "");
            prop_assert!(!plain.contains(['%', '&', '#', '_']), "{out}");
        }

        #[test]
        fn days_are_counted_without_a_gap(day in 0..2_000_000u64) {
            let (today, tomorrow) = (Date::of_unix_day(day), Date::of_unix_day(day + 1));
            prop_assert!(today < tomorrow);
            prop_assert_eq!(Date::read(&today.to_string()), Some(today));
        }
    }
}
