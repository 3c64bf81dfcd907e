//! `cargo xtask ci` with a stand-in for cargo, which fails for some steps.

#![cfg(unix)]

use crate::support::{Outcome, root, run};
use std::os::unix::fs::PermissionsExt;

/// Runs all steps. Those whose arguments contain `broken` fail; tests print lines as their runner does.
fn ci(broken: &str) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cargo = folder.path().join("cargo");
    let script = format!(
        "#!/bin/sh\nenv\ncase \"$1\" in test) echo 'test result: ok. 3 passed';; esac\n\
         case \"$*\" in {broken}) exit 101;; esac\n"
    );
    std::fs::write(&cargo, script).expect("write");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&cargo, mode).expect("a script that can be run");
    let cargo = cargo.to_string_lossy().into_owned();
    run(&root(), &["ci"], &[("CARGO", &cargo)])
}

/// Returns the rows of the table at the end: the first and the last word of each.
fn table(outcome: &Outcome) -> Vec<(String, String)> {
    let lines = outcome.err.lines();
    let lines = lines.skip_while(|line| !(line.starts_with("step ") && line.ends_with("result")));
    let rows = lines.skip(1).map(|line| {
        let (step, result) = line.split_once("  ").unwrap_or((line, ""));
        (step.to_owned(), result.trim().to_owned())
    });
    rows.collect()
}

/// Returns the names of the steps that ran, in order.
fn steps(outcome: &Outcome) -> Vec<&str> {
    let lines = outcome.err.lines();
    let lines = lines.filter_map(|line| line.strip_prefix("==> "));
    lines.filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn a_run_without_failures_ends_with_a_table() {
    let outcome = ci("nothing");
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    let (steps, table) = (steps(&outcome), table(&outcome));
    let names: Vec<_> = table.iter().map(|(step, _)| step.as_str()).collect();
    assert_eq!(names, steps);
    for (step, result) in &table {
        let (seconds, result) = result.split_once(' ').expect("seconds and a result");
        assert!(seconds.parse::<f64>().is_ok(), "{step}: {seconds}");
        assert_eq!(result.trim(), "ok", "{step}");
    }
    // Seconds before minutes.
    assert_eq!(steps[..2], ["formatting", "house rules"]);
    assert_eq!(steps.last(), Some(&"tests"));
    assert!(
        outcome.out.ends_with("test result: ok. 3 passed\n"),
        "{}",
        outcome.out
    );
}

#[test]
fn a_failure_ends_no_other_step_but_those_that_need_it() {
    let outcome = ci("*gen*--check|*clippy*");
    assert_eq!(outcome.code, Some(1));
    let all = ci("nothing");
    let skipped: Vec<_> = steps(&all)
        .into_iter()
        .filter(|step| !steps(&outcome).contains(step))
        .collect();
    assert_eq!(skipped, ["benchmarks, one quick round"]);
    let failed: Vec<_> = table(&outcome)
        .into_iter()
        .filter(|(_, result)| result.ends_with("FAILED"))
        .map(|(step, _)| step)
        .collect();
    assert_eq!(failed, ["generated code", "clippy"]);
    let cure = "fix and run again: cargo xtask gen --check\n";
    assert!(outcome.err.contains(cure), "{}", outcome.err);
}

/// Build scripts that depend on variables of this process would run again in each step, and in the next
/// call of cargo from a shell.
#[test]
fn the_steps_have_the_environment_of_the_shell() {
    assert!(std::env::var_os("CARGO_PKG_NAME").is_some());
    let outcome = ci("nothing");
    let lines = outcome.out.lines();
    let names = lines.filter_map(|line| line.split_once('=').map(|(name, _)| name));
    let names: Vec<_> = names.collect();
    assert!(names.contains(&"CARGO"), "{names:?}");
    let of_this_process = ["CARGO_MANIFEST_", "CARGO_PKG_"];
    for start in of_this_process {
        let inherited: Vec<_> = names
            .iter()
            .filter(|name| name.starts_with(start))
            .collect();
        assert!(inherited.is_empty(), "{inherited:?}");
    }
}
