//! Decoding of JSON bodies.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::error::decode_problem::DecodeProblem;
use crate::http::json_body::{paired, without_mark};
use crate::json::Json;
use crate::response::error_path::{self, ErrorPath};
use crate::response::tolerant::Tolerant;
#[cfg(feature = "mock")]
use crate::response::unknown_members;

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

/// The byte order marks of UTF-16.
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// Decodes a body; the path of an error is looked for only after the decoding has failed.
///
/// A byte order mark is skipped, and a lone surrogate (`\ud83d` without its second half, which
/// writers produce when they cut a text) becomes U+FFFD. Everything else that RFC 8259 does not
/// allow is an error: trailing commas, comments, `NaN`, text after the value. Free-form JSON may be
/// nested up to 127 levels deep.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeProblem> {
    let body = checked(body)?;
    // Validating the UTF-8 of the whole body is much faster than validating each string.
    if let Ok(Ok(value)) = std::str::from_utf8(body).map(decode) {
        return Ok(value);
    }
    let decoded = error_path::find(|| decode(&decodable(body)));
    decoded.map_err(|(error, path)| problem(body, error, &path))
}

/// Returns the body without its byte order mark, if it can be JSON.
fn checked(body: &[u8]) -> Result<&[u8], DecodeProblem> {
    let body = without_mark(body);
    if body.trim_ascii().is_empty() {
        return Err(DecodeProblem {
            path: None,
            source: "the body is empty".into(),
        });
    }
    if UTF_16.iter().any(|mark| body.starts_with(mark)) {
        return Err(DecodeProblem {
            path: None,
            source: "the body is UTF-16; JSON has to be UTF-8".into(),
        });
    }
    Ok(body)
}

/// Decodes a text.
fn decode<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Tolerant(&mut deserializer))?;
    deserializer.end()?;
    Ok(value)
}

/// Returns the body as text without lone surrogates. Bytes that are not UTF-8 become one: it may be in a
/// part that the type ignores, and is an error elsewhere.
fn decodable(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    for chunk in paired(body).utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            // After a backslash, `\udc00` would be a backslash and letters; a control character is an error.
            let backslashes = text.bytes().rev().take_while(|byte| *byte == b'\\');
            let is_escape = backslashes.count() % 2 == 1;
            text.push_str(if is_escape { "\0" } else { "\\udc00" });
        }
    }
    text
}

/// Describes the error of a body. Syntax errors have no path; their line and column are in the message.
fn problem(body: &[u8], mut error: serde_json::Error, path: &ErrorPath) -> DecodeProblem {
    if error.to_string().starts_with(LONE_SURROGATE) {
        let not_utf8 = serde_json::from_slice::<Json>(&paired(body));
        error = not_utf8.err().unwrap_or(error);
    }
    // A number that no `f64` can hold is a syntax error to serde_json.
    let is_data = error.is_data() || error.to_string().starts_with(OUT_OF_RANGE);
    DecodeProblem {
        path: (is_data && !path.is_empty()).then(|| path.to_string()),
        source: error.into(),
    }
}

/// Returns the paths of the members that `T` does not have, as far as the body can be decoded.
#[cfg(feature = "mock")]
pub(crate) fn unknown<T: DeserializeOwned>(body: &[u8]) -> Vec<String> {
    let text = decodable(without_mark(body));
    unknown_members::paths(|| decode::<T>(&text))
}

/// The start of `serde_json`'s message for half of a surrogate pair.
const LONE_SURROGATE: &str = "lone leading surrogate";

