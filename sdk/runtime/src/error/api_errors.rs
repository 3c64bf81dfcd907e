//! The errors that an API lists in its responses.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::error::foreign_errors::{has_code_only, not_blank, other_text};
use crate::error::format::ErrorFormat;
use crate::error::one_line::printable_lines;
use crate::http::json_body;
use crate::json::Json;

/// One error in the list of a response.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// Code of the error, if the server sent one.
    pub code: Option<ErrorCode>,
    /// The kind of error, in words.
    pub title: Option<String>,
    /// The problem in this case; an object or a list is kept as JSON text.
    pub detail: Option<String>,
    /// The error as the server wrote it, including all other members.
    pub raw: Json,
}

impl ErrorDetail {
    /// Reads one error; members with an undocumented form are kept in `raw` only.
    fn read(format: &ErrorFormat, raw: Json) -> Self {
        let get = |key: &str| raw.get(key).filter(|_| !key.is_empty());
        let title = get(format.title).and_then(Json::as_str);
        Self {
            code: get(format.code).and_then(ErrorCode::read),
            title: title.map(str::to_owned),
            detail: match get(format.detail) {
                Some(detail) => read_detail(detail),
                None => raw.as_str().map(str::to_owned),
            },
            raw,
        }
    }
}

/// Reads a detail as text: some servers write an object, which is kept as JSON text.
fn read_detail(detail: &Json) -> Option<String> {
    match detail {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        detail => Some(detail.to_string()),
    }
}

/// Shows title, detail and code. Without a title or a detail, it shows the text of a member that
/// other formats use, such as `message` or `error_description`, or else all members.
impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = self.title.as_deref().and_then(not_blank);
        let detail = self.detail.as_deref().and_then(not_blank);
        let text = match (title, detail) {
            (Some(title), Some(detail)) => format!("{title}: {detail}"),
            (title, detail) => {
                let known = title.or(detail);
                let other = other_text(&self.raw).filter(|other| known != Some(other.as_str()));
                match (known, other) {
                    (Some(known), Some(other)) if title.is_some() => format!("{known}: {other}"),
                    // The JSON text of a structured detail.
                    (Some(known), Some(other)) if known.starts_with(['[', '{']) => other,
                    (Some(known), _) => known.to_owned(),
                    (None, Some(other)) => other,
                    (None, None) if self.code.is_some() && has_code_only(&self.raw) => {
                        String::new()
                    }
                    (None, None) => self.raw.to_string(),
                }
            }
        };
        let text = printable_lines(&text);
        match &self.code {
            Some(code) if text.is_empty() => write!(f, "error {code}"),
            Some(code) => write!(f, "{text} ({code})"),
            None => f.write_str(&text),
        }
    }
}

impl Serialize for ErrorDetail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

/// Code of an error: a number or text, depending on the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// A whole number.
    Number(i64),
    /// Anything else, as text.
    Text(String),
}

impl ErrorCode {
    /// Reads a code from a number or from text.
    fn read(raw: &Json) -> Option<Self> {
        match raw {
            Json::Number(number) => Some(match number.as_i64() {
                Some(number) => Self::Number(number),
                None => Self::Text(number.to_string()),
            }),
            Json::String(text) => Some(Self::Text(text.clone())),
            Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Text(text) => f.pad(&printable_lines(text)),
        }
    }
}

impl PartialEq<i64> for ErrorCode {
    fn eq(&self, other: &i64) -> bool {
        matches!(self, Self::Number(number) if number == other)
    }
}

impl PartialEq<str> for ErrorCode {
    fn eq(&self, other: &str) -> bool {
        matches!(self, Self::Text(text) if text == other)
    }
}

