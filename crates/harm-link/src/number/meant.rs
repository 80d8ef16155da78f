//! What was probably meant by a text that is not a number: digits in groups, a decimal comma, digits of another script.
//!
//! Only what can be read is ever suggested.

use alloc::format;
use alloc::string::String;

use super::{NumberError, SPACES, grammar, trim};

/// What is wrong with a text that is not a number, and what may have been meant.
pub(super) fn diagnose(text: &str) -> NumberError {
    let word = text.trim_start_matches(['+', '-', '−']);
    if ["nan", "inf", "infinity", "∞"].iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return NumberError::NotFinite;
    }
    let ascii = in_plain_digits(text);
    let meant = |candidate: String, error: fn(String) -> NumberError| {
        // What is suggested stands in a sentence: a tab or the end of a line is a space there.
        let candidate = candidate.replace(SPACES, " ");
        // Only what can be read is suggested. The candidate has no separators left, so that this goes one level deep.
        match grammar::quantity(trim(&candidate)) {
            Ok(_) => error(candidate),
            Err(_) => NumberError::Unreadable,
        }
    };
    if ascii != text {
        let candidate = regroup(&ascii).map_or(ascii, |(candidate, _)| candidate);
        return meant(candidate, NumberError::OtherDigits);
    }
    match regroup(text) {
        Some((candidate, Grouping::Separators)) => meant(candidate, NumberError::Separators),
        Some((candidate, Grouping::DecimalComma)) => meant(candidate, NumberError::DecimalComma),
        None => NumberError::Unreadable,
    }
}

/// Digits of other scripts, and full-width signs, as ASCII.
fn in_plain_digits(text: &str) -> String {
    // The first digit of each block of ten: Arabic, Persian and Urdu, Devanagari, Bengali, Thai, full width.
    const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
    text.chars()
        .map(|c| {
            let code = c as u32;
            let digit = ZEROS.iter().map(|zero| code.wrapping_sub(*zero)).find(|&digit| digit < 10);
            match (digit.and_then(|digit| char::from_digit(digit, 10)), c) {
                (Some(digit), _) => digit,
                (None, '٫' | '．') => '.',
                (None, '٬' | '，') => ',',
                (None, '٪' | '％') => '%',
                (None, '－') => '-',
                (None, 'ｅ') => 'e',
                (None, other) => other,
            }
        })
        .collect()
}

enum Grouping {
    Separators,
    DecimalComma,
}

/// The first number of the text with its separators gone and a point for its decimal comma; `None` when there are none.
fn regroup(text: &str) -> Option<(String, Grouping)> {
    let is_separator = |c: char| matches!(c, ',' | '_' | '\'' | '’' | '`') || SPACES.contains(&c);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, run) = text.split_at(start);
    let end = run.find(|c: char| !(c.is_ascii_digit() || c == '.' || is_separator(c))).unwrap_or(run.len());
    let (run, after) = run.split_at(end);
    let number = run.trim_end_matches(|c: char| is_separator(c) || c == '.');
    let space = run.get(number.len()..)?;
    let separators = number.chars().filter(|&c| is_separator(c)).count();
    let commas = number.matches(',').count();
    let points = number.matches('.').count();
    let digits_only = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let rebuild = |number: String| format!("{before}{number}{space}{after}");

    // 1.234.567,8 and 0,01: one comma, after everything else.
    if commas == 1 && (points != 1 || number.find(',') > number.find('.')) {
        let (whole, fraction) = number.split_once(',')?;
        let others = whole.chars().any(|c| !c.is_ascii_digit());
        let thousands = !others && fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        if !thousands && fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Some((rebuild(format!("{}.{fraction}", digits_only(whole))), Grouping::DecimalComma));
        }
    }
    // 8.000.000 is a number in groups; 1.2.3 is a version, or a slip.
    let grouped = |whole: &str| whole.split('.').skip(1).all(|group| group.len() == 3);
    if separators > 0 && points < 2 || points > 1 && grouped(number) {
        // The point of 1,234.5 stays where it is.
        let fixed = match (points, number.rsplit_once('.')) {
            (1, Some((whole, fraction))) => format!("{}.{}", digits_only(whole), digits_only(fraction)),
            _ => digits_only(number),
        };
        return Some((rebuild(fixed), Grouping::Separators));
    }
    // "1 in 10,000": the number before the separators is fine, so look behind it.
    let (candidate, grouping) = regroup(after)?;
    Some((format!("{before}{run}{candidate}"), grouping))
}
