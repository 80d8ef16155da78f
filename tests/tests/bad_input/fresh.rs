//! Fresh texts: pieces that mean something here in an order that means nothing, entries of the corpus with
//! pieces put in, taken out and repeated, and any characters at all.

use harm_wire::Key;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::corpus;

/// Pieces of links, files, numbers and attacks on what shows them.
#[rustfmt::skip]
const PIECES: [&str; 96] = [
    "0", "1", "9", "10", "0.01", "00", "1e308", "1e309", "1e-400", "-1", "−1", "–1", "+1", "1_000", "1,000", "1.2.3",
    "0,5", "1'000", "1 in 100", "1/3", "/0", "0/0", "%", "%%", "%25", "%00", "%FF", "%u0041", "%E2%80%AE", "×", "x",
    "^", "e", "E", "²⁵", "⁻", "10^", "$", "USD ", " million", " bn", "k", "NaN", "nan", "inf", "Infinity", "∞",
    "null", "true", "none", "&", "&&", "&amp;", "=", "==", "?", "#", "v=1", "v=9", "__proto__", "constructor",
    "utm_source", "{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud800", "\\udc00\\ud800", ":", ",", "scenario",
    "version", "'", "<", ">", "</script>", "<!--", "-->", "<img src=x onerror=alert(1)>", "${1}", "\0", "\t", "\r\n",
    "\u{a0}", "\u{202f}", "\u{200f}", "\u{202e}", "\u{61c}", "\u{feff}", "١٪", "１．５", "\u{1f469}\u{200d}\u{1f52c}",
    "e\u{301}\u{301}",
];

/// One text, by any of the ways.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let short: Vec<String> = corpus().into_iter().filter(|text| text.len() < 500).collect();
    let names: Vec<&str> = Key::ALL.iter().map(|key| key.name()).collect();
    let value = prop_oneof![
        4 => vec(select(&PIECES[..]), 1..4).prop_map(|pieces| pieces.concat()),
        2 => any::<f64>().prop_map(|number| number.to_string()),
        2 => (any::<u32>(), -400..400_i32).prop_map(|(digits, power)| format!("{digits}e{power}")),
        1 => any::<String>(),
        1 => Just("log-normal".to_owned()), 1 => Just("panel".to_owned()), 1 => Just("beta".to_owned()),
    ];
    let pair = (select(names), value.clone()).boxed();
    let link = vec(pair.clone(), 0..8)
        .prop_map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"));
    let file = (vec(pair, 0..6), any::<bool>()).prop_map(|(pairs, quoted)| {
        let quote = if quoted { "\"" } else { "" };
        let members: Vec<String> =
            pairs.iter().map(|(name, value)| format!("\"{name}\": {quote}{value}{quote}")).collect();
        format!("{{{}}}", members.join(", "))
    });
    let changes = vec((any::<Index>(), 0..4_u8, select(&PIECES[..]), 1..40_usize), 0..6);
    let changed = (select(short), changes).prop_map(|(base, changes)| {
        changes.into_iter().fold(base, |text, (at, how, piece, times)| change(&text, &at, how, piece, times))
    });
    prop_oneof![
        2 => vec(select(&PIECES[..]), 0..12).prop_map(|pieces| pieces.concat()),
        2 => value,
        3 => link,
        2 => file,
        4 => changed,
        1 => any::<String>(),
    ]
}

/// A text with a piece put in, once or often, with characters taken out, or cut off.
fn change(text: &str, at: &Index, how: u8, piece: &str, times: usize) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (before, after) = text.split_at(*at.get(&places));
    match how {
        0 => [before, piece, after].concat(),
        1 => [before, &piece.repeat(times), after].concat(),
        2 => before.chars().chain(after.chars().skip(times)).collect(),
        _ => before.to_owned(),
    }
}
