//! Reading the JSON of an answer.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::error::Problem;

/// Reads a field that may be `null`, which then means its default.
///
/// # Errors
///
/// When the value is neither `null` nor what the field holds.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads a body; the path of a mistake is looked for only when there is one.
pub(super) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if body.is_empty() {
        return Err(Problem {
            path: None,
            source: "the body is empty".into(),
        });
    }
    serde_json::from_slice(body).map_err(|error| Problem {
        // What is no JSON has no places; its line and column are in the error.
        path: error
            .is_data()
            .then(|| path_of_mistake::<T>(body))
            .flatten(),
        source: error.into(),
    })
}

/// Where in the JSON the mistake stands; none at the top.
fn path_of_mistake<T: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err()?;
    let path = error.path();
    path.iter().next().map(|_| path.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::json;

    #[test]
    fn a_mistake_has_its_path() {
        let problem = json::<BTreeMap<String, Vec<u64>>>(br#"{"a": [1, 2.0]}"#).unwrap_err();
        assert_eq!(problem.path.as_deref(), Some("a[1]"));
        for body in ["<html>", "[1", "[1, x]"] {
            let problem = json::<Vec<u64>>(body.as_bytes()).unwrap_err();
            assert_eq!(problem.path, None, "{body}");
        }
    }

    #[test]
    fn an_empty_body_is_no_json() {
        let problem = json::<serde_json::Value>(b"").unwrap_err();
        assert_eq!(problem.source.to_string(), "the body is empty");
    }
}
