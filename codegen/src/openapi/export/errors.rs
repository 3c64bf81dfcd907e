//! Error responses.

use super::Context;
use super::scalars::of_type;
use crate::json::Json;
use crate::model::ErrorEnvelope;

const NAME: &str = "Error";

/// Returns the responses of all statuses that are errors.
pub(super) fn responses(_cx: &Context<'_>) -> Json {
    let reference =
        || Json::object([("$ref", Json::Text(format!("#/components/responses/{NAME}")))]);
    Json::object([("4XX", reference()), ("5XX", reference())])
}

/// Returns the components, by name.
pub(super) fn components(cx: &Context<'_>) -> Json {
    if cx.api.operations.is_empty() {
        return Json::object([]);
    }
    let envelope = &cx.api.error_envelope;
    let schema = schema(envelope);
    let content = schema
        .map(|schema| Json::object([("application/json", Json::object([("schema", schema)]))]));
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
