//! Literal values in a spec: defaults, examples, and the inputs and outputs of whole examples. Each is
//! checked against its type.

use super::context::Context;
use super::timestamps;
use crate::ast::{EnumValueDoc, FieldDoc, Spanned, TypeKindDoc, TypeRefDoc};
use crate::codes;
use crate::source::Span;
use crate::suggest::nearest;
use serde_json::{Map, Value};

/// The maximum number of enum values in a message.
const MOST_NAMED: usize = 8;

/// Lowers a default or an example as shown in documentation: text unchanged, anything else as JSON.
pub(super) fn text(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    literal: Option<&Spanned<serde_yaml::Value>>,
    what: &str,
) -> Option<String> {
    let literal = literal?;
    match field(cx, doc, literal.span, &json(literal), what)? {
        Value::String(text) => Some(text),
        value => Some(value.to_string()),
    }
}

/// Converts YAML to JSON. The parser rejects YAML that JSON cannot represent.
pub(super) fn json(literal: &Spanned<serde_yaml::Value>) -> Value {
    serde_json::to_value(&literal.value).unwrap_or_default()
}

/// Returns the value of a field, and reports an invalid one.
pub(super) fn field(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    span: Span,
    value: &Value,
    what: &str,
) -> Option<Value> {
    if let Err(problem) = check_field(cx, doc, value) {
        let what = format!("{what} of `{}`", doc.name.value);
        report(cx, span, &what, problem);
        return None;
    }
    Some(value.clone())
}

/// The result of checking a value. An error is the path inside the value, and the problem.
type Checked = Result<(), (String, String)>;

fn check_field(cx: &Context<'_>, doc: &FieldDoc, value: &Value) -> Checked {
    let is_nullable = doc.nullable.as_ref().is_some_and(|nullable| nullable.value);
    if value.is_null() && is_nullable {
        return Ok(());
    }
    if value.is_null() && !accepts_null(&doc.ty.name) {
        return wrong("it cannot be `null`: remove it, or write `nullable: true`");
    }
    check(cx, &doc.ty, value)
}

fn accepts_null(word: &str) -> bool {
    ["json", "json_string", "error_list"].contains(&word)
}

fn wrong(problem: impl Into<String>) -> Checked {
    Err((String::new(), problem.into()))
}

/// Prepends a step to the path of an error.
fn inside(at: &str, checked: Checked) -> Checked {
    checked.map_err(|(path, problem)| {
        let dot = if path.is_empty() || path.starts_with('[') {
            ""
        } else {
            "."
        };
        (format!("{at}{dot}{path}"), problem)
    })
}

fn check(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    match doc.name.as_str() {
        "list" => list(cx, doc, value),
        "map" => map(cx, doc, value),
        "object" => {
            let fields = doc.fields.as_ref().map_or(&[][..], |fields| &fields.value);
            members(cx, fields, value)
        }
        name => named(cx, name, doc, value),
    }
}

fn list(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    // The missing type of the items is reported elsewhere.
    let Some(items) = &doc.items else {
        return Ok(());
    };
    let Value::Array(values) = value else {
        return wrong("expected a list");
    };
    count(doc, values.len())?;
    for (index, value) in values.iter().enumerate() {
        inside(&format!("[{index}]"), check(cx, items, value))?;
    }
    Ok(())
}

fn map(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    let Some(items) = &doc.items else {
        return Ok(());
    };
    let Value::Object(values) = value else {
        return wrong("expected a mapping");
    };
    count(doc, values.len())?;
    for (key, value) in values {
        inside(key, check(cx, items, value))?;
    }
    Ok(())
}

fn count(doc: &TypeRefDoc, count: usize) -> Checked {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if let Some(most) = doc.max_items.as_ref().filter(|most| count > most.value) {
        return wrong(format!("it has more than {} items", most.value));
    }
    if let Some(least) = doc.min_items.as_ref().filter(|least| count < least.value) {
        return wrong(format!("it has fewer than {} items", least.value));
    }
    Ok(())
}

/// Checks the members of an object: all must be known, and the required ones present.
pub(super) fn members(cx: &Context<'_>, docs: &[FieldDoc], value: &Value) -> Checked {
    let Value::Object(values) = value else {
        return wrong("expected a mapping");
    };
    for (key, value) in values {
        let Some(doc) = docs.iter().find(|doc| doc.name.value == *key) else {
            let known: Vec<_> = docs.iter().map(|doc| doc.name.as_str()).collect();
            let near = nearest(key, &known);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return wrong(format!("unknown member `{key}`{near}"));
        };
        inside(key, check_field(cx, doc, value))?;
    }
    let is_missing = |doc: &&FieldDoc| doc.is_required() && !values.contains_key(&doc.name.value);
    match docs.iter().find(is_missing) {
        Some(doc) => wrong(format!(
            "the required member `{}` is missing",
            doc.name.value
        )),
        None => Ok(()),
    }
}

