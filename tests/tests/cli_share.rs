//! What the command gives a writer to take along: links, snippets, citations and pictures, through the real program.
//!
//! The form of each text is tested in `harm-wire`, the drawing in `harm-view`; here it is that they come out, fit each
//! other, and are refused in words when they cannot.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

mod support;

use std::fs;
use std::path::Path;

use acceptance::repository;
use harm_core::assess;
use harm_share::snippet::Kind;
use harm_view::figure::Picture;
use harm_wire::{Question, query};
use roxmltree::Document;
use support::{run, run_with};
use tempfile::TempDir;

const SITE: &str = "https://example.org/expected-harm/";

/// The path of a file in a folder.
fn path(folder: &TempDir, file: &str) -> String {
    folder.path().join(file).to_str().unwrap().to_owned()
}

#[test]
fn a_link_on_a_site_carries_its_result_and_agrees_with_itself() {
    assert_eq!(run(&["link", "--risk", "2%", "--steps", "3"]).success(), "v=1&risk=0.02&steps=3\n");
    let link = run(&["link", "--site", SITE, "--risk", "2%", "--steps", "3"]).success();
    assert!(link.starts_with("https://example.org/expected-harm/?v=1&risk=0.02&steps=3&shows=470464000"), "{link}");
    let again = run(&["--link", link.trim()]);
    assert_eq!(again.success(), run(&["--risk", "2%", "--steps", "3"]).success());
    assert_eq!(again.stderr, "");
}

#[test]
fn a_link_that_showed_something_else_says_so_unless_a_flag_changes_it() {
    let run_ = run(&["--link", "?v=1&shows=9e7", "--format", "json"]);
    let sentence = "This link says that it showed 90 million expected deaths. The same inputs now give 80 million";
    assert!(run_.stderr.contains(sentence), "{}", run_.stderr);
    assert!(run_.json()["warnings"][0].as_str().unwrap().starts_with(sentence));
    assert_eq!(run(&["--link", "?v=1&shows=9e7", "--risk", "2%"]).stderr, "");
}

#[test]
fn all_snippets_are_printed_with_what_they_are_for() {
    let all = run(&["embed", "--site", SITE, "--risk", "2%"]).success();
    for kind in Kind::ALL {
        assert!(all.contains(&format!("{}: {}", kind.label(), kind.platforms())), "{}", kind.name());
        if kind != Kind::Widget {
            let one = run(&["embed", "--site", SITE, "--risk", "2%", "--kind", kind.name()]).success();
            assert!(all.contains(&one), "{one}");
            assert!(!one.contains("\n\n") && one.contains("https://example.org/expected-harm/"), "{one}");
        }
    }
    assert!(!all.contains('\u{1b}'), "colours without a terminal");
}

#[test]
fn options_of_an_embed_are_in_its_address() {
    let frame = run(&[
        "embed",
        "--site",
        SITE,
        "--kind",
        "iframe",
        "--theme",
        "dark",
        "--width",
        "480",
        "--height",
        "500",
        "--inputs",
        "risk,scale-up",
        "--lens",
        "pause",
        "--lock",
    ])
    .success();
    assert!(
        frame.contains("embed/?v=1&amp;theme=dark&amp;inputs=risk_scale-up&amp;lens=pause&amp;lock=1\""),
        "{frame}"
    );
    assert!(frame.contains("width=\"480\" height=\"500\"") && frame.contains("max-width:480px"), "{frame}");
    for (flag, value) in [("--inputs", "colour"), ("--lens", "all"), ("--width", "5"), ("--kind", "frame")] {
        let message = run(&["embed", "--site", SITE, flag, value]).usage_error();
        assert!(message.contains(value), "{message}");
    }
}

