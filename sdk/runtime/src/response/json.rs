//! Decoding of JSON bodies.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::error::decode_problem::DecodeProblem;

/// Deserialises a field, with the default for `null`.
///
/// # Errors
///
/// Returns an error if the value is neither `null` nor a `T`.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Decodes a body; the path of an error is determined only after the decoding has failed.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeProblem> {
    if body.is_empty() {
        return Err(DecodeProblem {
            path: None,
            source: "the body is empty".into(),
        });
    }
    // Validating the UTF-8 of the whole body is much faster than validating each string. A body
    // with invalid UTF-8 may still be decodable, if `T` ignores that part.
    let text = std::str::from_utf8(body).ok();
    match text.and_then(|text| serde_json::from_str(text).ok()) {
        Some(value) => Ok(value),
        None => with_path(body),
    }
}

/// Decodes a body slowly, to find the path of an error. Syntax errors have no path; their line and
/// column are in the message.
fn with_path<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeProblem> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path();
        let has_path = error.inner().is_data() && path.iter().next().is_some();
        DecodeProblem {
            path: has_path.then(|| path.to_string()),
            source: error.into_inner().into(),
        }
    })?;
    deserializer.end()?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::json;

    type Lists = BTreeMap<String, Vec<u8>>;

    #[test]
    fn an_error_has_a_path_and_a_message() {
        for (body, path, message) in [
            ("", None, "the body is empty"),
            (
                "[]",
                None,
                "invalid type: sequence, expected a map at line 1 column 0",
            ),
            (
                r#"{"a":[1,-2]}"#,
                Some("a[1]"),
                "invalid value: integer `-2`, expected u8 at line 1 column 10",
            ),
            (
                r#"{"a":[1]}x"#,
                None,
                "trailing characters at line 1 column 10",
            ),
            (
                r#"{"a":[1"#,
                None,
                "EOF while parsing a list at line 1 column 7",
            ),
        ] {
            let problem = json::<Lists>(body.as_bytes()).unwrap_err();
            assert_eq!(problem.path.as_deref(), path, "{body}");
            assert_eq!(problem.source.to_string(), message, "{body}");
        }
    }

    #[test]
    fn ignored_parts_need_not_be_utf8() {
        #[derive(Debug, serde::Deserialize)]
        struct Named {
            name: String,
        }
        let named = json::<Named>(b"{\"name\":\"a\",\"other\":\"\xff\"}").unwrap();
        assert_eq!(named.name, "a");
        let problem = json::<Named>(b"{\"name\":\"\xff\"}").unwrap_err();
        assert_eq!(problem.path, None);
        let message = "invalid unicode code point at line 1 column 10";
        assert_eq!(problem.source.to_string(), message);
    }
}
