//! Whole examples: a request with its response.

use super::context::Context;
use super::namespace::{Kind, Namespace};
use super::{literals, names, syntax};
use crate::ast::{ExampleDoc, ExampleResponseDoc, FieldDoc, OperationDoc, Spanned};
use crate::codes;
use crate::model::{Example, ExampleResponse, ResponseKind};
use serde_json::Value;

pub(super) fn lower(cx: &mut Context<'_>, doc: &OperationDoc, kind: ResponseKind) -> Vec<Example> {
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
        value: serde_yaml::Value::Mapping(serde_yaml::Mapping::default()),
        span: example.name.span,
    };
    let request = example.request.as_deref().unwrap_or(&nothing);
    let what = format!("the request of `{}`", example.name.value);
    let request = literals::object(cx, &doc.inputs, request, &what);
    let response = example.response.as_ref();
    let response = response.map(|response| lower_response(cx, doc, response, kind));
    Some(Example {
        description,
        request: request?,
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
) -> Option<ExampleResponse> {
    let status = u16::try_from(response.status.value).unwrap_or(0);
    if !(200..300).contains(&status) {
        cx.report(
            codes::INVALID_STATUS,
            response.status.span,
            format!(
                "`{}` is not the status of a successful response",
                response.status.value
            ),
            "write a number from 200 to 299",
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
    let headers = headers.map_or_else(|| Some(Vec::new()), |headers| texts(cx, headers))?;
    let body = body_doc(doc, status).filter(|body| body.ty.name.value != "nothing");
    let body = match (body, &response.body) {
        (_, None) => None,
        (Some(doc), Some(literal)) => {
            let value = literals::json(literal);
            Some(literals::field(
                cx,
                doc,
                literal.span,
                &value,
                "the response",
            )?)
        }
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
    let has = |output: &FieldDoc, word: &str| {
        let list = output.status.as_ref();
        list.is_some_and(|list| list.value.iter().any(|text| text.value == word))
    };
    let status = status.to_string();
    let named = bodies(doc).find(|output| has(output, &status));
    named.or_else(|| bodies(doc).find(|output| output.status.is_none() || has(output, "default")))
}

fn texts(
    cx: &mut Context<'_>,
    headers: &Spanned<serde_yaml::Value>,
) -> Option<Vec<(String, String)>> {
    let texts = match literals::json(headers) {
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| match value {
                Value::String(text) if syntax::is_header(&name) => Some((name, text)),
                _ => None,
            })
            .collect::<Option<Vec<_>>>(),
        _ => None,
    };
    if texts.is_none() {
        cx.report(
            codes::WRONG_SAMPLE,
            headers.span,
            "the headers of a response must be names and texts",
            "write `Name: \"text\"`, one per line; use letters, digits and hyphens in names",
        );
    }
    texts
}
