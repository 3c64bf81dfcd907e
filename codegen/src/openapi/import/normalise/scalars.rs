//! The bounds of texts, numbers and lists.

use super::reader::{At, Reader};
use crate::openapi::document::{Numbers, Text};
use crate::openapi::node::Node;
use serde_json::Number;

pub(super) fn text(reader: &mut Reader<'_>, at: &At<'_>) -> Text {
    Text {
        format: format(reader, at),
        min_length: count(reader, at, "minLength").filter(|least| *least > 0),
        max_length: count(reader, at, "maxLength"),
        pattern: pattern(reader, at),
        minimum: number(at, "minimum").or_else(|| number(at, "x-minimum")),
        maximum: number(at, "maximum").or_else(|| number(at, "x-maximum")),
    }
}

/// Returns the format of a text, or the word for its encoding. A source that leaves the format empty can
/// show it by its example.
fn format(reader: &mut Reader<'_>, at: &At<'_>) -> Option<String> {
    let is_empty = at.node.get("format") == Some(&Node::Null);
    if let Some(example) = at.node.text_of("example").filter(|_| is_empty)
        && crate::lower::is_scalar("date-time", &example.into())
    {
        let text = format!("the format is empty; the example `{example}` shows a timestamp");
        reader
            .report
            .note("timestamp by its example", &at.pointer, text);
        return Some("date-time".to_owned());
    }
    let format = at.node.text_of("format");
    let format = format.or_else(|| match at.node.text_of("contentEncoding") {
        Some("base64") => Some("base64"),
        Some(_) => None,
        None => {
            let media_type = at.node.text_of("contentMediaType");
            media_type.filter(|media_type| *media_type == "application/json")
        }
    });
    format.map(str::to_owned)
}

pub(super) fn numbers(reader: &mut Reader<'_>, at: &At<'_>) -> Numbers {
    let mut numbers = Numbers {
        format: at.node.text_of("format").map(str::to_owned),
        minimum: number(at, "minimum"),
        maximum: number(at, "maximum"),
        is_above_minimum: at.node.is_true("exclusiveMinimum"),
        is_below_maximum: at.node.is_true("exclusiveMaximum"),
    };
    // In OpenAPI 3.1, an exclusive bound is a separate number.
    if let Some(Node::Number(bound)) = at.node.get("exclusiveMinimum") {
        numbers.minimum = Some(bound.clone());
        numbers.is_above_minimum = true;
    }
    if let Some(Node::Number(bound)) = at.node.get("exclusiveMaximum") {
        numbers.maximum = Some(bound.clone());
        numbers.is_below_maximum = true;
    }
    let (least, most) = (&numbers.minimum, &numbers.maximum);
    let least = least.as_ref().and_then(Number::as_f64);
    let most = most.as_ref().and_then(Number::as_f64);
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        let text = "no number is within the bounds; they are left out";
        reader.report.note("impossible bounds", &at.pointer, text);
        numbers.minimum = None;
        numbers.maximum = None;
    }
    numbers
}

/// Returns a number, which some sources write as text.
fn number(at: &At<'_>, key: &str) -> Option<Number> {
    match at.node.get(key)? {
        Node::Number(number) => Some(number.clone()),
        Node::Text(text) => match text.parse::<i64>() {
            Ok(whole) => Some(whole.into()),
            Err(_) => text.parse().ok().and_then(Number::from_f64),
        },
        _ => None,
    }
}

/// Returns a number of characters or items.
pub(super) fn count(reader: &mut Reader<'_>, at: &At<'_>, key: &str) -> Option<u32> {
    let value = at.get(key)?;
    let count = match value.node {
        Node::Number(number) => number.as_u64().and_then(|count| u32::try_from(count).ok()),
        Node::Text(text) => text.parse().ok(),
        Node::Null => return None,
        _ => None,
    };
    if count.is_none() {
        let text = format!(
            "`{key}: {}` is not a usable number; it is left out",
            value.node.shown()
        );
        reader.report.lose("odd bound", &value.pointer, text);
    }
    count
}

/// Returns a regular expression that the runtime can compile and that matches its own examples.
fn pattern(reader: &mut Reader<'_>, at: &At<'_>) -> Option<String> {
    let value = at.get("pattern")?;
    let pattern = value.node.as_text()?;
    let Ok(regex) = regex_lite::Regex::new(pattern) else {
        let text = format!("the pattern `{pattern}` has syntax that is not supported");
        reader.report.lose("pattern", &value.pointer, text);
        return None;
    };
    let samples = ["example", "default", "x-example"];
    let samples = samples.iter().filter_map(|key| at.node.text_of(key));
    let listed = at.node.get("examples").map_or(&[][..], Node::items);
    let mut samples = samples.chain(listed.iter().filter_map(Node::as_text));
    if let Some(sample) = samples.find(|sample| !regex.is_match(sample)) {
        let text = format!(
            "the pattern `{pattern}` rejects the source's own example `{sample}`; it is left out"
        );
        reader
            .report
            .note("pattern against its example", &value.pointer, text);
        return None;
    }
    if at.node.text_of("format") == Some("email") && !regex.is_match("jane.doe@example.com") {
        let text = format!("the pattern `{pattern}` rejects ordinary addresses; it is left out");
        reader
            .report
            .note("pattern against its example", &value.pointer, text);
        return None;
    }
    Some(pattern.to_owned())
}