#[test]
fn a_widget_has_the_scenario_baked_in_as_a_file_that_the_command_reads() {
    let folder = tempfile::tempdir().unwrap();
    let widget = path(&folder, "widget.html");
    fs::write(&widget, "<!doctype html><p>Expected Harm</p><script>run()</script>").unwrap();
    let arguments =
        ["embed", "--site", SITE, "--kind", "widget", "--widget", &widget, "--belief", "panel", "--panel", "1%,5%"];
    let baked = run(&arguments).success();
    let (before, rest) = baked.split_once("<script type=\"application/json\" id=\"expected-harm-scenario\">").unwrap();
    assert!(before.ends_with("</p>"));
    let (json, after) = rest.split_once("</script>").unwrap();
    assert_eq!(after, "<script>run()</script>\n");
    let read = run_with(&["--scenario", "-"], json).success();
    assert_eq!(read, run(&["--belief", "panel", "--panel", "1%,5%"]).success());

    let message = run(&["embed", "--site", SITE, "--kind", "widget"]).usage_error();
    assert!(message.contains("--widget dist/widget.html"), "{message}");
    let missing = run(&["embed", "--site", SITE, "--kind", "widget", "--widget", &path(&folder, "none.html")]);
    assert_eq!(missing.code, Some(1));
    assert!(missing.stderr.contains("none.html cannot be read"), "{}", missing.stderr);
}

#[test]
fn a_citation_is_a_quotation_with_its_source_or_an_entry() {
    let day = ["--date", "2026-11-23"];
    let text = run(&[&["cite", "--site", SITE][..], &day].concat()).success();
    assert_eq!(
        text,
        "“80 million expected deaths for the next 10× of training compute” (1% risk per 10× × 8.0 billion people alive × \
         everyone dies if it happens). Expected Harm 0.1.0, https://example.org/expected-harm/?v=1&shows=8e7, accessed 23 \
         November 2026.\n"
    );
    let range = ["--from", "2.1e25", "--to", "2e29", "--format", "bibtex"];
    let entry = run(&[&["cite", "--site", SITE][..], &day, &range].concat()).success();
    assert!(entry.starts_with("@misc{expected-harm-") && entry.ends_with("\n}\n"), "{entry}");
    for part in [
        "314 million expected deaths from 2.1~$\\times$~10$^{25}$ FLOP to 2~$\\times$~10$^{29}$ FLOP",
        "3.92\\% risk over 9,520$\\times$",
        "urldate = {2026-11-23}",
        "version = {0.1.0}",
        "; 1\\% risk per 10$\\times$",
    ] {
        assert!(entry.contains(part), "{entry}");
    }
    assert!(entry.is_ascii(), "{entry}");
    // Without a date it is today's.
    assert!(run(&["cite", "--site", SITE]).success().contains(", accessed "));
    let message = run(&["cite", "--site", SITE, "--date", "2026-02-30"]).usage_error();
    assert!(message.contains("date must be a day such as 2026-11-23, but got \"2026-02-30\""), "{message}");
}

#[test]
fn what_is_no_address_of_a_site_is_refused_in_words() {
    for command in ["link", "embed", "cite", "card"] {
        let message = run(&[command, "--site", "example.org"]).usage_error();
        assert!(message.contains("site must be an address that begins with https:// or http://"), "{message}");
    }
    for command in ["embed", "cite"] {
        assert!(run(&[command]).usage_error().contains("--site <URL>"));
    }
}

#[test]
fn a_card_is_printed_or_written_as_a_picture_with_its_text_alternative() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run(&["card", "--steps", "3", "--site", SITE]).success();
    assert!(Document::parse(&printed).is_ok());
    assert!(printed.contains(">example.org/expected-harm<"), "{printed}");
    let file = path(&folder, "card.svg");
    let alternative = run(&["card", "--steps", "3", "--site", SITE, "--output", &file]).success();
    assert_eq!(fs::read_to_string(&file).unwrap(), printed);
    assert!(alternative.starts_with("238 million expected deaths for the next 1,000× of training compute: 2.97% risk"));
    let dark = run(&["card", "--theme", "dark"]).success();
    assert!(dark.contains("#141517") && !printed.contains("#141517"));

    for name in ["card.jpg", "card"] {
        let message = run(&["card", "--output", &path(&folder, name)]).usage_error();
        assert!(message.contains("output must end in .svg or .png"), "{message}");
    }
    let nowhere = run(&["card", "--output", &path(&folder, "no/card.svg")]);
    assert_eq!(nowhere.code, Some(1));
    assert!(nowhere.stderr.contains("card.svg cannot be written"), "{}", nowhere.stderr);
}

