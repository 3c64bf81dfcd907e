//! Defaults and examples, which have to be values of their types.

use super::Express;
use super::keys::Keys;
use crate::openapi::document::{Kind, Schema};
use crate::openapi::import::plan::Definition;
use crate::openapi::node::Node;

/// Returns the value with an item for text that lists items, if it is a value of the type in the keys.
pub(super) fn fitting(express: &Express<'_, '_>, keys: &Keys, value: &Node) -> Option<Node> {
    let mapping = keys.clone().node();
    let value = as_type(&mapping, value);
    fits(express, &mapping, &value).then_some(value)
}

/// Converts a scalar to the text or the number that its type has.
fn as_type(ty: &Node, value: &Node) -> Node {
    let word = ty.text_of("type").or(ty.as_text()).unwrap_or_default();
    let is_text = ty.text_of("encoding") == Some("text");
    match (word, value) {
        (_, Node::Number(number)) if is_text => Node::text(number.to_string()),
        (_, Node::Text(_)) if is_text => value.clone(),
        ("string" | "id", Node::Number(number)) => Node::text(number.to_string()),
        ("boolean", Node::Text(text)) if text == "true" || text == "false" => {
            Node::Bool(text == "true")
        }
        ("int32" | "int64" | "uint16" | "uint32" | "uint64" | "number", Node::Text(text)) => {
            match text.parse::<i64>() {
                Ok(number) => Node::Number(number.into()),
                Err(_) => value.clone(),
            }
        }
        ("list", Node::List(items)) => {
            let Some(ty) = ty.get("items") else {
                return value.clone();
            };
            Node::List(items.iter().map(|item| as_type(ty, item)).collect())
        }
        _ => value.clone(),
    }
}

fn fits(express: &Express<'_, '_>, ty: &Node, value: &Node) -> bool {
    if *value == Node::Null && ty.is_true("nullable") {
        return true;
    }
    if ty.text_of("encoding") == Some("text") {
        let number = value.as_text().and_then(|text| text.parse::<i64>().ok());
        let number = number.map(|number| Node::Number(number.into()));
        let word = ty.text_of("type").unwrap_or_default();
        return number.is_some_and(|number| {
            crate::lower::is_scalar(word, &json(&number)) && is_within_bounds(word, ty, &number)
        });
    }
    let word = ty.text_of("type").or(ty.as_text()).unwrap_or_default();
    match word {
        "list" => {
            let Some(items) = ty.get("items") else {
                return false;
            };
            let count = value.items().len() as u64;
            let bound = |key: &str| match ty.get(key) {
                Some(Node::Number(bound)) => bound.as_u64(),
                _ => None,
            };
            let is_within = bound("min_items").is_none_or(|least| count >= least)
                && bound("max_items").is_none_or(|most| count <= most);
            matches!(value, Node::List(_))
                && is_within
                && value.items().iter().all(|item| fits(express, items, item))
        }
        "map" => match (value, ty.get("items")) {
            (Node::Map(entries), Some(items)) => {
                entries.iter().all(|(_, value)| fits(express, items, value))
            }
            _ => false,
        },
        "object" => object(
            express,
            ty.get("fields").map_or(&[][..], Node::items),
            value,
        ),
        _ if word.starts_with(|c: char| c.is_ascii_uppercase()) => named(express, word, value),
        _ => {
            let has_digits =
                |ids: &Node| ids.text_of("format") != Some("digits") || is_digits(value);
            crate::lower::is_scalar(word, &json(value))
                && is_within_bounds(word, ty, value)
                && (word != "id" || express.ids.as_ref().is_none_or(has_digits))
        }
    }
}

fn is_digits(value: &Node) -> bool {
    let text = value.as_text().unwrap_or_default();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn object(express: &Express<'_, '_>, fields: &[Node], value: &Node) -> bool {
    let Node::Map(entries) = value else {
        return false;
    };
    let is_known = entries.iter().all(|(key, value)| {
        let mut known = fields
            .iter()
            .filter(|field| field.text_of("name") == Some(key));
        let is_null = |field: &Node| *value == Node::Null && field.is_true("nullable");
        known
            .next()
            .is_some_and(|field| is_null(field) || fits(express, field, value))
    });
    let is_there = |field: &Node| {
        let name = field.text_of("name").unwrap_or_default();
        !field.is_true("required") || entries.iter().any(|(key, _)| key == name)
    };
    is_known && fields.iter().all(is_there)
}

/// Checks a value of an enum. Examples of shared objects belong to their members.
fn named(express: &Express<'_, '_>, name: &str, value: &Node) -> bool {
    let mut shared = express
        .plan
        .shared
        .iter()
        .filter(|shared| shared.name == name);
    let Some(Definition::Schema(Schema { kind, .. })) =
        shared.next().map(|shared| shared.definition)
    else {
        return false;
    };
    match (kind, value) {
        (Kind::Enum(values), Node::Text(text)) => values.iter().any(|(known, _)| known == text),
        (Kind::IntegerEnum(values), Node::Number(number)) => values
            .iter()
            .any(|known| Some(known.value) == number.as_i64()),
        _ => false,
    }
}

/// Converts a value to JSON.
pub(super) fn json(value: &Node) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(number) => Value::Number(number.clone()),
        Node::Text(text) => Value::String(text.clone()),
        Node::List(items) => Value::Array(items.iter().map(json).collect()),
        Node::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), json(value)));
            Value::Object(entries.collect())
        }
    }
}

fn is_within_bounds(word: &str, ty: &Node, value: &Node) -> bool {
    let number = |key: &str| match ty.get(key) {
        Some(Node::Number(number)) => number.as_f64(),
        _ => None,
    };
    match value {
        Node::Text(text) => {
            #[expect(clippy::cast_precision_loss, reason = "texts are shorter than 2^52")]
            let length = text.chars().count() as f64;
            let pattern = ty.text_of("pattern").map(regex_lite::Regex::new);
            let matches = match pattern {
                Some(Ok(pattern)) => pattern.is_match(text),
                Some(Err(_)) => false,
                None => true,
            };
            matches
                && number("min_length").is_none_or(|least| length >= least)
                && number("max_length").is_none_or(|most| length <= most)
        }
        // The minimum of an id is not enforced.
        Node::Number(value) if word != "id" => {
            let value = value.as_f64().unwrap_or_default();
            number("minimum").is_none_or(|least| value >= least)
                && number("maximum").is_none_or(|most| value <= most)
                && number("exclusive_minimum").is_none_or(|least| value > least)
                && number("exclusive_maximum").is_none_or(|most| value < most)
        }
        _ => true,
    }
}
