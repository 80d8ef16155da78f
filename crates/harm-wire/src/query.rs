//! The query of a link: `v=1&risk=0.02&steps=3`.
//!
//! What lives here: reading any query without ever failing, and writing the shortest one that says the same. It is
//! written in the alphabet `[A-Za-z0-9._-]=&` alone, because others are encoded again by Markdown, chats and feeds, and
//! only values that differ from the defaults are in it. What a value means is in [`crate::read`], what values mean
//! together in [`crate::inputs`].

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use harm_core::Preset;

use crate::collect::{Collector, Parsed, VERSION, Warning};
use crate::field::Key;
use crate::inputs::defaults;
use crate::number::canonical;
use crate::request::Request;

/// Keys that belong to the page, not to the model. They are handed through as they are.
pub const VIEW_KEYS: [&str; 11] =
    ["theme", "lens", "inputs", "lock", "show", "shows", "pin", "view", "layout", "lang", "id"];

/// Keys that others add to links, and that mean nothing here; so do those that begin with `utm_` or `mc_`.
const FOREIGN_KEYS: [&str; 15] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "ref",
    "source",
    "secret",
    "_ga",
    "_gl",
    // Of pym.js, which frames pages.
    "initialWidth",
    "childId",
    "parentTitle",
    "parentUrl",
];

/// The longest query that is read, in bytes. Browsers and servers cut links off earlier.
const MAX_LENGTH: usize = 65_536;

/// More pairs of the page's own than any page writes.
const MAX_VIEW: usize = 64;

/// The part of a link that is its query: what stands between `?` and `#`. A text that is no link is a query itself.
#[must_use]
pub fn query_of(link: &str) -> &str {
    let link = link.trim();
    // The number of an escaped `&` is no hash.
    let is_hash = |at: usize| {
        let (before, rest) = link.split_at(at);
        !before.ends_with(['&', ';']) || ampersand(rest).is_none()
    };
    let hash = link.match_indices('#').map(|(at, _)| at).find(|&at| is_hash(at)).unwrap_or(link.len());
    let link = link.get(..hash).unwrap_or_default();
    match link.split_once('?') {
        Some((_, query)) => query,
        None if link.contains("://") || link.starts_with('/') => "",
        None => link,
    }
}

/// What follows the rest of an `&` that HTML has escaped: `amp;`, `#038;`, `#x26;`.
fn ampersand(text: &str) -> Option<&str> {
    // Not far, or a long text of nothing but such beginnings would take for ever.
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    (name == "amp" || number == Some(Ok(u32::from(b'&')))).then_some(rest)
}

/// Reads a query, or a whole link. It never fails: what cannot be used is left out, with a warning.
///
/// ```
/// use harm_wire::query;
///
/// let parsed = query::parse("?v=1&risk=2%25&steps=3&theme=dark&colour=red");
/// assert_eq!(query::write(&parsed.request), "v=1&risk=0.02&steps=3");
/// assert_eq!(parsed.view, [("theme".into(), "dark".into())]);
/// assert_eq!(parsed.warnings[0].message, "\"colour\" is not an input.");
/// ```
#[must_use]
pub fn parse(link: &str) -> Parsed {
    let mut collector = Collector::new();
    let query = query_of(link);
    let end = (0..=MAX_LENGTH.min(query.len())).rev().find(|&i| query.is_char_boundary(i)).unwrap_or(0);
    let (query, rest) = query.split_at(end);
    if !rest.is_empty() {
        let message = String::from("This link is too long; only its beginning was read.");
        collector.warnings.push(Warning { key: None, message });
    }
    for pair in query.split('&') {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, text) = (decode(name), decode(text));
        // A link that came out of HTML has &amp; or &#038; between its pairs, and one that went through twice, more of that.
        let mut name = &*name;
        while let Some(rest) = ampersand(name) {
            name = rest;
        }
        match Key::from_name(name) {
            Some(key) => collector.take(key, &text),
            None if name.is_empty() || is_foreign(name) => {}
            None if name == "v" => collector.version(&text),
            None if VIEW_KEYS.contains(&name) => {
                // A key may stand there more than once: several scenarios can be pinned.
                if collector.view.len() < MAX_VIEW {
                    collector.view.push((name.into(), text.into_owned()));
                }
            }
            None => collector.unknown(name),
        }
    }
    collector.finish()
}

/// The preset that a text names, by its name or by the address of its page, `https://example.org/s/ord/`; and its query.
#[must_use]
pub fn named(text: &str) -> Option<(&'static Preset, String)> {
    let path = text.trim().trim_end_matches('/');
    let name = path.rsplit_once("/s/").map_or(path, |(_, name)| name);
    let preset = Preset::named(name)?;
    Some((preset, write(&Request { scenario: preset.scenario(), lenses: preset.lenses() })))
}

