//! The keys of a field that apply only to some fields.

use super::context::Context;
use crate::ast::FieldDoc;
use crate::model::{Direction, Location};

/// Reports the keys that do not apply to a field.
pub(super) fn check(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    location: Location,
    direction: Direction,
) {
    let is_output = direction == Direction::Received;
    if let Some(default) = &doc.default {
        if is_output {
            cx.misplaced("default", default.span, "an output", "");
        } else if doc.is_required() {
            let item = "a required field";
            cx.misplaced("default", default.span, item, ", or `required`");
        }
    }
    if let Some(selects) = doc.selects.as_ref().filter(|_| is_output) {
        cx.misplaced("selects", selects.span, "an output", "");
    }
    let word = doc.ty.name.as_str();
    let is_object = matches!(word, "object" | "map") || cx.shared_fields(word).is_some();
    let is_flat_map = word == "map" && !doc.has_bracketed_members();
    let has_lists = word == "list" || (is_object && !is_flat_map);
    // Elsewhere, the key is reported because of the location.
    let can_be_in_query = matches!(
        location,
        Location::Query | Location::Form | Location::FormBody | Location::Member
    );
    for (key, style, applies) in [
        ("list_style", &doc.list_style, has_lists),
        ("object_style", &doc.object_style, is_object),
    ] {
        let Some(style) = style else { continue };
        if is_output {
            cx.misplaced(key, style.span, "an output", "");
        } else if !applies && can_be_in_query && cx.is_type(word) {
            let item = format!("the type `{word}`");
            cx.misplaced(key, style.span, &item, "");
        }
    }
    let is_errors = doc.ty.name.as_str() == "error_list";
    if let Some(sensitive) = doc.sensitive.as_ref().filter(|_| is_errors) {
        cx.misplaced("sensitive", sensitive.span, "the type `error_list`", "");
    }
    // Outside of an object, `nullable` is reported anyway.
    let is_always_nullable = is_errors && location == Location::Member;
    if let Some(nullable) = doc.nullable.as_ref().filter(|_| is_always_nullable) {
        let item = "the type `error_list`, which is always nullable";
        cx.misplaced("nullable", nullable.span, item, "");
    }
}