/// Whether a picture is more than words, for the scenario of the next test.
fn is_drawn(picture: Picture) -> bool {
    let request = query::parse("risk=0.1%25 to 5%25&steps=3").request;
    picture.draw(&request, &assess(&request.scenario), 744.0).is_some()
}

#[test]
fn every_question_has_a_picture_with_its_answer_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["dots"].into_iter().chain(Question::ALL.map(Question::name));
    for name in names {
        let scenario = ["card", "--picture", name, "--risk", "0.1% to 5%", "--steps", "3", "--site", SITE];
        let svg = run(&scenario).success();
        let document = Document::parse(&svg).unwrap();
        // A question that is answered in words alone has a card of them.
        if !svg.contains(" Picture: ") {
            assert!(Picture::all().any(|one| one.name() == name && !is_drawn(one)), "{name}: {svg}");
            continue;
        }
        let marks = document.descendants().filter(|node| matches!(node.tag_name().name(), "path" | "circle" | "rect"));
        assert!(marks.count() > 3 && svg.contains("example.org/expected-harm"), "{name}: {svg}");
        let file = path(&folder, &[name, ".png"].concat());
        let alternative = run(&[&scenario[..], &["--theme", "dark", "--output", &file]].concat()).success();
        let (answer, picture) = alternative.split_once(" Picture: ").unwrap();
        assert!(answer.ends_with('.') && picture.ends_with(".\n"), "{name}: {alternative}");
        let description = document.descendants().find(|node| node.has_tag_name("desc")).unwrap();
        assert_eq!(description.text(), Some(alternative.trim_end()), "{name}");
        assert!(fs::read(&file).unwrap().starts_with(b"\x89PNG"), "{name}");
    }
    // Where there is nothing to draw, the card still says why.
    let known = run(&["card", "--picture", "belief"]).success();
    assert!(known.contains("You take the risk as known") && !known.contains("<circle"), "{known}");
}

#[test]
fn the_picture_of_a_difference_leads_from_a_pinned_scenario_to_this_one() {
    let difference = ["card", "--picture", "difference"];
    let of = |more: &[&str]| run(&[&difference[..], more].concat());
    let named = of(&["--pin", "comment", "--risk", "0.35%", "--steps", "3", "--fatality", "10%"]).success();
    for words in [">The comment<", ">This scenario<", ">÷ 10<", "1% per 10× → 0.35% per 10×", "8.37 million"] {
        assert!(named.contains(words), "{words} is not in {named}");
    }
    let pinned = of(&["--link", "https://example.org/?v=1&risk=0.02&pin=risk_0.1"]).success();
    assert!(pinned.contains(">Pinned scenario<") && pinned.contains(">÷ 5<"), "{pinned}");
    let alone = of(&[]).usage_error();
    assert!(alone.contains("add --pin with a link or a name, such as --pin comment"), "{alone}");
    let unknown = of(&["--pin", "nobody"]).usage_error();
    assert!(unknown.contains("a scenario must be a link, its query or a name, but got \"nobody\""), "{unknown}");
    let idle = run(&["card", "--picture", "pause", "--pin", "comment"]).usage_error();
    assert!(idle.contains("--pin is for the picture of a difference: add --picture difference"), "{idle}");
    let unused = run(&["card", "--picture", "pause", "--labs", "3"]);
    assert!(unused.stderr.contains("labs"), "a flag that the picture does not show: {}", unused.stderr);
}

/// A PNG as rows of pixels, red, green and blue.
fn pixels(file: &Path) -> Vec<Vec<[u8; 3]>> {
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(file).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((info.width, info.height, info.color_type), (1200, 630, png::ColorType::Rgba));
    let pixels: Vec<[u8; 3]> = bytes.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    pixels.chunks_exact(1200).map(<[_]>::to_vec).collect()
}

