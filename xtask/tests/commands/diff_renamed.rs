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

/// A variant of a union keeps its name in Rust with `name`; it has no `renamed_from`.
#[test]
fn the_hint_for_a_renamed_variant_names_a_key_of_variants() {
    let repository = Repository::new();
    for (folder, value) in [("old", "quote"), ("new", "3")] {
        std::fs::create_dir_all(repository.path().join(folder)).expect("a folder");
        repository.write(
            &format!("{folder}/api.yaml"),
            &CRIES.replace("quote", value),
        );
    }
    let outcome = repository.diff(&["--base", "old", "--spec", "new"]);
    let hint = "If `QuotePart` is its new name, write `name: Quote` there";
    assert!(outcome.out.contains(hint), "{}", outcome.out);
}

const CRIES: &str = "\
api: Pets
title: Pet shop
description: Sells pets.
types:
  - type: Cry
    kind: union
    description: A cry.
    discriminator: kind
    variants:
      - {value: quote, type: QuotePart, description: A cry of another pet.}
  - type: QuotePart
    kind: object
    description: A cry of another pet.
    fields:
      - {name: text, type: string, description: The text.}
operations:
  - operation: Hear
    title: Hear
    description: Hears a cry.
    method: GET
    path: /cries
    outputs:
      - {name: status_code, from: status, type: uint16, required: true, description: The status.}
      - {name: reason, from: reason, type: string, required: true, description: The reason phrase.}
      - {name: json_body, from: body, type: Cry, required: true, description: The cry.}
";
