//! Fields with only one value.

use super::context::Context;
use super::literals;
use crate::ast::{EnumValueDoc, FieldDoc, Spanned, TypeKindDoc};
use crate::codes;
use crate::model::{Direction, Location};
use serde_json::Value;

/// The scalar types that have constants.
const SCALARS: [&str; 8] = [
    "string", "boolean", "int32", "int64", "uint16", "uint32", "uint64", "number",
];

/// Lowers the constant of a field. Reports one that the type or the location of the field excludes, the
/// keys that a constant makes meaningless, and an invalid value.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    location: Location,
    direction: Direction,
) -> Option<Value> {
    // The constant of an output is reported with the other keys that an output cannot have.
    let is_output = direction == Direction::Received && doc.location.is_some();
    let literal = doc.constant.as_deref().filter(|_| !is_output)?;
    let name = doc.ty.name.as_str();
    let values = match cx.shared(name).map(|shared| &shared.kind) {
        Some(TypeKindDoc::OpenEnum { values, .. } | TypeKindDoc::ClosedEnum { values, .. }) => {
            Some(values)
        }
        _ => None,
    };
    let place = match location {
        Location::Path => Some("a path parameter"),
        Location::JsonBody | Location::RawBody | Location::FormBody => Some("a body"),
        Location::Member | Location::Query | Location::Header | Location::Form | Location::Part => {
            None
        }
    };
    if let Some(place) = place {
        let fix = if location == Location::Path {
            ", and write the value in `path`"
        } else {
            ""
        };
        cx.misplaced("const", literal.span, place, fix);
        return None;
    }
    if values.is_none() && !SCALARS.contains(&name) {
        // An unknown type is reported elsewhere.
        if cx.is_type(name) {
            let item = format!("the type `{name}`");
            let fix = ", or change the type to `string`, `boolean`, a number or an enum";
            cx.misplaced("const", literal.span, &item, fix);
        }
        return None;
    }
    check_keys(cx, doc);
    let what = format!("the constant of `{}`", doc.name.value);
    let value = literals::value(cx, &doc.ty, literal, &what, direction)?;
    let mut values = values.into_iter().flatten();
    let is_deprecated = |known: &EnumValueDoc| {
        known.deprecated.is_some() && literals::digits_or_text(&value) == known.value.value
    };
    if values.any(is_deprecated) {
        cx.report(
            codes::WRONG_SAMPLE,
            literal.span,
            format!("{what} is invalid: the value is deprecated"),
            "write a value that is not deprecated, or change the type to `string`",
        );
        return None;
    }
    Some(value)
}

/// Reports the keys that have no meaning for a constant.
fn check_keys(cx: &mut Context<'_>, doc: &FieldDoc) {
    let flag = |flag: Option<&Spanned<bool>>| flag.map(|flag| flag.span);
    for (key, span) in [
        ("required", flag(doc.required.as_deref())),
        ("nullable", flag(doc.nullable.as_deref())),
        ("read_only", flag(doc.read_only.as_deref())),
        ("sensitive", flag(doc.sensitive.as_deref())),
        ("selects", flag(doc.selects.as_deref())),
        ("default", doc.default.as_ref().map(|value| value.span)),
        ("example", doc.example.as_ref().map(|value| value.span)),
    ] {
        if let Some(span) = span {
            cx.misplaced(key, span, "a field with `const`", ", or `const`");
        }
    }
}