/// Writes the query of a request: the values that differ from the defaults, in the order of the table, after the
/// version. The default request has an empty query.
#[must_use]
pub fn write(request: &Request) -> String {
    let mut query = String::new();
    for (key, text) in differing(request) {
        append(&mut query, key.name(), &text);
    }
    query
}

/// The query of a request that is never empty: of the default request it is the version alone.
pub(crate) fn write_stating(request: &Request) -> String {
    let query = write(request);
    if query.is_empty() { ["v=", &canonical(f64::from(VERSION))].concat() } else { query }
}

/// What stands for a pinned query that says nothing: the default scenario.
const DEFAULT: &str = "default";

/// A query as the value of a key: `risk=0.02&steps=3` as `risk_0.02__steps_3`. No name has the sign that joins, and no
/// value has it twice.
#[must_use]
pub fn folded(request: &Request) -> String {
    let query = write(request);
    let query = query.strip_prefix("v=1").unwrap_or(&query).trim_start_matches('&');
    if query.is_empty() { String::from(DEFAULT) } else { query.replace('&', "__").replace('=', "_") }
}

/// The request of a folded query; what cannot be used is left at its default.
#[must_use]
pub fn unfolded(text: &str) -> Request {
    let pairs: Vec<_> = text.split("__").map(|pair| pair.replacen('_', "=", 1)).collect();
    parse(&pairs.join("&")).request
}

/// What is pinned beside a scenario, by the pairs of the page.
#[must_use]
pub fn pinned(view: &[(String, String)]) -> Option<Request> {
    view.iter().find(|(name, _)| name == "pin").map(|(_, text)| unfolded(text))
}

/// The values that differ from the defaults, as text, in the order of the table.
pub fn differing(request: &Request) -> Vec<(Key, String)> {
    let default = defaults();
    request
        .values()
        .iter()
        .filter(|&(key, value)| default.get(key) != Some(value))
        .map(|(key, value)| (key, value.text(key)))
        .collect()
}

/// Adds a pair to a query, encoding what is outside the alphabet. The first pair brings the version with it.
///
/// The page adds its view keys with this.
pub fn append(query: &mut String, name: &str, text: &str) {
    if query.is_empty() {
        query.push_str("v=");
        query.push_str(&canonical(f64::from(VERSION)));
    }
    query.push('&');
    encode(query, name);
    query.push('=');
    encode(query, text);
}

fn encode(query: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-') {
            query.push(char::from(byte));
        } else {
            encode_byte(query, byte);
        }
    }
}

/// Adds a byte as `%` and two digits.
pub(crate) fn encode_byte(address: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    address.push('%');
    address.push(char::from(HEX[usize::from(byte >> 4)]));
    address.push(char::from(HEX[usize::from(byte & 15)]));
}

fn is_foreign(name: &str) -> bool {
    name.starts_with("utm_") || name.starts_with("mc_") || FOREIGN_KEYS.contains(&name)
}

/// `%25` as `%`, `+` as space. A `%` that begins no code stays, so that `risk=1%` says what it seems to say; so does
/// the `+` of `2.1e+25`.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| matches!(b, b'%' | b'+')) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).and_then(|&b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let (decoded_byte, length) = match (byte, digit(i + 1), digit(i + 2)) {
            (b'%', Some(high), Some(low)) => (high << 4 | low, 3),
            (b'+', ..) if !is_exponent_sign(bytes, i) => (b' ', 1),
            _ => (byte, 1),
        };
        decoded.push(decoded_byte);
        i += length;
    }
    Cow::Owned(String::from_utf8_lossy(&decoded).into_owned())
}

