//! Successful responses: the server's bytes against the decoded values.

use std::fmt::Display;

use sentinelone_sdk::{Response, UpdateOutcome, UpdateThreatIncident};
use serde::Deserialize;

use crate::gzip::gzip;
use crate::http::fixture::{client, outcome, request, success, table};
use crate::http::reply::Reply;
use crate::http::server::{Server, Step};

/// Three texts, each of which may be missing.
type Row = [Option<String>; 3];

/// A response, and its expected values.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    response: Reply,
    #[serde(default = "ok")]
    status_code: u16,
    #[serde(default = "usual")]
    reason: String,
    reads: Reads,
}

/// The values of a body.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Reads {
    affected: u64,
    #[serde(default)]
    details: Vec<Row>,
    #[serde(default)]
    errors: Vec<Row>,
}

/// The usual status.
fn ok() -> u16 {
    200
}

/// The usual reason phrase.
fn usual() -> String {
    "OK".to_owned()
}

impl Reads {
    /// Reads the public fields of a response.
    fn of(response: &Response<UpdateThreatIncident>) -> Self {
        let body = &response.json_body;
        let details = body.data.details.iter().map(|detail| {
            let [result, verdict] = [&detail.result, &detail.analyst_verdict];
            let outcome = |outcome: &Option<UpdateOutcome>| outcome.as_ref().map(mark);
            [
                outcome(result),
                outcome(verdict),
                text(detail.threat_id.as_ref()),
            ]
        });
        let errors = body.errors.iter().map(|error| {
            [
                text(error.code.as_ref()),
                error.title.clone(),
                error.detail.clone(),
            ]
        });
        Self {
            affected: body.data.affected,
            details: details.collect(),
            errors: errors.collect(),
        }
    }
}

/// Returns the text of a value, if there is one.
fn text(value: Option<&impl Display>) -> Option<String> {
    value.map(ToString::to_string)
}

/// Returns the text of an outcome, with a question mark after an unknown one.
fn mark(outcome: &UpdateOutcome) -> String {
    match outcome {
        UpdateOutcome::Unrecognized(value) => format!("{value}?"),
        known => known.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_response_has_its_values() {
    let cases: Vec<Case> = table(include_str!("responses.yaml"));
    let server = Server::start(cases.iter().map(|case| case.response.script()));
    let client = client(&server);
    for case in &cases {
        let name = &case.name;
        let outcome = client.send(&request()).await;
        let response = outcome.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(response.status_code, case.status_code, "{name}");
        assert_eq!(response.reason, case.reason, "{name}");
        assert_eq!(Reads::of(&response), case.reads, "{name}");
    }
    assert_eq!(server.finish().requests.len(), cases.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_encoding_headers_survive_decompression_and_chunks() {
    let reply = success()
        .with_header("Content-Encoding", "gzip")
        .with_chunks(&[3, 1, 4]);
    for script in [reply.script(), reply.pieces(1)] {
        let response = outcome(script).await.expect("a success");
        let headers = &response.headers;
        assert_eq!(headers.content_encoding.as_deref(), Some("gzip"));
        assert_eq!(headers.transfer_encoding.as_deref(), Some("chunked"));
        assert_eq!(headers.get("content-length"), None);
        assert_eq!(response.json_body.data.affected, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_compressed_response_keeps_its_wire_length() {
    let reply = success().with_header("Content-Encoding", "gzip");
    let length = gzip(reply.body.as_bytes()).len().to_string();
    let response = outcome(reply.script()).await.expect("a success");
    assert_eq!(
        response.headers.get("Content-Length").as_deref(),
        Some(&*length)
    );
    assert_eq!(response.headers.content_encoding.as_deref(), Some("gzip"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_may_end_with_its_connection() {
    let bytes = b"HTTP/1.0 200 Fine\r\nServer: old\r\n\r\n{\"data\":{\"affected\":4}}";
    let script = vec![Step::Send(bytes.to_vec()), Step::Close];
    let response = outcome(script).await.expect("a success");
    assert_eq!(response.reason, "Fine");
    assert_eq!(response.headers.server.as_deref(), Some("old"));
    assert_eq!(response.json_body.data.affected, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interim_response_is_skipped() {
    let early = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n".to_vec();
    let script = vec![Step::Send(early), Step::Send(success().bytes())];
    let response = outcome(script).await.expect("a success");
    assert_eq!((response.status_code, &*response.reason), (200, "OK"));
    assert_eq!(response.headers.get("Link"), None);
}

/// The HTTP client drops a reason phrase beyond ASCII; the response is still valid.
#[tokio::test(flavor = "multi_thread")]
async fn a_reason_phrase_beyond_ascii_is_ignored() {
    let reply = success().with_status("200 F\u{fc}r Sie");
    let response = outcome(reply.script()).await.expect("a success");
    assert_eq!((response.status_code, &*response.reason), (200, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_details_are_read() {
    let detail = |id| format!(r#"{{"result":"updated","threatId":"{id}"}}"#);
    let details: Vec<_> = (0..5000).map(detail).collect();
    let details = details.join(",");
    let body = format!(r#"{{"data":{{"affected":5000,"details":[{details}]}}}}"#);
    let plain = Reply::json(&body);
    let packed = plain.clone().with_header("Content-Encoding", "gzip");
    for reply in [plain.clone(), plain.with_chunks(&[1000, 65_536]), packed] {
        let response = outcome(reply.script()).await.expect("a success");
        let details = &response.json_body.data.details;
        assert_eq!(details.len(), 5000);
        assert_eq!(details[4999].threat_id.as_deref(), Some("4999"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decoded_body_can_be_serialised_again() {
    let body = r#"{"data":{"affected":1,"details":[{"result":"odd","threatId":"7"}]},"errors":[]}"#;
    let response = outcome(Reply::json(body).script())
        .await
        .expect("a success");
    let again = serde_json::to_string(&response.json_body).expect("a body is JSON");
    assert_eq!(again, body);
    assert_eq!(Reads::of(&response.clone()), Reads::of(&response));
}
