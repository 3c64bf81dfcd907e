//! Holds the examples of a spec to the wire. Documentation of generated code calls it in lines that
//! readers do not see, so that each example is a test.

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::Map;

use super::{
    Answer, AnswerBytes, EmptyResponse, Json, Operation, PreparedRequest, Response, TextResponse,
    Timestamp,
};

/// Compares a request with what its example gives: `method`; `path`, `query` and `headers` decoded, and `body`
/// as JSON, as text or, where it is neither, as base64.
///
/// # Errors
///
/// Where they differ.
pub fn request<O: Operation>(request: &O, expected: &str) -> Result<(), String> {
    let prepared = request.prepare().map_err(|error| error.to_string())?;
    let expected = read(expected)?;
    let names: Vec<_> = list(&expected, "headers")
        .filter_map(|pair| pair.get(0)?.as_str())
        .collect();
    same(
        &expected,
        &shown(&prepared, &names, expected.get("body")),
        "",
    )
}

/// Reads the answer of an example as the operation reads it, and compares what comes of it.
///
/// # Errors
///
/// Why it cannot be read, or where they differ.
pub fn answer<O: Operation<Response: Exemplary>>(
    status: u16,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Result<(), String> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).map_err(|error| error.to_string())?;
        let value = HeaderValue::try_from(*value).map_err(|error| error.to_string())?;
        map.append(name, value);
    }
    if !O::STATUSES.is_empty() && !O::STATUSES.contains(&status) {
        return Err(format!("the operation has no answer of status {status}"));
    }
    let bytes = body.unwrap_or_default().as_bytes();
    let answer = AnswerBytes {
        status,
        headers: &map,
        bytes,
    };
    O::Response::compare(&answer, body)
}

/// A kind of answer that an example can show.
pub trait Exemplary {
    /// Reads an answer and compares it with its text.
    ///
    /// # Errors
    ///
    /// Why it cannot be read, or where they differ.
    fn compare(answer: &AnswerBytes<'_>, body: Option<&str>) -> Result<(), String>;
}

impl<O: Operation<Body: Answer + Serialize>> Exemplary for Response<O> {
    fn compare(answer: &AnswerBytes<'_>, body: Option<&str>) -> Result<(), String> {
        let read_back = O::Body::read(answer).map_err(|problem| problem.source.to_string())?;
        let read_back = serde_json::to_value(read_back).map_err(|error| error.to_string())?;
        match (body.map(read), &read_back) {
            (None, _) => Ok(()),
            (Some(Ok(expected)), _) => holds(&expected, &read_back, ""),
            // One of several bodies may be plain text.
            (Some(Err(_)), Json::String(text)) if Some(text.as_str()) == body => Ok(()),
            (Some(Err(problem)), _) => Err(problem),
        }
    }
}

impl<O: Operation> Exemplary for TextResponse<O> {
    fn compare(answer: &AnswerBytes<'_>, body: Option<&str>) -> Result<(), String> {
        let text = answer
            .text()
            .map_err(|problem| problem.source.to_string())?;
        if text == body.unwrap_or_default() {
            return Ok(());
        }
        Err(format!("the text is {text:?}"))
    }
}

impl<O: Operation> Exemplary for EmptyResponse<O> {
    fn compare(_answer: &AnswerBytes<'_>, body: Option<&str>) -> Result<(), String> {
        match body {
            None => Ok(()),
            Some(_) => Err("the operation answers without a body".to_owned()),
        }
    }
}

fn read(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))
}

fn list<'a>(value: &'a Json, key: &str) -> impl Iterator<Item = &'a Json> {
    value
        .get(key)
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
}

/// A request in the form of an example, with the headers of these names.
fn shown(prepared: &PreparedRequest, names: &[&str], body: Option<&Json>) -> Json {
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
    let mut shown = Map::new();
    shown.insert("method".to_owned(), prepared.method().as_str().into());
    shown.insert("path".to_owned(), path.into_owned().into());
    shown.insert("query".to_owned(), query.collect());
    shown.insert("headers".to_owned(), headers.collect());
    if !prepared.body().is_empty() {
        shown.insert("body".to_owned(), shown_body(prepared, body));
    }
    shown.into()
}