fn is_exponent_sign(bytes: &[u8], plus: usize) -> bool {
    let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    let e = plus.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|b| matches!(b, b'e' | b'E'));
    e && digit(plus.checked_sub(2)) && digit(Some(plus + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies::request;
    use proptest::prelude::*;

    fn warnings(query: &str) -> Vec<String> {
        parse(query).warnings.into_iter().map(|warning| warning.message).collect()
    }

    fn canonical_query(query: &str) -> String {
        write(&parse(query).request)
    }

    #[test]
    fn a_link_without_a_query_has_none() {
        for link in ["https://example.org/risk=2%", "/harm/risk=2%", "/?", "https://example.org/#risk=2%"] {
            assert_eq!(query_of(link), "", "{link}");
        }
        assert_eq!(query_of(" risk=2% "), "risk=2%");
    }

    #[test]
    fn the_default_is_the_empty_query() {
        assert_eq!(write(&Request::default()), "");
        assert_eq!(parse("").request, Request::default());
        assert_eq!(canonical_query("?v=1&risk=1%25&per=10x&population=8.0+billion"), "");
        assert!(warnings("?").is_empty());
    }

    #[test]
    fn only_what_differs_is_written_in_the_order_of_the_table() {
        assert_eq!(canonical_query("steps=3&risk=0.02&v=1"), "v=1&risk=0.02&steps=3");
        assert_eq!(
            canonical_query("belief=panel&panel=0.38%25,3%25,5%25&weights=1_2_1"),
            "v=1&belief=panel&panel=0.0038_0.03_0.05&weights=1_2_1"
        );
        assert_eq!(canonical_query("from=2.1e+25&to=2e29"), "v=1&from=2.1e25&to=2e29");
        assert_eq!(canonical_query("risk=1.0"), "v=1&risk=1.0");
    }

    #[test]
    fn a_link_is_read_from_its_question_mark_to_its_hash() {
        for link in [
            "https://example.org/path/?risk=2%25#?secret=abc",
            "?risk=2%25",
            "risk=2%25#x",
            "  https://example.org/?utm_source=x&amp;risk=0.02 ",
            "/embed/?risk=2%",
            "?v=1&#038;risk=0.02",
            "?v=1&#38;risk=2%#?secret=abc",
            "https://example.org/?v=1&#x26;risk=0.02#x",
            "?v=1&amp;#038;risk=0.02",
            "?v=1&amp;amp;amp;risk=0.02",
            "?v=1&%23038;risk=0.02",
            "?v=1&amp%3Brisk=0.02",
        ] {
            assert_eq!(canonical_query(link), "v=1&risk=0.02", "{link}");
            assert!(warnings(link).is_empty(), "{link}");
        }
        for hash in ["https://example.org/#?risk=2%25", "?#038;risk=2%25", "?v=1&#39;risk=0.02", "?v=1#038;risk=0.02"] {
            assert_eq!(canonical_query(hash), "", "{hash}");
        }
    }

    #[test]
    fn a_damaged_value_leaves_the_others_alone() {
        let parsed = parse("risk=150%25&steps=3");
        assert_eq!(write(&parsed.request), "v=1&steps=3");
        assert_eq!(parsed.warnings[0].key, Some(Key::Risk));
        assert_eq!(parsed.warnings[0].message, "risk must be between 0 and 1, but got 150%. 0.01 is used instead.");
        assert_eq!(
            warnings("risk=5"),
            ["risk must be between 0 and 1, but got 5; did you mean 5%? 0.01 is used instead."]
        );
        assert_eq!(
            warnings("belief=beta&weight=x"),
            ["weight must be greater than 0, but got \"x\"; write it as 1 or 2.5. 10 is used instead."]
        );
        assert_eq!(warnings("from=x&to=1e26").len(), 1);
    }

    #[test]
    fn values_that_do_not_fit_each_other_leave_the_others_alone() {
        assert_eq!(
            warnings("from=2e29&to=2.1e25&risk=0.02"),
            ["from must be at most to, but got 2e29 and 2.1e25. The default is used instead."]
        );
        assert_eq!(canonical_query("from=2e29&to=2.1e25&risk=0.02"), "v=1&risk=0.02");
    }

    #[test]
    fn what_is_not_known_is_named_and_what_others_add_is_not() {
        assert_eq!(warnings("populaton=1e6"), ["\"populaton\" is not an input; did you mean population?"]);
        assert!(warnings("utm_source=a&fbclid=b&gclid=c&ref=d&mc_cid=e&secret=f&initialWidth=600&childId=g&parentTitle=&parentUrl=h").is_empty());
        assert_eq!(warnings("risk=0.1&risk=0.2"), ["risk is given twice; the first value is used."]);
        assert_eq!(canonical_query("risk=0.1&risk=0.2"), "v=1&risk=0.1");
        assert_eq!(warnings("low=0.1"), ["low is not used when belief is point."]);
    }

    #[test]
    fn a_newer_version_is_said_to_be_newer() {
        assert!(warnings("v=2")[0].starts_with("This link was made by a newer version (2)."));
        assert_eq!(warnings("v=x"), ["The version of this link is not known: \"x\"."]);
        assert!(warnings("v=1").is_empty());
    }

    #[test]
    fn certainty_is_remarked_on_unless_it_is_meant() {
        assert_eq!(warnings("risk=1"), ["risk 1 is certainty; did you mean 1%?"]);
        assert_eq!(warnings("risk=1e0"), ["risk 1 is certainty; did you mean 1%?"]);
        // How links write it themselves, and have since version 1 began.
        assert!(warnings("risk=1.0").is_empty() && warnings("risk=100%25").is_empty());
    }

    #[test]
    fn view_keys_pass_through_and_come_back_in_the_alphabet() {
        let parsed = parse("theme=dark&pin=a%26b+c");
        assert_eq!(parsed.view[1].1, "a&b c");
        let mut query = write(&parsed.request);
        for (name, text) in &parsed.view {
            append(&mut query, name, text);
        }
        assert_eq!(query, "v=1&theme=dark&pin=a%26b%20c");
        assert_eq!(parse(&query).view, parsed.view);
    }

    #[test]
    fn a_huge_or_garbled_query_is_bounded() {
        let long = alloc::format!("risk=0.02&{}", "x=1&".repeat(1_000_000));
        let parsed = parse(&long);
        assert_eq!(write(&parsed.request), "v=1&risk=0.02");
        assert!(parsed.warnings.len() <= 21);
        assert!(parse(&"é".repeat(100_000)).warnings.len() <= 21);
        assert_eq!(parse("risk=%ff%fe&%=%&=&&&==").request, Request::default());
    }

    #[test]
    fn a_query_is_read_up_to_its_longest_and_no_further() {
        let too_long = "This link is too long; only its beginning was read.";
        let of = |length: usize| {
            let end = "&steps=3";
            ["risk=0.02&utm_x=", &"x".repeat(length - 16 - end.len()), end].concat()
        };
        let (longest, longer) = (of(MAX_LENGTH), of(MAX_LENGTH + 1));
        assert_eq!((longest.len(), canonical_query(&longest)), (65_536, "v=1&risk=0.02&steps=3".into()));
        assert!(warnings(&longest).is_empty());
        // Its last character is cut off with what follows.
        assert_eq!(canonical_query(&longer), "v=1&risk=0.02");
        assert_eq!(warnings(&longer)[0], too_long);
        // It is cut between characters.
        let wide = ["utm_x=", &"x".repeat(MAX_LENGTH - 7), "é"].concat();
        assert_eq!(warnings(&wide), [too_long]);
    }

    #[test]
    fn no_more_pairs_of_the_page_are_kept_than_it_writes() {
        assert_eq!(parse(&"pin=x&".repeat(MAX_VIEW)).view.len(), 64);
        assert_eq!(parse(&"pin=x&".repeat(MAX_VIEW + 1)).view.len(), 64);
    }

    #[test]
    fn codes_are_decoded_and_what_is_none_stays() {
        for (text, decoded) in [
            ("%41%5a%C3%a9", "AZé"),
            ("%f0%9F%98%80", "\u{1f600}"),
            ("1%25", "1%"),
            ("%", "%"),
            ("1%", "1%"),
            ("%2", "%2"),
            ("%2g%g2", "%2g%g2"),
            ("%%32", "%2"),
            ("a+b+", "a b "),
            ("%2B+%2b", "+ +"),
        ] {
            assert_eq!(decode(text), decoded, "{text}");
        }
    }

    #[test]
    fn a_plus_is_a_space_but_for_the_sign_of_an_exponent() {
        for (text, decoded) in [
            ("2.1e+25", "2.1e+25"),
            ("2E+5", "2E+5"),
            ("e+5", "e 5"),
            ("+5", " 5"),
            ("xe+5", "xe 5"),
            ("2e+x", "2e x"),
            ("2e+", "2e "),
            ("2x+5", "2x 5"),
            ("1e+2+3", "1e+2 3"),
            ("1+2e+3", "1 2e+3"),
        ] {
            assert_eq!(decode(text), decoded, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_link_brings_back_every_bit(request in request()) {
            let query = write(&request);
            prop_assert!(query.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-=&".contains(&b)), "{query}");
            let parsed = parse(&query);
            prop_assert_eq!(&parsed.warnings, &[]);
            prop_assert_eq!(&parsed.request, &request);
            prop_assert_eq!(write(&parsed.request), query);
        }

        #[test]
        fn any_text_is_read_without_failing(text in ".{0,400}") {
            let parsed = parse(&text);
            prop_assert!(parsed.warnings.len() <= 21);
        }

        #[test]
        fn any_value_of_any_key_is_read_without_failing(i in 0..Key::COUNT, text in ".{0,60}") {
            let mut query = String::new();
            append(&mut query, Key::ALL[i].name(), &text);
            let _ = parse(&query);
        }
    }
}
