//! Pictures that stand by themselves: the card of a scenario for previews and posts, and the chart as a file.
//!
//! What lives here: how headline, sum and chart are put on paper as SVG text, with every colour and font in it, light or
//! dark. It is plain XML with presentation attributes alone: no script, no style sheet, nothing that is loaded, so that
//! it looks the same as a file, inside `<img>` and in a drawing program. Elements are written in `svg` below. What does not
//! live here: where the chart's parts stand ([`crate::chart`]), the words ([`crate::sentence`]), and pixels, which the
//! command makes.
//!
//! Nothing here can measure text, as the fonts are the reader's: widths are estimated for the widest fonts that
//! browsers bring, and what would be too long is set smaller or broken into lines.

mod file;
mod picture;
mod svg;

use harm_core::{Assessment, CurvePoint, Scenario, assess, curve};
use harm_wire::Request;

pub use file::chart;
pub use picture::{ROOM, alternative as picture_alternative, picture};
use svg::Svg;

use crate::axis::compute_end;
use crate::chart::{Content, LEFT, Measure, RIGHT, layout, tolls};
use crate::path::pixels;
use crate::sentence::{Headline, chart_alternative, compounding, headline, premises, sum, summary};
use crate::stated::compute_marks;
use crate::text::{SANS, SERIF, Type};

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// Width of a card in pixels: what the previews of links are made for.
pub const WIDTH: f64 = 1200.0;
/// Height of a card.
pub const HEIGHT: f64 = 630.0;

/// The page's own colours, of which its style sheet has the same.
struct Colours {
    paper: &'static str,
    ink: &'static str,
    soft: &'static str,
    line: &'static str,
    accent: &'static str,
    on_accent: &'static str,
    edge: &'static str,
    card: &'static str,
    mark: &'static str,
    area: &'static str,
    band: &'static str,
}

const LIGHT: Colours = Colours {
    paper: "#fbfaf7",
    ink: "#1c1b19",
    soft: "#5d5952",
    line: "#dfdbd3",
    accent: "#1b5a84",
    on_accent: "#ffffff",
    edge: "#8d877c",
    card: "#ffffff",
    mark: "#755c18",
    area: "0.11",
    band: "0.17",
};

const DARK: Colours = Colours {
    paper: "#141517",
    ink: "#ece9e3",
    soft: "#aaa59c",
    line: "#34373c",
    accent: "#7fbae1",
    on_accent: "#10202c",
    edge: "#7b7f86",
    card: "#1c1e21",
    mark: "#d5b45d",
    area: "0.13",
    band: "0.2",
};