fn pair(name: &str, value: &str) -> Json {
    Json::Array(vec![name.into(), value.into()])
}

/// The body as the example gives it: JSON where it is JSON, otherwise text, or bytes in base64.
fn shown_body(prepared: &PreparedRequest, expected: Option<&Json>) -> Json {
    let media_type = prepared.headers().get("content-type");
    if media_type.is_some_and(|media_type| media_type.contains("json")) {
        return serde_json::from_slice(prepared.body()).unwrap_or_default();
    }
    let text = String::from_utf8_lossy(prepared.body()).into_owned();
    if expected.and_then(Json::as_str) == Some(text.as_str()) {
        return text.into();
    }
    serde_json::to_value(super::Bytes::from(prepared.body())).unwrap_or_default()
}

/// Whether two values are the same, to the last member.
fn same(expected: &Json, actual: &Json, path: &str) -> Result<(), String> {
    holds(expected, actual, path)?;
    holds(actual, expected, path)
}

/// Whether everything that is expected is there; what is `null` may be left out, and a moment may be
/// written in another way.
fn holds(expected: &Json, actual: &Json, path: &str) -> Result<(), String> {
    match (expected, actual) {
        (Json::Object(expected), Json::Object(actual)) => {
            for (key, expected) in expected {
                let actual = actual.get(key).unwrap_or(&Json::Null);
                holds(expected, actual, &format!("{path}.{key}"))?;
            }
            Ok(())
        }
        (Json::Array(expected), Json::Array(actual)) if expected.len() == actual.len() => {
            let pairs = expected.iter().zip(actual).enumerate();
            for (index, (expected, actual)) in pairs {
                holds(expected, actual, &format!("{path}[{index}]"))?;
            }
            Ok(())
        }
        (Json::String(expected), Json::String(actual)) if is_same_moment(expected, actual) => {
            Ok(())
        }
        (Json::Number(expected), Json::Number(actual))
            if expected.as_f64() == actual.as_f64() && expected.is_f64() != actual.is_f64() =>
        {
            Ok(())
        }
        _ if expected == actual => Ok(()),
        _ => Err(format!("at `{path}`: expected {expected}, not {actual}")),
    }
}

fn is_same_moment(one: &str, other: &str) -> bool {
    match (one.parse::<Timestamp>(), other.parse::<Timestamp>()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{holds, read, request, same};
    use crate::runtime::testing::{Filter, Paint};

    #[test]
    fn a_request_is_compared_to_the_last_member() {
        let paint = Paint::new(Filter::ids(["7"]));
        let right = r#"{"method": "POST", "path": "/paint", "query": [], "headers": [],
            "body": {"colour": "red", "filter": {"ids": ["7"]}}}"#;
        assert_eq!(request(&paint, right), Ok(()));
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
            assert!(request(&paint, &wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_moment_can_be_written_in_several_ways() {
        let moment = |text: &str| read(&format!("{text:?}")).unwrap();
        let [one, other, later] = [
            "2026-01-31T12:00:00Z",
            "2026-01-31T13:00:00.000+01:00",
            "2026-01-31T12:00:01Z",
        ]
        .map(moment);
        assert_eq!(same(&one, &other, ""), Ok(()));
        assert!(same(&one, &later, "").is_err());
    }

    #[test]
    fn an_answer_may_hold_more() {
        let [little, much] =
            [r#"{"a": null, "b": 1}"#, r#"{"b": 1.0, "c": 2}"#].map(|text| read(text).unwrap());
        assert_eq!(holds(&little, &much, ""), Ok(()));
        let error = holds(&much, &little, "").unwrap_err();
        assert_eq!(error, "at `.c`: expected 2, not null");
    }
}
