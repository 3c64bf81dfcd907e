//! Error responses.

use super::scalars::of_type;
use super::{Context, types};
use crate::json::Json;
use crate::model::{ErrorEnvelope, ErrorResponse, Operation};

const NAME: &str = "Error";

/// Returns the responses of all statuses that are errors: first the documented ones.
pub(super) fn responses(cx: &Context<'_>, operation: &Operation) -> Json {
    let reference =
        || Json::object([("$ref", Json::Text(format!("#/components/responses/{NAME}")))]);
    let documented = operation.errors.iter().flat_map(|error| {
        let response = documented(cx, error);
        let statuses = error.statuses.iter();
        statuses.map(move |status| (status.to_string(), response.clone()))
    });
    let others = Json::object([("4XX", reference()), ("5XX", reference())]);
    Json::Object(documented.collect()).and(others)
}

fn documented(cx: &Context<'_>, error: &ErrorResponse) -> Json {
    let ErrorResponse {
        statuses: _,
        description,
        body,
    } = error;
    let schema = match body {
        Some(body) => Some(types::bare_member(cx, body)),
        None => schema(&cx.api.error_envelope),
    };
    Json::known([
        ("description", Some(Json::text(description))),
        ("content", schema.map(content)),
    ])
}

fn content(schema: Json) -> Json {
    Json::object([("application/json", Json::object([("schema", schema)]))])
}

/// Returns the components, by name.
pub(super) fn components(cx: &Context<'_>) -> Json {
    let envelope = &cx.api.error_envelope;
    let content = schema(envelope).map(content);
    if cx.api.operations.is_empty() && content.is_none() {
        return Json::object([]);
    }
    let response = Json::known([
        (
            "description",
            Some(Json::text("The server refused the request, or failed.")),
        ),
        ("content", content),
    ]);
    Json::object([(NAME, response)])
}

/// Describes the body of an error; `None` if the API says nothing about it.
fn schema(envelope: &ErrorEnvelope) -> Option<Json> {
    let ErrorEnvelope {
        errors,
        code,
        title,
        detail,
    } = envelope;
    let keys = [("code", code), ("title", title), ("detail", detail)];
    let properties = keys.iter().filter_map(|(meaning, key)| {
        let key = key.as_ref()?;
        let any = Json::object([("x-meaning", Json::text(*meaning))]);
        Some((key.to_string(), any))
    });
    let properties = Json::Object(properties.collect()).unless_empty()?;
    let error = of_type("object").and(Json::object([("properties", properties)]));
    let Some(errors) = errors else {
        return Some(error);
    };
    let list = of_type("array").and(Json::object([("items", error.clone())]));
    let either = Json::object([("anyOf", Json::List(vec![list, error]))]);
    let properties = Json::Object(vec![(errors.to_string(), either)]);
    Some(of_type("object").and(Json::object([("properties", properties)])))
}
