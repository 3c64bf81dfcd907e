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

/// Reads a body; where a mistake stands is looked for only when there is one.
pub(super) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if body.is_empty() {
        return Err(Problem {
            path: None,
            source: "the body is empty".into(),
        });
    }
    // To check the whole body for UTF-8 at once takes a fraction of checking each text in it. What
    // is no UTF-8 may still be readable, where nobody wants that part.
    let text = std::str::from_utf8(body).ok();
    match text.and_then(|text| serde_json::from_str(text).ok()) {
        Some(value) => Ok(value),
        None => with_path(body),
    }
}

/// Reads a body slowly, so that a mistake is found with its place. What is no JSON has no places:
/// its line and column are in the error.
fn with_path<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path();
        let is_place = error.inner().is_data() && path.iter().next().is_some();
        Problem {
            path: is_place.then(|| path.to_string()),
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
    fn a_mistake_is_told_with_its_place_and_text() {
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
    fn only_what_is_read_has_to_be_utf8() {
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