fn named(cx: &Context<'_>, name: &str, doc: &TypeRefDoc, value: &Value) -> Checked {
    // An unknown type is reported elsewhere.
    if !cx.is_type(name) {
        return Ok(());
    }
    let Some(shared) = cx.shared(name) else {
        return scalar(name, value).and_then(|()| bounds(doc, value));
    };
    match &shared.kind {
        TypeKindDoc::Object { fields, .. } => members(cx, fields, value),
        TypeKindDoc::External { wire, .. } => scalar(wire, value),
        TypeKindDoc::OpenEnum { .. } => scalar("string", value),
        TypeKindDoc::ClosedEnum { values } => {
            let is_value = |text| values.iter().any(|known| known.value.value == text);
            match value.as_str() {
                Some(text) if is_value(text) => Ok(()),
                _ => wrong(closed(name, values)),
            }
        }
    }
}

/// Describes the values of a closed enum.
fn closed(name: &str, values: &[EnumValueDoc]) -> String {
    let values = values
        .iter()
        .map(|known| format!("`{}`", known.value.value));
    let values: Vec<_> = values.take(MOST_NAMED).collect();
    format!(
        "it is not a value of `{name}`, which has {}",
        values.join(", ")
    )
}

fn scalar(word: &str, value: &Value) -> Checked {
    let (fits, wanted) = match word {
        "string" | "id" | "text" => (
            value.is_string(),
            "expected text, quoted if YAML would read something else",
        ),
        "boolean" => (value.is_boolean(), "expected `true` or `false`"),
        "int32" => (fits::<i32>(value), "expected a signed 32-bit integer"),
        "int64" => (value.is_i64(), "expected a signed 64-bit integer"),
        "uint16" => (fits::<u16>(value), "expected an unsigned 16-bit integer"),
        "uint32" => (fits::<u32>(value), "expected an unsigned 32-bit integer"),
        "uint64" => (value.is_u64(), "expected an unsigned 64-bit integer"),
        "number" => (value.is_number(), "expected a number"),
        "date-time" => (
            value.as_str().is_some_and(timestamps::is_timestamp),
            "expected a timestamp, such as `2026-01-31T12:00:00Z`",
        ),
        "date" => (
            value.as_str().is_some_and(timestamps::is_date),
            "expected a date, such as `2026-01-31`",
        ),
        "uuid" => (
            value.as_str().is_some_and(is_uuid),
            "expected a UUID, such as `67e55044-10b1-426f-9247-bb680e5fe0c8`",
        ),
        "bytes" => (
            value.as_str().is_some_and(is_base64),
            "expected bytes as base64 text",
        ),
        _ => return Ok(()),
    };
    if fits { Ok(()) } else { wrong(wanted) }
}

fn fits<T: TryFrom<i64>>(value: &Value) -> bool {
    value
        .as_i64()
        .is_some_and(|number| T::try_from(number).is_ok())
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let is_hex = |byte: u8| byte == b'-' || byte.is_ascii_hexdigit();
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(is_hex)
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
}

/// Checks a scalar against the bounds of its type.
fn bounds(doc: &TypeRefDoc, value: &Value) -> Checked {
    if let Some(text) = value.as_str() {
        return text_bounds(doc, text);
    }
    let Some(number) = value.as_f64() else {
        return Ok(());
    };
    let below = doc.minimum.as_ref().and_then(|least| least.as_f64());
    let above = doc.maximum.as_ref().and_then(|most| most.as_f64());
    if below.is_some_and(|least| number < least) || above.is_some_and(|most| number > most) {
        return wrong("it is not between `minimum` and `maximum`");
    }
    Ok(())
}

fn text_bounds(doc: &TypeRefDoc, text: &str) -> Checked {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let short = doc
        .min_length
        .as_ref()
        .is_some_and(|least| length < least.value);
    let long = doc
        .max_length
        .as_ref()
        .is_some_and(|most| length > most.value);
    if short || long {
        return wrong("its length is not between `min_length` and `max_length`");
    }
    let pattern = doc.pattern.as_ref();
    let pattern = pattern.and_then(|pattern| regex_lite::Regex::new(pattern).ok());
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        return wrong("it does not match `pattern`");
    }
    Ok(())
}

/// Returns the values of several fields by name, and reports invalid ones.
pub(super) fn object(
    cx: &mut Context<'_>,
    docs: &[FieldDoc],
    literal: &Spanned<serde_yaml::Value>,
    what: &str,
) -> Option<Map<String, Value>> {
    let value = json(literal);
    if let Err(problem) = members(cx, docs, &value) {
        report(cx, literal.span, what, problem);
        return None;
    }
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

fn report(cx: &mut Context<'_>, span: Span, what: &str, (path, problem): (String, String)) {
    let location = if path.is_empty() {
        String::new()
    } else {
        format!(" at `{path}`")
    };
    cx.report(
        codes::WRONG_SAMPLE,
        span,
        format!("{what} is invalid{location}: {problem}"),
        "write the value as on the wire",
    );
}
