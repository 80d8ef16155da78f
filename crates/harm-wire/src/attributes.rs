//! The inputs as HTML attributes: `<expected-harm risk="0.01" steps="3">`.
//!
//! What lives here: reading the attributes of an element, and writing them. The names and the texts are those of
//! links ([`crate::query`]); attributes that are nothing like them are somebody else's, and passed over.

use alloc::string::String;
use alloc::vec::Vec;

use crate::collect::{Collector, Parsed};
use crate::field::Key;
use crate::nearest::nearest;
use crate::query::{VIEW_KEYS, differing};
use crate::request::Request;

/// Attributes of HTML that are called like ours, or nearly.
const OF_HTML: [&str; 8] = ["form", "height", "id", "label", "lang", "list", "min", "rows"];

/// Reads the attributes of an element. It never fails: what cannot be used is left out, with a warning.
///
/// ```
/// use harm_wire::attributes;
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
            None if meant(name) == Some(name) => collector.view.push((name.into(), text.into())),
            None if meant(name).is_some() => collector.unknown(name),
            None => {}
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

/// The input or option that the name of an attribute is, or most probably was meant to be. `None` for all others: HTML and
/// every framework have attributes of their own, and those are no faults.
#[must_use]
pub fn meant(name: &str) -> Option<&str> {
    let view = || VIEW_KEYS.into_iter().filter(|name| !OF_HTML.contains(name));
    if name == "v" || Key::from_name(name).is_some() || view().any(|own| own == name) {
        return Some(name);
    }
    let own = Key::ALL.iter().map(|key| key.name()).chain(view());
    if OF_HTML.contains(&name) { None } else { nearest(name, own) }
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
    fn attributes_of_html_and_of_frameworks_are_no_faults() {
        let others = "abbr accept accesskey action align allow alt anchor as async autocapitalize autocomplete autocorrect \
            autofocus background bgcolor border charset checked cite class classname color cols colspan content \
            contenteditable controls coords data date datetime default defer dir disabled download draggable elementtiming \
            enctype enterkeyhint exportparts fetchpriority for form frame headers height hidden href htmlfor id inert \
            innerhtml inputmode is itemid itemprop itemref itemscope itemtype jsaction jscontroller jsname key kind label \
            lang list loading loop max media method min multiple muted name nonce open part pattern placeholder popover \
            poster preload readonly ref rel required reversed role rows rowspan sandbox scope selected shape size sizes \
            slot span spellcheck src srcset start style suppresshydrationwarning tabindex target title translate type \
            usemap value virtualkeyboardpolicy width wrap writingsuggestions xmlns css sx tw is-raw \
            data-reactid aria-label onclick hx-get hx-post hx-target x-data x-show x-on:click v-cloak v-if v-bind:a :a @click \
            #slot ng-if ng-model [ngclass] (click) *ngif _ngcontent-abc _nghost-abc wire:id wire:key wire:click phx-click \
            client:load on:click bind:value use:action class:list set:html svelte-h astro-cid-x amp-bind up-target \
            turbo-frame data-v-12 uk-grid u-copy fragment unresolved defer-hydration";
        let near: Vec<_> = others.split_whitespace().filter_map(|name| Some((name, meant(name)?))).collect();
        assert_eq!(near, []);
        assert!(parse(others.split_whitespace().map(|name| (name, "x"))).warnings.is_empty());
        for (name, own) in [
            ("riks", "risk"),
            ("stepps", "steps"),
            ("populaton", "population"),
            ("evalevery", "eval-every"),
            ("lenss", "lens"),
        ] {
            assert_eq!(meant(name), Some(own), "{name}");
        }
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
