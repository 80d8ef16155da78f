//! What a writer copies to put the calculator, or a picture or link of it, into a post.
//!
//! What lives here: the text of every snippet with the present numbers in it; in modules of their own its forms with
//! the platforms that each is for, its options, and the scenario that is baked into the widget's file. What does not:
//! the words about the result and the picture itself (`harm-view`), the addresses ([`harm_wire::permalink`]), and what an
//! embed does with what it is given (the page).
//!
//! The forms are those that were found to survive the platforms' own processing: a frame has nothing inside, since a
//! sanitiser deletes the whole frame if there is, and is followed by a link for where frames are removed; no snippet has
//! a blank line, where Markdown would end it; and a script has none of `&`, `<` and `>`, which some editors encode.

mod baked;
mod kind;
mod options;

use alloc::string::{String, ToString};

pub use baked::{SCENARIO_TAG, bake};
pub use kind::Kind;
pub use options::{HEIGHT, Options, PICTURE, Theme, WIDTH};

use harm_wire::attributes::{escape, write_tag};
use harm_wire::permalink::{self, Site};
use harm_wire::query::{self, differing};
use harm_wire::{Request, push_all};

/// What is shared: a scenario, its result, and where the site is.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'a> {
    /// The site.
    pub site: &'a Site,
    /// The inputs.
    pub request: &'a Request,
    /// The result.
    pub expected_deaths: f64,
    /// The result in words: `80 million expected deaths for the next 10× of training compute`.
    pub headline: &'a str,
    /// The sum that makes it, in words.
    pub sum: &'a str,
}

