//! One operation of the OpenAPI description, in version 3.0: types, enums, the bounds of lists, and
//! descriptions.
//!
//! The minimum length of a string is omitted. Progenitor generates a separate type for each string
//! that has one, which more than doubles its output: this is the document that is cheapest for it.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The operation that the benchmarks compare.
const OPERATION: &str = "UpdateThreatIncident";

/// The start of a reference to a type.
const TYPES: &str = "#/components/schemas/";

/// The keys of a schema that remain as they are.
const KEPT: [&str; 5] = ["description", "maxItems", "minItems", "required", "type"];

/// The formats that progenitor knows; the others are those of this project.
const FORMATS: [&str; 7] = [
    "date",
    "date-time",
    "int32",
    "int64",
    "uint16",
    "uint32",
    "uint64",
];

/// Reduces a description to the operation.
pub fn document(whole: &Value) -> Value {
    let types = &whole["components"]["schemas"];
    let paths = members(&whole["paths"]);
    let paths: Map<_, _> = paths
        .filter_map(|(path, item)| operation(path, item, types))
        .collect();
    let reduced = members(types).map(|(name, ty)| (name.clone(), schema(ty, types)));
    let mut reduced: Map<_, _> = reduced.collect();
    let reached = reached(&paths, &reduced);
    reduced.retain(|name, _| reached.contains(name));
    json!({
        "openapi": "3.0.3",
        "info": whole["info"],
        "paths": paths,
        "components": {"schemas": reduced},
    })
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

/// Returns the names of the types that the paths need, directly or through other types.
fn reached(paths: &Map<String, Value>, types: &Map<String, Value>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut texts = vec![Value::Object(paths.clone()).to_string()];
    while let Some(text) = texts.pop() {
        for (name, schema) in types {
            let reference = format!("\"{TYPES}{name}\"");
            if text.contains(&reference) && reached.insert(name.clone()) {
                texts.push(schema.to_string());
            }
        }
    }
    reached
}

/// Builds the path of the operation with the operation; `None` for any other.
fn operation(path: &str, item: &Value, types: &Value) -> Option<(String, Value)> {
    let mut methods = members(item);
    let (method, whole) = methods.find(|(_, whole)| whole["operationId"] == OPERATION)?;
    let [request, response] = [&whole["requestBody"], &whole["responses"]["2XX"]].map(|body| {
        let schema = schema(&body["content"]["application/json"]["schema"], types);
        json!({"application/json": {"schema": schema}})
    });
    let operation = json!({
        "operationId": OPERATION,
        "summary": whole["summary"],
        "description": whole["description"],
        "requestBody": {"required": true, "content": request},
        "responses": {"200": {"description": "The response.", "content": response}},
    });
    Some((path.to_owned(), json!({ method: operation })))
}

/// Reduces a schema to what progenitor reads.
fn schema(whole: &Value, types: &Value) -> Value {
    if let Some(target) = whole["$ref"].as_str() {
        let ty = &types[target.trim_start_matches(TYPES)];
        let is_by_hand = ty.get("x-rust-path").is_some();
        // A reference cannot have a description in OpenAPI 3.0.
        return if is_by_hand {
            json!({"type": ty["type"], "description": whole["description"]})
        } else {
            json!({"$ref": target})
        };
    }
    let mut reduced = match &whole["anyOf"][0] {
        // An open enum is the list of its values, or any text.
        values if values.get("enum").is_some() => values.clone(),
        errors if errors["type"] == "array" => error_list(),
        _ => json!({}),
    };
    for key in KEPT {
        if let Some(value) = whole.get(key) {
            reduced[key] = value.clone();
        }
    }
    let format = whole["format"].as_str();
    if let Some(format) = format.filter(|format| FORMATS.contains(format)) {
        reduced["format"] = format.into();
    }
    if let Some(items) = whole.get("items") {
        reduced["items"] = schema(items, types);
        if let Some(items) = reduced["items"].as_object_mut() {
            items.remove("description");
        }
    }
    if whole.get("properties").is_some() {
        let members = members(&whole["properties"]);
        let members = members.map(|(name, member)| (name.clone(), schema(member, types)));
        reduced["properties"] = members.collect::<Map<_, _>>().into();
    }
    reduced
}

/// The errors in a response, which the description leaves open.
fn error_list() -> Value {
    let text = json!({"type": "string"});
    let members = json!({"code": {"type": "integer"}, "title": text, "detail": text});
    json!({"type": "array", "items": {"type": "object", "properties": members}})
}
