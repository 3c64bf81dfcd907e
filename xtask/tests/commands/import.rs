//! `cargo xtask import`.

use crate::support::{Outcome, xtask};
use std::fs;
use std::path::Path;

const PETS: &str = r#"{"openapi": "3.0.0", "info": {"title": "Pets", "version": "1"}, "paths": {
  "/pets": {
    "get": {"tags": ["Pets"], "summary": "List pets", "responses": {"200": {"description": "Pets.",
      "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}}},
    "trace": {"tags": ["Odd"]}
  }
}}"#;

/// Runs an import of a file with this text.
fn import(folder: &Path, text: &str, arguments: &[&str]) -> Outcome {
    fs::write(folder.join("pets.json"), text).expect("write");
    let mut all = vec!["import", "pets.json"];
    all.extend(arguments);
    xtask(folder, &all)
}

#[test]
fn without_a_selection_the_operations_are_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = import(folder.path(), PETS, &["--into", "spec"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert!(
        outcome
            .out
            .contains("Pets (1)\n  GET    /pets  List pets\n"),
        "{}",
        outcome.out
    );
    assert!(!folder.path().join("spec").exists());
}

#[test]
fn an_import_generates_without_a_hand_edit() {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = import(folder.path(), PETS, &["--tag", "pets", "--into", "spec"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert!(
        outcome
            .out
            .contains("created  spec/operations/list_pets.yaml"),
        "{}",
        outcome.out
    );
    let generated = xtask(
        folder.path(),
        &["gen", "--spec", "spec", "--out", "generated"],
    );
    assert_eq!(generated.code, Some(0), "{}", generated.err);
    assert!(
        generated.out.contains("5 descriptions wait for words"),
        "{}",
        generated.out
    );
    let left = xtask(folder.path(), &["gen", "--spec", "spec", "--undescribed"]);
    assert!(
        left.out.contains("spec/operations/list_pets.yaml:4: "),
        "{}",
        left.out
    );
    assert_eq!(left.out.lines().count(), 5, "{}", left.out);
}

#[test]
fn a_second_import_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = import(folder.path(), PETS, &["--all", "--into", "spec"]);
    assert!(
        first.out.contains("created  spec/import.yaml"),
        "{}",
        first.out
    );
    for flags in [&["--all"][..], &["--update"], &["--operation", "get /pets"]] {
        let again = import(folder.path(), PETS, &[flags, &["--into", "spec"]].concat());
        assert_eq!(again.code, Some(0), "{}", again.err);
        assert!(
            !again.out.contains("created") && !again.out.contains("updated spec/op"),
            "{}",
            again.out
        );
    }
}

/// The record grows with the description, and is read to its end; a file of the spec that is too large is
/// an error instead of one that loses its end.
#[test]
fn large_files_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec");
    import(folder.path(), PETS, &["--all", "--into", "spec"]);
    let record = fs::read_to_string(spec.join("import.yaml")).expect("the record");
    let renamed = record.replace("operation: ListPets", "operation: FindPets");
    assert_ne!(renamed, record);
    let comment = format!("# {}\n", "x".repeat(2 * 1024 * 1024));
    fs::write(spec.join("import.yaml"), format!("{comment}{renamed}")).expect("write");
    let again = import(folder.path(), PETS, &["--all", "--into", "spec"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    let path = spec.join("operations/find_pets.yaml");
    let operation = fs::read_to_string(&path).expect("the renamed operation");
    assert!(!spec.join("operations/list_pets.yaml").exists());

    fs::write(&path, format!("{comment}{operation}")).expect("write");
    let refused = import(folder.path(), PETS, &["--all", "--into", "spec"]);
    assert_eq!(refused.code, Some(1), "{}", refused.out);
    let message = "the file is larger than 1048576 bytes";
    assert!(refused.err.contains(message), "{}", refused.err);
    let left = fs::metadata(&path).expect("the operation").len();
    assert_eq!(left, (comment.len() + operation.len()) as u64);
}

/// An import does not replace a file that it cannot read, because it would lose what the author wrote.
#[test]
fn files_that_cannot_be_read_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    import(folder.path(), PETS, &["--all", "--into", "spec"]);
    let unclosed: &[u8] = b"advice: \"By hand.\n";
    let latin_1: &[u8] = b"# caf\xe9\n";
    for (path, added, message) in [
        ("api.yaml", unclosed, "spec/api.yaml:11:9"),
        (
            "operations/list_pets.yaml",
            unclosed,
            "spec/operations/list_pets.yaml:",
        ),
        ("import.yaml", unclosed, "`import.yaml` is not valid YAML"),
        ("api.yaml", latin_1, "spec/api.yaml:11:6"),
        (
            "operations/list_pets.yaml",
            latin_1,
            "the file is not UTF-8 from here on",
        ),
        (
            "import.yaml",
            latin_1,
            "`import.yaml` is not encoded in UTF-8",
        ),
        (
            "operations/list_pets.yaml",
            b"prevew: {}\n",
            "did you mean `preview`?",
        ),
        (
            "operations/list_pets.yaml",
            b"preview:\n  operation: CountPets\n",
            "unknown operation `CountPets`",
        ),
        (
            "operations/list_pets.yaml",
            b"pagination:\n  kind: pages\n",
            "spec/operations/list_pets.yaml:",
        ),
    ] {
        let file = folder.path().join("spec").join(path);
        let before = fs::read(&file).expect("the file");
        let changed = [&before[..], added].concat();
        fs::write(&file, &changed).expect("write");
        let refused = import(folder.path(), PETS, &["--all", "--into", "spec"]);
        assert_eq!(refused.code, Some(1), "{path}: {}", refused.out);
        assert!(refused.err.contains(message), "{path}: {}", refused.err);
        assert!(
            refused.err.ends_with("nothing was written\n"),
            "{}",
            refused.err
        );
        assert_eq!(fs::read(&file).expect("the file"), changed, "{path}");
        fs::write(&file, &before).expect("write");
    }
}

#[test]
fn losses_are_a_failure_with_strict() {
    let folder = tempfile::tempdir().expect("a folder");
    for (flags, code) in [(&["--all"][..], 0), (&["--all", "--strict"], 1)] {
        let outcome = import(folder.path(), PETS, &[flags, &["--into", "spec"]].concat());
        assert_eq!(outcome.code, Some(code), "{}", outcome.err);
        assert!(outcome.out.contains("lost  method"), "{}", outcome.out);
    }
    let report =
        fs::read_to_string(folder.path().join("spec/import-report.md")).expect("the report");
    assert!(
        report.contains("- TRACE /pets: the method TRACE"),
        "{report}"
    );
}

#[test]
fn errors_write_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = PETS.replace(
        r#"{"type": "string"}"#,
        r##"{"$ref": "#/components/schemas/Pet"}"##,
    );
    let cases = [
        ("{", &["--all"][..], "neither JSON nor YAML"),
        ("{}", &["--all"], "neither the key `swagger`"),
        (
            broken.as_str(),
            &["--all"],
            "schema/items/$ref: the reference `#/components/schemas/Pet` leads to nothing",
        ),
        (
            PETS,
            &["--operation", "GET /cats"],
            "no operation `GET /cats`",
        ),
        (PETS, &["--tag", "Cats"], "no operation has the tag `Cats`"),
    ];
    for (text, flags, expected) in cases {
        let outcome = import(folder.path(), text, &[flags, &["--into", "spec"]].concat());
        assert_eq!(outcome.code, Some(1), "{}", outcome.out);
        assert!(outcome.err.contains(expected), "{}", outcome.err);
        assert!(
            outcome.err.ends_with("nothing was written\n"),
            "{}",
            outcome.err
        );
        assert!(!folder.path().join("spec").exists());
    }
    let missing = xtask(folder.path(), &["import", "missing.json"]);
    assert_eq!(missing.code, Some(1));
    assert!(
        missing.err.contains("cannot read missing.json"),
        "{}",
        missing.err
    );
    let flags = xtask(
        folder.path(),
        &["import", "pets.json", "--all", "--tag", "Pets"],
    );
    assert_eq!(flags.code, Some(2), "{}", flags.err);
}
