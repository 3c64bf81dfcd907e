//! Values that a spec gives: defaults, examples, and the inputs and outputs of whole examples. Each
//! has to be what its type says.

mod moments;

use super::codes;
use super::context::Context;
use crate::document::{EnumValueDoc, FieldDoc, Spanned, TypeKindDoc, TypeRefDoc};
use crate::source::Span;
use serde_json::{Map, Value};

/// How many values of an enum a message names.
const MOST_NAMED: usize = 8;

/// A default or an example as documentation shows it: text as it is, anything else as JSON.
pub(super) fn text(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    sample: Option<&Spanned<serde_yaml::Value>>,
    what: &str,
) -> Option<String> {
    let sample = sample?;
    match field(cx, doc, sample.span, &json(sample), what)? {
        Value::String(text) => Some(text),
        value => Some(value.to_string()),
    }
}

/// YAML as JSON. The parser lets nothing through that JSON could not say.
pub(super) fn json(sample: &Spanned<serde_yaml::Value>) -> Value {
    serde_json::to_value(&sample.value).unwrap_or_default()
}

/// A value of a field, or a report that it is none.
pub(super) fn field(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    span: Span,
    value: &Value,
    what: &str,
) -> Option<Value> {
    if let Err(problem) = field_verdict(cx, doc, value) {
        let what = format!("{what} of `{}`", doc.name.value);
        report(cx, span, &what, problem);
        return None;
    }
    Some(value.clone())
}

/// What is wrong with a value, after the place inside it.
type Verdict = Result<(), (String, String)>;

fn field_verdict(cx: &Context<'_>, doc: &FieldDoc, value: &Value) -> Verdict {
    let is_nullable = doc.nullable.as_ref().is_some_and(|nullable| nullable.value);
    if value.is_null() && is_nullable {
        return Ok(());
    }
    if value.is_null() && !takes_null(&doc.ty.name) {
        return wrong("`null` is no value of it: leave it out, or say `nullable: true`");
    }
    check(cx, &doc.ty, value)
}

fn takes_null(word: &str) -> bool {
    ["json", "json_string", "error_list"].contains(&word)
}

fn wrong(problem: impl Into<String>) -> Verdict {
    Err((String::new(), problem.into()))
}

/// Puts the place inside the value in front.
fn inside(at: &str, verdict: Verdict) -> Verdict {
    verdict.map_err(|(path, problem)| {
        let dot = if path.is_empty() || path.starts_with('[') {
            ""
        } else {
            "."
        };
        (format!("{at}{dot}{path}"), problem)
    })
}

