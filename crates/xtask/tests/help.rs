//! Every task says what it is for when it is asked, and does nothing else.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

#[test]
fn every_task_has_help_and_does_nothing_else() {
    let whole = xtask(&["--help"]);
    assert!(whole.status.success());
    let whole = String::from_utf8(whole.stdout).unwrap();
    let tasks = whole.lines().filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    let tasks: Vec<&str> = tasks.map(|line| line.split(' ').next().unwrap_or_default()).collect();
    assert!(tasks.contains(&"serve") && tasks.len() > 10, "{tasks:?}");
    for task in tasks {
        for asked in [&[task, "--help"][..], &[task, "-h"], &[task, "--no-such-option", "--help"]] {
            let output = xtask(asked);
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && output.stderr.is_empty(), "{asked:?}: {:?}", output.stderr);
            assert!(said.starts_with(&format!("Usage: cargo xtask {task}")), "{asked:?}: {said}");
            // What it says of its options is what the whole help says of them.
            let (_, about) = said.split_once("\n\n").unwrap();
            assert!(whole.contains(about) && said.lines().count() < 12, "{asked:?}: {said}");
        }
    }
}

#[test]
fn what_is_no_task_and_no_option_is_refused() {
    for asked in [&["bulid", "--help"][..], &["bulid"], &["tidy", "--quick"]] {
        let output = xtask(asked);
        assert!(!output.status.success() && output.stdout.is_empty(), "{asked:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "{asked:?}");
    }
}