impl Shared<'_> {
    /// The permalink, which carries what it showed.
    #[must_use]
    pub fn link(&self) -> String {
        permalink::write(self.site, self.request, self.expected_deaths)
    }

    /// The address for a frame.
    #[must_use]
    pub fn embed_address(&self, options: &Options<'_>) -> String {
        let mut query = query::write(self.request);
        for (name, text) in options.pairs() {
            query::append(&mut query, name, &text);
        }
        if query.is_empty() {
            // The default of today is that of version 1; a snippet is read for longer than that.
            query.push_str("v=1");
        }
        self.site.at("embed/", &query)
    }

    /// The snippet of a kind; for the widget, what is baked into its file with [`bake`].
    #[must_use]
    pub fn snippet(&self, kind: Kind, options: &Options<'_>) -> String {
        match kind {
            Kind::Frame => self.frame(options, "") + "\n" + &self.paragraph(),
            Kind::ResizingFrame => {
                [&*self.frame(options, " data-expected-harm"), "\n", RESIZE, "\n", &self.paragraph()].concat()
            }
            Kind::Element => self.element(options),
            Kind::Widget => self.scenario(options),
            Kind::Image => self.picture(options),
            Kind::Markdown => ["[", &markdown(self.headline), "](", &self.link(), ")"].concat(),
            Kind::Link => self.link(),
        }
    }

    /// The scenario and the options as JSON, for [`bake`], with the site, to which the widget links. A `--scenario` of
    /// the command as well.
    ///
    /// Values are texts as in links, so that certainty, lists and every digit stay what they are on the way through
    /// JavaScript.
    #[must_use]
    pub fn scenario(&self, options: &Options<'_>) -> String {
        let scenario = differing(self.request).into_iter().map(|(key, text)| (key.name(), text));
        let mut json = String::from("{\"version\":1,");
        push_members(&mut json, [("site", String::from(self.site.as_str()))]);
        json.push_str(",\"scenario\":{");
        push_members(&mut json, scenario);
        json.push('}');
        let view = options.pairs();
        if !view.is_empty() {
            json.push_str(",\"view\":{");
            push_members(&mut json, view);
            json.push('}');
        }
        json.push('}');
        json
    }

    /// The frame of [`Kind::Frame`] without the link below it, for programs that put a frame into a page.
    #[must_use]
    pub fn frame_alone(&self, options: &Options<'_>) -> String {
        self.frame(options, "")
    }

    fn title(&self) -> String {
        ["Expected Harm: ", self.headline].concat()
    }

    /// The tag of a frame with all that makes it load late, fit its column and copy to the clipboard.
    fn frame(&self, options: &Options<'_>, more: &str) -> String {
        let (width, height) = options.size();
        let (width, height) = (width.to_string(), height.to_string());
        let style = style(options, "border:0");
        let mut tag = String::from("<iframe");
        let attributes = [
            ("src", &*self.embed_address(options)),
            ("title", &self.title()),
            ("width", &width),
            ("height", &height),
            ("loading", "lazy"),
            ("allow", "clipboard-write"),
            ("style", &style),
        ];
        push_attributes(&mut tag, &attributes);
        push_all(&mut tag, &[more, "></iframe>"]);
        tag
    }

    /// The link that stands below, and alone where what is above it was removed.
    fn paragraph(&self) -> String {
        ["<p>", &self.anchor(), "</p>"].concat()
    }

    fn anchor(&self) -> String {
        ["<a href=\"", &escape(&self.link()), "\">", &escape(&self.title()), "</a>"].concat()
    }

    fn element(&self, options: &Options<'_>) -> String {
        let mut tag = String::from("<script");
        push_attributes(&mut tag, &[("type", "module"), ("src", &self.site.at("expected-harm.js", ""))]);
        push_all(&mut tag, &["></script>\n<expected-harm v=\"1\"", &write_tag(self.request)]);
        for (name, text) in options.pairs() {
            push_attributes(&mut tag, &[(name, &text)]);
        }
        if let Some(width) = options.width {
            push_attributes(&mut tag, &[("style", &["max-width:", &width.to_string(), "px"].concat())]);
        }
        push_all(&mut tag, &[">\n", &self.anchor(), "\n</expected-harm>"]);
        tag
    }

    fn picture(&self, options: &Options<'_>) -> String {
        let width = options.width.unwrap_or(WIDTH);
        let height = (width * 21 / 40).to_string();
        let mut figure = ["<figure>\n<a href=\"", &escape(&self.link()), "\"><img"].concat();
        let attributes = [
            ("src", options.image.unwrap_or(PICTURE)),
            ("alt", &*[self.headline, ": ", self.sum].concat()),
            ("width", &width.to_string()),
            ("height", &height),
            ("style", "max-width:100%;height:auto"),
        ];
        push_attributes(&mut figure, &attributes);
        push_all(&mut figure, &["></a>\n<figcaption>", &self.anchor(), "</figcaption>\n</figure>"]);
        figure
    }
}

fn style(options: &Options<'_>, end: &str) -> String {
    match options.width {
        Some(width) => ["width:100%;max-width:", &width.to_string(), "px;", end].concat(),
        None => ["width:100%;", end].concat(),
    }
}

fn push_attributes(tag: &mut String, attributes: &[(&str, &str)]) {
    for (name, text) in attributes {
        push_all(tag, &[" ", name, "=\"", &escape(text), "\""]);
    }
}

fn push_members(json: &mut String, members: impl IntoIterator<Item = (&'static str, String)>) {
    for (i, (name, text)) in members.into_iter().enumerate() {
        push_all(json, &[if i > 0 { "," } else { "" }, "\"", name, "\":\""]);
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    json.push('\\');
                    json.push(c);
                }
                c if c.is_control() => json.push(' '),
                c => json.push(c),
            }
        }
        json.push('"');
    }
}

/// Sets the height of every frame of ours on the page to that of its content, as the frame says it; asks for it once, as
/// a frame may have said it before this ran. A message that is not from one of these frames changes nothing.
const RESIZE: &str = r#"<script>
(function () {
  var frames = function () { return Array.from(document.querySelectorAll("iframe[data-expected-harm]")); };
  addEventListener("message", function (event) {
    var data = event.data || {};
    var height = Math.min(Math.max(Math.ceil(data.height) || 0, 0), 5000);
    if (data.type !== "expected-harm:height" || !height) return;
    frames().forEach(function (frame) {
      if (frame.contentWindow === event.source) frame.style.height = height + "px";
    });
  });
  frames().forEach(function (frame) { frame.contentWindow.postMessage({ type: "expected-harm:request-height" }, "*"); });
})();
</script>"#;

