//! All errors of a stage are reported in one run, sorted by location.

use codegen::codes::sources as spec;

/// Returns code and `path:line:column` of each diagnostic.
fn found(text: &str) -> Vec<(String, String)> {
    let sources = spec(text);
    let found = codegen::generate(&sources).expect_err("the spec is invalid");
    let location = |diagnostic: &codegen::Diagnostic| {
        let (line, column) = sources.line_column(diagnostic.span);
        let path = sources.display_path(diagnostic.span.file);
        (
            diagnostic.code.to_string(),
            format!("{path}:{line}:{column}"),
        )
    };
    found.iter().map(location).collect()
}

fn assert_found(text: &str, expected: &[(&str, &str)]) {
    let found = found(text);
    let found: Vec<_> = found
        .iter()
        .map(|(code, location)| (code.as_str(), location.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn five_errors_of_shape() {
    let text = "\
api: Pets
titel: Pet shop
auth: ApiToken
types:
  - type: Color
    kind: open_enum
    values:
      - value: 1.5
        description: A number.
#~ types/pet.yaml
type: Pet
kind: enum
description: A pet.
";
    let expected = [
        ("missing-key", "spec/api.yaml:1:1"),
        ("unknown-key", "spec/api.yaml:2:1"),
        ("wrong-type", "spec/api.yaml:3:7"),
        ("missing-key", "spec/api.yaml:5:5"),
        ("wrong-type", "spec/api.yaml:8:16"),
        ("unknown-word", "spec/types/pet.yaml:2:7"),
    ];
    assert_found(text, &expected);
}

#[test]
fn five_errors_of_meaning() {
    let text = "\
api: Pets
title: Pet shop
description: Sells pets.
base_path: web
types:
  - type: Color
    kind: open_enum
    description: The color of a coat.
    values:
      - value: black
        description: Like coal.
      - value: black
        description: Like the night.
  - type: Pet
    kind: object
    description: ''
    fields:
      - name: 1st
        type: string
        description: What comes first.
      - name: color
        type: Colour
        description: The color of its coat.
      - name: 2nd
        type: string
        description: What comes second.
";
    let expected = [
        ("invalid-path", "spec/api.yaml:4:12"),
        ("duplicate-name", "spec/api.yaml:12:16"),
        ("empty-text", "spec/api.yaml:16:18"),
        ("no-identifier", "spec/api.yaml:18:15"),
        ("unknown-type", "spec/api.yaml:22:15"),
        ("no-identifier", "spec/api.yaml:24:15"),
    ];
    assert_found(text, &expected);
}

#[test]
fn several_missing_keys_of_one_mapping() {
    let expected = [
        ("missing-key", "spec/api.yaml:1:1"),
        ("missing-key", "spec/api.yaml:1:1"),
    ];
    assert_found("api: Pets\n", &expected);
}

/// All files are read to the end of the stage, even without `api.yaml`.
#[test]
fn a_missing_api_hides_nothing() {
    let expected = [
        ("missing-api", "spec/notes.yaml:1:1"),
        ("stray-file", "spec/notes.yaml:1:1"),
        ("unknown-word", "spec/types/pet.yaml:2:7"),
    ];
    let text = "#~ notes.yaml\nremember: the milk\n#~ types/pet.yaml\ntype: Pet\nkind: animal\ndescription: A pet.\n";
    assert_found(text, &expected);
}

/// An empty folder has no location to point at, but is reported.
#[test]
fn an_empty_folder_is_reported() {
    let sources = codegen::Sources::new("spec");
    let found = codegen::generate(&sources).expect_err("api.yaml is missing");
    assert!(found.render(&sources).contains("spec/api.yaml"));
}

/// Ambiguous scalars hide no other error in their file, and errors that follow from them are not
/// reported.
#[test]
fn ambiguous_scalars_are_reported_with_other_errors() {
    let text = "\
\u{feff}api: Pets
title: no
title: Pet shop
description: !!str Sells pets.
auth: off
nothing: here
";
    let expected = [
        ("ambiguous-word", "spec/api.yaml:2:8"),
        ("duplicate-key", "spec/api.yaml:3:1"),
        ("yaml-tag", "spec/api.yaml:4:14"),
        ("ambiguous-word", "spec/api.yaml:5:7"),
        ("unknown-key", "spec/api.yaml:6:1"),
    ];
    assert_found(text, &expected);
}

/// Some editors write a byte order mark; it does not shift any location.
#[test]
fn a_byte_order_mark_is_ignored() {
    let text = "api: Pets\ntitle: Pet shop\ndescription: Sells pets.\n";
    let marked = spec(&format!("\u{feff}{text}"));
    let files = codegen::generate(&marked);
    let files = files.unwrap_or_else(|found| panic!("{}", found.render(&marked)));
    let plain = codegen::generate(&spec(text)).expect("it is valid");
    assert_eq!(files.len(), plain.len());
    assert_found(
        "\u{feff}api: [Pets]\n",
        &[
            ("missing-key", "spec/api.yaml:1:2"),
            ("missing-key", "spec/api.yaml:1:2"),
            ("wrong-type", "spec/api.yaml:1:7"),
        ],
    );
}