#[test]
fn a_card_as_png_has_its_words_in_it_without_the_fonts_of_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (path(&folder, "first.png"), path(&folder, "second.png"));
    for file in [&first, &second] {
        let output = support::command()
            .args(["card", "--risk", "1e-12", "--output", file])
            // Where a renderer would look for fonts.
            .env_clear()
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    let pixels = pixels(Path::new(&first));
    assert_eq!(pixels[2][2], [0xfb, 0xfa, 0xf7], "paper");
    let dark = |rows: std::ops::Range<usize>, columns: std::ops::Range<usize>| {
        let dark = |pixel: &&[u8; 3]| pixel.iter().all(|&part| part < 0x80);
        pixels[rows].iter().map(|row| row[columns.clone()].iter().filter(dark).count()).sum::<usize>()
    };
    assert!(dark(110..210, 70..600) > 5_000, "the number");
    assert!(dark(230..262, 70..900) > 1_000, "what it counts");
    assert!(dark(300..420, 70..500) > 1_000, "the sum");
}

#[test]
fn a_picture_has_the_colours_of_the_page() {
    let style = fs::read_to_string(repository().join("web/style/10-tokens.css")).unwrap();
    for theme in ["light", "dark"] {
        // The last block of a theme is the one that a reader has chosen; the first is the light one.
        let block = style.split(":root").find(|block| {
            if theme == "dark" { block.starts_with("[data-theme=\"dark\"]") } else { block.contains("--paper") }
        });
        let block = block.unwrap().split('}').next().unwrap();
        // A curve that leaves room for a recorded toll, the one thing that is drawn in the colour of marks.
        let svg = run(&["card", "--theme", theme, "--risk", "2%", "--trend", "0.3"]);
        // Words on what is filled, and a ruler.
        let more =
            ["sensitivity", "acceptable"].map(|name| run(&["card", "--picture", name, "--theme", theme]).success());
        let svg = ["<all>", &svg.success(), &more[0], &more[1], "</all>"].concat();
        let document = Document::parse(&svg).unwrap();
        let attributes = document.descendants().flat_map(|node| node.attributes());
        let colours: Vec<_> = attributes.map(|a| a.value()).filter(|value| value.starts_with('#')).collect();
        for token in ["paper", "ink", "soft", "line", "accent", "mark", "edge", "card", "on-accent"] {
            let (_, colour) = block.split_once(&format!("--{token}: ")).unwrap();
            let colour = colour.split(';').next().unwrap();
            assert!(colours.contains(&colour), "{token} of the {theme} picture is not the page's {colour}");
        }
    }
}

#[test]
fn a_flag_whose_value_was_forgotten_is_named_and_not_what_follows() {
    let message = run(&["--risk", "--steps", "3"]).usage_error();
    assert_eq!(message, "error: --risk needs a value, but --steps follows it; write it as 1%, 0.01 or 1 in 100\n");
    let message = run(&["solve", "--until", "--total", "5%"]).usage_error();
    assert_eq!(message, "error: --until needs a value, but --total follows it\n");
    assert!(run(&["--risk"]).usage_error().contains("a value is required for '--risk <FRACTION>'"));
    // A negative number is still refused in the words of the model.
    assert!(
        run(&["--risk", "-5%", "--steps", "3"]).usage_error().contains("risk must be between 0 and 1, but got -5%")
    );
}

#[test]
fn the_guide_to_embedding_names_every_kind_and_every_flag() {
    let guide = fs::read_to_string(repository().join("docs/embedding.md")).unwrap();
    for kind in Kind::ALL {
        assert!(guide.contains(&format!("`{}`", kind.name())), "{}", kind.name());
    }
    for flag in ["--theme", "--width", "--height", "--inputs", "--lens", "--lock", "--image", "--widget"] {
        assert!(guide.contains(flag), "{flag}");
    }
}