impl Theme {
    const fn colours(self) -> &'static Colours {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// The sum under the headline in plain words, for captions and quotations: `1% risk per 10× × 8.0 billion people alive ×
/// everyone dies if it happens`.
#[must_use]
pub fn sum_in_words(scenario: &Scenario) -> String {
    let terms = sum(scenario, &assess(scenario));
    let terms: Vec<String> = terms.iter().map(|term| [&*term.value, " ", &term.words].concat()).collect();
    terms.join(" × ")
}

/// The text alternative of a card.
#[must_use]
pub fn alternative(scenario: &Scenario) -> String {
    let assessment = assess(scenario);
    let curve = curve(scenario, compute_end(assessment.orders_of_magnitude), 2);
    let mut words = summary(scenario, &assessment);
    for premise in premises_of(scenario, &assessment) {
        words.push_str("; ");
        words.push_str(&premise);
    }
    [&*words, ". Chart: ", &chart_alternative(&assessment, &curve)].concat()
}

/// The premises that a picture of a scenario carries.
fn premises_of(scenario: &Scenario, assessment: &Assessment) -> Vec<String> {
    premises(&Request { scenario: scenario.clone(), ..Request::default() }, assessment)
}

/// The card of a scenario: headline, sum, chart and the address of the site, which may be empty.
///
/// ```
/// use harm_core::Scenario;
/// use harm_view::card::{Theme, card};
///
/// let picture = card(&Scenario::default(), "example.org", Theme::Light);
/// assert!(picture.starts_with("<svg") && picture.contains("80 million"));
/// ```
#[must_use]
pub fn card(scenario: &Scenario, address: &str, theme: Theme) -> String {
    const EDGE: f64 = 72.0;
    const ROOM: f64 = WIDTH - 2.0 * EDGE;
    let colours = theme.colours();
    let assessment = assess(scenario);
    let Headline { number, what } = headline(scenario, &assessment);
    let mut svg = Svg::new(WIDTH, HEIGHT, colours, &[&*number, " ", &what].concat(), &alternative(scenario));

    let sans = Type { family: SANS, size: 28.0, bold: false, fill: colours.soft };
    let small = Type { size: 20.0, ..sans };
    // Whoever sees the card alone has to learn that this is about AI.
    let name = ("Expected Harm", "\u{2002}a risk per step of AI training compute, in expected deaths");
    svg.term((EDGE, 80.0), name, Type { size: 24.0, ..sans }, colours.ink);
    let hero = Type { family: SERIF, size: 120.0, bold: true, fill: colours.ink }.fitting(&number, ROOM);
    // Large figures begin some way into their own width.
    svg.text((EDGE - hero.size / 30.0, 204.0), &number, hero, "", 0.0);
    let under = Type { family: SERIF, size: 36.0, bold: false, fill: colours.soft }.fitting(&what, ROOM);
    svg.text((EDGE, 258.0), &what, under, "", 0.0);
    svg.sum(EDGE, scenario, &assessment, &number, sans, colours);
    svg.plot(WIDTH - EDGE, scenario, &assessment, Type { bold: true, ..small }, colours);

    let foot = HEIGHT - 35.0;
    svg.text((EDGE, foot), address, small.fitting(address, COLUMN), "", 0.0);
    svg.finish()
}

/// How many points the curve of a card has: as many as it is wide in steps of five pixels.
const POINTS: usize = 97;

/// Whether a name of a share of the plot's width can stand at the right end of a height without crossing the curve.
fn has_room(curve: &[CurvePoint], height: f64, share: f64) -> bool {
    let highest = curve.last().map_or(0.0, |point| point.expected_deaths);
    // A line of text is an eighth of the plot's height.
    let above = height + highest / 8.0;
    let crossed = curve.iter().take_while(|point| point.expected_deaths < above).count();
    #[allow(clippy::cast_precision_loss, reason = "some hundred points")]
    let share_crossed = crossed as f64 / curve.len().max(1) as f64;
    share_crossed <= 1.0 - share
}

/// The width of a card's left column.
const COLUMN: f64 = 500.0;

/// The parts of a card below its headline.
impl Svg {
    /// The sum as on paper, one term below the other over a line, and what is to be known of it.
    fn sum(
        &mut self,
        left: f64,
        scenario: &Scenario,
        assessment: &Assessment,
        number: &str,
        style: Type,
        colours: &Colours,
    ) {
        const SIGN: f64 = 34.0;
        let mut y = 328.0;
        for (i, term) in sum(scenario, assessment).iter().enumerate() {
            if i > 0 {
                self.text((left, y), "×", style, "", 0.0);
            }
            // The value is in bold; measured as if all of it were.
            let whole = [&*term.value, " ", &term.words].concat();
            let size = Type { bold: true, ..style }.fitting(&whole, COLUMN - SIGN).size;
            self.term((left + SIGN, y), (&term.value, &term.words), Type { size, ..style }, colours.ink);
            y += 42.0;
        }
        let rule = ["M", &pixels(left), " ", &pixels(y - 23.0), "h", &pixels(COLUMN - 80.0)].concat();
        self.path(&rule, &["fill=\"none\" stroke=\"", colours.soft, "\" stroke-width=\"1.5\""]);
        y += 14.0;
        self.text((left, y), "=", style, "", 0.0);
        self.term((left + SIGN, y), (number, ""), style, colours.accent);
        let mut notes = vec![premises_of(scenario, assessment).join("; ")];
        notes.extend(compounding(scenario, assessment));
        notes.retain(|note| !note.is_empty());
        // All of it has to be there: what is long is set smaller, as far as the foot leaves room.
        let room = HEIGHT - 58.0 - y;
        let mut small = Type { size: 17.0, ..style };
        let mut lines: Vec<String>;
        loop {
            lines = notes.iter().flat_map(|note| small.lines(note, COLUMN)).collect();
            #[allow(clippy::cast_precision_loss, reason = "a handful of lines")]
            let needed = 10.0 + 1.35 * small.size * lines.len() as f64;
            if needed <= room || small.size < 4.0 {
                break;
            }
            small.size -= 0.5;
        }
        y += 10.0;
        for line in lines {
            y += 1.35 * small.size;
            self.text((left, y), &line, small.fitting(&line, COLUMN), "", 0.0);
        }
    }

