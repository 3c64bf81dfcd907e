//! Compares the examples of a spec with the requests and responses of the generated code.
//!
//! Doc tests of generated code call it in hidden lines, so that each example is a test. All functions are
//! generic or `#[inline]`, so that no program compiles what only tests call.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use url::form_urlencoded;

use crate::http::multipart::Part;
use crate::json::Json;
use crate::request::prepared::PreparedRequest;
use crate::response::body::{BufferedBody, ResponseBody};
use crate::response::operation::Operation;
use crate::response::typed::{EmptyResponse, Response, TextResponse, read_body};
use crate::values::bytes::Bytes;
use crate::values::timestamp::Timestamp;

/// Compares a request with its example: `method`; decoded `path`, `query` and `headers`; and `body`
/// as JSON, as the decoded fields of a form, as text, or otherwise as base64.
///
/// # Errors
///
/// Returns the first difference, or the error of preparing the request.
pub fn check_request<O: Operation>(request: &O, expected: &str) -> Result<(), String> {
    let prepared = request.prepare().map_err(|error| error.to_string())?;
    let expected = read(expected)?;
    let names: Vec<_> = list(&expected, "headers")
        .filter_map(|pair| pair.get(0)?.as_str())
        .collect();
    check_equal(
        &expected,
        &to_example(&prepared, &names, expected.get("body")),
        "",
    )
}

/// Decodes the response of an example like the operation does, and compares the result with the
/// example.
///
/// # Errors
///
/// Returns the first difference, or the error of decoding the response.
pub fn check_response<O: Operation<Response: ExampleResponse>>(
    status: u16,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Result<(), String> {
    compare::<O>(status, headers, body, body)
}

/// Decodes the response of an example like the operation does, and compares the result with `sent`:
/// the body without the read-only members, which are not sent again.
///
/// # Errors
///
/// Returns the first difference, or the error of decoding the response.
pub fn check_two_way_response<O: Operation<Response: ExampleResponse>>(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
    sent: &str,
) -> Result<(), String> {
    compare::<O>(status, headers, Some(body), Some(sent))
}

/// Decodes a response, and compares the result with the expected body.
fn compare<O: Operation<Response: ExampleResponse>>(
    status: u16,
    headers: &[(&str, &str)],
    body: Option<&str>,
    expected: Option<&str>,
) -> Result<(), String> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).map_err(|error| error.to_string())?;
        let value = HeaderValue::try_from(*value).map_err(|error| error.to_string())?;
        map.append(name, value);
    }
    if !(200..300).contains(&status) && !O::REDIRECTS.contains(&status) {
        return Err(format!("the status {status} is an error of the operation"));
    }
    if !O::STATUSES.is_empty() && !O::STATUSES.contains(&status) {
        return Err(format!(
            "the operation has no response with status {status}"
        ));
    }
    let bytes = body.unwrap_or_default().as_bytes();
    let response = BufferedBody::new(status, &map, bytes);
    O::Response::compare(&response, expected)
}

/// A type of response that an example can show.
pub trait ExampleResponse {
    /// Decodes a response and compares the result with the text of its body.
    ///
    /// # Errors
    ///
    /// Returns the first difference, or the error of decoding the response.
    fn compare(response: &BufferedBody<'_>, body: Option<&str>) -> Result<(), String>;
}

impl<O: Operation<Body: ResponseBody + Serialize>> ExampleResponse for Response<O> {
    fn compare(response: &BufferedBody<'_>, body: Option<&str>) -> Result<(), String> {
        let read_back = read_body::<O>(response).map_err(|problem| problem.source.to_string())?;
        let read_back = Json::encode(&read_back).map_err(|error| error.to_string())?;
        match (body.map(read), &read_back) {
            (None, _) => Ok(()),
            (Some(Ok(expected)), _) => check_contains(&expected, &read_back, ""),
            // One of several bodies may be plain text.
            (Some(Err(_)), Json::String(text)) if Some(text.as_str()) == body => Ok(()),
            (Some(Err(problem)), _) => Err(problem),
        }
    }
}

impl<O: Operation> ExampleResponse for TextResponse<O> {
    fn compare(response: &BufferedBody<'_>, body: Option<&str>) -> Result<(), String> {
        let text = response
            .text()
            .map_err(|problem| problem.source.to_string())?;
        if text == body.unwrap_or_default() {
            return Ok(());
        }
        Err(format!("the text is {text:?}"))
    }
}

impl<O: Operation> ExampleResponse for EmptyResponse<O> {
    fn compare(_response: &BufferedBody<'_>, body: Option<&str>) -> Result<(), String> {
        match body {
            None => Ok(()),
            Some(_) => Err("the response of the operation has no body".to_owned()),
        }
    }
}

#[inline]
fn read(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))
}

#[inline]
fn list<'a>(value: &'a Json, key: &str) -> impl Iterator<Item = &'a Json> {
    value
        .get(key)
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
}

/// Returns a request in the form of an example, with the headers of these names.
#[inline]
fn to_example(prepared: &PreparedRequest, names: &[&str], body: Option<&Json>) -> Json {
    let path = percent_decode_str(prepared.path()).decode_utf8_lossy();
    let query = prepared
        .query_pairs()
        .map(|(name, value)| pair(&name, &value));
    let mut names = names.to_vec();
    names.dedup();
    let headers = names.into_iter().flat_map(|name| {
        let values = prepared.headers().get_all(name);
        values.map(|value| pair(name, &value)).collect::<Vec<_>>()
    });
    let mut example = BTreeMap::new();
    example.insert("method".to_owned(), prepared.method().as_str().into());
    example.insert("path".to_owned(), path.into_owned().into());
    example.insert("query".to_owned(), query.collect());
    example.insert("headers".to_owned(), headers.collect());
    if prepared.multipart.is_some() {
        let parts = prepared.parts().iter().map(part_to_example);
        example.insert("body".to_owned(), parts.collect());
    } else if !prepared.body().is_empty() || body.is_some() {
        example.insert("body".to_owned(), body_to_example(prepared, body));
    }
    Json::Object(example)
}

