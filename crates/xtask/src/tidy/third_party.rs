//! What comes from elsewhere: its licences, its versions, and where it is fetched from. The rules are those of
//! `deny.toml`, which cargo-deny reads too; here they are held to without it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

use super::files::Files;

/// The one registry, as lock files name it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The complaints about packages of others.
pub(super) fn check(metadata: &Value, files: &Files) -> Result<Vec<String>> {
    let rules = files.get("deny.toml").context("there is no deny.toml")?;
    let rules: toml::Table = rules.parse().context("deny.toml cannot be read")?;
    let packages = metadata["packages"].as_array().context("cargo's metadata names no packages")?;
    let mut complaints = licences(&rules, packages)?;
    complaints.extend(versions(&rules, packages));
    for (path, content) in files {
        complaints.extend(sources(path, content));
    }
    Ok(complaints)
}

fn licences(rules: &toml::Table, packages: &[Value]) -> Result<Vec<String>> {
    let mut allowed = Vec::new();
    for name in texts(&rules["licenses"]["allow"]) {
        allowed.push((name, Licensee::parse(name).with_context(|| format!("deny.toml allows {name}"))?));
    }
    let mut needed: Vec<&str> = Vec::new();
    let mut complaints = Vec::new();
    for package in packages {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or("no licence"));
        let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
            complaints.push(format!("{name} has {licence}, which is no licence that is known"));
            continue;
        };
        let accepted = |without: Option<&str>| {
            expression.evaluate(|wanted| {
                allowed.iter().any(|(name, licensee)| Some(*name) != without && licensee.satisfies(wanted))
            })
        };
        if !accepted(None) {
            complaints.push(format!("{name} has {licence}, which deny.toml does not allow"));
        }
        needed.extend(allowed.iter().map(|(name, _)| *name).filter(|name| !accepted(Some(name))));
    }
    let idle = allowed.iter().filter(|(name, _)| !needed.contains(name));
    complaints.extend(idle.map(|(name, _)| format!("deny.toml allows {name}, which nothing needs")));
    Ok(complaints)
}

/// Packages in more than one version, unless they are listed; and those that are listed and are not.
fn versions(rules: &toml::Table, packages: &[Value]) -> Vec<String> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        if let (Some(name), Some(version)) = (package["name"].as_str(), package["version"].as_str()) {
            found.entry(name).or_default().push(version);
        }
    }
    found.retain(|_, versions| versions.len() > 1);
    let skipped = rules["bans"]["skip"].as_array().into_iter().flatten();
    let skipped: Vec<&str> = skipped.filter_map(|entry| entry["crate"].as_str()).collect();
    let mut complaints = Vec::new();
    for (name, versions) in &found {
        // One version is the one to have; each of the others has its reason in the list.
        let unlisted = versions.iter().filter(|version| !skipped.contains(&format!("{name}@{version}").as_str()));
        if unlisted.count() > 1 {
            complaints.push(format!("{name} is there in the versions {}; deny.toml lists why", versions.join(", ")));
        }
    }
    for entry in skipped {
        let (name, version) = entry.split_once('@').unwrap_or((entry, ""));
        if !found.get(name).is_some_and(|versions| versions.contains(&version)) {
            complaints.push(format!("deny.toml lists {entry}, which is not there twice"));
        }
    }
    complaints
}

/// Packages that would be fetched from elsewhere than the public registries, or from one mirror of them.
fn sources(path: &str, content: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in content.lines().enumerate() {
        let wrong = if path.ends_with("Cargo.lock") {
            line.strip_prefix("source = ").is_some_and(|source| source.trim_matches('"') != REGISTRY)
        } else if path.ends_with("package-lock.json") {
            line.contains("\"resolved\"")
        } else {
            path.ends_with(".toml") && (line.contains("replace-with") || line.starts_with("git = "))
        };
        if wrong {
            complaints.push(format!("{path}:{}: names a source of its own: {}", number + 1, line.trim()));
        }
    }
    complaints
}

fn texts(list: &toml::Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules() -> toml::Table {
        "licenses.allow = [\"MIT\", \"Zlib\"]\nbans.skip = [{ crate = \"syn@1.0.0\", reason = \"old\" }]"
            .parse()
            .unwrap()
    }

    #[test]
    fn a_licence_that_is_not_allowed_is_found_and_so_is_one_that_is_not_needed() {
        let of = |licences: &[&str]| {
            let packages: Vec<Value> = licences.iter().map(|text| json!({ "name": "a", "license": text })).collect();
            super::licences(&rules(), &packages).unwrap().len()
        };
        assert_eq!(of(&["MIT OR Apache-2.0", "Zlib", "MIT"]), 0);
        assert_eq!(of(&["GPL-3.0-only", "MIT", "Zlib"]), 1);
        assert_eq!(of(&["MIT AND GPL-3.0-only", "MIT", "Zlib"]), 1);
        assert_eq!(of(&["MIT/Zlib", "MIT"]), 1);
    }

    #[test]
    fn a_second_version_has_its_reason_and_a_reason_has_its_version() {
        let of = |found: &[(&str, &str)]| {
            let packages: Vec<Value> =
                found.iter().map(|(name, version)| json!({ "name": name, "version": version })).collect();
            versions(&rules(), &packages).len()
        };
        assert_eq!(of(&[("syn", "1.0.0"), ("syn", "2.0.0"), ("libm", "1.0.0")]), 0);
        assert_eq!(of(&[("syn", "1.0.0"), ("syn", "2.0.0"), ("libm", "1.0.0"), ("libm", "2.0.0")]), 1);
        assert_eq!(of(&[("syn", "2.0.0")]), 1);
    }

    #[test]
    fn a_mirror_is_found() {
        assert_eq!(sources("Cargo.lock", "source = \"registry+https://mirror.example/\"").len(), 1);
        assert!(sources("Cargo.lock", &format!("source = \"{REGISTRY}\"")).is_empty());
        assert_eq!(sources("tests/package-lock.json", "  \"resolved\": \"https://mirror.example/a.tgz\",").len(), 1);
    }
}
