//! The service worker of the site, which keeps a version of the page for when there is no network: its script, and the
//! list of what it keeps.
//!
//! How it does that is said in `web/service-worker.js`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::json;

use crate::{
    assets::{Files, content_hash, filled},
    minify, sizes,
};

/// Its file. The name never changes: a browser that knows it asks for it again to learn of a new version.
pub(crate) const PATH: &str = "service-worker.js";

/// What takes its place where none is wanted: while the page is being worked on, or on a host that is tired of it.
pub(crate) const NONE: &str = include_str!("../../../web/no-service-worker.js");

/// The place in its source for the list.
const PLACE: &str = "= KEPT;";

/// The pages that are kept, by their folder. What the presets' pages and the embed show is a click away from them.
const PAGES: [&str; 2] = ["", "methods/"];

/// Adds the script for a site that is otherwise complete. Beside the pages and what they load it keeps `others`: what the
/// page loads when it is asked to.
pub(crate) fn add(files: &mut Files, source: &str, others: &[&str]) -> Result<()> {
    let mut pages = BTreeMap::new();
    let mut kept: Vec<String> = others.iter().map(|path| (*path).to_owned()).collect();
    let mut version = String::new();
    for folder in PAGES {
        let page = files.get(&format!("{folder}index.html")).with_context(|| format!("there is no page {folder}"))?;
        version += &content_hash(page);
        let page = String::from_utf8_lossy(page).replace("../", "");
        let loads: Vec<String> = sizes::linked(&page).into_iter().map(String::from).collect();
        kept.extend(loads.iter().cloned());
        pages.insert(folder, loads);
    }
    kept.sort();
    kept.dedup();
    for path in &kept {
        let file = path.split('?').next().unwrap_or(path);
        version += &content_hash(files.get(file).with_context(|| format!("there is no {file} to be kept"))?);
    }
    let list = json!({ "VERSION": content_hash(version.as_bytes()), "PAGES": pages, "FILES": kept });
    let script = filled(source, &[(PLACE, &format!("= {list};"))])?;
    files.insert(PATH.to_owned(), minify::js(&script).into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Files {
        let page = |up: &str| format!("<link href=\"{up}assets/s-1.css\"><script src=\"{up}assets/b-1.js\"></script>");
        let files = [("index.html", page("")), ("methods/index.html", page("../")), ("embed/index.html", page("../"))];
        let mut files: Files = files.into_iter().map(|(path, html)| (path.to_owned(), html.into_bytes())).collect();
        for path in ["assets/s-1.css", "assets/b-1.js", "core.js", "other.js"] {
            files.insert(path.to_owned(), path.as_bytes().to_vec());
        }
        files
    }

    fn script(files: &mut Files) -> String {
        add(files, "const { FILES } = KEPT;", &["core.js?1"]).unwrap();
        String::from_utf8(files[PATH].clone()).unwrap()
    }

    #[test]
    fn pages_are_kept_with_what_they_load_and_nothing_else() {
        let script = script(&mut site());
        assert!(script.contains(r#""FILES":["assets/b-1.js","assets/s-1.css","core.js?1"]"#), "{script}");
        assert!(script.contains(r#""methods/":["assets/b-1.js","assets/s-1.css"]"#), "{script}");
        assert!(!script.contains("embed") && !script.contains("other"), "{script}");
    }

    #[test]
    fn a_version_is_named_after_all_that_is_kept() {
        let (mut one, mut two, mut three) = (site(), site(), site());
        two.insert("methods/index.html".to_owned(), b"<p>New words.</p>".to_vec());
        three.insert("core.js".to_owned(), b"new".to_vec());
        let [one, two, three] = [script(&mut one), script(&mut two), script(&mut three)];
        assert!(one != two && one != three && two != three);
        assert_eq!(one, script(&mut site()));
    }

    #[test]
    fn what_is_not_there_cannot_be_kept() {
        assert!(add(&mut site(), "const { FILES } = KEPT;", &["gone.js"]).is_err());
        assert!(add(&mut site(), "", &[]).is_err());
    }
}
