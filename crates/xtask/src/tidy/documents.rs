//! What documents point at: files and headings of the repository that have to be there, and tasks that have to exist.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::files::Files;
use crate::{HELP, cargo};

/// The complaints about all documents.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, content) in files {
        if path.ends_with(".md") {
            complaints.extend(links(path, content, files));
        }
        if path.ends_with(".md") || path.ends_with(".rs") {
            complaints.extend(tasks(path, content));
        }
    }
    complaints
}

fn links(path: &str, content: &str, files: &Files) -> Vec<String> {
    let mut complaints = Vec::new();
    for event in Parser::new(content) {
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else { continue };
        // Other sites are somebody else's; items of rustdoc are rustdoc's to check.
        if dest_url.contains("://") || dest_url.starts_with("mailto:") || dest_url.contains("::") {
            continue;
        }
        let (target, heading) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = if target.is_empty() { path.to_owned() } else { joined(folder, target) };
        if !cargo::root().join(&target).exists() && !files.contains_key(&target) {
            complaints.push(format!("{path}: the link to {dest_url} leads nowhere"));
        } else if !heading.is_empty() && files.get(&target).is_some_and(|text| !anchors(text).contains(&heading.into()))
        {
            complaints.push(format!("{path}: there is no heading for {dest_url}"));
        }
    }
    complaints
}

/// A path from a folder, without its `..`.
fn joined(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
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

/// Tasks that are named and do not exist.
fn tasks(path: &str, content: &str) -> Vec<String> {
    let named = content.split("`cargo xtask ").skip(1);
    let word = |rest: &str| rest.chars().take_while(char::is_ascii_lowercase).collect::<String>();
    let exists = |task: &String| task.is_empty() || HELP.lines().any(|line| line.starts_with(&format!("  {task} ")));
    let missing = named.map(word).filter(|task| !exists(task));
    missing.map(|task| format!("{path}: there is no task \"{task}\" of cargo xtask")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_nothing_is_found() {
        let files = Files::from([("docs/a.md".to_owned(), "# One thing: `x`\n".to_owned())]);
        let broken = |text: &str| links("docs/b.md", text, &files).len();
        assert_eq!(broken("[a](a.md) [x](a.md#one-thing-x) [site](https://example.org/none) [up](../README.md)"), 0);
        assert_eq!(broken("[a](none.md)"), 1);
        assert_eq!(broken("[a](a.md#another-thing)"), 1);
    }

    #[test]
    fn a_task_that_does_not_exist_is_found() {
        let named = |task: &str| tasks("a.md", &["Run `cargo xtask ", task, "` first."].concat()).len();
        assert_eq!((named("test"), named("test --no-browser"), named("<task>"), named("tests")), (0, 0, 0, 1));
    }
}
