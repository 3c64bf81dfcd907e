//! The wire form of an example, derived from the spec alone.

use super::parameters::{Around, parameters};
use super::wire::{object, sample_of, text, value_of, wire};
use crate::emit::Context;
use crate::model::{
    BodyKind, Direction, ExampleResponse, Field, Location, Operation, OutputSource, Scalar,
    Statuses, Type, TypeKind, Union,
};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

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
        let Some(value) = value_of(field, inputs.get(name)) else {
            continue;
        };
        match field.location {
            Location::Path => {
                let value = text(&wire(cx, &field.ty, value));
                path = path.replace(&format!("{{{name}}}"), &value);
            }
            Location::Query => parameters(cx, field, value, Around::NOTHING, &mut query),
            Location::Header => match wire(cx, &field.ty, value) {
                Value::Array(values) => {
                    headers.extend(values.iter().map(|value| json!([name, text(value)])));
                }
                value => headers.push(json!([name, text(&value)])),
            },
            Location::JsonBody | Location::RawBody => body = Some(wire(cx, &field.ty, value)),
            Location::FormBody => {
                let mut form = Vec::new();
                parameters(cx, field, value, Around::NOTHING, &mut form);
                body = Some(form.into());
            }
            Location::Member | Location::Form | Location::Part => {}
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
    let fields = fields.filter(|field: &&Field| field.location.is_in_body());
    let sample = inputs.get(body.wire.as_str());
    let sample = sample.cloned().unwrap_or_else(|| json!({}));
    match body.kind {
        BodyKind::Members => Some(object(cx, fields, &sample)),
        BodyKind::Fields => {
            let mut form = Vec::new();
            for field in fields.clone() {
                let constant = || field.constant.as_deref().map(Cow::Borrowed);
                if let Some(value) = sample_of(&fields, field, &sample).or_else(constant) {
                    parameters(cx, field, &value, Around::NOTHING, &mut form);
                }
            }
            Some(form.into())
        }
        BodyKind::Parts => {
            let values = fields.filter_map(|field| {
                let value = value_of(field, sample.get(field.wire.as_str()))?;
                Some(parts(cx, field.wire.as_str(), &field.ty, value))
            });
            Some(values.flatten().collect())
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
    if let (Type::Scalar(Scalar::Text), Value::String(text)) = (&field.ty, sample) {
        return Some(Body::Text(text.clone()));
    }
    let received = wire(cx, &field.ty, sample);
    let sent = without_read_only(cx, &field.ty, &received);
    Some(Body::Json { received, sent })
}

/// The body of a response.
pub(super) enum Body {
    Text(String),
    Json {
        received: Value,
        /// The value without read-only members, as a request would hold it.
        sent: Value,
    },
}

/// A value as it would be sent again.
fn without_read_only(cx: &Context<'_>, ty: &Type, value: &Value) -> Value {
    let object = match ty {
        Type::Inline(object) => Some(&**object),
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Object(object)) => Some(object),
            Some(TypeKind::Union(union)) => return variant_without_read_only(cx, union, value),
            _ => None,
        },
        _ => None,
    };
    match (ty, value) {
        (Type::Nullable(ty), value) => without_read_only(cx, ty, value),
        (Type::List(items), Value::Array(values)) => {
            let values = values.iter();
            values
                .map(|value| without_read_only(cx, items, value))
                .collect()
        }
        (Type::Map(items), Value::Object(members)) => {
            let members = members.iter();
            let members =
                members.map(|(key, value)| (key.clone(), without_read_only(cx, items, value)));
            Value::Object(members.collect())
        }
        (_, Value::Object(_)) => {
            let Some(object) = object else {
                return value.clone();
            };
            let is_two_way = object.direction == Direction::TwoWay;
            let fields = object.fields.iter();
            let sent = fields.filter(|field| !(is_two_way && field.is_read_only()));
            let sent = sent.flat_map(|field| {
                let found = sample_of(&object.fields.iter(), field, value);
                let found = found.map(|found| without_read_only(cx, &field.ty, &found));
                match found {
                    Some(Value::Object(more)) if field.is_additional() => more,
                    Some(found) => Map::from_iter([(field.wire.to_string(), found)]),
                    None => Map::new(),
                }
            });
            Value::Object(sent.collect())
        }
        (_, value) => value.clone(),
    }
}

/// A value of a union as it would be sent again.
fn variant_without_read_only(cx: &Context<'_>, union: &Union, value: &Value) -> Value {
    let Some(variant) = union.variant_of(value) else {
        return value.clone();
    };
    let mut sent = without_read_only(cx, &variant.field.ty, value);
    if let (Some(discriminator), Some(members)) = (&union.discriminator, sent.as_object_mut()) {
        let name = discriminator.as_str();
        members.extend(value.get(name).map(|tag| (name.to_owned(), tag.clone())));
    }
    sent
}

/// The parts of a multipart body that an input becomes.
fn parts(cx: &Context<'_>, name: &str, ty: &Type, value: &Value) -> Vec<Value> {
    if let (Type::List(items), Value::Array(values)) = (ty, value) {
        let parts = values
            .iter()
            .flat_map(|value| parts(cx, name, items, value));
        return parts.collect();
    }
    if let Type::Shared(shared) = ty
        && let Some(TypeKind::Union(union)) = cx.kind(shared)
        && let (None, Some(variant)) = (&union.discriminator, union.variant_of(value))
    {
        return parts(cx, name, &variant.field.ty, value);
    }
    if let Type::Scalar(Scalar::File) = ty {
        let media_type = value.get("media_type").and_then(Value::as_str);
        return vec![json!({
            "name": name,
            "fileName": value.get("file_name"),
            "mediaType": media_type.unwrap_or("application/octet-stream"),
            "content": value.get("content"),
        })];
    }
    let wire = wire(cx, ty, value);
    let is_json = wire.is_object() || matches!(ty, Type::Scalar(Scalar::Json));
    vec![if is_json {
        json!({"name": name, "mediaType": "application/json", "content": wire})
    } else {
        json!({"name": name, "content": text(&wire)})
    }]
}
