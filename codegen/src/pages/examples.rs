//! Example requests with their responses.

use super::markdown::{code, fence};
use super::page::Page;
use crate::json::Json;
use crate::model::{Example, ExampleResponse, Field, Operation, Type};
use crate::openapi::{Context, examples};

/// Shows an example: the inputs, and the response.
pub(super) fn section(cx: &Context<'_>, page: &mut Page, operation: &Operation, example: &Example) {
    let Example {
        name,
        description,
        request,
        response,
    } = example;
    page.subsection(&code(name));
    page.prose(description);
    page.block(&format!(
        "Request: `{}` {}",
        operation.method.word(),
        code(&operation.path)
    ));
    let fields = &operation.request.fields;
    let body = operation.body.as_ref().map(|body| body.wire.as_str());
    for (wire, value) in request
        .iter()
        .filter(|(wire, _)| body != Some(wire.as_str()))
    {
        let field = fields.iter().find(|field| field.wire.as_str() == wire);
        let value = field.map_or_else(
            || value.into(),
            |field| examples::written(cx, &field.ty, value),
        );
        page.item(
            0,
            &format!("{} = {}", super::markdown::name(wire), code(&line(&value))),
            "",
            &[],
        );
    }
    if let Some(value) = body.and_then(|body| request.get(body)) {
        let whole = fields
            .iter()
            .find(|field| !field.location.is_in_body() && body == Some(field.wire.as_str()));
        let value = match whole {
            Some(Field { ty, .. }) => examples::written(cx, ty, value),
            None => examples::object(cx, fields, value),
        };
        page.block(&shown(&value));
    }
    if let Some(response) = response {
        self::response(cx, page, operation, response);
    }
}

fn response(cx: &Context<'_>, page: &mut Page, operation: &Operation, response: &ExampleResponse) {
    let ExampleResponse {
        status,
        headers,
        body,
    } = response;
    page.block(&format!("Response: `{status}`"));
    for (name, value) in headers {
        page.item(0, &format!("{}: {}", code(name), code(value)), "", &[]);
    }
    if let Some(body) = body {
        let output = operation
            .response_bodies()
            .find(|output| output.covers(*status));
        let output = output.or_else(|| operation.response_bodies().last());
        let ty: Option<&Type> = output.map(|output| &output.field.ty);
        let body = ty.map_or_else(|| body.into(), |ty| examples::written(cx, ty, body));
        page.block(&shown(&body));
    }
}

/// Returns a value as a block: a text as it is, anything else as JSON.
fn shown(value: &Json) -> String {
    match value {
        Json::Text(text) => fence("text", text),
        other => fence("json", &other.to_pretty_text()),
    }
}

/// Returns a value on one line: a text as it is, anything else as JSON.
fn line(value: &Json) -> String {
    match value {
        Json::Text(text) => text.clone(),
        other => {
            let text = other.to_pretty_text();
            text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
        }
    }
}
