//! The features of the crates that the generator depends on. On other systems, these are other crates, which the
//! manifests do not name.

use crate::cargo;
use crate::support::root;
use std::collections::BTreeSet;

/// Returns the packages of a selection with their features.
fn packages(selection: &[&str]) -> BTreeSet<String> {
    let mut tree = cargo::command();
    tree.current_dir(root())
        .args(["tree", "--offline", "--locked", "--prefix", "none"])
        .args(["--format", "{p} {f}"])
        .args(selection);
    let output = tree.output().expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = lines.lines().map(|line| line.trim_end_matches(" (*)"));
    lines.map(str::to_owned).collect()
}

/// With other features in the tests than for `cargo xtask`, the generator would be compiled twice.
#[test]
fn the_tests_compile_the_generator_that_the_commands_run() {
    let commands = packages(&["--package", "xtask", "--edges", "normal,build"]);
    let tests = packages(&["--edges", "normal,build,dev"]);
    assert!(commands.len() > 40, "{commands:#?}");
    let others: Vec<_> = commands.difference(&tests).collect();
    assert!(
        others.is_empty(),
        "the tests turn on more features of these packages; name the features in `xtask/Cargo.toml`: {others:#?}"
    );
}
