//! Every picture of every scenario: no label touches another or leaves its paper, and no mark does, measured with the widest
//! fonts that browsers bring.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use harm_core::assess;
use harm_core::preset::PRESETS;
use harm_view::difference::{Difference, SIDES};
use harm_view::figure::{Anchor, Figure, Label, Mark, Picture, waterfall};
use harm_wire::strategies::request;
use harm_wire::{Question, Request, query};
use proptest::prelude::*;
use ttf_parser::Face;

/// The widths of the page's columns and of its ends.
const WIDTHS: [f64; 7] = [300.0, 328.0, 420.0, 560.0, 720.0, 744.0, 1100.0];

/// Requests at the corners of what pictures show.
const CORNERS: [&str; 34] = [
    "risk=0",
    "risk=1.0&steps=3",
    "risk=0.999999",
    "risk=1e-12&steps=0.1",
    "population=0",
    "population=1&risk=0.5",
    "fatality=0",
    "steps=0",
    "from=1e20&to=1e290",
    "trend=100&steps=9",
    "trend=0.01&steps=9",
    "belief=panel&panel=0.001_0.02&steps=3",
    "belief=panel&panel=0_1",
    "belief=beta&weight=0.01&risk=0.3",
    "belief=log-uniform&low=1e-12&high=1.0",
    "risk=0.1%25 to 5%25&steps=3&tolerate=8e7",
    "risk=0.1%25 to 5%25&tolerate=1e12",
    "risk=0.1%25 to 5%25&tolerate=0",
    "risk=1%25 to 1.01%25",
    "risk=0.1%25 to 5%25&sharing=redrawn",
    "eval-every=none&eval-months=none",
    "eval-months=100",
    "eval-every=1.01&eval-months=none",
    "buffer=1",
    "buffer=1.05",
    "response=0.3&common=0.5&jump=0.2",
    "pause=0",
    "pause=600&risk-cut=1&benefit=1",
    "pause=0.01&benefit=1",
    "steps=4&pause=24&risk-cut=25%25&benefit=50%25&pause-end=random",
    "labs=1&abstain=1",
    "labs=37.5&abstain=11.2&displacement=0.3",
    "labs=1000&abstain=999.5&displacement=1",
    "steps=40&limit=1.5",
];

/// The box that a label takes on paper, with the fonts' own measures.
fn measured(label: &Label) -> (f64, f64, f64, f64) {
    let size = label.face.size();
    let faces = [dejavu::sans::regular(), dejavu::sans::bold()].map(|font| Face::parse(font, 0).unwrap());
    let mut width = 0.0;
    for (stressed, words) in &label.words.parts {
        let face = &faces[usize::from(*stressed || label.face.is_bold())];
        for c in words.chars() {
            let glyph = face.glyph_index(c).unwrap_or_else(|| panic!("no glyph for {c:?} of {words:?}"));
            width += f64::from(face.glyph_hor_advance(glyph).unwrap()) / f64::from(face.units_per_em()) * size;
        }
    }
    let left = match label.anchor {
        Anchor::Start => label.at.0,
        Anchor::Middle => label.at.0 - width / 2.0,
        Anchor::End => label.at.0 - width,
    };
    (left, label.at.1 - 0.75 * size, left + width, label.at.1 + 0.2 * size)
}

/// What is wrong with a picture.
fn faults(figure: &Figure) -> Vec<String> {
    let mut faults = Vec::new();
    let boxes: Vec<_> = figure.labels().map(|label| (measured(label), label.words.to_string())).collect();
    for (i, (a, words)) in boxes.iter().enumerate() {
        if a.0 < -0.5 || a.1 < 0.0 || a.2 > figure.width + 0.5 || a.3 > figure.height + 0.5 {
            faults.push(format!("{words:?} leaves the paper: {a:?}"));
        }
        if words.contains("NaN") || words.contains("inf") && !words.contains("Influenza") {
            faults.push(format!("{words:?} is no number"));
        }
        for (b, other) in &boxes[..i] {
            if a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3 {
                faults.push(format!("{words:?} touches {other:?}: {a:?} {b:?}"));
            }
        }
    }
    let mut point = |(x, y): (f64, f64), room: f64| {
        let inside =
            x - room >= -1.0 && x + room <= figure.width + 1.0 && y - room >= -1.0 && y + room <= figure.height + 1.0;
        if !inside {
            faults.push(format!("a mark leaves the paper at {x}, {y}"));
        }
    };
    for mark in &figure.marks {
        match mark {
            Mark::Rect { at, size, .. } => {
                point(*at, 0.0);
                point((at.0 + size.0, at.1 + size.1), 0.0);
            }
            Mark::Circle { at, radius, .. } => point(*at, *radius),
            Mark::Path { lines, .. } => lines.iter().flatten().for_each(|at| point(*at, 0.0)),
            Mark::Text(_) => {}
        }
    }
    faults
}

