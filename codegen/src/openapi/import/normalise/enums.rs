//! Lists of known values.

use super::reader::{At, Reader};
use crate::openapi::document::{IntegerValue, Kind, Numbers, Text};
use crate::openapi::node::Node;

/// Reads the values of `enum`. A `null` among them makes the value nullable.
pub(super) fn read(
    reader: &mut Reader<'_>,
    list: &At<'_>,
    at: &At<'_>,
    types: &[String],
    is_nullable: &mut bool,
) -> Kind {
    let values = values(reader, list, is_nullable);
    let is = |word: &str| types.iter().any(|known| known == word);
    if values.is_empty() {
        return Kind::Null;
    }
    let integers: Option<Vec<i64>> = values
        .iter()
        .map(|(_, value)| match value {
            Node::Number(number) => number.as_i64(),
            Node::Text(text) if is("integer") => text.parse().ok(),
            _ => None,
        })
        .collect();
    if let Some(integers) = integers.filter(|_| !is("string") && !is("number")) {
        let known = integers.into_iter().zip(&values);
        let known = known.map(|(value, (index, _))| IntegerValue {
            value,
            name: text(at, &["x-enum-varnames", "x-enumNames"], *index),
            description: description(at, *index),
        });
        return Kind::IntegerEnum(known.collect());
    }
    let are_booleans = values
        .iter()
        .all(|(_, value)| matches!(value, Node::Bool(_)));
    if are_booleans && !is("string") {
        return match values.as_slice() {
            [(_, value)] => Kind::Constant((*value).clone()),
            _ => Kind::Boolean,
        };
    }
    let are_numbers = values
        .iter()
        .all(|(_, value)| matches!(value, Node::Number(_)));
    if is("number") || are_numbers && !is("string") {
        let text = "a number with known values is read as any number";
        reader.report.lose("enum of numbers", &list.pointer, text);
        return Kind::Number(Numbers::default());
    }
    let is_scalar = |value: &Node| !matches!(value, Node::List(_) | Node::Map(_));
    if !values.iter().all(|(_, value)| is_scalar(value)) || is("array") || is("object") {
        let text = "the list of values has other values than texts; it is left out";
        reader
            .report
            .lose("enum of other values", &list.pointer, text);
        return Kind::Any;
    }
    let is_text = |value: &Node| matches!(value, Node::Text(_));
    if !values.iter().all(|(_, value)| is_text(value)) {
        let text = "values that are not texts are read as texts";
        reader
            .report
            .note("enum of mixed values", &list.pointer, text);
    }
    let texts = values
        .iter()
        .map(|(index, value)| (value.shown(), description(at, *index)));
    let mut seen = std::collections::BTreeSet::new();
    Kind::Enum(
        texts
            .filter(|(text, _)| seen.insert(text.clone()))
            .collect(),
    )
}

/// Returns the different values of a list with their positions, without `null`. Lists inside stand for
/// their values.
fn values<'a>(
    reader: &mut Reader<'_>,
    list: &At<'a>,
    is_nullable: &mut bool,
) -> Vec<(usize, &'a Node)> {
    let items = list.node.items();
    let is_nested = items.iter().any(|value| matches!(value, Node::List(_)));
    if is_nested {
        let text = "the list of values has lists inside; their values count";
        reader
            .report
            .note("enum of other values", &list.pointer, text);
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut values = Vec::new();
    let flat = items.iter().flat_map(|value| match value {
        Node::List(items) => items.as_slice(),
        other => std::slice::from_ref(other),
    });
    for (index, value) in flat.enumerate() {
        if *value == Node::Null {
            *is_nullable = true;
        } else if seen.insert(format!("{value:?}")) {
            values.push((index, value));
        } else if !is_nested {
            let text = format!("the value `{}` is listed twice", value.shown());
            reader.report.note("duplicate value", &list.pointer, text);
        }
    }
    values
}

/// Reads the known values in the description of a spec.
pub(super) fn of_spec(reader: &Reader<'_>, at: &At<'_>) -> Option<Kind> {
    let list = at.node.get("x-values").filter(|_| reader.is_own)?;
    let values = list.items().iter().filter_map(|item| item.get("value"));
    let texts = values.clone().filter_map(Node::as_text);
    let integers = values.filter_map(|value| match value {
        Node::Number(number) => Some(IntegerValue {
            value: number.as_i64()?,
            name: None,
            description: None,
        }),
        _ => None,
    });
    let texts: Vec<_> = texts.map(|text| (text.to_owned(), None)).collect();
    let integers: Vec<_> = integers.collect();
    if texts.is_empty() && integers.is_empty() {
        return None;
    }
    if texts.is_empty() {
        return Some(Kind::IntegerEnum(integers));
    }
    Some(Kind::Enum(texts))
}

/// Returns the description of a value in an extension that some sources have.
fn description(at: &At<'_>, index: usize) -> Option<String> {
    text(at, &["x-enumDescriptions", "x-enum-descriptions"], index)
}

/// Returns a text of the list under one of several keys, which has one for each value.
fn text(at: &At<'_>, keys: &[&str], index: usize) -> Option<String> {
    let list = keys.iter().find_map(|key| at.node.get(key))?;
    list.items().get(index)?.as_text().map(str::to_owned)
}

/// Reads a value that is always the same.
pub(super) fn constant(reader: &mut Reader<'_>, value: &At<'_>) -> Kind {
    match value.node {
        Node::Null => Kind::Null,
        Node::Text(text) => Kind::Enum(vec![(text.clone(), None)]),
        Node::List(_) | Node::Map(_) => {
            let text = "the constant is read as any JSON";
            reader.report.lose("constant", &value.pointer, text);
            Kind::Any
        }
        scalar => Kind::Constant(scalar.clone()),
    }
}

/// Returns a text without bounds.
pub(super) fn any_text() -> Kind {
    Kind::Text(Text::default())
}
