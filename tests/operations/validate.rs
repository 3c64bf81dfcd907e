//! Compares a value with its schema.

use serde_json::{Map, Value};

/// Returns what is wrong with a JSON value, also each property that is not set.
pub fn body(path: &str, schema: &Value, value: &Value) -> Vec<String> {
    let wrong = |what: &str| vec![format!("{path} {what}: {value}")];
    match (schema["type"].as_str(), value) {
        (Some("object"), Value::Object(object)) => members(path, schema, object),
        (Some("array"), Value::Array(items)) => {
            let mut found = count(path, schema, items.len());
            found.extend(
                items
                    .iter()
                    .flat_map(|item| body(path, &schema["items"], item)),
            );
            found
        }
        (Some("integer"), Value::Number(number)) if number.is_i64() => {
            scalar(path, schema, &number.to_string())
        }
        (Some("string"), Value::String(text)) => scalar(path, schema, text),
        (Some("boolean"), Value::Bool(_)) | (None, _) => Vec::new(),
        _ => wrong("has another type"),
    }
}

fn members(path: &str, schema: &Value, object: &Map<String, Value>) -> Vec<String> {
    let Some(properties) = schema["properties"].as_object() else {
        return Vec::new();
    };
    let unknown = object.keys().filter(|name| !properties.contains_key(*name));
    let mut found: Vec<_> = unknown
        .map(|name| format!("{path}.{name} is unknown"))
        .collect();
    for (name, property) in properties {
        let path = format!("{path}.{name}");
        match object.get(name) {
            Some(value) => found.extend(body(&path, property, value)),
            None => found.push(format!("{path} is not set")),
        }
    }
    found
}

/// Returns what is wrong with the decoded values of a parameter.
pub fn parameter(name: &str, schema: &Value, values: &[String]) -> Vec<String> {
    match (schema["type"].as_str(), values) {
        (Some("array"), values) => {
            let mut found = count(name, schema, values.len());
            found.extend(
                values
                    .iter()
                    .flat_map(|value| scalar(name, &schema["items"], value)),
            );
            found
        }
        (Some("integer"), [value]) if value.parse::<i64>().is_err() => {
            vec![format!("{name} is not an integer: {value}")]
        }
        (Some("boolean"), [value]) if value.parse::<bool>().is_err() => {
            vec![format!("{name} is not a boolean: {value}")]
        }
        (_, [value]) => scalar(name, schema, value),
        _ => vec![format!("{name} is not one value: {values:?}")],
    }
}

fn count(path: &str, schema: &Value, count: usize) -> Vec<String> {
    let limit = |key: &str| schema[key].as_u64();
    let is_few = limit("minItems").is_some_and(|least| (count as u64) < least);
    let is_many = limit("maxItems").is_some_and(|most| count as u64 > most);
    let wrong = is_few || is_many;
    wrong
        .then(|| format!("{path} has {count} items"))
        .into_iter()
        .collect()
}

/// Compares a value as text.
fn scalar(path: &str, schema: &Value, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |is_right: bool, what: &str| {
        if !is_right {
            found.push(format!("{path} {what}: {text}"));
        }
    };
    if let Some(values) = schema["enum"].as_array() {
        check(
            values.iter().any(|value| value == text),
            "has another value",
        );
    }
    let length = text.chars().count() as u64;
    check(
        schema["minLength"]
            .as_u64()
            .is_none_or(|least| length >= least),
        "is too short",
    );
    check(
        schema["maxLength"]
            .as_u64()
            .is_none_or(|most| length <= most),
        "is too long",
    );
    let minimum = schema["x-minimum"]
        .as_str()
        .and_then(|text| text.parse().ok());
    let minimum: Option<i64> = minimum.or_else(|| schema["minimum"].as_i64());
    let maximum = schema["maximum"].as_i64();
    if minimum.is_some() || maximum.is_some() {
        let number = text.parse::<i64>().ok();
        let fits = |number: i64| {
            minimum.is_none_or(|least| number >= least) && maximum.is_none_or(|most| number <= most)
        };
        check(number.is_some_and(fits), "is outside of its bounds");
    }
    found
}
