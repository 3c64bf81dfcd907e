//! Texts and numbers, with their bounds.

use super::keys::Keys;
use super::{Express, Scope};
use crate::openapi::document::{Numbers, Schema, Text};
use crate::openapi::node::Node;
use serde_json::Number;

pub(super) fn integer(
    express: &mut Express<'_, '_>,
    keys: &mut Keys,
    numbers: &Numbers,
    schema: &Schema,
) {
    let word = integer_word(numbers);
    match numbers.format.as_deref() {
        Some(small @ ("int8" | "int16" | "uint8")) => {
            let text = format!("an integer of the format `{small}` is an `{word}`");
            express.report.lose("format", &schema.pointer, text);
        }
        Some(other) if !INTEGERS.contains(&other) => unknown_format(express, other, schema),
        _ => {}
    }
    let (least, most) = match word {
        "int32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        "uint16" => (0, i128::from(u16::MAX)),
        "uint32" => (0, i128::from(u32::MAX)),
        "uint64" => (0, i128::from(u64::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    keys.text("type", word);
    let is_of_spec = express.own.is_here();
    let bounds = [
        (
            "minimum",
            &numbers.minimum,
            i128::from(numbers.is_above_minimum),
            least,
        ),
        (
            "maximum",
            &numbers.maximum,
            -i128::from(numbers.is_below_maximum),
            most,
        ),
    ];
    for (key, bound, shift, limit) in bounds {
        let Some(bound) = bound else { continue };
        let whole = whole(bound).map(|bound| bound + shift);
        match whole.filter(|bound| (least..=most).contains(bound)) {
            // The limit of the type needs no bound; the description of a spec repeats that of an
            // unsigned one.
            Some(bound) if bound == limit && (!is_of_spec || least == 0) => {}
            Some(bound) => keys.put(key, Node::Number(number_of(bound))),
            None if whole.is_some_and(|bound| (bound < least) == (key == "minimum")) => {}
            None => {
                let text =
                    format!("`{key}: {bound}` is not a bound of the type `{word}`; it is left out");
                express.report.lose("odd bound", &schema.pointer, text);
            }
        }
    }
}

/// Returns the word for the type of an integer.
pub(super) fn integer_word(numbers: &Numbers) -> &'static str {
    let least = numbers.minimum.as_ref().and_then(Number::as_f64);
    match numbers.format.as_deref() {
        Some("int32" | "int16" | "int8") => "int32",
        Some("int64") => "int64",
        Some("uint16" | "uint8") => "uint16",
        Some("uint32") => "uint32",
        Some("uint64") => "uint64",
        _ if least >= Some(0.0) => "uint64",
        _ => "int64",
    }
}

/// Returns the word for the type of a text; nothing if its format is unknown.
pub(super) fn text_word(text: &Text) -> Option<&'static str> {
    if text.minimum.is_some() {
        return Some("id");
    }
    match text.format.as_deref() {
        Some("id") => Some("id"),
        Some("date-time") => Some("date-time"),
        Some("local-date-time" | "date-time-local") => Some("local-date-time"),
        Some("date") => Some("date"),
        Some("uuid" | "guid") => Some("uuid"),
        Some("application/json") => Some("json_string"),
        None | Some("" | "string" | "password" | "byte" | "base64") => Some("string"),
        Some(_) => None,
    }
}

fn whole(number: &Number) -> Option<i128> {
    let whole = number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from));
    whole.or_else(|| {
        let float = number
            .as_f64()
            .filter(|float| float.fract() == 0.0 && float.abs() < 1e38)?;
        format!("{float:.0}").parse().ok()
    })
}

fn number_of(whole: i128) -> Number {
    match (i64::try_from(whole), u64::try_from(whole)) {
        (Ok(signed), _) => signed.into(),
        (_, Ok(unsigned)) => unsigned.into(),
        _ => 0.into(),
    }
}

