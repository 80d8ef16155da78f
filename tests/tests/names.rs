//! Classes and ids of the calculator, which content blockers must not know as those of what they hide.

use std::{collections::BTreeSet, fs};

use acceptance::{Result, repository};

/// The names in files of the site: what stands in attributes and properties, and in selectors of style sheets.
fn names(text: &str, found: &mut BTreeSet<String>) {
    for begin in ["class=\"", "id=\"", "className: \"", "className = \"", "id: \""] {
        for rest in text.split(begin).skip(1) {
            let value = rest.split('"').next().unwrap_or_default();
            found.extend(value.split_whitespace().map(str::to_owned));
        }
    }
    for rest in text.split(['.', '#']).skip(1) {
        let end = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && !"-_".contains(sign)).unwrap_or(rest.len());
        found.insert(rest[..end].to_owned());
    }
}

#[test]
fn no_class_or_id_has_a_name_that_filter_lists_hide() -> Result<()> {
    let mut found = BTreeSet::new();
    let web = repository().join("web");
    for folder in ["", "style", "src", "src/components"] {
        for entry in fs::read_dir(web.join(folder))?.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ["css", "js", "html", "rs"].iter().any(|one| ending == *one)) {
                names(&fs::read_to_string(path)?, &mut found);
            }
        }
    }
    assert!(found.contains("export-panel") && found.contains("headline"));
    let list = fs::read_to_string(repository().join("tests/data/blocked-names.txt"))?;
    let blocked: BTreeSet<_> = list.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    assert!(blocked.contains("share-panel") && blocked.len() > 100);
    let hidden: Vec<_> = found.intersection(&blocked).collect();
    assert!(hidden.is_empty(), "a content blocker hides {hidden:?}");
    // Lists differ, and what they are about does not.
    let words = [
        "share-",
        "share_",
        "social",
        "follow-",
        "sponsor",
        "promo-",
        "newsletter",
        "subscribe-",
        "cookie",
        "advert",
        "banner",
    ];
    let near: Vec<_> = found.iter().filter(|name| words.iter().any(|word| name.starts_with(word))).collect();
    assert!(near.is_empty(), "content blockers hide names like {near:?}");
    Ok(())
}
