//! The differences of one use of a shared object: fields that are left out, and other bounds.

mod keys;
mod merge;

pub(super) use merge::merged;

use super::context::Context;
use crate::ast::{FieldDoc, OverrideDoc, Text};
use crate::codes;
use crate::model::{Direction, Field, Override, WireName};
use crate::suggest::suggestion;
use std::collections::BTreeSet;

/// The fields that no use can change.
const READ_ONLY: &str = "a read-only field: a request never has it";
const CONSTANT: &str = "a field with `const`: a request always has it";

/// Lowers a member of an object.
type LowerMember = fn(&mut Context<'_>, &FieldDoc) -> Field;

/// Lowers the differences; `lower_member` lowers a field that differs.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    direction: Direction,
    lower_member: LowerMember,
) -> Vec<Override> {
    let first = doc.overrides.first();
    let first = first.map(|first| ("overrides", first.name.span));
    let without = doc.without.as_ref();
    let without = without.map(|without| ("without", without.span));
    let Some((key, span)) = without.or(first) else {
        return Vec::new();
    };
    if direction == Direction::Received {
        cx.misplaced(key, span, "an output", "");
        return Vec::new();
    }
    let Some(fields) = cx.shared_fields(&doc.ty.name) else {
        if cx.is_type(&doc.ty.name) {
            let item = "a type that is not a shared object";
            let fix = ", or name a shared type of the kind `object`";
            cx.misplaced(key, span, item, fix);
        }
        return Vec::new();
    };
    let mut used = BTreeSet::new();
    let mut overrides = Vec::new();
    let left_out = doc.without.as_ref().map_or(&[][..], |names| &names.value);
    for name in left_out {
        if let Some(field) = field_of(cx, name, fields, &mut used) {
            if field.is_read_only() {
                cx.misplaced("without", name.span, READ_ONLY, "");
            } else if field.is_required() {
                let item = format!("the required field `{}`", name.value);
                let fix = ", or make the field optional in the shared type";
                cx.misplaced("without", name.span, &item, fix);
            } else if field.constant.is_some() {
                cx.misplaced("without", name.span, CONSTANT, "");
            }
            overrides.push(Override::Without(WireName::new(name.value.clone())));
        }
    }
    if !left_out.is_empty() && overrides.len() == fields.len() {
        cx.report(
            codes::INCOMPLETE_FACT,
            span,
            "`without` leaves no field of the shared type",
            "remove the whole input, or leave out fewer fields",
        );
    }
    for change in &doc.overrides {
        if let Some(field) = field_of(cx, &change.name, fields, &mut used)
            && differs(cx, field, change)
        {
            let field = lower_member(cx, &merged(field, change));
            overrides.push(Override::Differs(Box::new(field)));
        }
    }
    overrides
}

/// Returns the field of the shared object, and reports unknown and repeated names.
fn field_of<'f>(
    cx: &mut Context<'_>,
    name: &Text,
    fields: &'f [FieldDoc],
    used: &mut BTreeSet<String>,
) -> Option<&'f FieldDoc> {
    let fields = fields.iter().filter(|field| !field.is_additional);
    let found = fields.clone().find(|field| field.name.value == name.value);
    if found.is_none() {
        let known: Vec<_> = fields.map(|field| field.name.as_str()).collect();
        let message = format!("the shared type has no field `{}`", name.value);
        let help = suggestion(name, &known);
        cx.report(codes::UNKNOWN_ITEM, name.span, message, help);
    } else if !used.insert(name.value.clone()) {
        let message = format!("`{}` is named twice", name.value);
        let help = "name each field once, under `without` or under `overrides`";
        cx.report(codes::DUPLICATE_NAME, name.span, message, help);
        return None;
    }
    found
}

/// Returns `true` for an override that can be lowered, and reports all others.
fn differs(cx: &mut Context<'_>, field: &FieldDoc, change: &OverrideDoc) -> bool {
    let mut innermost = &field.ty;
    while let Some(items) = &innermost.items {
        innermost = items;
    }
    let span = change.name.span;
    for (is_fixed, item) in [
        (field.is_read_only(), READ_ONLY),
        (field.constant.is_some(), CONSTANT),
    ] {
        if is_fixed {
            cx.misplaced("overrides", span, item, "");
            return false;
        }
    }
    if innermost.name.value == "object" {
        let fix = ", or make the object a shared type";
        cx.misplaced("overrides", span, "an inline object", fix);
        return false;
    }
    if let Some((key, span)) = keys::repeated(field, change) {
        let message = format!("`{key}` is that of the shared type");
        let help = format!("remove `{key}` here, or change it");
        cx.report(codes::DUPLICATE_NAME, span, message, help);
        return false;
    }
    if keys::is_empty(change) {
        cx.report(
            codes::INCOMPLETE_FACT,
            span,
            format!("the override of `{}` changes nothing", field.name.value),
            "add what differs, such as `max_items`, or remove the override",
        );
        return false;
    }
    // Errors of the field itself are reported for the shared type.
    cx.error_count() == 0
}