pub(super) fn number(
    express: &mut Express<'_, '_>,
    keys: &mut Keys,
    numbers: &Numbers,
    schema: &Schema,
) {
    keys.text("type", "number");
    match numbers.format.as_deref() {
        None | Some("float" | "double") => {}
        Some(other) => unknown_format(express, other, schema),
    }
    for (key, bound, is_exclusive) in [
        ("minimum", &numbers.minimum, numbers.is_above_minimum),
        ("maximum", &numbers.maximum, numbers.is_below_maximum),
    ] {
        let Some(bound) = bound else { continue };
        let key = if is_exclusive {
            format!("exclusive_{key}")
        } else {
            key.to_owned()
        };
        keys.put(&key, plain(bound));
    }
}

/// Returns a number as YAML has it: without an exponent.
fn plain(number: &Number) -> Node {
    match whole(number) {
        Some(whole) if i64::try_from(whole).is_ok() => Node::Number(number_of(whole)),
        _ => Node::Number(number.clone()),
    }
}

fn unknown_format(express: &mut Express<'_, '_>, format: &str, schema: &Schema) {
    let text = format!("the format `{format}` is left out");
    express.report.lose("format", &schema.pointer, text);
}

/// The formats of texts that are integers.
const INTEGERS: [&str; 5] = ["int32", "int64", "uint16", "uint32", "uint64"];

pub(super) fn text(
    express: &mut Express<'_, '_>,
    keys: &mut Keys,
    text: &Text,
    schema: &Schema,
    scope: Scope<'_>,
) {
    if let Some(format) = text
        .format
        .as_deref()
        .filter(|format| INTEGERS.contains(format))
    {
        let numbers = Numbers {
            format: Some(format.to_owned()),
            minimum: text.minimum.clone(),
            maximum: text.maximum.clone(),
            ..Numbers::default()
        };
        integer(express, keys, &numbers, schema);
        if !scope.is_parameter || express.own.is_here() {
            keys.text("encoding", "text");
        }
        return;
    }
    let word = word(express, text, schema, scope);
    keys.text("type", word);
    let has_bounds =
        text.min_length.is_some() || text.max_length.is_some() || text.pattern.is_some();
    if word != "string" && word != "id" {
        if has_bounds {
            let text = format!("the bounds of a text of the type `{word}` are left out");
            express
                .report
                .note("bounds of a format", &schema.pointer, text);
        }
        return;
    }
    let is_possible = text
        .min_length
        .zip(text.max_length)
        .is_none_or(|(least, most)| least <= most);
    if is_possible {
        keys.count("min_length", text.min_length);
        keys.count("max_length", text.max_length);
    } else {
        let text = "no text is within the bounds; they are left out";
        express
            .report
            .note("impossible bounds", &schema.pointer, text);
    }
    if word == "id" {
        match text.minimum.as_ref().and_then(whole) {
            Some(minimum) if u64::try_from(minimum).is_ok() => {
                keys.put("minimum", Node::Number(number_of(minimum)));
            }
            _ => {}
        }
    }
    let format = express
        .own
        .text(express.report, &schema.pointer, "x-format");
    if let Some(format) = format {
        keys.text("format", format);
    }
    // The only pattern of a text with a format is that of the format.
    let has_two = express
        .own
        .at(&schema.pointer)
        .is_some_and(|raw| raw.get("allOf").is_some());
    if let Some(pattern) = text
        .pattern
        .as_ref()
        .filter(|_| format.is_none() || has_two)
    {
        keys.text("pattern", pattern);
    }
}

fn word(
    express: &mut Express<'_, '_>,
    text: &Text,
    schema: &Schema,
    scope: Scope<'_>,
) -> &'static str {
    let format = text.format.as_deref().unwrap_or_default();
    if let Some(minimum) = text.minimum.as_ref().filter(|_| format != "id") {
        let text = format!("a text with the minimum {minimum} is an id");
        express
            .report
            .note("id by its minimum", &schema.pointer, text);
        return "id";
    }
    match format {
        "binary" if express.own.is_here() => "file",
        "byte" | "base64" if !scope.is_parameter || express.own.is_here() => "bytes",
        other => text_word(text).unwrap_or_else(|| {
            unknown_format(express, other, schema);
            "string"
        }),
    }
}

/// Returns the type of a constant.
pub(super) fn of_constant(value: &Node) -> &'static str {
    match value {
        Node::Bool(_) => "boolean",
        Node::Number(number) if number.is_i64() => "int64",
        Node::Number(_) => "number",
        _ => "string",
    }
}