impl PartialEq<&str> for ErrorCode {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

/// Reads the errors in a JSON value: a list, a single error or `null`.
pub(crate) fn read_list(format: &ErrorFormat, list: Json) -> Vec<ErrorDetail> {
    match list {
        Json::Null => Vec::new(),
        Json::Array(items) => {
            let read = |item| ErrorDetail::read(format, item);
            items.into_iter().map(read).collect()
        }
        item => vec![ErrorDetail::read(format, item)],
    }
}

/// Reads the errors in the body of a response; empty if the body is not JSON or lists none.
pub(crate) fn read_envelope(format: &ErrorFormat, body: &[u8]) -> Vec<ErrorDetail> {
    let Some(mut body) = json_body::value(body) else {
        return Vec::new();
    };
    let errors = if format.list.is_empty() {
        Some(body)
    } else {
        body.get_mut(format.list).map(Json::take)
    };
    read_list(format, errors.unwrap_or_default())
}

/// Reads the errors in the body of a successful response that could not be decoded. If the body itself
/// is the error, it is one only if it has an error's members.
pub(crate) fn read_success_envelope(format: &ErrorFormat, body: &[u8]) -> Vec<ErrorDetail> {
    let mut errors = read_envelope(format, body);
    if format.list.is_empty() {
        errors.retain(|error| {
            error.raw.as_object().is_some()
                && (error.code.is_some() || error.title.is_some() || error.detail.is_some())
        });
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::{ErrorDetail, read_envelope, read_success_envelope};
    use crate::api::Api;
    use crate::response::error_list::error_list;
    use crate::test_util::{Example, Plain};

    fn read(json: &str) -> Vec<ErrorDetail> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        error_list::<_, Example>(&mut deserializer).unwrap()
    }

    #[test]
    fn a_list_an_object_and_null_are_accepted() {
        assert_eq!(read("null"), []);
        assert_eq!(read("[]"), []);
        let error = r#"{"code": 4010010, "detail": null, "title": "Authentication Failed"}"#;
        for json in [error.to_owned(), format!("[{error}]")] {
            let [error] = read(&json).try_into().unwrap();
            assert!(error.code.as_ref().is_some_and(|code| *code == 4_010_010));
            assert_eq!(error.title.as_deref(), Some("Authentication Failed"));
            assert_eq!(error.detail, None);
            assert_eq!(error.to_string(), "Authentication Failed (4010010)");
        }
    }

    #[test]
    fn a_structured_detail_is_shown() {
        let error = r#"{"code": 4, "title": "Validation", "detail": {"ids": ["too short"]}}"#;
        let [error] = read(error).try_into().unwrap();
        assert_eq!(
            error.to_string(),
            r#"Validation: {"ids":["too short"]} (4)"#
        );
    }

    #[test]
    fn items_of_undocumented_form_are_kept() {
        let items = read(r#"["text", 7, null, {"code": "E1"}, {"code": 1.5, "x": []}, [1]]"#);
        let texts: Vec<String> = items.iter().map(ErrorDetail::to_string).collect();
        assert_eq!(texts, ["text", "7", "null", "error E1", "error 1.5", "[1]"]);
        assert_eq!(items[4].raw["x"], serde_json::json!([]));
        let again = serde_json::to_string(&items).unwrap();
        assert_eq!(read(&again), items);
    }

    #[test]
    fn members_of_other_formats_are_shown() {
        for (error, shown) in [
            (r#"{"code": 7, "message": "disk full"}"#, "disk full (7)"),
            (r#"{"code": 7, "title": " ", "detail": ""}"#, "error 7"),
            (r#"{"title": "", "detail": "x"}"#, "x"),
            (r#"{"title": "x", "detail": "  "}"#, "x"),
            (r#"{"title": "x", "message": "y"}"#, "x: y"),
            (r#"{"title": "x", "message": "x"}"#, "x"),
            (
                r#"{"error": "invalid_grant", "error_description": "expired"}"#,
                "invalid_grant: expired",
            ),
            (r#"{"error": {"code": 5, "message": "busy"}}"#, "busy"),
            (
                r#"{"type": "about:blank", "status": 403, "reason": "no"}"#,
                "no",
            ),
            (
                r#"{"code": 7, "fault": "disk"}"#,
                r#"{"code":7,"fault":"disk"} (7)"#,
            ),
            (
                r#"{"detail": [{"loc": ["body", "x"], "msg": "missing", "type": "t"}]}"#,
                "body.x: missing",
            ),
        ] {
            let [detail] = read(error).try_into().unwrap();
            assert_eq!(detail.to_string(), shown, "{error}");
        }
    }

    #[test]
    fn the_body_itself_can_be_the_error() {
        let body = r#"{"": "x", "code": 7, "title": "Not Found", "detail": "no such ticket"}"#;
        let [error] = read_envelope(&Plain::ERROR_FORMAT, body.as_bytes())
            .try_into()
            .unwrap();
        assert_eq!(error.code, None);
        assert_eq!(error.to_string(), "Not Found: no such ticket");
        assert_eq!(error.raw["code"], 7);
        for body in ["null", "<html>", "[]"] {
            assert_eq!(
                read_envelope(&Plain::ERROR_FORMAT, body.as_bytes()),
                [],
                "{body}"
            );
        }
    }

    #[test]
    fn a_success_that_is_an_error_is_recognised_by_its_members() {
        let read = |format, body: &str| read_success_envelope(format, body.as_bytes());
        for body in [
            r#"{"data":null,"errors":[{"title":"No"}]}"#,
            r#"{"errors":{"title":"No"}}"#,
        ] {
            assert_eq!(read(&Example::ERROR_FORMAT, body)[0].to_string(), "No");
        }
        assert_eq!(read(&Plain::ERROR_FORMAT, r#"{"title":"No"}"#).len(), 1);
        for body in ["", "text", "null", "7", "[1]", r#"[{"x":1}]"#, r#"{"x":1}"#] {
            assert_eq!(read(&Plain::ERROR_FORMAT, body), [], "{body}");
            assert_eq!(read(&Example::ERROR_FORMAT, body), [], "{body}");
        }
    }

    #[test]
    fn a_body_without_errors_has_none() {
        for body in [
            "",
            "<html>",
            "null",
            "[]",
            r#"{"errors": null}"#,
            r#"{"data": {}}"#,
        ] {
            assert_eq!(
                read_envelope(&Example::ERROR_FORMAT, body.as_bytes()),
                [],
                "{body}"
            );
        }
    }
}
