//! Keys of a field that go with some fields only.

use super::context::Context;
use super::fields::{Direction, Settled, is, misplaced};
use crate::api::Place;
use crate::document::FieldDoc;

/// Reports the keys that say nothing where the field stands.
pub(super) fn check(cx: &mut Context<'_>, doc: &FieldDoc, settled: &Settled) {
    let is_output = settled.direction == Direction::Received;
    if let Some(default) = &doc.default {
        if is_output {
            misplaced(cx, "default", default.span, "an output", "");
        } else if is(doc.required.as_deref()) {
            let beside = "`required: true`: it is never left out";
            misplaced(cx, "default", default.span, beside, ", or `required`");
        }
    }
    if let Some(selects) = doc.selects.as_ref().filter(|_| is_output) {
        misplaced(cx, "selects", selects.span, "an output", "");
    }
    if let Some(style) = doc.list_style.as_ref().filter(|_| is_output) {
        misplaced(cx, "list_style", style.span, "an output", "");
    } else if let Some(style) = doc
        .list_style
        .as_ref()
        .filter(|_| doc.ty.name.as_str() != "list" && cx.is_type(&doc.ty.name))
    {
        let beside = format!("the type `{}`", doc.ty.name.value);
        misplaced(cx, "list_style", style.span, &beside, "");
    }
    let is_errors = doc.ty.name.as_str() == "error_list";
    if let Some(sensitive) = doc.sensitive.as_ref().filter(|_| is_errors) {
        misplaced(cx, "sensitive", sensitive.span, "the type `error_list`", "");
    }
    // Elsewhere than in an object, nothing can be `null` in the first place.
    let is_null_anyway = is_errors && settled.place == Place::Member;
    if let Some(nullable) = doc.nullable.as_ref().filter(|_| is_null_anyway) {
        let beside = "the type `error_list`, which can be null anyway";
        misplaced(cx, "nullable", nullable.span, beside, "");
    }
}
