//! `cargo xtask diff` of renamed items.

use crate::diff::Repository;

/// The former names of a renamed operation, and of the types that are named after it, are aliases.
#[test]
fn a_renamed_operation_breaks_nothing() {
    let repository = Repository::new();
    let file = |name: &str| format!("spec/operations/{name}.yaml");
    let (old, new) = (file("get_threats"), file("list_threats"));
    repository.edit(
        &old,
        "operation: GetThreats\n",
        "operation: ListThreats\nrenamed_from: GetThreats\n",
    );
    std::fs::rename(repository.path().join(&old), repository.path().join(&new)).expect("renamed");
    for entry in std::fs::read_dir(repository.path().join("spec/operations")).expect("read") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("read");
        let text = text.replace("operation: GetThreats\n", "operation: ListThreats\n");
        std::fs::write(&path, text).expect("write");
    }
    let outcome = repository.diff(&["--deny", "breaking"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.out);
    assert!(
        outcome
            .out
            .contains("operation `ListThreats` renamed from `GetThreats`"),
        "{}",
        outcome.out
    );
    assert!(!outcome.out.contains("source-breaking]"), "{}", outcome.out);
}