fn check(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Verdict {
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

fn list(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Verdict {
    // Without the type of its items, it is none itself.
    let Some(items) = &doc.items else {
        return Ok(());
    };
    let Value::Array(values) = value else {
        return wrong("a list is wanted");
    };
    count(doc, values.len())?;
    for (index, value) in values.iter().enumerate() {
        inside(&format!("[{index}]"), check(cx, items, value))?;
    }
    Ok(())
}

fn map(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Verdict {
    let Some(items) = &doc.items else {
        return Ok(());
    };
    let Value::Object(values) = value else {
        return wrong("a mapping is wanted");
    };
    count(doc, values.len())?;
    for (key, value) in values {
        inside(key, check(cx, items, value))?;
    }
    Ok(())
}

fn count(doc: &TypeRefDoc, count: usize) -> Verdict {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if let Some(most) = doc.max_items.as_ref().filter(|most| count > most.value) {
        return wrong(format!("it has more than {} items", most.value));
    }
    if let Some(least) = doc.min_items.as_ref().filter(|least| count < least.value) {
        return wrong(format!("it has fewer than {} items", least.value));
    }
    Ok(())
}

/// The members of an object: all of them are known, and those that are required are there.
pub(super) fn members(cx: &Context<'_>, docs: &[FieldDoc], value: &Value) -> Verdict {
    let Value::Object(values) = value else {
        return wrong("a mapping is wanted");
    };
    for (key, value) in values {
        let Some(doc) = docs.iter().find(|doc| doc.name.value == *key) else {
            let known: Vec<_> = docs.iter().map(|doc| doc.name.as_str()).collect();
            let near = crate::parse::nearest(key, &known);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return wrong(format!("there is no `{key}`{near}"));
        };
        inside(key, field_verdict(cx, doc, value))?;
    }
    let is_missing = |doc: &&FieldDoc| {
        doc.required.as_ref().is_some_and(|required| required.value)
            && !values.contains_key(&doc.name.value)
    };
    match docs.iter().find(is_missing) {
        Some(doc) => wrong(format!("`{}` is required, and missing", doc.name.value)),
        None => Ok(()),
    }
}

fn named(cx: &Context<'_>, name: &str, doc: &TypeRefDoc, value: &Value) -> Verdict {
    // What a value of a type is that does not exist, nobody knows.
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

/// The values of a closed enum, for a message.
fn closed(name: &str, values: &[EnumValueDoc]) -> String {
    let values = values
        .iter()
        .map(|known| format!("`{}`", known.value.value));
    let values: Vec<_> = values.take(MOST_NAMED).collect();
    format!(
        "it is no value of `{name}`, which has {}",
        values.join(", ")
    )
}

fn scalar(word: &str, value: &Value) -> Verdict {
    let (fits, wanted) = match word {
        "string" | "id" | "text" => (
            value.is_string(),
            "text is wanted, in quotes where YAML reads something else",
        ),
        "boolean" => (value.is_boolean(), "`true` or `false` is wanted"),
        "int32" => (fits::<i32>(value), "a whole number of 32 bits is wanted"),
        "int64" => (value.is_i64(), "a whole number of 64 bits is wanted"),
        "uint16" => (
            fits::<u16>(value),
            "a whole number of 16 bits is wanted, not below zero",
        ),
        "uint32" => (
            fits::<u32>(value),
            "a whole number of 32 bits is wanted, not below zero",
        ),
        "uint64" => (
            value.is_u64(),
            "a whole number of 64 bits is wanted, not below zero",
        ),
        "number" => (value.is_number(), "a number is wanted"),
        "date-time" => (
            value.as_str().is_some_and(moments::is_moment),
            "a moment is wanted, such as `2026-01-31T12:00:00Z`",
        ),
        "date" => (
            value.as_str().is_some_and(moments::is_date),
            "a day is wanted, such as `2026-01-31`",
        ),
        "uuid" => (
            value.as_str().is_some_and(is_uuid),
            "a UUID is wanted, such as `67e55044-10b1-426f-9247-bb680e5fe0c8`",
        ),
        "bytes" => (
            value.as_str().is_some_and(is_base64),
            "bytes are wanted, as text in base64",
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

/// Whether a scalar keeps to the bounds beside its type.
fn bounds(doc: &TypeRefDoc, value: &Value) -> Verdict {
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

fn text_bounds(doc: &TypeRefDoc, text: &str) -> Verdict {
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
        return wrong("it does not keep to `min_length` or `max_length`");
    }
    let pattern = doc.pattern.as_ref();
    let pattern = pattern.and_then(|pattern| regex_lite::Regex::new(pattern).ok());
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        return wrong("it does not match `pattern`");
    }
    Ok(())
}

/// Several values under their names, as those of a request, or a report.
pub(super) fn object(
    cx: &mut Context<'_>,
    docs: &[FieldDoc],
    sample: &Spanned<serde_yaml::Value>,
    what: &str,
) -> Option<Map<String, Value>> {
    let value = json(sample);
    if let Err(problem) = members(cx, docs, &value) {
        report(cx, sample.span, what, problem);
        return None;
    }
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

fn report(cx: &mut Context<'_>, span: Span, what: &str, (path, problem): (String, String)) {
    let place = if path.is_empty() {
        String::new()
    } else {
        format!(" at `{path}`")
    };
    cx.report(
        codes::WRONG_SAMPLE,
        span,
        format!("{what} is wrong{place}: {problem}"),
        "write what would travel on the wire",
    );
}
