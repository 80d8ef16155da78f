//! The form of files: what every module begins with, how long lines and files are, and what no file contains.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};

/// Text files by their path from the top of the repository, with `/` between its parts.
pub(super) type Files = BTreeMap<String, String>;

/// Longer lines of prose are not read to their end. Code is rustfmt's business; tables and addresses may be longer.
const LONGEST_LINE: usize = 130;

/// Folders that hold what was made, or comes from elsewhere.
const OUTSIDE: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// Endings of the files that are looked at.
const TEXT: [&str; 11] = ["rs", "md", "toml", "css", "js", "ts", "html", "json", "lock", "py", "svg"];

/// What stands in no file, and why. The texts are put together here, so that this file does not contain them.
const NOWHERE: [(&str, &str); 6] = [
    (concat!("TO", "DO"), "work is done, or is an issue"),
    (concat!("FIX", "ME"), "work is done, or is an issue"),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/ho", "me/"), "a path of one machine"),
    (concat!("/Us", "ers/"), "a path of one machine"),
    (concat!("C:", "\\"), "a path of one machine"),
];

/// Reads all text files of the repository.
pub(super) fn all(root: &Path) -> Result<Files> {
    let mut files = Files::new();
    collect(root, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{} is not readable", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !OUTSIDE.contains(&name.as_str()) {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() && name.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending)) {
            let content = fs::read(entry.path()).with_context(|| format!("{path} is not readable"))?;
            files.insert(path, String::from_utf8_lossy(&content).into_owned());
        }
    }
    Ok(())
}

/// The complaints about all files.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, content) in files {
        if path.ends_with(".rs") && !content.starts_with("//!") {
            complaints.push(format!("{path}:1: a module begins with //! and what lives there"));
        }
        complaints.extend(contained(path, content));
        complaints.extend(stops(path, content));
        complaints.extend(long_lines(path, content));
    }
    complaints
}

fn contained(path: &str, content: &str) -> Vec<String> {
    // Checksums may contain anything.
    if path.ends_with("lock") || path.ends_with("-lock.json") {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (number, line) in content.lines().enumerate() {
        for (text, why) in NOWHERE.iter().filter(|(text, _)| line.contains(text)) {
            complaints.push(format!("{path}:{}: {text} is {why}", number + 1));
        }
    }
    complaints
}

/// Places outside tests where what ships would stop rather than say what is wrong. Clippy sees to `unwrap`.
fn stops(path: &str, content: &str) -> Vec<String> {
    let ships = path.starts_with("crates/harm-") && path.contains("/src/") || path.starts_with("web/");
    if !ships || !path.ends_with(".rs") || path.ends_with("/strategies.rs") {
        return Vec::new();
    }
    let code = content.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut complaints = Vec::new();
    for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        // A panic while compiling is a message to us.
        let stops = [".expect(", "unreachable!(", "todo!("].iter().find(|stop| line.contains(**stop));
        complaints.extend(stops.map(|stop| format!("{path}:{}: {stop}…) stops the program", number + 1)));
    }
    complaints
}

/// Prose and comments of more than [`LONGEST_LINE`] characters.
fn long_lines(path: &str, content: &str) -> Vec<String> {
    let mut fenced = false;
    let mut complaints = Vec::new();
    for (number, line) in content.lines().enumerate() {
        let trimmed = line.trim_start();
        fenced ^= trimmed.starts_with("```");
        let prose = match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => trimmed.starts_with("//"),
            Some("md") => !fenced && !trimmed.starts_with('|') && !trimmed.starts_with("```"),
            Some("toml") => trimmed.starts_with('#'),
            _ => false,
        };
        let length = line.chars().count();
        if prose && length > LONGEST_LINE && !line.contains("://") {
            complaints.push(format!("{path}:{}: {length} characters; {LONGEST_LINE} are enough", number + 1));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_contains_is_found_with_its_line() {
        let text = format!("//! A module.\n// {}: later\n", concat!("TO", "DO"));
        assert_eq!(contained("a.rs", &text).len(), 1);
        assert!(contained("a.rs", &text)[0].starts_with("a.rs:2: "));
    }

    #[test]
    fn what_would_stop_the_program_is_found_outside_tests() {
        let code = "//! A.\n// .expect(x)\nlet a = b.expect(\"c\");\n#[cfg(test)]\nmod tests { d.expect(\"e\") }";
        assert_eq!(stops("crates/harm-core/src/a.rs", code).len(), 1);
        assert!(stops("tests/tests/a.rs", code).is_empty());
    }

    #[test]
    fn long_prose_is_found_and_code_is_rustfmts_business() {
        let long = "x".repeat(131);
        assert_eq!(long_lines("a.rs", &format!("// {long}")).len(), 1);
        assert!(long_lines("a.rs", &format!("let a = \"{long}\";")).is_empty());
        assert_eq!(long_lines("a.md", &format!("{long}\n| {long} |\n```\n{long}\n```\nhttps://{long}")).len(), 1);
    }
}
