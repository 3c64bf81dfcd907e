//! Successful responses by status.

use super::annotations::text;
use super::{Context, annotations, examples, scalars, types};
use crate::json::Json;
use crate::lower::header_name;
use crate::model::{
    FieldName, Header, Headers, Operation, Output, OutputSource, Scalar, Statuses, Type, WireName,
};

/// All success statuses that no other response has.
const OTHERS: &str = "2XX";

/// Returns the responses by status, each with the documented headers.
pub(super) fn all(cx: &Context<'_>, operation: &Operation) -> Json {
    let headers = headers(&operation.headers);
    let mut responses = Vec::new();
    for output in operation.response_bodies() {
        let OutputSource::Body {
            statuses,
            media_type,
            ..
        } = &output.source
        else {
            continue;
        };
        let statuses: Vec<_> = match statuses {
            Statuses::Others => vec![None],
            Statuses::These(these) => these.iter().copied().map(Some).collect(),
        };
        for status in statuses {
            let examples = examples::of_response(cx, operation, output, status);
            let response = response(cx, output, media_type.as_deref(), examples, &headers);
            let status = status.map_or_else(|| OTHERS.to_owned(), |status| status.to_string());
            responses.push((status, response));
        }
    }
    if responses.is_empty() {
        let description = Json::text("The request succeeded; the body, if any, has no meaning.");
        let entries = [
            ("description", Some(description)),
            ("headers", headers.unless_empty()),
        ];
        responses.push((OTHERS.to_owned(), Json::known(entries)));
    }
    Json::Object(responses)
}

fn response(
    cx: &Context<'_>,
    output: &Output,
    media_type: Option<&str>,
    examples: Json,
    headers: &Json,
) -> Json {
    let field = &output.field;
    let description = text(&field.description).unwrap_or_else(|| Json::text("The body."));
    let content = content(cx, output, media_type, examples);
    let is_optional = output.is_optional_body();
    Json::known([
        ("description", Some(description)),
        ("headers", headers.clone().unless_empty()),
        ("content", content),
        ("x-name", Some(Json::text(field.wire.as_str()))),
        ("x-optional", is_optional.then_some(Json::Bool(true))),
    ])
}

fn content(
    cx: &Context<'_>,
    output: &Output,
    media_type: Option<&str>,
    examples: Json,
) -> Option<Json> {
    let field = &output.field;
    let (default, schema) = match &field.ty {
        Type::Scalar(Scalar::Nothing) => return None,
        Type::Scalar(Scalar::Bytes) => ("application/octet-stream", Json::object([])),
        Type::Scalar(Scalar::Text) => {
            let schema = scalars::schema(Scalar::Text);
            ("text/plain", schema.and(annotations::of_output(cx, field)))
        }
        _ if output.is_optional_body() => {
            let schema = scalars::nullable(types::bare_member(cx, field));
            (
                "application/json",
                schema.and(annotations::of_output(cx, field)),
            )
        }
        _ => {
            let schema = types::bare_member(cx, field);
            (
                "application/json",
                schema.and(annotations::of_output(cx, field)),
            )
        }
    };
    let media = Json::known([
        ("schema", schema.unless_empty()),
        ("examples", examples.unless_empty()),
    ]);
    Some(Json::object([(media_type.unwrap_or(default), media)]))
}

fn headers(headers: &Headers) -> Json {
    let Headers {
        name: _,
        list,
        shared: _,
    } = headers;
    let list = list.iter();
    Json::Object(
        list.map(|header| (header.wire.to_string(), self::header(header)))
            .collect(),
    )
}

fn header(header: &Header) -> Json {
    let Header {
        wire,
        rust,
        ty,
        description,
    } = header;
    Json::known([
        ("description", text(description)),
        ("schema", Some(scalars::schema(*ty))),
        ("x-rust-name", rust_name(wire, rust)),
    ])
}

/// Returns the name of a header in Rust; `None` for the converted name.
pub(super) fn rust_name(wire: &WireName, rust: &FieldName) -> Option<Json> {
    let is_default = header_name(wire.as_str()).is_some_and(|name| name == *rust);
    (!is_default).then(|| Json::text(rust.bare()))
}
