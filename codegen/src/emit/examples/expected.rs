//! The wire form of an example, derived from the spec alone.

use crate::emit::Context;
use crate::model::{
    BodyKind, EnumValue, ExampleResponse, Field, ListStyle, Location, Nullability, Operation,
    OutputSource, Scalar, Statuses, Type, TypeKind,
};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

/// Method, path, query, headers and body of the request. Path, query and forms are decoded.
pub(super) fn request(
    cx: &Context<'_>,
    operation: &Operation,
    inputs: &Map<String, Value>,
) -> Value {
    let path = percent_decode_str(&operation.path);
    let mut path = path.decode_utf8_lossy().into_owned();
    let (mut query, mut headers) = (Vec::new(), Vec::new());
    let mut body = members(cx, operation, inputs);
    for field in &operation.request.fields {
        let name = field.wire.as_str();
        let Some(value) = inputs.get(name) else {
            continue;
        };
        match field.location {
            Location::Path => {
                let value = text(&wire(cx, &field.ty, value));
                path = path.replace(&format!("{{{name}}}"), &value);
            }
            Location::Query => parameters(cx, field, value, &mut query),
            Location::Header => match wire(cx, &field.ty, value) {
                Value::Array(values) => {
                    headers.extend(values.iter().map(|value| json!([name, text(value)])));
                }
                value => headers.push(json!([name, text(&value)])),
            },
            Location::JsonBody | Location::RawBody => body = Some(wire(cx, &field.ty, value)),
            Location::FormBody => {
                let mut form = Vec::new();
                parameters(cx, field, value, &mut form);
                body = Some(form.into());
            }
            Location::Member | Location::Form => {}
        }
    }
    let mut expected = Map::new();
    expected.insert("method".to_owned(), operation.method.word().into());
    expected.insert("path".to_owned(), path.into());
    expected.insert("query".to_owned(), query.into());
    expected.insert("headers".to_owned(), headers.into());
    expected.extend(body.map(|body| ("body".to_owned(), body)));
    expected.into()
}

/// The body whose members are inputs of the request; it is present even if none is set.
fn members(cx: &Context<'_>, operation: &Operation, inputs: &Map<String, Value>) -> Option<Value> {
    let body = operation.body.as_ref()?;
    let fields = operation.request.fields.iter();
    let fields = fields.filter(|field| field.location.is_in_body());
    let sample = inputs.get(body.wire.as_str());
    let sample = sample.cloned().unwrap_or_else(|| json!({}));
    match body.kind {
        BodyKind::Members => Some(object(cx, fields, &sample)),
        BodyKind::Fields => {
            let mut form = Vec::new();
            for field in fields {
                if let Some(value) = sample.get(field.wire.as_str()) {
                    parameters(cx, field, value, &mut form);
                }
            }
            Some(form.into())
        }
        BodyKind::Json | BodyKind::Form | BodyKind::Raw => None,
    }
}

/// The body of the response: text, or JSON.
pub(super) fn response(
    cx: &Context<'_>,
    operation: &Operation,
    response: &ExampleResponse,
) -> Option<Body> {
    let sample = response.body.as_ref()?;
    let has_status = |statuses: &Statuses| match statuses {
        Statuses::These(these) => these.contains(&response.status),
        Statuses::Others => false,
    };
    let bodies = || {
        operation
            .response_bodies()
            .filter_map(|output| match &output.source {
                OutputSource::Body { statuses, .. } => Some((statuses, &output.field)),
                _ => None,
            })
    };
    let (_, field) = bodies()
        .find(|(statuses, _)| has_status(statuses))
        .or_else(|| bodies().find(|(statuses, _)| **statuses == Statuses::Others))?;
    Some(match (&field.ty, sample) {
        (Type::Scalar(Scalar::Text), Value::String(text)) => Body::Text(text.clone()),
        _ => Body::Json(wire(cx, &field.ty, sample)),
    })
}

/// The body of a response.
pub(super) enum Body {
    Text(String),
    Json(Value),
}

/// The query parameters, or the fields of a form, that an input becomes.
fn parameters(cx: &Context<'_>, field: &Field, value: &Value, query: &mut Vec<Value>) {
    let name = field.wire.as_str();
    let members = fields(cx, &field.ty);
    if !members.is_empty() {
        for member in members {
            if let Some(value) = value.get(member.wire.as_str()) {
                parameters(cx, member, value, query);
            }
        }
        return;
    }
    match wire(cx, &field.ty, value) {
        Value::Object(entries) => {
            let entries = entries.iter();
            query.extend(entries.map(|(name, value)| json!([name, text(value)])));
        }
        Value::Array(values) if field.list_style == ListStyle::Repeat => {
            query.extend(values.iter().map(|value| json!([name, text(value)])));
        }
        value => query.push(json!([name, text(&value)])),
    }
}

/// A value as text; several values are joined by commas.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(text).collect();
            values.join(",")
        }
        value => value.to_string(),
    }
}

/// The members of an object type.
fn fields<'a>(cx: &'a Context<'_>, ty: &'a Type) -> &'a [Field] {
    match ty {
        Type::Inline(object) => &object.fields,
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// A value as JSON on the wire, where JSON in a string is text.
fn wire(cx: &Context<'_>, ty: &Type, value: &Value) -> Value {
    match (ty, value) {
        // Digits such as `+7` and `007` are sent as `7`.
        (Type::IntegerText(_), Value::String(text)) => {
            let integer = text.parse::<i128>().ok();
            integer.map_or_else(|| value.clone(), |integer| integer.to_string().into())
        }
        (Type::Nullable(_), Value::Null) => Value::Null,
        (Type::Nullable(ty), value) => wire(cx, ty, value),
        (Type::Scalar(Scalar::JsonString), value) => Value::String(value.to_string()),
        (Type::Shared(name), Value::String(text)) => renamed(cx.kind(name), text).into(),
        (Type::Shared(name), Value::Number(number)) => {
            let digits = number.to_string();
            let renamed = renamed(cx.kind(name), &digits).parse::<serde_json::Number>();
            renamed.map_or_else(|_| value.clone(), Value::Number)
        }
        (Type::List(items), Value::Array(values)) => {
            values.iter().map(|value| wire(cx, items, value)).collect()
        }
        (Type::Map(items), Value::Object(members)) => {
            let members = members.iter();
            let members = members.map(|(key, value)| (key.clone(), wire(cx, items, value)));
            Value::Object(members.collect())
        }
        (Type::Inline(_) | Type::Shared(_), Value::Object(_)) => {
            object(cx, fields(cx, ty).iter(), value)
        }
        (_, value) => value.clone(),
    }
}

/// The current wire value of a value that may be a former one.
fn renamed<'a>(kind: Option<&'a TypeKind>, text: &'a str) -> &'a str {
    let Some(TypeKind::Enum(values)) = kind else {
        return text;
    };
    let is_old = |value: &&EnumValue| {
        let old = value.renamed_from.as_ref();
        old.is_some_and(|old| old.as_str() == text)
    };
    let value = values.values.iter().find(is_old);
    value.map_or(text, |value| value.wire.as_str())
}

fn object<'a>(cx: &Context<'_>, fields: impl Iterator<Item = &'a Field>, sample: &Value) -> Value {
    let members = fields.filter_map(|field| {
        let name = field.wire.as_str();
        let value = match sample.get(name)? {
            Value::Null if field.nullability == Nullability::Nullable => Value::Null,
            value => wire(cx, &field.ty, value),
        };
        Some((name.to_owned(), value))
    });
    Value::Object(members.collect())
}
