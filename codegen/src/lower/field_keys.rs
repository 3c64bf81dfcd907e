//! The keys of a field that apply only to some fields.

use super::context::Context;
use crate::ast::{FieldDoc, TypeRefDoc};
use crate::model::{Direction, Location};
use crate::source::Span;

/// Reports the keys that do not apply to a field.
pub(super) fn check(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    location: Location,
    direction: Direction,
) {
    let is_output = direction == Direction::Received;
    check_read_only(cx, doc, direction);
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

/// Reports `read_only` on an input or an output, and the keys of inputs on a read-only field.
fn check_read_only(cx: &mut Context<'_>, doc: &FieldDoc, direction: Direction) {
    let Some(flag) = &doc.read_only else { return };
    let item = match direction {
        Direction::Sent => "an input: a request never has a read-only field",
        Direction::Received => "an output: only the server sets it anyway",
        Direction::TwoWay => {
            if flag.value {
                unsettable(cx, doc);
            }
            return;
        }
    };
    cx.misplaced("read_only", flag.span, item, "");
}

/// Reports the keys of inputs on a read-only field and on the fields inside it.
fn unsettable(cx: &mut Context<'_>, doc: &FieldDoc) {
    for (key, span) in of_inputs(doc) {
        cx.misplaced(key, span, "a read-only field", "");
    }
    // A read-only field inside reports its own.
    let inside = inside(&doc.ty).filter(|field| !field.is_read_only());
    inside.for_each(|field| unsettable(cx, field));
}

/// Returns the keys of a field that only inputs have, with their locations.
pub(super) fn of_inputs(doc: &FieldDoc) -> impl Iterator<Item = (&'static str, Span)> + use<> {
    let keys = [
        ("default", doc.default.as_ref().map(|literal| literal.span)),
        ("selects", doc.selects.as_ref().map(|flag| flag.span)),
        ("list_style", doc.list_style.as_ref().map(|text| text.span)),
        (
            "object_style",
            doc.object_style.as_ref().map(|text| text.span),
        ),
        ("without", doc.without.as_ref().map(|names| names.span)),
        (
            "overrides",
            doc.overrides.first().map(|first| first.name.span),
        ),
    ];
    keys.into_iter()
        .filter_map(|(key, span)| Some((key, span?)))
}

/// Returns the fields of an inline object, or of that in the items of lists and maps.
pub(super) fn inside(ty: &TypeRefDoc) -> impl Iterator<Item = &FieldDoc> {
    let mut ty = ty;
    while let Some(items) = &ty.items {
        ty = items;
    }
    ty.fields.iter().flat_map(|fields| &fields.value)
}
