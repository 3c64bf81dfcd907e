//! The text form of parameters.

use crate::ast::{FieldDoc, TypeKindDoc, TypeRefDoc};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::unions;
use crate::model::Location;
use std::collections::BTreeSet;

/// The types that have no text form.
const NO_TEXT: [&str; 4] = ["json", "bytes", "object", "map"];

/// Reports the encoding of an integer in a parameter, which is text anyway.
fn check_encoding(cx: &mut Context<'_>, doc: &FieldDoc, what: &str) {
    let mut ty = &doc.ty;
    while let Some(items) = &ty.items {
        ty = items;
    }
    if let Some(encoding) = &ty.encoding {
        let item = format!("a {what}, which is text anyway");
        cx.misplaced("encoding", encoding.span, &item, "");
    }
}

/// Reports a parameter without a text form. A parameter is a scalar, a list of scalars outside of the
/// path, or in the query and in a form a map or an object of these. Members whose names are in brackets
/// can nest.
pub(super) fn check(cx: &mut Context<'_>, doc: &FieldDoc, location: Location, what: &str) {
    check_encoding(cx, doc, what);
    if location == Location::Path && doc.ty.name.as_str() == "list" {
        return report_type(cx, &doc.ty, what);
    }
    let member = match location {
        Location::Query => "member of an object in a query",
        Location::Form => "member of an object in a form",
        _ => return check_items(cx, &doc.ty, what),
    };
    if doc.has_bracketed_members() {
        return check_nested(cx, &doc.ty, member, &mut BTreeSet::new());
    }
    let members = match doc.ty.name.as_str() {
        "object" => doc.ty.fields.as_ref().map(|fields| &fields.value[..]),
        "map" => {
            if let Some(items) = &doc.ty.items {
                check_item(cx, items, what);
            }
            return;
        }
        name => cx.shared_fields(name),
    };
    for field in sent(members.unwrap_or_default()) {
        if let Some(items) = field.ty.items.as_ref().filter(|_| field.is_additional) {
            check_value(cx, items, member);
        } else if field.has_bracketed_members() {
            check_nested(cx, &field.ty, member, &mut BTreeSet::new());
        } else {
            check_items(cx, &field.ty, member);
        }
    }
    if members.is_none() {
        check_items(cx, &doc.ty, what);
    }
}

/// Checks a value in brackets: a scalar, a list of scalars, or an object or a map of such values.
fn check_nested<'a>(
    cx: &mut Context<'a>,
    ty: &TypeRefDoc,
    what: &str,
    seen: &mut BTreeSet<&'a str>,
) {
    let members = match ty.name.as_str() {
        "map" => {
            if let Some(items) = &ty.items {
                check_nullable(cx, items, what);
                check_nested(cx, items, what, seen);
            }
            return;
        }
        "object" => {
            let fields = ty.fields.as_ref();
            let fields = fields.map_or(&[][..], |fields| &fields.value);
            for field in sent(fields) {
                check_nested(cx, &field.ty, what, seen);
            }
            return;
        }
        name => cx.shared(name).and_then(|shared| match &shared.kind {
            TypeKindDoc::Object { fields, .. } => Some((shared.name.as_str(), fields)),
            _ => None,
        }),
    };
    match members {
        // A type can contain itself.
        Some((name, _)) if !seen.insert(name) => {}
        Some((_, fields)) => {
            for field in sent(fields) {
                check_nested(cx, &field.ty, what, seen);
            }
        }
        None => check_items(cx, ty, what),
    }
}

/// Returns the fields that a request can have.
fn sent(fields: &[FieldDoc]) -> impl Iterator<Item = &FieldDoc> {
    fields.iter().filter(|field| !field.is_read_only())
}

fn check_items(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    match &ty.items {
        Some(items) if ty.name.as_str() == "list" => check_item(cx, items, what),
        _ => check_scalar(cx, ty, what),
    }
}

/// Reports a nullable item: only JSON has `null`.
fn check_nullable(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    if let Some(nullable) = &ty.nullable {
        let item = format!("the items of a {what}");
        cx.misplaced("nullable", nullable.span, &item, "");
    }
}

/// Checks an item of a list, or a value of a map.
fn check_item(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let word = ty.name.as_str();
    check_nullable(cx, ty, what);
    if !["list", "map"].contains(&word) {
        return check_scalar(cx, ty, what);
    }
    let message = format!("a {what} cannot have a `{word}` inside a list or a map");
    let help =
        "write a scalar or an enum under `items`, or use the type `json_string` for JSON as text";
    cx.report(codes::MISPLACED_TYPE, ty.name.span, message, help);
}

/// Reports the value of an additional member that has no text form: it is a separate parameter.
fn check_value(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    check_nullable(cx, ty, what);
    check_items(cx, ty, what);
}

fn check_scalar(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let name = ty.name.as_str();
    let word = match cx.shared(name).map(|shared| &shared.kind) {
        Some(TypeKindDoc::Union { variants, .. })
            if variants
                .iter()
                .all(|variant| unions::has_text(cx, &variant.ty)) =>
        {
            name
        }
        Some(TypeKindDoc::Object { .. } | TypeKindDoc::Union { .. }) => "object",
        Some(TypeKindDoc::External { wire, .. }) => wire.as_str(),
        _ => name,
    };
    if NO_TEXT.contains(&word) || word == "list" {
        report_type(cx, ty, what);
    }
}

/// Returns `true` for a type with members.
fn is_nested(cx: &Context<'_>, name: &str) -> bool {
    matches!(name, "object" | "map") || cx.shared_fields(name).is_some()
}

fn report_type(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let message = format!("a {what} cannot be of type `{}`", ty.name.value);
    let help = match ty.name.as_str() {
        "json" => "write `json_string` for JSON as text",
        name if what.starts_with("member") && is_nested(cx, name) => {
            "use a type with a text form, or write `object_style: brackets` for the outer object"
        }
        _ => "use a type with a text form: a scalar, an enum, or a union of these",
    };
    cx.report(codes::MISPLACED_TYPE, ty.name.span, message, help);
}
