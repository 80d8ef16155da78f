//! Every task says what it is for when it is asked, and does nothing else.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test that called it")]

use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

#[test]
fn every_task_has_help_and_does_nothing_else() {
    let whole = xtask(&["--help"]);
    assert_eq!(whole.stdout, xtask(&[]).stdout);
    let whole = String::from_utf8(whole.stdout).unwrap();
    let (_, tasks) = whole.split_once("Commands:\n").unwrap();
    let names = tasks.lines().map_while(|line| line.strip_prefix("  ")?.split(' ').next());
    let tasks: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    assert!(tasks.contains(&"serve") && tasks.len() > 10, "{tasks:?}");
    for task in tasks {
        let output = xtask(&[task, "--help"]);
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{task}: {:?}", output.stderr);
        assert!(help.contains(&format!("Usage: cargo xtask {task}")), "{task}: {help}");
    }
}

#[test]
fn what_is_no_task_and_no_option_is_refused() {
    for asked in [&["bulid"][..], &["tidy", "--quick"], &["test", "--browsers", "safari"]] {
        let output = xtask(asked);
        assert!(!output.status.success() && output.stdout.is_empty(), "{asked:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "{asked:?}");
    }
}
