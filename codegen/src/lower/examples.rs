//! Whole examples: a request with its response.

mod parameters;
mod sendable;

use super::context::Context;
use super::literals::Values;
use super::namespace::{Kind, Namespace};
use super::{literals, names, syntax};
use crate::ast::{ExampleDoc, ExampleResponseDoc, FieldDoc, Literal, OperationDoc, Spanned};
use crate::codes;
use crate::model::{Direction, Example, ExampleResponse, ResponseKind};
use serde_json::Value;

pub(super) fn lower(cx: &mut Context<'_>, doc: &OperationDoc, kind: ResponseKind) -> Vec<Example> {
    sendable::check_inputs(cx, &doc.inputs);
    let mut used = Namespace::new(Kind::Example);
    doc.examples
        .iter()
        .filter_map(|example| {
            used.take_wire(cx, &example.name);
            lower_one(cx, doc, example, kind)
        })
        .collect()
}

fn lower_one(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    example: &ExampleDoc,
    kind: ResponseKind,
) -> Option<Example> {
    if !names::is_snake(&example.name) {
        cx.report(
            codes::INVALID_RUST_NAME,
            example.name.span,
            format!("invalid example name `{}`", example.name.value),
            "write it in snake_case: lowercase ASCII letters, digits and underscores, starting with a letter",
        );
    }
    let description = cx.text(&example.description, "the description");
    let nothing = Spanned {
        value: Literal {
            value: serde_yaml::Value::Mapping(serde_yaml::Mapping::default()),
            inner: Box::default(),
        },
        span: example.name.span,
    };
    let values = match &example.unlisted_values {
        Some(flag) if flag.value => Values::Any,
        _ => Values::Listed(
            "correct the value, add it to the enum, or give the example `unlisted_values: true`",
        ),
    };
    let request = example.request.as_deref().unwrap_or(&nothing);
    let what = format!("the request of the example `{}`", example.name.value);
    let inputs = literals::object(cx, &doc.inputs, request, &what, values);
    let inputs = inputs.filter(|inputs| sendable::check(cx, doc, request, inputs, &what));
    let response = example.response.as_ref();
    let response = response.map(|response| {
        let what = format!("the response of the example `{}`", example.name.value);
        lower_response(cx, doc, response, kind, (&what, values))
    });
    Some(Example {
        name: example.name.value.clone(),
        description,
        request: inputs?,
        response: match response {
            Some(response) => Some(response?),
            None => None,
        },
    })
}

fn lower_response(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    response: &ExampleResponseDoc,
    kind: ResponseKind,
    (what, values): (&str, Values),
) -> Option<ExampleResponse> {
    let status = u16::try_from(response.status.value).unwrap_or(0);
    let is_listed = bodies(doc).any(|body| has_status(body, &status.to_string()));
    if !(200..300).contains(&status) && !is_listed {
        cx.report(
            codes::INVALID_STATUS,
            response.status.span,
            format!(
                "`{}` is not the status of a successful response",
                response.status.value
            ),
            "write a number from 200 to 299, or the status of a redirect that an output covers",
        );
        return None;
    }
    let has_statuses = bodies(doc).all(|body| body.status.is_some());
    if kind != ResponseKind::Nothing && has_statuses && body_doc(doc, status).is_none() {
        cx.report(
            codes::INVALID_STATUS,
            response.status.span,
            format!("no output has the status `{status}`"),
            "write the status of an output `from: body`, or add it there",
        );
        return None;
    }
    let headers = response.headers.as_ref();
    let headers = headers.map_or_else(|| Some(Vec::new()), |headers| texts(cx, headers, what))?;
    let body = body_doc(doc, status).filter(|body| body.ty.name.value != "nothing");
    let body = match (body, &response.body) {
        (_, None) => None,
        (Some(doc), Some(literal)) => Some(literals::field(
            cx,
            doc,
            literal,
            what,
            (values, Direction::Received),
        )?),
        (None, Some(literal)) => {
            cx.report(
                codes::WRONG_SAMPLE,
                literal.span,
                format!("a response with the status {status} has no body"),
                "remove `body`, or describe it in the outputs",
            );
            None
        }
    };
    Some(ExampleResponse {
        status,
        headers,
        body,
    })
}

fn bodies(doc: &OperationDoc) -> impl Iterator<Item = &FieldDoc> + Clone {
    let is_body = |output: &&FieldDoc| output.location_word() == "body";
    doc.outputs.iter().filter(is_body)
}

/// Returns the output of responses with a status.
fn body_doc(doc: &OperationDoc, status: u16) -> Option<&FieldDoc> {
    let status = status.to_string();
    let named = bodies(doc).find(|output| has_status(output, &status));
    let is_other = |output: &&FieldDoc| output.status.is_none() || has_status(output, "default");
    named.or_else(|| bodies(doc).find(is_other))
}

/// Returns `true` if the `status` of an output lists the word.
fn has_status(output: &FieldDoc, word: &str) -> bool {
    let list = output.status.as_ref();
    list.is_some_and(|list| list.value.iter().any(|text| text.value == word))
}

/// Returns the headers of a response. A server could not send another name or value.
fn texts(
    cx: &mut Context<'_>,
    headers: &Spanned<Literal>,
    what: &str,
) -> Option<Vec<(String, String)>> {
    let Value::Object(members) = literals::json(headers) else {
        cx.report(
            codes::WRONG_SAMPLE,
            headers.span,
            format!("the headers of {what} must be names and texts"),
            "write `Name: \"text\"`, one per line",
        );
        return None;
    };
    let mut texts = Vec::new();
    for (name, value) in members {
        let (problem, help) = match value {
            _ if !syntax::is_header(&name) => (
                "is not the name of a header",
                "use letters, digits and hyphens",
            ),
            Value::String(text) if sendable::is_header_text(&text) => {
                texts.push((name, text));
                continue;
            }
            Value::String(_) => (
                "has a value that a header cannot have",
                sendable::HEADER_HELP,
            ),
            _ => ("must be a text", "quote it"),
        };
        let mut inner = headers.value.inner.iter();
        let span = inner.find(|(path, ..)| *path == name);
        let span = span.map_or(headers.span, |(_, _, value)| *value);
        let message = format!("`{}` in {what} {problem}", name.escape_debug());
        cx.report(codes::WRONG_SAMPLE, span, message, help);
        return None;
    }
    Some(texts)
}
