//! Which package may depend on which: the layers of ARCHITECTURE.md.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::process::Command;

use serde_json::Value;

/// The libraries, with everything that each may depend on directly.
const LIBRARIES: [(&str, &[&str]); 6] = [
    ("harm-core", &["libm"]),
    ("harm-wire", &["harm-core", "libm", "proptest", "serde", "serde_json"]),
    ("harm-share", &["harm-wire"]),
    ("harm-columns", &["harm-core", "harm-wire", "rayon"]),
    ("harm-png", &["dejavu", "resvg"]),
    ("harm-view", &["harm-core", "harm-wire", "libm"]),
];

/// What only a browser has.
const BROWSER: [&str; 5] = ["yew", "web_sys", "js_sys", "wasm_bindgen", "gloo"];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn packages_depend_on_what_is_below_them() {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--no-deps"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours = |name: &str| packages.iter().any(|package| package["name"] == name);
    assert!(LIBRARIES.iter().all(|(name, _)| ours(name)));
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let library = LIBRARIES.iter().find(|(library, _)| *library == name);
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        for dependency in dependencies.filter(|dependency| dependency["kind"].is_null()) {
            let dependency = dependency["name"].as_str().unwrap();
            let may = match library {
                Some((_, allowed)) => allowed.contains(&dependency),
                // Programs use the libraries, and only those who serve the page use the server.
                None => {
                    !ours(dependency)
                        || LIBRARIES.iter().any(|(library, _)| *library == dependency)
                        || (dependency == "local-server" && ["acceptance", "xtask"].contains(&name))
                }
            };
            assert!(may, "{name} may not depend on {dependency}; ARCHITECTURE.md and this file say on what");
        }
    }
}

#[test]
fn libraries_and_command_need_no_browser() {
    for package in LIBRARIES.map(|(name, _)| name).into_iter().chain(["harm-cli"]) {
        let features = if package == "harm-wire" { "json" } else { "" };
        let how = ["--edges=normal", "--target=all", "--prefix=none", "--format={lib}"];
        let tree = cargo(&[&["tree", "--package", package, "--features", features][..], &how].concat());
        assert!(tree.lines().count() > 1, "{tree}");
        let found = tree.lines().find(|name| BROWSER.contains(name));
        assert_eq!(found, None, "{package} depends on what only a browser has");
    }
}
