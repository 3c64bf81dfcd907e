//! References that lead to no usable value, and values that are no objects.

use crate::import::broken::{HEAD, errors, one_error, with_schema};
use crate::import::support::{Folder, import_all};
use std::fmt::Write;

/// An anchor, the whole document and a remote file are no values of the description.
#[test]
fn a_reference_that_is_no_pointer_is_an_error() {
    for reference in ["#Pet", "#", "#pets/a"] {
        one_error(
            &with_schema(&format!("{{$ref: '{reference}'}}"), ""),
            &format!("the reference `{reference}` is not a JSON pointer"),
        );
    }
}

#[test]
fn paths_that_lead_back_to_themselves_are_errors() {
    let text = format!(
        "{HEAD}paths:\n  /a: {{$ref: '#/paths/~1b'}}\n  /b: {{$ref: '#/paths/~1a'}}\n  /c: {{get: {{}}}}\n"
    );
    let found = errors(&text);
    assert_eq!(
        found,
        [
            "/paths/~1a: the `$ref` leads back to itself",
            "/paths/~1b: the `$ref` leads back to itself"
        ]
    );
}

#[test]
fn paths_that_are_no_objects_are_errors() {
    one_error(
        &format!("{HEAD}paths: []\n"),
        "/paths: `paths` must be an object",
    );
    let text = format!("{HEAD}paths: {{/pets: [], /owners: x, /dogs: }}\n");
    assert_eq!(
        errors(&text),
        [
            "/paths/~1pets: a path must be an object",
            "/paths/~1owners: a path must be an object"
        ]
    );
}

/// References to values that are no named schemas copy them, here more than 60 million times.
#[test]
fn references_that_double_at_each_level_are_an_error() {
    let mut values = String::new();
    for index in 1..=26 {
        let next = format!("{{$ref: '#/x-values/{index}'}}");
        let _ = write!(
            values,
            "{{type: object, properties: {{a: {next}, b: {next}}}}}, "
        );
    }
    let text = with_schema("{$ref: '#/x-values/0'}", "") + &format!("x-values: [{values} {{}}]\n");
    one_error(&text, "repeat too much of the document");
}

#[test]
fn long_names_have_short_messages() {
    let long = "long".repeat(100_000);
    let body = format!("{{$ref: '#/{long}'}}");
    for text in [
        format!("openapi: {long}\npaths: {{}}\n"),
        with_schema(&body, ""),
        format!("{HEAD}paths: {{/a/{long}: {{get: {{parameters: [{body}]}}}}}}\n"),
    ] {
        let found = errors(&text);
        assert!(found[0].len() < 1000, "{} bytes", found[0].len());
    }
    let schema =
        format!("{{type: object, properties: {{a: {{type: {long}}}}}, required: [{long}]}}");
    let mut folder = Folder::default();
    let imported = import_all(&mut folder, &with_schema(&schema, "")).expect("a valid import");
    assert!(imported.report.notes.len() > 1);
    let longest = imported.report.markdown().lines().map(str::len).max();
    assert!(longest < Some(1500), "{longest:?}");
}
