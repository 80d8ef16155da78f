//! Whole addresses: where the site is, a scenario's permalink, and the check of what a permalink said that it showed.
//!
//! What lives here: [`Site`], the one form in which a site's address is put before a query, and the key `shows`, with
//! which a link carries the result that its maker saw. What does not: the query of a scenario ([`crate::query`]), and
//! what is copied around an address (`harm-share`).
//!
//! A reader of an old link should not take today's number for the one that was quoted. So a link that was copied says
//! `shows=8e7`, the expected deaths to the last digit, and [`check`] has a sentence when today's differ in print.

use alloc::string::String;
use core::fmt;

use crate::complaint::{push_all, shortened};
use crate::number::{self, Form, canonical};
use crate::query;
use crate::request::Request;

/// The key with which a link carries the expected deaths that it showed.
pub const SHOWS: &str = "shows";

/// Where a copy of the site is: an address that ends in `/`, to which a file's name or a query can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site(String);

/// Why a text is not the address of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidSite(String);

impl fmt::Display for InvalidSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for InvalidSite {}

/// The longest address of a site, in bytes: what browsers and servers agree on.
const MAX_SITE: usize = 2_000;

impl Site {
    /// The site at an address as a browser shows it: a query, a fragment and the name `index.html` at its end are no
    /// part of it, and a missing `/` is added.
    ///
    /// ```
    /// use harm_wire::permalink::Site;
    ///
    /// let site = Site::new("https://example.org/harm/index.html?risk=0.02").unwrap();
    /// assert_eq!(site.as_str(), "https://example.org/harm/");
    /// assert!(Site::new("example.org").is_err());
    /// ```
    ///
    /// # Errors
    /// [`InvalidSite`] with a sentence, when it does not begin with `https://` or `http://`, has no plain host, or is
    /// longer than 2,000 bytes.
    pub fn new(address: &str) -> Result<Self, InvalidSite> {
        const TOO_LONG: &str = ", which is too long";
        let trimmed = number::trim(address);
        let refuse = |hint: &str| {
            let mut message = String::from("site must be an address that begins with https:// or http://, but got ");
            if trimmed.is_empty() {
                message.push_str("nothing");
            } else {
                push_all(&mut message, &["\"", &shortened(trimmed, 80), "\""]);
            }
            message.push_str(hint);
            InvalidSite(message)
        };
        if trimmed.len() > MAX_SITE {
            return Err(refuse(TOO_LONG));
        }
        let Some((scheme, rest)) = trimmed.split_once("://") else { return Err(refuse("")) };
        let scheme = match scheme {
            s if s.eq_ignore_ascii_case("https") => "https://",
            s if s.eq_ignore_ascii_case("http") => "http://",
            _ => return Err(refuse("")),
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if host.is_empty() || !host.bytes().all(is_host) {
            return Err(refuse("; write its host in plain letters, as a browser copies it"));
        }
        let path = path.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(path);
        let mut site = String::from(scheme);
        push_all(&mut site, &[host, "/"]);
        path.bytes().for_each(|byte| push_path_byte(&mut site, byte));
        if !site.ends_with('/') {
            site.push('/');
        }
        // Encoded it is longer than it was.
        if site.len() > MAX_SITE { Err(refuse(TOO_LONG)) } else { Ok(Self(site)) }
    }

    /// The address itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without `https://`, for people: `example.org/harm`.
    #[must_use]
    pub fn for_people(&self) -> &str {
        self.0.split_once("://").map_or(&*self.0, |(_, rest)| rest).trim_end_matches('/')
    }

    /// The address of a file or folder of the site, with a query if that is not empty.
    #[must_use]
    pub fn at(&self, path: &str, query: &str) -> String {
        let mut address = self.0.clone();
        address.push_str(path);
        if !query.is_empty() {
            push_all(&mut address, &["?", query]);
        }
        address
    }
}

/// Letters, digits and what stands in host names, ports, user names and numeric addresses.
fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-_:[]@".contains(&byte)
}

/// Adds a byte of a path. What would end an attribute, a Markdown link or a sentence is encoded.
fn push_path_byte(path: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() || b"/.-_~%=:@+,".contains(&byte) {
        path.push(char::from(byte));
    } else {
        query::encode_byte(path, byte);
    }
}

/// The query of a request that carries what it showed: `v=1&risk=0.02&shows=1.6e8`.
#[must_use]
pub fn query(request: &Request, expected_deaths: f64) -> String {
    let mut query = query::write(request);
    append_shows(&mut query, expected_deaths);
    query
}

/// Adds what was shown to any query of the page, that of pinned and opened things too.
pub fn append_shows(query: &mut String, expected_deaths: f64) {
    query::append(query, SHOWS, &canonical(expected_deaths));
}

/// The permalink of a request: the site's address and the query that carries what it showed.
#[must_use]
pub fn write(site: &Site, request: &Request, expected_deaths: f64) -> String {
    site.at("", &query(request, expected_deaths))
}

