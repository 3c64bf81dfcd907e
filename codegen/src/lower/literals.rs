//! Literal values in a spec: defaults, examples, and the inputs and outputs of whole examples. Each is
//! checked against its type.

mod bounds;
mod enum_values;
mod members;
mod scalars;
mod unions;

use super::context::Context;
use super::enums;
use crate::ast::{FieldDoc, Literal, Spanned, TypeKindDoc, TypeRefDoc};
use crate::codes;
use crate::model::{Direction, Scalar};
use crate::source::Span;
pub(super) use enum_values::digits_or_text;
use enum_values::{closed, listed};
use members::{members, on_use};
use serde_json::{Map, Value};

/// Lowers a default or an example as shown in documentation: text unchanged, anything else as JSON.
pub(super) fn text(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    literal: Option<&Spanned<Literal>>,
    what: &str,
    direction: Direction,
) -> Option<String> {
    let literal = literal?;
    let what = format!("{what} of `{}`", doc.name.value);
    field(cx, doc, literal, &what, (Values::LISTED, direction)).map(shown)
}

/// Lowers the example of an item of a list or a value of a map.
pub(super) fn item(
    cx: &mut Context<'_>,
    doc: &TypeRefDoc,
    literal: Option<&Spanned<Literal>>,
    what: &str,
    direction: Direction,
) -> Option<String> {
    value(cx, doc, literal?, what, direction).map(shown)
}