#[inline]
fn pair(name: &str, value: &str) -> Json {
    Json::Array(vec![name.into(), value.into()])
}

/// Returns a part in the form of the example: its names, and its content as JSON, as text or, for a
/// file, in base64.
#[inline]
fn part_to_example(part: &Part) -> Json {
    let mut example = BTreeMap::new();
    let content = part.content().unwrap_or_default();
    let content = match (part.file_name(), part.media_type()) {
        (Some(_), _) => Json::encode(&Bytes::from(content)),
        (None, Some(_)) => serde_json::from_slice(content),
        (None, None) => Ok(String::from_utf8_lossy(content).into_owned().into()),
    };
    example.insert("content".to_owned(), content.unwrap_or_default());
    example.insert("name".to_owned(), part.name().into());
    for (key, text) in [
        ("fileName", part.file_name()),
        ("mediaType", part.media_type()),
    ] {
        example.extend(text.map(|text| (key.to_owned(), text.into())));
    }
    Json::Object(example)
}

/// Returns the body in the form of the example: JSON, text, or bytes in base64.
#[inline]
fn body_to_example(prepared: &PreparedRequest, expected: Option<&Json>) -> Json {
    let media_type = prepared.headers().get("content-type");
    let media_type = media_type.as_deref().unwrap_or_default();
    if media_type.contains("json") {
        return serde_json::from_slice(prepared.body()).unwrap_or_default();
    }
    if media_type.starts_with("application/x-www-form-urlencoded") {
        let fields = form_urlencoded::parse(prepared.body());
        return fields.map(|(name, value)| pair(&name, &value)).collect();
    }
    let text = String::from_utf8_lossy(prepared.body()).into_owned();
    if expected.and_then(Json::as_str) == Some(text.as_str()) {
        return text.into();
    }
    Json::encode(&Bytes::from(prepared.body())).unwrap_or_default()
}

/// Checks that two values are equal.
#[inline]
fn check_equal(expected: &Json, actual: &Json, path: &str) -> Result<(), String> {
    check_contains(expected, actual, path)?;
    check_contains(actual, expected, path)
}

/// Checks that `actual` contains everything in `expected`. A `null` member may be absent, and
/// timestamps and numbers may be written differently.
#[inline]
fn check_contains(expected: &Json, actual: &Json, path: &str) -> Result<(), String> {
    match (expected, actual) {
        (Json::Object(expected), Json::Object(actual)) => {
            for (key, expected) in expected {
                let actual = actual.get(key).unwrap_or(&Json::Null);
                check_contains(expected, actual, &format!("{path}.{key}"))?;
            }
            Ok(())
        }
        (Json::Array(expected), Json::Array(actual)) if expected.len() == actual.len() => {
            let pairs = expected.iter().zip(actual).enumerate();
            for (index, (expected, actual)) in pairs {
                check_contains(expected, actual, &format!("{path}[{index}]"))?;
            }
            Ok(())
        }
        (Json::String(expected), Json::String(actual)) if is_same_time(expected, actual) => Ok(()),
        _ if expected == actual => Ok(()),
        _ => Err(format!("at `{path}`: expected {expected}, not {actual}")),
    }
}

#[inline]
fn is_same_time(one: &str, other: &str) -> bool {
    match (one.parse::<Timestamp>(), other.parse::<Timestamp>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::{check_contains, check_equal, check_request, read};
    use crate::test_util::{Filter, Paint};

    #[test]
    fn requests_are_compared_in_full() {
        let paint = Paint::new(Filter::ids(["7"]));
        let right = r#"{"method": "POST", "path": "/paint", "query": [], "headers": [],
            "body": {"colour": "red", "filter": {"ids": ["7"]}}}"#;
        assert_eq!(check_request(&paint, right), Ok(()));
        for (from, to) in [
            ("POST", "PUT"),
            ("/paint", "/pain"),
            (r#""query": []"#, r#""query": [["a", "b"]]"#),
            (r#""headers": []"#, r#""headers": [["x-a", "b"]]"#),
            (r#"["7"]"#, r#"["8"]"#),
            (r#"["7"]"#, r#"["7", "8"]"#),
            (r#""colour": "red", "#, ""),
            (r#""colour""#, r#""limit": 1, "colour""#),
        ] {
            let wrong = right.replace(from, to);
            assert_ne!(wrong, right);
            assert!(check_request(&paint, &wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn timestamps_are_compared_by_value() {
        let timestamp = |text: &str| read(&format!("{text:?}")).unwrap();
        let [one, other, later] = [
            "2026-01-31T12:00:00Z",
            "2026-01-31T13:00:00.000+01:00",
            "2026-01-31T12:00:01Z",
        ]
        .map(timestamp);
        assert_eq!(check_equal(&one, &other, ""), Ok(()));
        assert!(check_equal(&one, &later, "").is_err());
    }

    #[test]
    fn an_absent_member_equals_null() {
        let [first, second] =
            [r#"{"a": null, "b": 1}"#, r#"{"b": 1.0, "c": 2}"#].map(|text| read(text).unwrap());
        assert_eq!(check_contains(&first, &second, ""), Ok(()));
        let error = check_contains(&second, &first, "").unwrap_err();
        assert_eq!(error, "at `.c`: expected 2, not null");
    }
}
