//! Operations as the methods of paths.

use super::{Context, errors, operation_extensions, parameters, request_body, responses, security};
use crate::json::Json;
use crate::model::{Method, Operation};

/// Returns all paths with their operations.
pub(super) fn paths(cx: &Context<'_>) -> Json {
    let mut paths: Vec<(String, Vec<(String, Json)>)> = Vec::new();
    for operation in &cx.api.operations {
        let method = method(operation.method).to_owned();
        let known = paths.iter().position(|(path, _)| *path == operation.path);
        let described = (method, self::operation(cx, operation));
        match known {
            Some(index) => paths[index].1.push(described),
            None => paths.push((operation.path.clone(), vec![described])),
        }
    }
    let paths = paths.into_iter();
    Json::Object(
        paths
            .map(|(path, methods)| (path, Json::Object(methods)))
            .collect(),
    )
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Head => "head",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

fn operation(cx: &Context<'_>, operation: &Operation) -> Json {
    let Operation {
        name,
        module: _,
        renamed_from: _,
        deprecated,
        title,
        description,
        tags,
        condition: _,
        method: _,
        path: _,
        auth,
        metadata: _,
        pagination: _,
        outcomes: _,
        preview: _,
        request: _,
        body,
        outputs: _,
        response: _,
        errors: _,
        headers: _,
        examples: _,
        origin: _,
    } = operation;
    let responses = responses::all(cx, operation).and(errors::responses(cx, operation));
    Json::known([
        ("operationId", Some(Json::text(name.as_str()))),
        ("summary", Some(Json::text(title))),
        ("description", Some(Json::text(description))),
        (
            "tags",
            Json::texts(tags.iter().map(String::as_str)).unless_empty(),
        ),
        ("deprecated", deprecated.as_ref().map(|_| Json::Bool(true))),
        ("parameters", parameters::all(cx, operation).unless_empty()),
        (
            "requestBody",
            body.as_ref()
                .map(|body| request_body::describe(cx, operation, body)),
        ),
        ("responses", Some(responses)),
        ("security", security::of_operation(auth)),
    ])
    .and(operation_extensions::members(cx, operation))
}
