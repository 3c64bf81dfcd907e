//! Whole examples: the bodies of requests and responses, and the values of parameters.

use super::Context;
use super::field_paths::members_of;
use crate::json::Json;
use crate::model::{
    Body, BodyKind, Example, ExampleResponse, Field, Location, Operation, Output, OutputSource,
    Scalar, Statuses, Type,
};
use serde_json::Value;

/// Returns the examples without the inputs and bodies, which parameters and contents have.
pub(super) fn all(operation: &Operation) -> Json {
    let examples = operation.examples.iter().map(|example| {
        let Example {
            name,
            description,
            request: _,
            response,
        } = example;
        let response = response.as_ref().map(|response| {
            let ExampleResponse {
                status,
                headers,
                body: _,
            } = response;
            let headers = headers
                .iter()
                .map(|(name, value)| (name.clone(), Json::text(value)));
            Json::known([
                ("status", Some(Json::number(*status))),
                ("headers", Json::Object(headers.collect()).unless_empty()),
            ])
        });
        Json::known([
            ("name", Some(Json::text(name))),
            ("description", Some(Json::text(description))),
            ("response", response),
        ])
    });
    Json::List(examples.collect())
}

/// Returns the values of a parameter, by the name of the example.
pub(super) fn of_parameter(cx: &Context<'_>, operation: &Operation, field: &Field) -> Json {
    let examples = operation.examples.iter().filter_map(|example| {
        let value = example.request.get(field.wire.as_str())?;
        Some(described(example, written(cx, &field.ty, value)))
    });
    Json::Object(examples.collect())
}

/// Returns the bodies of the example requests, by the name of the example.
pub(super) fn of_body(cx: &Context<'_>, operation: &Operation, body: &Body) -> Json {
    let fields = &operation.request.fields;
    let examples = operation.examples.iter().filter_map(|example| {
        let value = example.request.get(body.wire.as_str())?;
        let is_whole = |field: &&Field| {
            matches!(
                field.location,
                Location::JsonBody | Location::FormBody | Location::RawBody
            )
        };
        let value = match (body.kind, fields.iter().find(is_whole)) {
            (BodyKind::Members | BodyKind::Fields | BodyKind::Parts, _) | (_, None) => {
                object(cx, fields, value)
            }
            (BodyKind::Json | BodyKind::Form | BodyKind::Raw, Some(field)) => {
                written(cx, &field.ty, value)
            }
        };
        Some(described(example, value))
    });
    Json::Object(examples.collect())
}

/// Returns the bodies of the example responses that an output describes, by the name of the example.
/// An output with several statuses has the examples of one of them.
pub(super) fn of_response(
    cx: &Context<'_>,
    operation: &Operation,
    output: &Output,
    status: Option<u16>,
) -> Json {
    let examples = operation.examples.iter().filter_map(|example| {
        let ExampleResponse {
            status: given,
            headers: _,
            body,
        } = example.response.as_ref()?;
        let is_here = match status {
            Some(status) => status == *given,
            None => !is_named(operation, *given),
        };
        let body = body.as_ref().filter(|_| is_here)?;
        Some(described(example, written(cx, &output.field.ty, body)))
    });
    Json::Object(examples.collect())
}

/// Returns `true` if a response of the operation names the status.
fn is_named(operation: &Operation, status: u16) -> bool {
    let mut outputs = operation.response_bodies();
    outputs.any(|output| match &output.source {
        OutputSource::Body {
            statuses: Statuses::These(these),
            ..
        } => these.contains(&status),
        OutputSource::Body { .. } | OutputSource::Status | OutputSource::Reason => false,
    })
}

fn described(example: &Example, value: Json) -> (String, Json) {
    let Example {
        name,
        description,
        request: _,
        response: _,
    } = example;
    let entries = [("summary", Json::text(description)), ("value", value)];
    (name.clone(), Json::object(entries))
}

/// Returns a value as it is on the wire: a spec writes the contents of JSON texts as JSON.
pub(crate) fn written(cx: &Context<'_>, ty: &Type, value: &Value) -> Json {
    match (ty, value) {
        (Type::Nullable(ty), value) if !value.is_null() => written(cx, ty, value),
        (Type::Scalar(Scalar::JsonString), value) if !value.is_null() => {
            Json::Text(value.to_string())
        }
        (Type::List(items), Value::Array(values)) => Json::List(
            values
                .iter()
                .map(|value| written(cx, items, value))
                .collect(),
        ),
        (Type::Map(items), Value::Object(entries)) => {
            let entries = entries.iter();
            let written = |(key, value): (&String, _)| (key.clone(), written(cx, items, value));
            Json::Object(entries.map(written).collect())
        }
        (ty, value) => object(cx, members_of(cx, ty), value),
    }
}

/// Returns an object with these members; any other value as it is.
pub(crate) fn object(cx: &Context<'_>, members: &[Field], value: &Value) -> Json {
    let Value::Object(entries) = value else {
        return value.into();
    };
    let entries = entries.iter().map(|(key, value)| {
        let mut named = members.iter().filter(|member| !member.is_additional());
        let member = named.find(|member| member.wire.as_str() == key);
        let additional = members.iter().find(|member| member.is_additional());
        let value = match (member, additional.map(|members| &members.ty)) {
            (Some(member), _) => written(cx, &member.ty, value),
            (None, Some(Type::Map(values))) => written(cx, values, value),
            _ => value.into(),
        };
        (key.clone(), value)
    });
    Json::Object(entries.collect())
}
