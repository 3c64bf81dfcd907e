//! Keywords next to a reference or a combination.

use super::reader::{At, Reader};
use super::{enums, type_words};
use crate::openapi::document::Kind;
use crate::openapi::node::Node;

/// The keywords that a reference has not already.
const CONSTRAINTS: [&str; 18] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "oneOf",
    "pattern",
    "properties",
    "required",
];

/// Those that a combination does not add to its type.
const BOUNDS: [&str; 11] = [
    "const",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
];

/// Returns the only value that the keywords next to a reference or a combination leave. It is more exact
/// than the type itself.
pub(super) fn only_value<'a>(
    reader: &mut Reader<'a>,
    at: &At<'a>,
    is_nullable: &mut bool,
) -> Option<Kind> {
    if reader.is_own || !has_siblings(reader, at) {
        return None;
    }
    if let Some(value) = at.get("const") {
        return is_scalar(value.node).then(|| enums::constant(reader, &value));
    }
    let list = at.get("enum")?;
    let [value] = list.node.items() else {
        return None;
    };
    if !is_scalar(value) {
        return None;
    }
    let (types, has_null) = type_words::read(reader, at);
    *is_nullable |= has_null;
    Some(enums::read(reader, &list, at, &types, is_nullable))
}

fn is_scalar(value: &Node) -> bool {
    matches!(value, Node::Bool(_) | Node::Number(_) | Node::Text(_))
}

/// Returns `true` for a combination, and for a reference where the keywords next to one count: from
/// OpenAPI 3.1 on.
fn has_siblings(reader: &Reader<'_>, at: &At<'_>) -> bool {
    if at.node.text_of("$ref").is_some() {
        return reader.has_siblings();
    }
    at.node
        .get("allOf")
        .is_some_and(|list| !list.items().is_empty())
}

/// Reports the constraints next to a reference.
pub(super) fn report_of_reference<'a>(reader: &mut Reader<'a>, at: &At<'a>) {
    if reader.has_siblings() {
        report(reader, at, &CONSTRAINTS, "the reference");
    }
}

/// Reports the constraints of single values next to the other parts of a combination.
pub(super) fn report_of_combination<'a>(reader: &mut Reader<'a>, at: &At<'a>) {
    report(reader, at, &BOUNDS, "the other parts of the combination");
}

fn report<'a>(reader: &mut Reader<'a>, at: &At<'a>, keys: &[&str], place: &str) {
    if reader.is_own {
        return;
    }
    let found = at.entries().into_iter();
    for (key, found) in found.filter(|(key, _)| keys.contains(key)) {
        let text = format!("the keyword `{key}` next to {place} is left out");
        reader
            .report
            .lose("keyword next to a reference", &found.pointer, text);
    }
}
