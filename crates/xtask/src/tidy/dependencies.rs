//! Which packages may know of which: the layers of ARCHITECTURE.md.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Stdio,
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::cargo;

/// The libraries, and all that each may depend on.
const LAYERS: [(&str, &[&str]); 4] = [
    ("harm-core", &["libm"]),
    ("harm-wire", &["harm-core", "libm", "proptest", "serde", "serde_json"]),
    ("harm-share", &["harm-wire"]),
    ("harm-view", &["harm-core", "harm-wire", "libm"]),
];

/// The other packages: of this repository's own, they may use the libraries and nothing else.
const USERS: [&str; 6] =
    ["harm-cli", "expected-harm-web", "expected-harm-module", "acceptance", "xtask", "local-server"];

/// The server of `cargo xtask serve` and of the tests, on which nothing else depends.
const SERVER: &str = "local-server";

/// What only a browser has.
const BROWSER: [&str; 5] = ["yew", "web-sys", "js-sys", "wasm-bindgen", "gloo"];

/// What cargo knows of all packages, those of others included, on every platform.
pub(super) fn metadata() -> Result<Value> {
    let features = "--features=expected-harm-web/ssr,expected-harm-web/csr,harm-wire/json";
    let arguments = ["metadata", "--format-version=1", "--locked", features];
    let output = cargo::cargo(arguments).stderr(Stdio::inherit()).output().context("cargo could not be started")?;
    ensure!(output.status.success(), "cargo metadata failed");
    serde_json::from_slice(&output.stdout).context("cargo's metadata is not JSON")
}

/// The complaints about dependencies.
pub(super) fn check(metadata: &Value) -> Result<Vec<String>> {
    let graph = Graph::read(metadata)?;
    let mut complaints = Vec::new();
    for (layer, allowed) in LAYERS {
        for name in graph.direct(layer) {
            if !allowed.contains(&name) {
                complaints.push(format!("{layer} may not depend on {name}, only on {}", allowed.join(", ")));
            }
        }
        for name in graph.all(layer).intersection(&BTreeSet::from(BROWSER)) {
            complaints.push(format!("{layer} depends on {name}, which only a browser has"));
        }
    }
    let layers = LAYERS.map(|(name, _)| name);
    for member in &graph.members {
        let own: Vec<&str> = graph.direct(member).into_iter().filter(|name| graph.members.contains(name)).collect();
        let serves = |name: &str| name == SERVER && ["acceptance", "xtask"].contains(member);
        if let Some(name) = own.iter().find(|name| !layers.contains(name) && !serves(name)) {
            complaints.push(format!("{member} may not depend on {name}, which is no library"));
        }
        if !layers.contains(member) && !USERS.contains(member) {
            complaints.push(format!("{member} is in no layer; name it in crates/xtask/src/tidy/dependencies.rs"));
        }
    }
    for name in graph.direct("harm-cli").iter().filter(|name| BROWSER.contains(name)) {
        complaints.push(format!("harm-cli depends on {name}, which only a browser has"));
    }
    Ok(complaints)
}

/// Names of packages, and the names of those that they need to run.
struct Graph<'a> {
    members: Vec<&'a str>,
    needs: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Graph<'a> {
    fn read(metadata: &'a Value) -> Result<Self> {
        let packages = metadata["packages"].as_array().context("cargo's metadata names no packages")?;
        let nodes = metadata["resolve"]["nodes"].as_array().context("cargo's metadata has no graph")?;
        let name_of = |id: &Value| packages.iter().find(|package| package["id"] == *id)?["name"].as_str();
        let members = metadata["workspace_members"].as_array().into_iter().flatten().filter_map(name_of).collect();
        let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for node in nodes {
            let normal = |dependency: &&Value| {
                dependency["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
            };
            let dependencies = node["deps"].as_array().into_iter().flatten().filter(normal);
            let own = needs.entry(name_of(&node["id"]).context("a package without a name")?).or_default();
            own.extend(dependencies.filter_map(|dependency| name_of(&dependency["pkg"])));
        }
        Ok(Self { members, needs })
    }

    fn direct(&self, package: &str) -> Vec<&'a str> {
        self.needs.get(package).cloned().unwrap_or_default()
    }

    /// What a package needs, and what that needs.
    fn all(&self, package: &str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut next = self.direct(package);
        while let Some(name) = next.pop() {
            if found.insert(name) {
                next.extend(self.direct(name));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn graph(edges: &[(&str, &[&str])]) -> Value {
        let names: BTreeSet<&str> = edges.iter().flat_map(|(from, to)| to.iter().chain([from]).copied()).collect();
        let packages: Vec<Value> = names.iter().map(|name| json!({ "id": name, "name": name })).collect();
        let normal = json!([{ "kind": null }]);
        let edge = |to: &&str| json!({ "pkg": to, "dep_kinds": normal });
        let nodes: Vec<Value> = edges
            .iter()
            .map(|(from, to)| json!({ "id": from, "deps": to.iter().map(edge).collect::<Vec<_>>() }))
            .collect();
        let members: Vec<&str> =
            edges.iter().map(|(from, _)| *from).filter(|name| !name.starts_with("serde")).collect();
        json!({ "packages": packages, "resolve": { "nodes": nodes }, "workspace_members": members })
    }

    #[test]
    fn a_dependency_against_the_direction_is_found() {
        assert!(check(&graph(&[("harm-core", &["libm"]), ("harm-wire", &["harm-core"])])).unwrap().is_empty());
        assert_eq!(check(&graph(&[("harm-core", &["rand"])])).unwrap().len(), 1);
        assert_eq!(check(&graph(&[("harm-wire", &["serde"]), ("serde", &["js-sys"])])).unwrap().len(), 1);
        assert_eq!(check(&graph(&[("expected-harm-web", &["harm-cli"]), ("harm-cli", &["yew"])])).unwrap().len(), 2);
        assert_eq!(check(&graph(&[("harm-new", &[])])).unwrap().len(), 1);
    }
}
