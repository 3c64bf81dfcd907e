//! The text form of parameters.

use crate::ast::{FieldDoc, TypeKindDoc, TypeRefDoc};
use crate::codes;
use crate::lower::context::Context;
use crate::model::Location;

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
/// path, or in the query and in a form a map or an object of these.
pub(super) fn check(cx: &mut Context<'_>, doc: &FieldDoc, location: Location, what: &str) {
    check_encoding(cx, doc, what);
    let members = match (location, doc.ty.name.as_str()) {
        (Location::Query | Location::Form, "object") => {
            doc.ty.fields.as_ref().map(|fields| &fields.value[..])
        }
        (Location::Query | Location::Form, "map") => {
            if let Some(items) = &doc.ty.items {
                check_item(cx, items, what);
            }
            return;
        }
        (Location::Query | Location::Form, name) => cx.shared_fields(name),
        (_, "list") if location == Location::Path => {
            return report_type(cx, &doc.ty, what);
        }
        _ => None,
    };
    let place = if location == Location::Form {
        "form"
    } else {
        "query"
    };
    for member in members.unwrap_or_default() {
        check_items(cx, &member.ty, &format!("member of an object in a {place}"));
    }
    if members.is_none() {
        check_items(cx, &doc.ty, what);
    }
}

fn check_items(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    match &ty.items {
        Some(items) if ty.name.as_str() == "list" => check_item(cx, items, what),
        _ => check_scalar(cx, ty, what),
    }
}

/// Checks an item of a list, or a value of a map.
fn check_item(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let word = ty.name.as_str();
    if let Some(nullable) = &ty.nullable {
        cx.misplaced(
            "nullable",
            nullable.span,
            &format!("the items of a {what}"),
            "",
        );
    }
    if !["list", "map"].contains(&word) {
        return check_scalar(cx, ty, what);
    }
    let message = format!("a {what} cannot have a `{word}` inside a list or a map");
    let help =
        "write a scalar or an enum under `items`, or use the type `json_string` for JSON as text";
    cx.report(codes::MISPLACED_TYPE, ty.name.span, message, help);
}

fn check_scalar(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let name = ty.name.as_str();
    let word = match cx.shared(name).map(|shared| &shared.kind) {
        Some(TypeKindDoc::Object { .. }) => "object",
        Some(TypeKindDoc::External { wire, .. }) => wire.as_str(),
        _ => name,
    };
    if NO_TEXT.contains(&word) || word == "list" {
        report_type(cx, ty, what);
    }
}

fn report_type(cx: &mut Context<'_>, ty: &TypeRefDoc, what: &str) {
    let message = format!("a {what} cannot be of type `{}`", ty.name.value);
    let help = match ty.name.as_str() {
        "json" => "write `json_string` for JSON as text",
        _ => "use a type with a text form: a scalar or an enum",
    };
    cx.report(codes::MISPLACED_TYPE, ty.name.span, message, help);
}
