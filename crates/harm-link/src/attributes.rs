//! The inputs as HTML attributes: `<expected-harm risk="0.01" steps="3">`.
//!
//! What lives here: reading the attributes of an element, and writing them. The names and the texts are those of
//! links ([`crate::query`]); attributes that are HTML's own are passed over.

use alloc::string::String;
use alloc::vec::Vec;

use crate::collect::{Collector, Parsed};
use crate::field::Key;
use crate::inputs::Request;
use crate::query::{VIEW_KEYS, differing};

/// Attributes that any element may have; so may it those that begin with `data-`, `aria-` or `on`.
const GLOBAL: [&str; 22] = [
    "class",
    "style",
    "id",
    "title",
    "lang",
    "dir",
    "hidden",
    "slot",
    "part",
    "role",
    "tabindex",
    "is",
    "itemid",
    "itemprop",
    "itemref",
    "itemscope",
    "itemtype",
    "nonce",
    "inert",
    "popover",
    "translate",
    "src",
];

/// Reads the attributes of an element. It never fails: what cannot be used is left out, with a warning.
///
/// ```
/// use harm_link::attributes;
///
/// let parsed = attributes::parse([("risk", "2%"), ("class", "wide"), ("theme", "dark")]);
/// assert_eq!(attributes::write_tag(&parsed.request), " risk=\"0.02\"");
/// assert_eq!(parsed.view, [("theme".into(), "dark".into())]);
/// ```
#[must_use]
pub fn parse<'a>(attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Parsed {
    let mut collector = Collector::new();
    for (name, text) in attributes {
        match Key::from_name(name) {
            Some(key) => collector.take(key, text),
            None if name == "v" => collector.version(text),
            None if is_global(name) => {}
            None if VIEW_KEYS.contains(&name) => collector.view.push((name.into(), text.into())),
            None => collector.unknown(name),
        }
    }
    collector.finish()
}

/// The attributes of a request: the values that differ from the defaults, in the order of the table.
#[must_use]
pub fn write(request: &Request) -> Vec<(&'static str, String)> {
    differing(request).into_iter().map(|(key, text)| (key.name(), text)).collect()
}

/// The same as text to put into a tag: ` risk="0.02" steps="3"`, with a space before each.
#[must_use]
pub fn write_tag(request: &Request) -> String {
    let mut tag = String::new();
    for (name, text) in write(request) {
        tag.push(' ');
        tag.push_str(name);
        tag.push_str("=\"");
        tag.push_str(&escape(&text));
        tag.push('"');
    }
    tag
}

/// A text for the inside of a quoted attribute, or of an element.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

fn is_global(name: &str) -> bool {
    GLOBAL.contains(&name) || ["data-", "aria-", "on"].iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies::request;
    use proptest::prelude::*;

    #[test]
    fn attributes_are_read_like_a_link_and_those_of_html_are_passed_over() {
        let parsed = parse([("risk", "2%"), ("class", "x"), ("data-risk", "y"), ("theme", "dark"), ("stepps", "3")]);
        assert_eq!(write_tag(&parsed.request), " risk=\"0.02\"");
        assert_eq!(parsed.view.len(), 1);
        assert_eq!(parsed.warnings[0].message, "\"stepps\" is not an input; did you mean steps?");
    }

    #[test]
    fn a_text_cannot_leave_its_attribute() {
        assert_eq!(escape("\"><script>'&"), "&quot;&gt;&lt;script&gt;&#39;&amp;");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn attributes_bring_back_every_bit(request in request()) {
            let pairs = write(&request);
            let parsed = parse(pairs.iter().map(|(name, text)| (*name, text.as_str())));
            prop_assert_eq!(&parsed.warnings, &[]);
            prop_assert_eq!(parsed.request, request);
        }
    }
}