/// Draws every picture of a request at every width, and gives what is wrong with any of them.
fn all_faults(request: &Request, widths: &[f64]) -> Vec<String> {
    let assessment = assess(&request.scenario);
    let mut all = Vec::new();
    for picture in Picture::all() {
        assert!(!picture.answer(request, &assessment).to_string().is_empty(), "{picture:?}");
        for &width in widths {
            if let Some(figure) = picture.draw(request, &assessment, width) {
                assert!(figure.description.ends_with('.') && !figure.marks.is_empty(), "{figure:?}");
                all.extend(faults(&figure).into_iter().map(|fault| format!("{picture:?} at {width}: {fault}")));
            }
        }
    }
    all
}

fn presets() -> Vec<Request> {
    PRESETS.iter().map(|preset| Request { scenario: preset.scenario(), lenses: preset.lenses() }).collect()
}

#[test]
fn the_pictures_of_every_preset_keep_their_labels_apart_and_on_paper() {
    for (request, preset) in presets().iter().zip(PRESETS) {
        let faults = all_faults(request, &WIDTHS);
        assert!(faults.is_empty(), "{}: {faults:#?}", preset.name);
    }
}

#[test]
fn the_pictures_of_corners_keep_their_labels_apart_and_on_paper() {
    for link in CORNERS {
        let request = query::parse(link).request;
        let faults = all_faults(&request, &WIDTHS);
        assert!(faults.is_empty(), "{link}: {faults:#?}");
    }
}

#[test]
fn the_difference_of_any_two_presets_and_corners_keeps_its_labels_apart_and_on_paper() {
    let corners = CORNERS.map(|link| query::parse(link).request);
    let all: Vec<Request> = presets().into_iter().chain(corners).collect();
    for pair in all.windows(2).chain(std::iter::once(&[all[0].clone(), all[9].clone()][..])) {
        let difference = Difference::new([&pair[0], &pair[1]], SIDES);
        for width in WIDTHS {
            if let Some(figure) = waterfall(&difference, width) {
                let faults = faults(&figure);
                assert!(faults.is_empty(), "{}: {faults:#?}", query::write(&pair[1]));
            }
        }
    }
}

#[test]
fn the_default_has_all_pictures_but_that_of_a_range() {
    let request = Request::default();
    let assessment = assess(&request.scenario);
    let drawn = |picture: Picture| picture.draw(&request, &assessment, 744.0).is_some();
    assert!(drawn(Picture::Dots) && !drawn(Picture::Of(Question::Belief)));
    // A question that is answered in words alone is not among them.
    for question in [
        Question::Evaluations,
        Question::ScaleLimit,
        Question::Pause,
        Question::Restraint,
        Question::Acceptable,
        Question::Perspective,
        Question::Sensitivity,
    ] {
        assert!(drawn(Picture::Of(question)), "{question:?}");
    }
}

/// Its labels once lay on each other.
#[test]
fn the_pictures_of_an_endless_scale_up_keep_their_labels_apart() {
    let request =
        query::parse("risk=1.0&per=year&from=1&to=6.387005305366256e169&fatality=1.043158276409064e-195&growth=10")
            .request;
    let widths: Vec<f64> = (300..1100).step_by(50).map(f64::from).collect();
    assert_eq!(all_faults(&request, &widths).len(), 0);
}

/// The share that is left once ran off the paper.
#[test]
fn the_pictures_of_warnings_that_hardly_help_keep_their_labels_on_paper() {
    let request = query::parse("response=1.0665800851742761e-13").request;
    assert_eq!(all_faults(&request, &[300.0]).len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_pictures_of_any_scenario_keep_their_labels_apart_and_on_paper(request in request(), width in 300.0..1100.0f64) {
        let faults = all_faults(&request, &[width]);
        prop_assert!(faults.is_empty(), "{}: {:#?}", query::write(&request), faults);
    }

    #[test]
    fn the_difference_of_any_two_scenarios_keeps_its_labels_apart_and_on_paper(
        from in request(), to in request(), width in 300.0..1100.0f64
    ) {
        if let Some(figure) = waterfall(&Difference::new([&from, &to], SIDES), width) {
            let faults = faults(&figure);
            prop_assert!(faults.is_empty(), "{} {}: {:#?}", query::write(&from), query::write(&to), faults);
        }
    }
}