/// Returns a value as shown in documentation: text unchanged, anything else as JSON.
fn shown(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

/// Returns `true` for a value of a scalar type.
pub(crate) fn is_scalar(word: &str, value: &Value) -> bool {
    scalars::check(word, value).is_ok()
}

/// Converts YAML to JSON. The parser rejects YAML that JSON cannot represent.
pub(super) fn json(literal: &Spanned<Literal>) -> Value {
    serde_json::to_value(&literal.value.value).unwrap_or_default()
}

/// Returns a value of a type, and reports an invalid one.
pub(super) fn value(
    cx: &mut Context<'_>,
    doc: &TypeRefDoc,
    literal: &Spanned<Literal>,
    what: &str,
    direction: Direction,
) -> Option<Value> {
    let value = json(literal);
    let values = Values::LISTED;
    let known = Known {
        cx,
        values,
        direction,
    };
    if let Err(wrong) = check(known, doc, &value) {
        report(cx, literal, what, &wrong);
        return None;
    }
    Some(value)
}

/// Returns the value of a field, and reports an invalid one.
pub(super) fn field(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    literal: &Spanned<Literal>,
    what: &str,
    (values, direction): (Values, Direction),
) -> Option<Value> {
    let value = json(literal);
    let known = Known {
        cx,
        values,
        direction,
    };
    if let Err(wrong) = check_field(known, doc, &value) {
        report(cx, literal, what, &wrong);
        return None;
    }
    Some(value)
}

/// The values that an open enum can have in a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// The values of the spec. An error for another value has this help.
    Listed(&'static str),
    /// Any text.
    Any,
}

impl Values {
    /// The values of the spec, with the help that applies to every literal.
    const LISTED: Self = Self::Listed("correct the value, or add it to the enum");
}

/// The known types, the values of open enums, and the direction of the literal: `TwoWay` for one that
/// documents a shared type.
#[derive(Clone, Copy)]
struct Known<'c, 'a> {
    cx: &'c Context<'a>,
    values: Values,
    direction: Direction,
}

/// An invalid value.
struct Wrong {
    /// The path inside the literal.
    path: String,
    problem: String,
    /// The unknown key of the value at the path.
    key: Option<String>,
    help: &'static str,
}

const HELP: &str = "write the value as on the wire";

/// The result of checking a value.
type Checked = Result<(), Wrong>;

fn check_field(cx: Known<'_, '_>, doc: &FieldDoc, value: &Value) -> Checked {
    let is_nullable = doc.nullable.as_ref().is_some_and(|nullable| nullable.value);
    if value.is_null() && is_nullable {
        return Ok(());
    }
    if value.is_null() && !accepts_null(&doc.ty.name) {
        return wrong("it cannot be `null`: remove it, or write `nullable: true`");
    }
    if let Some(constant) = &doc.constant
        && json(constant) != *value
    {
        let constant = json(constant);
        return wrong(format!("the field is always `{constant}`")).map_err(|wrong| Wrong {
            help: "leave it out, or write its constant",
            ..wrong
        });
    }
    check(cx, &doc.ty, value)?;
    on_use(cx, doc, value)
}

fn accepts_null(word: &str) -> bool {
    ["json", "json_string", "error_list"].contains(&word)
}

fn wrong(problem: impl Into<String>) -> Checked {
    Err(Wrong {
        path: String::new(),
        problem: problem.into(),
        key: None,
        help: HELP,
    })
}

/// Joins two parts of a path.
fn joined(at: &str, path: &str) -> String {
    let is_item = path.is_empty() || path.starts_with('[');
    let dot = if at.is_empty() || is_item { "" } else { "." };
    format!("{at}{dot}{path}")
}

/// Prepends a step to the path of an error.
fn inside(at: &str, checked: Checked) -> Checked {
    checked.map_err(|wrong| Wrong {
        path: joined(at, &wrong.path),
        ..wrong
    })
}

fn check(cx: Known<'_, '_>, doc: &TypeRefDoc, value: &Value) -> Checked {
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

fn list(cx: Known<'_, '_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    // The missing type of the items is reported elsewhere.
    let Some(items) = &doc.items else {
        return Ok(());
    };
    let Value::Array(values) = value else {
        return wrong("expected a list");
    };
    count(doc, values.len())?;
    for (index, value) in values.iter().enumerate() {
        inside(&format!("[{index}]"), check_item(cx, items, value))?;
    }
    Ok(())
}

fn map(cx: Known<'_, '_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    let Some(items) = &doc.items else {
        return Ok(());
    };
    let Value::Object(values) = value else {
        return wrong("expected a mapping");
    };
    count(doc, values.len())?;
    for (key, value) in values {
        inside(key, check_item(cx, items, value))?;
    }
    Ok(())
}

/// Checks an item of a list, or a value of a map.
fn check_item(cx: Known<'_, '_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    if value.is_null() && doc.is_nullable() {
        return Ok(());
    }
    check(cx, doc, value)
}

fn count(doc: &TypeRefDoc, count: usize) -> Checked {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if let Some(most) = doc.max_items.as_ref().filter(|most| count > most.value) {
        return bounds::outside(format!("it has more than {} items", most.value));
    }
    if let Some(least) = doc.min_items.as_ref().filter(|least| count < least.value) {
        return bounds::outside(format!("it has fewer than {} items", least.value));
    }
    Ok(())
}

fn named(cx: Known<'_, '_>, name: &str, doc: &TypeRefDoc, value: &Value) -> Checked {
    // An unknown type is reported elsewhere.
    if !cx.cx.is_type(name) {
        return Ok(());
    }
    let Some(shared) = cx.cx.shared(name) else {
        return scalar(cx.cx, doc, value);
    };
    match &shared.kind {
        TypeKindDoc::Object { fields, .. } => members(cx, fields, value),
        TypeKindDoc::External { wire, .. } => scalars::check(wire, value),
        TypeKindDoc::Union {
            discriminator,
            variants,
        } => match discriminator {
            Some(discriminator) => unions::tagged(cx, name, discriminator, variants, value),
            None => unions::shaped(cx, name, variants, value),
        },
        TypeKindDoc::OpenEnum { wire, values } => {
            let wire = enums::wire(wire.as_deref());
            scalars::check(wire.word(), value)?;
            listed(name, values, &digits_or_text(value), cx.values)
        }
        TypeKindDoc::ClosedEnum { wire, values } => {
            let is_text = enums::wire(wire.as_deref()) == Scalar::String;
            let text = digits_or_text(value);
            let is_value = values.iter().any(|known| known.value.value == text);
            if value.is_string() == is_text && is_value {
                return Ok(());
            }
            wrong(closed(name, values))
        }
    }
}

/// Checks a scalar: its type and its bounds.
fn scalar(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    if doc.is_integer_text() {
        let number = value.as_str().and_then(scalars::integer);
        let Some(number) = number else {
            return wrong("expected the digits of an integer as text, in quotes");
        };
        return scalar_of(cx, doc, &number);
    }
    scalar_of(cx, doc, value)
}

fn scalar_of(cx: &Context<'_>, doc: &TypeRefDoc, value: &Value) -> Checked {
    scalars::check(&doc.name, value).and_then(|()| bounds::check(cx, doc, value))
}

/// Returns the values of several inputs by name, and reports invalid ones.
pub(super) fn object(
    cx: &mut Context<'_>,
    docs: &[FieldDoc],
    literal: &Spanned<Literal>,
    what: &str,
    values: Values,
) -> Option<Map<String, Value>> {
    let value = json(literal);
    let known = Known {
        cx,
        values,
        direction: Direction::Sent,
    };
    if let Err(wrong) = members(known, docs, &value) {
        report(cx, literal, what, &wrong);
        return None;
    }
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

fn report(cx: &mut Context<'_>, literal: &Spanned<Literal>, what: &str, wrong: &Wrong) {
    let at = if wrong.path.is_empty() {
        String::new()
    } else {
        format!(" at `{}`", wrong.path)
    };
    cx.report(
        codes::WRONG_SAMPLE,
        span_of(literal, wrong),
        format!("{what} is invalid{at}: {}", wrong.problem),
        wrong.help,
    );
}

/// Returns the span of the invalid value inside a literal, or of its unknown key.
fn span_of(literal: &Spanned<Literal>, wrong: &Wrong) -> Span {
    let path = match &wrong.key {
        Some(key) => joined(&wrong.path, key),
        None => wrong.path.clone(),
    };
    let mut inner = literal.value.inner.iter();
    let found = inner.find(|(inner, ..)| *inner == path);
    found.map_or(literal.span, |(_, key, value)| {
        if wrong.key.is_some() { *key } else { *value }
    })
}
