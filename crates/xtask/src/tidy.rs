//! What holds for the repository's text files, beyond what compilers and linters see: the form of prose, links between
//! documents, and the tasks that documents name.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use clap::CommandFactory as _;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use walkdir::WalkDir;

use crate::{Arguments, cargo};

/// Text files by their path from the top of the repository, with `/` between its parts.
type Files = BTreeMap<String, String>;

/// Longer lines of prose are not read to their end. Code is rustfmt's business; tables and addresses may be longer.
const LONGEST_LINE: usize = 130;

/// Folders of files that were made, or come from elsewhere.
const OUTSIDE: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// Endings of the files to look at.
const TEXT: [&str; 11] = ["rs", "md", "toml", "css", "js", "ts", "html", "json", "lock", "py", "svg"];

/// What no file contains, and why. The texts are put together here, so that this file does not contain them.
const NOWHERE: [(&str, &str); 7] = [
    (concat!("TO", "DO"), "finish the work, or open an issue"),
    (concat!("FIX", "ME"), "finish the work, or open an issue"),
    (concat!("/ro", "ot/"), "this is a path of one machine"),
    (concat!("/ho", "me/"), "this is a path of one machine"),
    (concat!("/Us", "ers/"), "this is a path of one machine"),
    (concat!("C:", "\\"), "this is a path of one machine"),
    (concat!("\"reso", "lved\": "), "npm would only ask this registry for the package"),
];

/// Checks everything, prints the complaints, and returns whether there are none.
pub(crate) fn tidy() -> Result<bool> {
    let files = read(&cargo::root())?;
    let mut complaints = Vec::new();
    for (path, content) in &files {
        complaints.extend(form(path, content));
        complaints.extend(tasks(path, content));
        if path.ends_with(".md") {
            complaints.extend(links(path, content));
        }
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    println!("{} files, {} complaints.", files.len(), complaints.len());
    Ok(complaints.is_empty())
}

/// Reads all text files of the repository.
fn read(root: &Path) -> Result<Files> {
    let mut files = Files::new();
    let is_ours = |name: &str| !OUTSIDE.contains(&name);
    let entries = WalkDir::new(root).into_iter().filter_entry(|entry| is_ours(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry?;
        let path =
            entry.path().strip_prefix(root)?.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_file() && path.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending)) {
            let content = fs::read(entry.path()).with_context(|| format!("{path} is not readable"))?;
            files.insert(path, String::from_utf8_lossy(&content).into_owned());
        }
    }
    Ok(files)
}

/// Complaints about a module without a description, texts that no file contains, and long lines of prose.
fn form(path: &str, content: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending == "rs" && !content.starts_with("//!") {
        complaints.push(format!("{path}:1: begin the module with //! and a sentence about what it is for"));
    }
    let mut fenced = false;
    for (number, line) in content.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        for (text, why) in NOWHERE.iter().filter(|(text, _)| line.contains(text)) {
            complaints.push(format!("{path}:{number}: \"{text}\": {why}"));
        }
        let line = line.trim_start();
        fenced ^= line.starts_with("```");
        let is_prose = match ending {
            "rs" => line.starts_with("//"),
            "md" => !fenced && !line.starts_with('|') && !line.starts_with("```"),
            "toml" => line.starts_with('#'),
            _ => false,
        };
        let length = line.chars().count();
        if is_prose && length > LONGEST_LINE && !line.contains("://") {
            complaints.push(format!("{path}:{number}: {length} characters; break the line before {LONGEST_LINE}"));
        }
    }
    complaints
}

/// Complaints about tasks that a document or a comment names and that do not exist.
fn tasks(path: &str, content: &str) -> Vec<String> {
    let named = content.split("cargo xtask ").skip(1);
    let word = |rest: &str| rest.chars().take_while(char::is_ascii_lowercase).collect::<String>();
    let exists = |task: &String| task.is_empty() || Arguments::command().find_subcommand(task).is_some();
    let missing = named.map(word).filter(|task| !exists(task));
    missing.map(|task| format!("{path}: there is no task \"{task}\" of cargo xtask")).collect()
}

/// Complaints about links of a document to files and headings that are not there.
fn links(path: &str, content: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for event in Parser::new(content) {
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else { continue };
        // Other sites are somebody else's; rustdoc checks the names of its items.
        if dest_url.contains("://") || dest_url.starts_with("mailto:") || dest_url.contains("::") {
            continue;
        }
        let (target, heading) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
        let document = cargo::root().join(path);
        let target = if target.is_empty() { document } else { document.with_file_name("").join(target) };
        if !target.exists() {
            complaints.push(format!("{path}: the link to {dest_url} leads nowhere"));
        } else if !heading.is_empty()
            && !fs::read_to_string(target).is_ok_and(|text| anchors(&text).iter().any(|anchor| anchor == heading))
        {
            complaints.push(format!("{path}: there is no heading for {dest_url}"));
        }
    }
    complaints
}

/// The anchors that hosts of repositories make of a document's headings: lower case, words joined by hyphens.
fn anchors(content: &str) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(content) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&text),
            (Event::End(TagEnd::Heading(_)), Some(words)) => {
                let kept = words.to_lowercase().replace(' ', "-");
                anchors.push(kept.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_')).collect());
                heading = None;
            }
            _ => {}
        }
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_contains_is_found_with_its_line() {
        let found = form("a.rs", &format!("//! A module.\n// {}: later\n", concat!("TO", "DO")));
        assert!(found.len() == 1 && found[0].starts_with("a.rs:2: "), "{found:?}");
        assert_eq!(form("a.rs", "fn a() {}").len(), 1);
        let lock = concat!("  \"reso", "lved\": \"https://mirror.example/a.tgz\",");
        assert_eq!(form("tests/package-lock.json", lock).len(), 1);
    }

    #[test]
    fn long_prose_is_found_and_code_is_rustfmts_business() {
        let long = "x".repeat(131);
        assert_eq!(form("a.rs", &format!("//! {long}")).len(), 1);
        assert!(form("a.rs", &format!("//!\nlet a = \"{long}\";")).is_empty());
        assert_eq!(form("a.md", &format!("{long}\n| {long} |\n```\n{long}\n```\nhttps://{long}")).len(), 1);
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        let broken = |text: &str| links("docs/b.md", text).len();
        let set_up = "[a](../CONTRIBUTING.md) [b](../CONTRIBUTING.md#set-up) [site](https://example.org/none)";
        assert_eq!(broken(set_up), 0);
        assert_eq!(broken("[a](none.md)"), 1);
        assert_eq!(broken("[a](../CONTRIBUTING.md#another-thing)"), 1);
        assert_eq!(anchors("# One thing: `x`\n"), ["one-thing-x"]);
    }

    #[test]
    fn a_task_that_does_not_exist_is_found() {
        let named = |task: &str| tasks("a.md", &["Run `cargo xtask ", task, "` first."].concat()).len();
        assert_eq!((named("test"), named("test --no-browser"), named("<task>"), named("tests")), (0, 0, 0, 1));
    }
}