/// Compares what a link says that it showed with what is computed now; a sentence when they differ in print.
///
/// `view` is what [`crate::Parsed`] has of the link, `words` how a count is printed, to three figures. Results that
/// are the same to nine figures are the same: they may have been rounded on either side of a half.
#[must_use]
pub fn check(view: &[(String, String)], expected_deaths: f64, words: impl Fn(f64) -> String) -> Option<String> {
    let (_, text) = view.iter().find(|(name, _)| name == SHOWS)?;
    let mut message = String::new();
    let then = match number::read(text) {
        Ok(reading) if reading.form == Form::Plain && reading.value >= 0.0 => reading.value,
        _ => {
            push_all(&mut message, &["What this link showed cannot be read: \"", &shortened(text, 40), "\"."]);
            return Some(message);
        }
    };
    let near = (then - expected_deaths).abs() <= 1e-9 * then.max(expected_deaths);
    let (then, now) = (words(then), words(expected_deaths));
    if near || then == now {
        return None;
    }
    push_all(
        &mut message,
        &[
            "This link says that it showed ",
            &then,
            " expected deaths. The same inputs now give ",
            &now,
            ": the model has changed since, or the link was edited.",
        ],
    );
    Some(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategies::request;
    use alloc::format;
    use alloc::string::ToString;
    use proptest::prelude::*;

    fn site(address: &str) -> String {
        Site::new(address).unwrap().as_str().to_string()
    }

    /// Whole millions, which is all that these tests tell apart.
    fn millions(value: f64) -> String {
        format!("{:.0} million", value / 1e6)
    }

    fn checked(link: &str, now: f64) -> Option<String> {
        check(&query::parse(link).view, now, millions)
    }

    #[test]
    fn a_site_is_the_folder_of_its_page() {
        for address in [
            "https://example.org/harm/",
            "https://example.org/harm",
            " HTTPS://example.org/harm/index.html ",
            "https://example.org/harm/?v=1&risk=0.02#top",
        ] {
            assert_eq!(site(address), "https://example.org/harm/", "{address}");
        }
        assert_eq!(site("http://[::1]:8080"), "http://[::1]:8080/");
        assert_eq!(site("https://example.org/index.html"), "https://example.org/");
        assert_eq!(site("https://example.org/my-index.html"), "https://example.org/my-index.html/");
        assert_eq!(Site::new("https://example.org/harm").unwrap().for_people(), "example.org/harm");
    }

    #[test]
    fn what_would_break_out_of_a_snippet_is_encoded_in_a_path_and_refused_in_a_host() {
        assert_eq!(site("https://example.org/a(b)\"'<>c d/é"), "https://example.org/a%28b%29%22%27%3C%3Ec%20d/%C3%A9/");
        for address in ["", "example.org", "ftp://example.org", "javascript://%0aalert(1)", "https://", "https:///x"] {
            let message = Site::new(address).unwrap_err().to_string();
            assert!(message.starts_with("site must be an address that begins with https://"), "{message}");
        }
        let long = "https://example.org/".repeat(1_000);
        assert!(Site::new(&long).unwrap_err().to_string().ends_with("…\", which is too long"));
        for address in ["https://exa\"mple.org/", "https://例え.jp/", "https://a b/"] {
            assert!(Site::new(address).unwrap_err().to_string().ends_with("as a browser copies it"), "{address}");
        }
    }

    #[test]
    fn a_permalink_carries_what_it_showed() {
        let site = Site::new("https://example.org/").unwrap();
        let parsed = query::parse("risk=2%&steps=3");
        assert_eq!(
            write(&site, &parsed.request, 470_464_000.0),
            "https://example.org/?v=1&risk=0.02&steps=3&shows=470464000"
        );
        assert_eq!(write(&site, &Request::default(), 8e7), "https://example.org/?v=1&shows=8e7");
    }

    #[test]
    fn a_link_that_shows_what_is_computed_is_silent() {
        assert_eq!(checked("risk=1%", 8e7), None, "no result in the link");
        assert_eq!(checked("shows=80000000", 8e7), None);
        assert_eq!(checked("shows=8e7", 80_400_000.0), None, "the same in print");
        // On either side of a half, by the last digit of a double.
        assert_eq!(checked("shows=80499999.99999999", 80_500_000.000_000_01), None);
        assert_eq!(checked("shows=0", 0.0), None);
    }

    #[test]
    fn a_link_that_shows_something_else_says_so() {
        assert_eq!(
            checked("https://example.org/?v=1&shows=9e7", 8e7).unwrap(),
            "This link says that it showed 90 million expected deaths. The same inputs now give 80 million: the model has \
             changed since, or the link was edited."
        );
        assert!(checked("shows=0", 8e7).is_some());
        for damaged in ["x", "", "-1", "NaN", "1%", "8e7%20deaths"] {
            let message = checked(&format!("shows={damaged}"), 8e7).unwrap();
            assert!(message.starts_with("What this link showed cannot be read"), "{damaged}: {message}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn any_permalink_reads_back_and_agrees_with_itself(request in request(), deaths in 0.0..1e12f64) {
            let site = Site::new("https://example.org/harm").unwrap();
            let link = write(&site, &request, deaths);
            let parsed = query::parse(&link);
            prop_assert_eq!(&parsed.warnings, &[]);
            prop_assert_eq!(parsed.request, request);
            prop_assert_eq!(check(&parsed.view, deaths, millions), None);
        }

        #[test]
        fn any_address_is_refused_or_harmless(address in "(https?://)?.{0,60}") {
            if let Ok(site) = Site::new(&address) {
                prop_assert!(site.as_str().bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>()`\\{}".contains(&b)), "{site:?}");
                prop_assert_eq!(Site::new(site.as_str()), Ok(site));
            }
        }
    }
}