/// The start of `serde_json`'s message for a number beyond the range of `f64`.
const OUT_OF_RANGE: &str = "number out of range";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use crate::error::decode_problem::DecodeProblem;
    use crate::json::Json;

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
    fn keys_of_maps_have_any_type_that_text_has() {
        #[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
        struct Name(String);
        #[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
        enum Side {
            Left,
        }
        type Of<K> = BTreeMap<K, Vec<u8>>;
        assert_eq!(json::<Of<u64>>(br#"{"7":[1]}"#).unwrap()[&7], [1]);
        assert_eq!(json::<Of<bool>>(br#"{"true":[1]}"#).unwrap()[&true], [1]);
        assert_eq!(
            json::<Of<Side>>(br#"{"Left":[1]}"#).unwrap()[&Side::Left],
            [1]
        );
        let named = json::<Of<Name>>(br#"{"a":[1]}"#).unwrap();
        assert_eq!(named[&Name("a".to_owned())], [1]);
        let path = |problem: DecodeProblem| problem.path.unwrap();
        assert_eq!(
            path(json::<Of<u64>>(br#"{"1":[],"7":[-1]}"#).unwrap_err()),
            "7[0]"
        );
        assert_eq!(
            path(json::<Of<i8>>(br#"{"-7":[-1]}"#).unwrap_err()),
            "-7[0]"
        );
        assert_eq!(
            path(json::<Of<bool>>(br#"{"true":[-1]}"#).unwrap_err()),
            "true[0]"
        );
        assert_eq!(
            path(json::<Of<Side>>(br#"{"Left":[-1]}"#).unwrap_err()),
            "Left[0]"
        );
        assert_eq!(
            path(json::<Of<Name>>(br#"{"b":[-1]}"#).unwrap_err()),
            "b[0]"
        );
        assert_eq!(
            path(json::<Of<String>>(br#"{"\"":[-1]}"#).unwrap_err()),
            "\"[0]"
        );
        assert_eq!(
            path(json::<Of<Option<String>>>(br#"{"c":[-1]}"#).unwrap_err()),
            "c[0]"
        );
    }

    #[test]
    fn what_writers_add_is_read() {
        let lists = |body: &[u8]| json::<BTreeMap<String, Vec<u64>>>(body).unwrap();
        assert_eq!(lists(b"\xef\xbb\xbf {\"a\":[1.0,2e0]}\n")["a"], [1, 2]);
        let texts: Vec<String> = json(br#"["\ud83d","\ud83d\ude00","\\ud83d"]"#).unwrap();
        assert_eq!(texts, ["\u{fffd}", "\u{1f600}", "\\ud83d"]);
        let free: Json = json(br#"{"\udead":["\ud800x"]}"#).unwrap();
        assert_eq!(free, serde_json::json!({"\u{fffd}": ["\u{fffd}x"]}));
    }

    #[test]
    fn numbers_of_free_form_json_come_back() {
        let body = "[1.0,1.50,-0,-0.0,1e400,123456789012345678901234567890,0.1e-7,5]";
        let free: Json = json(body.as_bytes()).unwrap();
        assert_eq!(free.to_string(), body);
        assert_eq!(json::<Json>(b"1E3").unwrap().to_string(), "1E3");
        // The path of an error does not lead into free-form JSON.
        let deep = [vec![b'['; 128], vec![b']'; 128]].concat();
        let body = [b"{\"a\":", &deep[..], b"}"].concat();
        let problem = json::<BTreeMap<String, Json>>(&body).unwrap_err();
        assert_eq!(problem.path.as_deref(), Some("a"));
        let message = "JSON is nested more than 127 levels deep";
        assert!(problem.source.to_string().starts_with(message));
    }

    #[test]
    fn other_text_is_an_error() {
        for body in [
            "[1,]",
            "{\"a\":1,}",
            "[NaN]",
            "[Infinity]",
            "['a']",
            "[01]",
            "[1.]",
            "[.5]",
            "[+1]",
            "// no\n[]",
            "[] []",
            "\u{feff}\u{feff}[]",
            "\"\t\"",
        ] {
            assert!(json::<Json>(body.as_bytes()).is_err(), "{body}");
        }
        let deep = |levels: usize| [vec![b'['; levels], vec![b']'; levels]].concat();
        assert!(json::<Json>(&deep(127)).is_ok());
        assert!(json::<Json>(&deep(128)).is_err());
        for (body, message) in [
            (&b"\xef\xbb\xbf\n"[..], "the body is empty"),
            (
                b"\xff\xfe[\0]\0",
                "the body is UTF-16; JSON has to be UTF-8",
            ),
        ] {
            assert_eq!(json::<Json>(body).unwrap_err().source.to_string(), message);
        }
        let problem = json::<BTreeMap<String, f64>>(br#"{"a":1e400}"#).unwrap_err();
        assert_eq!(problem.path.as_deref(), Some("a"));
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
        let named = json::<Named>(b"{\"other\":\"\xff\\ud83d\",\"name\":\"\\ud83d\"}").unwrap();
        assert_eq!(named.name, "\u{fffd}");
        for body in [
            &b"{\"name\":\"a\",\"other\":\"\\\xff\"}"[..],
            b"{\"name\":\"\\\xff\"}",
            b"{\"name\":\"a\",\xff\"other\":1}",
        ] {
            assert!(json::<Named>(body).is_err(), "{}", body.escape_ascii());
        }
        let named = json::<Named>(b"{\"name\":\"a\",\"other\":\"\\\\\xff\"}").unwrap();
        assert_eq!(named.name, "a");
    }
}