/// A text for the words of a Markdown link.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            out.push(' ');
            continue;
        }
        if c.is_ascii_punctuation() && "\\`*_[]<>&#!~|^$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::vec::Vec;
    use harm_wire::attributes;
    use harm_wire::strategies::request;
    use html5gum::{DefaultEmitter, Token, Tokenizer};
    use proptest::prelude::*;

    const HEADLINE: &str = "470 million expected deaths for the next 1,000× of training compute";
    const SUM: &str = "5.88% risk over 1,000× × 8.0 billion people alive × everyone dies if it happens";

    /// What a browser's tokenizer sees: start tags with their attributes, end tags, and text that is not white.
    #[derive(Debug, PartialEq)]
    enum Seen {
        Start(String, Vec<(String, String)>),
        End(String),
        Text(String),
    }

    fn seen(html: &str) -> Vec<Seen> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut emitter = DefaultEmitter::default();
        // Inside scripts and frames there are no tags.
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(html, emitter)
            .filter_map(|token| match token.unwrap() {
                Token::StartTag(tag) => {
                    assert!(!tag.self_closing);
                    let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                    Some(Seen::Start(text(&tag.name), attributes))
                }
                Token::EndTag(tag) => Some(Seen::End(text(&tag.name))),
                Token::String(words) => Some(text(&words)).filter(|words| !words.trim().is_empty()).map(Seen::Text),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    fn start(name: &str, attributes: &[(&str, &str)]) -> Seen {
        // The tokenizer sorts them.
        let mut attributes: Vec<_> = attributes.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        attributes.sort();
        Seen::Start(name.into(), attributes)
    }

    fn end(name: &str) -> Seen {
        Seen::End(name.into())
    }

    fn words(words: &str) -> Seen {
        Seen::Text(words.into())
    }

    fn site() -> Site {
        Site::new("https://example.org/harm").unwrap()
    }

    fn example(query: &str, options: &Options<'_>, kind: Kind) -> String {
        let request = query::parse(query).request;
        let shared = Shared { site: &site(), request: &request, expected_deaths: 4.7e8, headline: HEADLINE, sum: SUM };
        shared.snippet(kind, options)
    }

    #[test]
    fn a_frame_is_empty_and_has_a_link_below_it() {
        assert_eq!(
            example("risk=2%&steps=3", &Options::default(), Kind::Frame),
            "<iframe src=\"https://example.org/harm/embed/?v=1&amp;risk=0.02&amp;steps=3\" \
             title=\"Expected Harm: 470 million expected deaths for the next 1,000× of training compute\" width=\"640\" \
             height=\"860\" loading=\"lazy\" allow=\"clipboard-write\" style=\"width:100%;border:0\"></iframe>\n\
             <p><a href=\"https://example.org/harm/?v=1&amp;risk=0.02&amp;steps=3&amp;shows=4.7e8\">\
             Expected Harm: 470 million expected deaths for the next 1,000× of training compute</a></p>"
        );
    }

    #[test]
    fn options_are_in_the_address_of_a_frame_and_in_the_attributes_of_an_element() {
        let options = Options {
            theme: Theme::Dark,
            width: Some(480),
            height: Some(500),
            inputs: &["risk", "scale-up"],
            lenses: &["evaluations", "pause"],
            lock: true,
            ..Options::default()
        };
        let frame = example("", &options, Kind::Frame);
        for part in [
            "embed/?v=1&amp;theme=dark&amp;inputs=risk_scale-up&amp;lens=evaluations_pause&amp;lock=1\"",
            "width=\"480\" height=\"500\"",
            "style=\"width:100%;max-width:480px;border:0\"",
        ] {
            assert!(frame.contains(part), "{frame}");
        }
        let element = example("risk=2%", &options, Kind::Element);
        assert!(element.contains(
            "<expected-harm v=\"1\" risk=\"0.02\" theme=\"dark\" inputs=\"risk_scale-up\" lens=\"evaluations_pause\" \
             lock=\"1\" style=\"max-width:480px\">\n"
        ));
    }

    #[test]
    fn a_saved_frame_of_the_default_stays_with_version_one() {
        assert!(example("", &Options::default(), Kind::Frame).contains("/embed/?v=1\""));
    }

    #[test]
    fn a_picture_is_a_figure_with_a_link_and_a_text_for_those_who_cannot_see_it() {
        let options = Options { image: Some("https://example.org/a.png"), width: Some(800), ..Options::default() };
        let picture = example("", &options, Kind::Image);
        assert!(picture.contains("src=\"https://example.org/a.png\" alt=\"470 million"), "{picture}");
        assert!(picture.contains("× everyone dies if it happens\" width=\"800\" height=\"420\""), "{picture}");
        assert!(example("", &Options::default(), Kind::Image).contains("src=\"expected-harm.png\""));
    }

    #[test]
    fn a_markdown_link_keeps_signs_of_markdown_as_they_are() {
        assert_eq!(
            example("", &Options::default(), Kind::Markdown),
            format!("[{HEADLINE}](https://example.org/harm/?v=1&shows=4.7e8)")
        );
        assert_eq!(markdown("a]b*c_d<e>`"), "a\\]b\\*c\\_d\\<e\\>\\`");
    }

    #[test]
    fn the_script_of_a_frame_has_no_sign_that_editors_encode() {
        let inside = RESIZE.trim_start_matches("<script>").trim_end_matches("</script>");
        assert!(!inside.contains(['&', '<', '>']) && !inside.contains("\n\n"));
        assert_eq!(seen(RESIZE).len(), 3);
    }

    /// The only link, or the address of the only link, of what a browser sees.
    fn link_of(seen: &[Seen]) -> Vec<String> {
        let mut links = Vec::new();
        for tag in seen {
            if let Seen::Start(name, attributes) = tag
                && name == "a"
            {
                assert_eq!(attributes.len(), 1);
                links.push(attributes[0].1.clone());
            }
        }
        links
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_snippet_breaks_out_of_its_attributes_and_each_link_reads_back(
            request in request(),
            (headline, sum) in ("[^\\pC]{0,40}", "[^\\pC]{0,40}"),
            (theme, lock) in (0..3usize, any::<bool>()),
            (inputs, lenses) in ("[^\\pC]{0,20}", "[^\\pC]{0,20}"),
            image in proptest::option::of("[^\\pC]{0,40}"),
            width in proptest::option::of(100..2000u32),
        ) {
            let site = site();
            let shared = Shared { site: &site, request: &request, expected_deaths: 123.0, headline: &headline, sum: &sum };
            let options = Options {
                theme: Theme::ALL[theme],
                width,
                height: None,
                inputs: &[&inputs],
                lenses: &[&lenses],
                lock,
                image: image.as_deref(),
                pasted: false,
            };
            let link = shared.link();
            let title = format!("Expected Harm: {headline}");
            for kind in Kind::ALL {
                let snippet = shared.snippet(kind, &options);
                prop_assert!(!snippet.contains("\n\n"), "{}", snippet);
                let anchor = [start("a", &[("href", &link)]), words(&title), end("a")];
                match kind {
                    Kind::Frame | Kind::ResizingFrame => {
                        let tags = seen(&snippet);
                        let Seen::Start(name, attributes) = &tags[0] else { panic!("{tags:?}") };
                        prop_assert_eq!(name, "iframe");
                        prop_assert_eq!(&tags[1], &end("iframe"));
                        let src = &attributes.iter().find(|(name, _)| name == "src").unwrap().1;
                        let parsed = query::parse(src);
                        prop_assert_eq!(&parsed.request, &request);
                        prop_assert_eq!(&parsed.warnings, &[]);
                        let (script, last) = tags[2..].split_at(if kind == Kind::Frame { 0 } else { 3 });
                        let expected = seen(if kind == Kind::Frame { "" } else { RESIZE });
                        prop_assert_eq!(script, expected.as_slice());
                        let [open, text, close] = anchor;
                        prop_assert_eq!(last, &[start("p", &[]), open, text, close, end("p")]);
                        let width = width.unwrap_or(WIDTH);
                        let height = if width < 592 { "1320" } else { "860" };
                        let width = width.to_string();
                        let style = style(&options, "border:0");
                        let mut expected = Vec::from([
                            ("src", &**src), ("title", &title), ("width", &width), ("height", height), ("loading", "lazy"),
                            ("allow", "clipboard-write"), ("style", &style),
                        ]);
                        if kind == Kind::ResizingFrame {
                            expected.push(("data-expected-harm", ""));
                        }
                        prop_assert_eq!(&tags[0], &start("iframe", &expected));
                    }
                    Kind::Element => {
                        let tags = seen(&snippet);
                        let script = start("script", &[("type", "module"), ("src", "https://example.org/harm/expected-harm.js")]);
                        prop_assert_eq!(&tags[..2], &[script, end("script")]);
                        let Seen::Start(name, attributes) = &tags[2] else { panic!("{tags:?}") };
                        prop_assert_eq!(name, "expected-harm");
                        let parsed = attributes::parse(attributes.iter().map(|(name, text)| (&**name, &**text)));
                        prop_assert_eq!(&parsed.request, &request);
                        prop_assert_eq!(&parsed.warnings, &[]);
                        prop_assert_eq!(&tags[3..6], &anchor);
                        prop_assert_eq!(&tags[6..], &[end("expected-harm")]);
                    }
                    Kind::Image => {
                        let tags = seen(&snippet);
                        prop_assert_eq!(link_of(&tags), [link.clone(), link.clone()]);
                        let names: Vec<_> = tags.iter().map(|tag| match tag {
                            Seen::Start(name, _) => name.clone(),
                            Seen::End(name) => format!("/{name}"),
                            Seen::Text(_) => String::new(),
                        }).collect();
                        prop_assert_eq!(names.join(" "), "figure a img /a figcaption a  /a /figcaption /figure");
                        let Seen::Start(_, attributes) = &tags[2] else { panic!("{tags:?}") };
                        let alt = format!("{headline}: {sum}");
                        prop_assert!(attributes.contains(&("alt".into(), alt)), "{:?}", attributes);
                        prop_assert_eq!(attributes.len(), 5);
                    }
                    Kind::Widget => {
                        let tags = seen(&bake("<script>run()</script>", &snippet));
                        prop_assert_eq!(tags.len(), 6, "{:?}", tags);
                    }
                    Kind::Markdown => {
                        let (_, address) = snippet.rsplit_once("](").unwrap();
                        prop_assert_eq!(address.strip_suffix(')'), Some(&*link));
                    }
                    Kind::Link => prop_assert_eq!(&snippet, &link),
                }
            }
            let parsed = query::parse(&link);
            prop_assert_eq!(parsed.request, request);
            prop_assert_eq!(parsed.warnings, &[]);
        }

        #[test]
        fn a_baked_scenario_is_a_file_that_reads_back(request in request(), lock in any::<bool>()) {
            let shared = Shared { site: &site(), request: &request, expected_deaths: 1.0, headline: "", sum: "" };
            let read = harm_wire::json::parse(&shared.scenario(&Options { lock, ..Options::default() })).unwrap();
            prop_assert_eq!(Request::from_values(&read.values).unwrap(), request);
            prop_assert_eq!(&read.notes, &[]);
        }

        #[test]
        fn any_file_keeps_all_its_text_and_any_json_stays_inside(widget in ".{0,60}", json in ".{0,60}") {
            let baked = bake(&widget, &json);
            let (before, rest) = baked.split_once(SCENARIO_TAG).unwrap();
            let inside = json.replace('<', "\\u003c");
            prop_assert!(rest.starts_with(&[&*inside, "</script>"].concat()));
            prop_assert_eq!([before, &rest[inside.len() + "</script>".len()..]].concat(), widget);
        }
    }
}
