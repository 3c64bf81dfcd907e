//! Values of query parameters that a server would read as others.

use crate::ast::FieldDoc;
use crate::lower::context::Context;
use crate::lower::inputs::location;
use crate::model::Location;
use serde_json::Value;

/// The styles of the objects around a value.
#[derive(Clone, Copy)]
struct Around<'a> {
    list_style: Option<&'a str>,
    is_bracketed: bool,
}

/// Returns the reason why a query cannot have a value of an input, and the fix.
pub(super) fn problem(
    cx: &Context<'_>,
    input: &FieldDoc,
    value: &Value,
) -> Option<(&'static str, &'static str)> {
    if location::of(input)? != Location::Query {
        return None;
    }
    let around = Around {
        list_style: None,
        is_bracketed: false,
    };
    problem_inside(cx, input, value, around)
}

fn problem_inside(
    cx: &Context<'_>,
    doc: &FieldDoc,
    value: &Value,
    around: Around<'_>,
) -> Option<(&'static str, &'static str)> {
    let own = doc.list_style.as_ref().map(|style| style.as_str());
    let around = Around {
        list_style: own.or(around.list_style),
        is_bracketed: around.is_bracketed || doc.has_bracketed_members(),
    };
    let fields = match doc.ty.name.as_str() {
        "object" => doc.ty.fields.as_ref().map(|fields| &fields.value[..]),
        name => cx.shared_fields(name),
    };
    match (fields, value) {
        (Some(fields), Value::Object(members)) => members.iter().find_map(|(name, value)| {
            let named = fields.iter().filter(|field| !field.is_additional);
            match named.clone().find(|field| field.name.as_str() == name) {
                Some(field) => problem_inside(cx, field, value, around),
                None => problem_of_value(value, around),
            }
        }),
        (None, value) => problem_of_value(value, around),
        _ => None,
    }
}

/// Returns the problem of a scalar, a list or a map.
fn problem_of_value(value: &Value, around: Around<'_>) -> Option<(&'static str, &'static str)> {
    let separator = match around.list_style {
        Some("pipe") => Some('|'),
        Some("space") => Some(' '),
        _ => None,
    };
    match value {
        Value::Array(items) => {
            let mut texts = items.iter().filter_map(Value::as_str);
            let is_split = texts.any(|text| separator.is_some_and(|mark| text.contains(mark)));
            is_split.then_some((
                "an item contains the separator of the list",
                "write items without it, or use another `list_style`",
            ))
        }
        Value::Object(entries) => {
            let ends = |key: &String| {
                key.trim().is_empty() || (around.is_bracketed && key.contains(['[', ']']))
            };
            if entries.keys().any(ends) {
                return Some((
                    "a key cannot be a part of a parameter's name",
                    "write keys that are not empty and have no brackets",
                ));
            }
            let mut values = entries.values();
            values.find_map(|value| problem_of_value(value, around))
        }
        _ => None,
    }
}
