//! What was probably meant by a text that is not a number: words for what is not finite, digits of another script.
//!
//! Only what can be read is ever suggested.

use alloc::string::String;

use super::{NumberError, grammar};

/// What is wrong with a text that is not a number, and what may have been meant.
pub(super) fn diagnose(text: &str, comma: bool) -> NumberError {
    let word = text.trim_start_matches(['+', '-']);
    if ["nan", "inf", "infinity", "∞"].iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return NumberError::NotFinite;
    }
    let ascii = in_plain_digits(text);
    if ascii == text {
        return NumberError::Unreadable;
    }
    match grammar::written(&ascii, comma) {
        Ok(_) => NumberError::OtherDigits(ascii),
        Err(NumberError::DecimalComma(meant) | NumberError::Separators(meant)) => NumberError::OtherDigits(meant),
        Err(_) => NumberError::Unreadable,
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
