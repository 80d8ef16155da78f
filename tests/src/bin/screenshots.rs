//! Pictures of the page in the sizes and colour schemes that matter, for looking at after a change and for the README.
//!
//! Called by `cargo xtask screenshots`, which builds the page first and says what the options are.

use std::{env, fs, time::Instant};

use acceptance::{Page, Result, repository};
use anyhow::{Context, bail};

/// A picture: its name, the page's address relative to the site, the size of the window, whether the page is pictured
/// at its whole length, and whether the colours are dark.
struct Picture {
    name: &'static str,
    page: &'static str,
    size: (u32, u32),
    whole: bool,
    dark: bool,
}

const PICTURES: [Picture; 6] = [
    Picture { name: "wide-light", page: "", size: (1280, 900), whole: true, dark: false },
    Picture { name: "wide-dark", page: "", size: (1280, 900), whole: true, dark: true },
    Picture { name: "narrow-light", page: "", size: (360, 740), whole: true, dark: false },
    Picture { name: "narrow-dark", page: "", size: (360, 740), whole: true, dark: true },
    Picture { name: "embed-light", page: "embed/", size: (340, 400), whole: false, dark: false },
    Picture { name: "embed-dark", page: "embed/", size: (340, 400), whole: false, dark: true },
];

/// The README's picture: what a visitor sees first, at the width that README pages have.
const README: Picture = Picture { name: "screenshot", page: "", size: (1000, 800), whole: false, dark: false };

fn main() -> Result<()> {
    let began = Instant::now();
    let mut arguments = env::args().skip(1);
    let (mut folder, mut query, mut pictures) = (repository().join("target/screenshots"), String::new(), &PICTURES[..]);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => folder = value()?.into(),
            "--query" => query = value()?,
            "--readme" => (folder, pictures) = (repository().join("docs"), std::slice::from_ref(&README)),
            unknown => bail!("there is no option {unknown}"),
        }
    }
    if !query.is_empty() && !query.starts_with('?') {
        query.insert(0, '?');
    }

    let page = Page::blank()?;
    fs::create_dir_all(&folder)?;
    for Picture { name, page: place, size, whole, dark } in pictures {
        page.look(&format!("{place}{query}"), *size, *dark)?;
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, page.browser().picture(*whole)?)?;
        println!("{}", file.display());
    }
    println!("{} pictures in {:.1} s.", pictures.len(), began.elapsed().as_secs_f64());
    Ok(())
}
