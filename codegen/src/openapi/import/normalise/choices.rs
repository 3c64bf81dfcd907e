//! Unions in parameters, whose values are texts.

use super::reader::Reader;
use super::schemas;
use crate::openapi::document::{Kind, Schema, Text};

/// Replaces each union in a parameter by the list among its types, or by a text. A list with one item has
/// the text of the item.
pub(super) fn settle(reader: &mut Reader<'_>, schema: &mut Schema) {
    // A spec has no other unions in parameters than those of texts.
    if reader.is_own {
        return;
    }
    if let Kind::Named(name) = &schema.kind
        && let Some(at) = reader.schema_at(name)
        && ["oneOf", "anyOf"].iter().any(|key| at.get(key).is_some())
    {
        let named = schemas::schema(reader, &at);
        if let Kind::Union(_) = &named.kind {
            schema.kind = named.kind;
        }
    }
    if let Kind::Union(union) = &schema.kind {
        let (lists, others): (Vec<_>, Vec<_>) = union
            .options
            .iter()
            .partition(|option| matches!(option.kind, Kind::List(_)));
        let is_clear = lists.len() == 1 && others.iter().all(|option| is_text(reader, option));
        schema.kind = if is_clear {
            let text = "a value that is not a list is sent as a list of one";
            reader.report.note("list or value", &schema.pointer, text);
            lists[0].kind.clone()
        } else {
            let text = format!("the union of {} types is a text", union.options.len());
            reader.report.lose("union", &schema.pointer, text);
            Kind::Text(Text::default())
        };
    }
    match &mut schema.kind {
        Kind::List(list) => settle(reader, &mut list.items),
        Kind::Map(values) => settle(reader, values),
        Kind::Object { properties, .. } => {
            for property in properties {
                settle(reader, &mut property.schema);
            }
        }
        _ => {}
    }
}

/// Returns `true` for a value with one text form.
fn is_text(reader: &Reader<'_>, schema: &Schema) -> bool {
    match &schema.kind {
        Kind::Named(name) => reader.schema_at(name).is_some_and(|at| {
            let word = at.node.text_of("type").unwrap_or_default();
            ["string", "integer", "number", "boolean"].contains(&word)
        }),
        Kind::Any
        | Kind::Null
        | Kind::ErrorList
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Object { .. }
        | Kind::Union(_) => false,
        Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number(_)
        | Kind::Text(_)
        | Kind::Constant(_)
        | Kind::Enum(_)
        | Kind::IntegerEnum(_) => true,
    }
}
