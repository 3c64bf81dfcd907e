//! The operations that the console carries out.

pub(super) mod incident;
pub(super) mod list;
pub(super) mod mitigation;
pub(super) mod notes;
pub(super) mod ticket;
pub(super) mod verdict;

use sdk_runtime::mock::ReceivedRequest;
use sdk_runtime::values::Timestamp;
use serde_json::Value;

use super::refusal::Refusal;
use super::threat::{ConsoleThreat, UPDATED_AT};

/// Returns the JSON body of a request.
///
/// # Errors
///
/// Returns the refusal of another body.
fn body<O>(request: &ReceivedRequest<O>) -> Result<Value, Refusal> {
    let body = serde_json::from_slice(request.request().body());
    body.map_err(|error| Refusal::invalid(format!("the body is not JSON: {error}")))
}

/// Reads the text of a member of `data`, if the body has it.
///
/// # Errors
///
/// Returns the refusal of a text that `read` rejects.
fn choice<T, E>(
    body: &Value,
    name: &str,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, Refusal> {
    let value = body["data"].get(name);
    let value = value.map(|value| value.as_str().and_then(|text| read(text).ok()));
    match value {
        None => Ok(None),
        Some(Some(value)) => Ok(Some(value)),
        Some(None) => Err(Refusal::invalid(format!(
            "data.{name}: Not a valid choice."
        ))),
    }
}

/// Returns the refusal of a request without a member of `data`.
fn missing(name: &str) -> Refusal {
    Refusal::invalid(format!("data.{name}: Missing data for required field."))
}

/// Sets a member of a threat, and returns the outcome.
fn update(threat: &mut ConsoleThreat, path: &str, value: &str) -> &'static str {
    if !threat.set(path, value) {
        return "already_set";
    }
    threat.set(UPDATED_AT, Timestamp::now().to_string());
    "updated"
}

/// Counts the entries with an outcome `updated`.
fn affected(details: &[Value]) -> usize {
    let updated = details.iter().filter(|detail| {
        ["result", "analystVerdict"]
            .iter()
            .any(|name| detail[*name] == "updated")
    });
    updated.count()
}
