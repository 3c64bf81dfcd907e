//! The code of the second API compiles with any of its tag features, without warnings, and its
//! documentation has no broken links.

use crate::libraries;
use std::fs;
use std::path::Path;

/// The sets of features: none, each and some. The tests of the second API compile all of them.
const SETS: [&str; 5] = [
    "",
    "tickets",
    "ticket-files",
    "comments",
    "ticket-files,comments",
];

/// Runs cargo on the library of the second API, in a crate with the same features; its own attributes turn warnings into
/// errors.
fn run(command: &[&str], features: &str) {
    let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("ticket_api");
    let manifest = fs::read_to_string(api.join("Cargo.toml")).expect("the manifest can be read");
    let mut tables = manifest.split("\n[");
    let declared = tables.find(|table| table.starts_with("features]"));
    let manifest = format!(
        "[package]\nname = \"ticket-api\"\nedition = \"2024\"\n\n[lib]\npath = {:?}\n\n[{}\n[workspace]\n",
        api.join("lib.rs").to_string_lossy(),
        declared.expect("it has features")
    );
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest can be written");
    let output = libraries::cargo(folder.path(), &["sdk_runtime", "serde_json", "tokio"], &[])
        .args(command)
        .args(["--offline", "--quiet", "--no-default-features"])
        .args(["--features", features])
        .output()
        .expect("cargo can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {command:?} with the features `{features}`:\n{errors}"
    );
}

#[test]
fn every_set_of_features_compiles() {
    for features in SETS {
        run(&["check", "--lib"], features);
    }
}

/// The examples of the spec are compiled with their operations only.
#[test]
fn the_examples_compile_with_a_part_of_the_features() {
    for features in ["", "comments"] {
        run(&["check", "--lib", "--profile", "test"], features);
    }
}

#[test]
fn the_documentation_has_no_broken_links() {
    for features in ["", "ticket-files"] {
        run(&["doc", "--lib", "--no-deps"], features);
    }
}

/// A feature that is off costs nothing: neither its requests nor their types exist.
#[test]
fn a_feature_that_is_off_compiles_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ticket_api/generated");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("the file exists");
    let (operations, types) = (read("operations/mod.rs"), read("types/mod.rs"));
    for (text, item) in [
        (
            &operations,
            "#[cfg(feature = \"comments\")]\nmod add_comment;",
        ),
        (
            &operations,
            "#[cfg(any(feature = \"ticket-files\", feature = \"tickets\"))]\nmod delete_ticket;",
        ),
        (&operations, "\nmod echo_names;"),
        (&types, "#[cfg(feature = \"tickets\")]\nmod close_outcome;"),
    ] {
        assert!(text.contains(item), "{item}\n{text}");
    }
}