    /// The chart with what it shows above it, its plot ending at the right edge.
    fn plot(&mut self, right: f64, scenario: &Scenario, assessment: &Assessment, style: Type, colours: &Colours) {
        // Words of 13 pixels are too small for a preview, which is shown at half its size.
        const SCALE: f64 = 1.3;
        const PLOT: f64 = 312.0;
        let present = assessment.orders_of_magnitude;
        let curve = curve(scenario, compute_end(present), POINTS);
        let mut tolls = tolls();
        let label = Type { size: 13.0, bold: false, ..style };
        tolls.retain(|toll| has_room(&curve, toll.deaths, (label.width(&toll.label) + 12.0) / PLOT));
        let content = Content {
            curve: &curve,
            present: (present, assessment.expected_deaths),
            measure: Measure::Deaths,
            tolls: &tolls,
            reading: None,
            other: &[],
            marks: &compute_marks(scenario),
        };
        let mut chart = layout(&content, PLOT + LEFT + RIGHT);
        // Where there is no room left of the point, the rising curve leaves it below; and above the plot there is more of
        // it than on the page.
        let below = chart.marker.y + 20.0;
        let right_below = !chart.marker.label_ends && below < chart.bottom - 6.0;
        chart.marker.label_y = if right_below { below } else { chart.marker.y - 10.0 };
        let label = chart.marker.label_y;
        chart.references.retain(|toll| (toll.y - 5.0 - label).abs() > 20.0);
        let left = right - chart.right * SCALE;
        let title = "Expected deaths as compute grows";
        self.text((left + 20.0, 301.0), title, style.fitting(title, PLOT * SCALE), "", 0.0);
        self.raw(&["<g transform=\"translate(", &pixels(left), " 312) scale(", &pixels(SCALE), ")\">\n"]);
        self.chart(&chart, colours);
        self.raw(&["</g>\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_wire::query;
    use proptest::prelude::*;
    use roxmltree::{Document, Node};

    const ADDRESS: &str = "example.org/expected-harm";

    fn scenario(link: &str) -> Scenario {
        let parsed = query::parse(link);
        assert_eq!(parsed.warnings, [], "{link}");
        parsed.request.scenario
    }

    fn attribute(node: Node<'_, '_>, name: &str) -> f64 {
        node.attribute(name).unwrap().parse().unwrap()
    }

    /// The words of a text element, with white space as it is drawn.
    fn words(node: Node<'_, '_>) -> String {
        let all: String = node.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect();
        // `split_whitespace` would take no-break spaces for spaces.
        all.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn texts(svg: &str) -> Vec<String> {
        let document = Document::parse(svg).unwrap();
        document.descendants().filter(|node| node.has_tag_name("text")).map(words).collect()
    }

    /// Every text of a picture as left edge, right edge and baseline in its own pixels, as wide as it can be.
    fn extents(document: &Document<'_>) -> Vec<(f64, f64, f64, String)> {
        let text = |node: &Node<'_, '_>| node.has_tag_name("text");
        document
            .descendants()
            .filter(text)
            .map(|node| {
                let bold = node.attribute("font-weight").is_some() || node.children().any(|child| child.is_element());
                let style = Type { family: "", size: attribute(node, "font-size"), bold, fill: "" };
                let (x, y, words) = (attribute(node, "x"), attribute(node, "y"), words(node));
                let width = style.width(&words);
                let left = match node.attribute("text-anchor") {
                    Some("end") => x - width,
                    Some("middle") => x - width / 2.0,
                    _ => x,
                };
                let moved = node.parent().and_then(|parent| parent.attribute("transform")).unwrap_or("translate(0 0)");
                let numbers: Vec<f64> = moved
                    .split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
                    .filter_map(|n| n.parse().ok())
                    .collect();
                let scale = numbers.get(2).copied().unwrap_or(1.0);
                (numbers[0] + left * scale, numbers[0] + (left + width) * scale, numbers[1] + y * scale, words)
            })
            .collect()
    }

    /// Nothing is loaded or run, and nothing but what a picture is made of is in it.
    fn is_plain(document: &Document<'_>) -> bool {
        const NAMES: [&str; 10] = ["svg", "title", "desc", "rect", "g", "path", "text", "tspan", "circle", "line"];
        let safe = |name: &str| !name.starts_with("on") && !matches!(name, "href" | "style" | "class" | "id");
        document.descendants().filter(Node::is_element).all(|node| {
            NAMES.contains(&node.tag_name().name())
                && node.attributes().all(|attribute| safe(attribute.name()) && !attribute.value().contains("url("))
        })
    }

    #[test]
    fn a_card_says_number_sum_and_address() {
        let svg = card(&Scenario::default(), ADDRESS, Theme::Light);
        let texts = texts(&svg);
        for words in [
            "80 million",
            "expected deaths for the next 10× of training compute",
            "1% risk per 10×",
            "8.0 billion people alive",
            "everyone dies if it happens",
            "400 M",
            ADDRESS,
        ] {
            assert!(texts.iter().any(|text| text == words), "{words:?} is not in {texts:?}");
        }
        assert!(svg.contains("<title>80 million expected deaths for the next 10× of training compute</title>"));
        assert!(svg.contains("width=\"1200\" height=\"630\""));
    }

    #[test]
    fn a_card_says_how_unsure_the_result_is_and_how_it_compounds() {
        let texts = texts(&card(&scenario("belief=log-normal&low=0.01%&high=10%&steps=10"), "", Theme::Dark));
        assert!(texts.iter().any(|text| text.starts_with("5% to 95%: ")), "{texts:?}");
        assert!(texts.iter().any(|text| text.starts_with("2.13% on average for each 10×")), "{texts:?}");
    }

    #[test]
    fn a_card_and_its_text_alternative_carry_every_premise_whole() {
        for link in [
            "belief=logit-normal&low=0.1%&high=5%&level=80%&trend=2&steps=3&per=100",
            "belief=panel&panel=1%_2%_3%_4%_5%_6%_7%_8%_9%_10%_11%_12%_13%&sharing=redrawn&growth=3&steps=7&trend=0.5",
        ] {
            let scenario = scenario(link);
            let said = texts(&card(&scenario, ADDRESS, Theme::Light)).join(" ");
            let premises = premises_of(&scenario, &assess(&scenario));
            assert!(premises.len() > 3, "{premises:?}");
            for premise in premises {
                // Words that a line ends between are joined by a space again.
                let plain = premise.replace('\u{a0}', " ");
                assert!(said.replace('\u{a0}', " ").contains(&plain), "{premise}: {said}");
                assert!(alternative(&scenario).contains(&premise), "{premise}");
            }
        }
    }

    #[test]
    fn the_two_themes_differ_in_colours_alone() {
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| card(&Scenario::default(), ADDRESS, theme));
        assert_ne!(light, dark);
        let recoloured = [
            (LIGHT.paper, DARK.paper),
            (LIGHT.ink, DARK.ink),
            (LIGHT.soft, DARK.soft),
            (LIGHT.line, DARK.line),
            (LIGHT.accent, DARK.accent),
            (LIGHT.area, DARK.area),
            (LIGHT.mark, DARK.mark),
        ]
        .iter()
        .fold(light, |svg, (from, to)| svg.replace(from, to));
        assert_eq!(recoloured, dark);
    }

    #[test]
    fn text_from_elsewhere_is_text() {
        let address = "a</text><script>alert(1)</script>&\"'\u{0}\u{1b}\u{ffff}";
        let svg = card(&Scenario::default(), address, Theme::Light);
        let document = Document::parse(&svg).unwrap();
        assert!(is_plain(&document));
        assert!(texts(&svg).iter().any(|text| text == "a</text><script>alert(1)</script>&\"'"));
        let chart = layout(
            &Content {
                curve: &curve(&Scenario::default(), 5.0, 9),
                present: (1.0, 8e7),
                measure: Measure::Deaths,
                tolls: &[],
                reading: None,
                other: &[],
                marks: &[],
            },
            640.0,
        );
        let svg = super::chart(&chart, (address, address), address, address, Theme::Dark);
        assert!(is_plain(&Document::parse(&svg).unwrap()));
    }

    #[test]
    fn a_chart_stands_alone_with_all_that_is_drawn_on_the_page() {
        let scenario = scenario("belief=beta&weight=10&from=2.1e25&to=2e29");
        let now = assess(&scenario);
        let curve = curve(&scenario, 5.0, 65);
        let content = Content {
            curve: &curve,
            present: (now.orders_of_magnitude, now.expected_deaths),
            measure: Measure::Deaths,
            tolls: &tolls(),
            reading: curve.get(20),
            other: &curve,
            marks: &compute_marks(&scenario),
        };
        let title = "314 million expected deaths from 2.1 × 10²⁵ FLOP to 2 × 10²⁹ FLOP of training compute";
        let laid_out = layout(&content, 480.0);
        let svg =
            chart(&laid_out, (title, "90% sure it lies between 0.1% and 5%"), "what it shows", ADDRESS, Theme::Light);
        let document = Document::parse(&svg).unwrap();
        assert!(is_plain(&document));
        assert_eq!(attribute(document.root_element(), "width"), 536.0);
        let texts = texts(&svg);
        assert_eq!(texts[..2].join(" "), title, "too long for one line");
        assert_eq!(texts[2], "90% sure it lies between 0.1% and 5%");
        assert!(texts[3].starts_with("Shaded: ") && texts[4].starts_with("Dashed: "), "{texts:?}");
        for axis in ["Expected deaths", "Growth of training compute"] {
            assert!(texts.iter().any(|text| text == axis), "{texts:?}");
        }
        for label in laid_out.x_ticks.iter().chain(&laid_out.y_ticks).chain(&laid_out.marks).map(|tick| &tick.label) {
            assert!(texts.contains(label), "{label}");
        }
        assert!(texts.contains(&laid_out.reading.unwrap().label) && texts.last().is_some_and(|text| text == ADDRESS));
        let bare = chart(&layout(&content, 480.0), ("", ""), "", "", Theme::Light);
        assert!(
            attribute(Document::parse(&bare).unwrap().root_element(), "height")
                < attribute(document.root_element(), "height") - 50.0
        );
    }

    #[test]
    fn the_sum_is_said_in_words() {
        assert_eq!(
            sum_in_words(&Scenario::default()),
            "1% risk per 10× × 8.0 billion people alive × everyone dies if it happens"
        );
        assert!(alternative(&Scenario::default()).ends_with("392 million at 100,000×."));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn any_card_is_plain_xml_and_keeps_its_words_on_the_paper(
            (risk, per, trend) in (-300.0..=0.0f64, 0.01..30.0f64, -3.0..3.0f64),
            (step, steps, range) in (0.01..30.0f64, 0.0..60.0f64, any::<bool>()),
            (population, fatality, unsure) in (-3.0..12.0f64, -20.0..=0.0f64, any::<bool>()),
            (address, dark) in (".{0,80}", any::<bool>()),
        ) {
            let power = |e: f64| harm_wire::number::canonical(libm::exp10(e));
            let scale_up = if range {
                format!("from={}&to={}", power(20.0), power(20.0 + steps))
            } else {
                format!("step={}&steps={}", power(step), steps)
            };
            let belief = if unsure {
                format!("belief=log-uniform&low={}&high={}", power(risk - 1.0), power(risk))
            } else {
                // A bare 1 would be remarked on.
                format!("risk={}", power(risk.min(-1e-9)))
            };
            let scenario = scenario(&format!(
                "{belief}&{scale_up}&per={}&trend={}&population={}&fatality={}",
                power(per), power(trend / 10.0), power(population), power(fatality)
            ));
            let svg = card(&scenario, &address, if dark { Theme::Dark } else { Theme::Light });
            // No number that is none; one of the tolls is an influenza.
            prop_assert!(!svg.contains("NaN") && !svg.replace("Influenza", "").contains("inf"));
            let document = Document::parse(&svg).unwrap();
            prop_assert!(is_plain(&document));
            for (left, right, baseline, words) in extents(&document) {
                prop_assert!(left >= 0.0 && right <= WIDTH, "{} to {}: {}", left, right, words);
                prop_assert!(baseline > 20.0 && baseline < HEIGHT - 20.0, "{} at {}", words, baseline);
            }
        }
    }
}
