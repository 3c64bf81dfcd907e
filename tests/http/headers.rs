//! The headers of a response, unchanged from the wire.

use sentinelone_sdk::UpdateThreatIncidentHeaders;
use sentinelone_sdk::client::HeaderText;
use serde::Deserialize;

use crate::http::fixture::{client, outcome, request, success, table};
use crate::http::reply::Reply;
use crate::http::server::{Server, Step};

/// A set of headers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    headers: Vec<(String, String)>,
}

impl Case {
    /// Returns a response with these headers.
    fn reply(&self) -> Reply {
        Reply {
            headers: self.headers.clone(),
            chunks: vec![5, 1],
            ..success()
        }
    }
}

/// Returns the documented headers by name, in the documentation's order.
fn documented(headers: &UpdateThreatIncidentHeaders) -> [(&'static str, Option<&HeaderText>); 17] {
    [
        ("Server", &headers.server),
        ("Date", &headers.date),
        ("Content-Type", &headers.content_type),
        ("Transfer-Encoding", &headers.transfer_encoding),
        ("Connection", &headers.connection),
        ("X-RQID", &headers.x_rqid),
        (
            "Access-Control-Allow-Origin",
            &headers.access_control_allow_origin,
        ),
        (
            "Access-Control-Allow-Credentials",
            &headers.access_control_allow_credentials,
        ),
        ("Vary", &headers.vary),
        (
            "Strict-Transport-Security",
            &headers.strict_transport_security,
        ),
        ("X-Frame-Options", &headers.x_frame_options),
        ("X-Content-Type-Options", &headers.x_content_type_options),
        ("Content-Security-Policy", &headers.content_security_policy),
        ("Cache-Control", &headers.cache_control),
        ("Pragma", &headers.pragma),
        ("Expires", &headers.expires),
        ("Content-Encoding", &headers.content_encoding),
    ]
    .map(|(name, value)| (name, value.as_ref()))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_header_is_read_as_it_was_sent() {
    let cases: Vec<Case> = table(include_str!("headers.yaml"));
    let server = Server::start(cases.iter().map(|case| case.reply().script()));
    let client = client(&server);
    for case in &cases {
        let response = client.send(&request()).await;
        let response = response.unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        let sent = case.reply();
        for (name, value) in documented(&response.headers) {
            assert_eq!(
                value.map(HeaderText::as_str),
                sent.header(name),
                "{}",
                case.name
            );
            assert_eq!(response.headers.get(name).as_ref(), value, "{}", case.name);
        }
        for (name, value) in &sent.headers {
            let read = response.headers.get(name);
            assert_eq!(read.as_deref(), Some(value.as_str()), "{}", case.name);
        }
        if case.name == "all documented headers" {
            let read = documented(&response.headers);
            assert!(read.iter().all(|(_, value)| value.is_some()), "{read:?}");
            assert_eq!(response.headers.len(), read.len());
        }
    }
    assert_eq!(server.finish().requests.len(), cases.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_header_has_its_first_value_and_all_of_them() {
    let reply = success()
        .with_header("Vary", "Origin")
        .with_header("X-RQID", "first")
        .with_header("vary", "Accept-Encoding")
        .with_header("X-Rqid", "second");
    let headers = outcome(reply.script()).await.expect("a success").headers;
    assert_eq!(headers.vary.as_deref(), Some("Origin"));
    assert_eq!(headers.x_rqid.as_deref(), Some("first"));
    let all: Vec<_> = headers.get_all("VARY").collect();
    assert_eq!(all, ["Origin", "Accept-Encoding"]);
    assert_eq!(headers.get_all("x-rqid").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_other_header_can_be_read() {
    let reply = success()
        .with_header("X-RateLimit-Remaining", "9")
        .with_header("Via", "1.1 lb");
    let headers = outcome(reply.script()).await.expect("a success").headers;
    assert_eq!(headers.get("x-ratelimit-remaining").as_deref(), Some("9"));
    assert_eq!(headers.get("VIA").as_deref(), Some("1.1 lb"));
    assert_eq!(headers.get("X-RateLimit"), None);
    let names: Vec<_> = headers.iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names, ["x-ratelimit-remaining", "via", "content-length"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_with_invalid_utf8_are_read_as_latin1() {
    let body = success().body;
    let length = body.len().to_string();
    let bytes = [
        &b"HTTP/1.1 200 OK\r\nServer: f\xfcr alle\r\nVary: f\xc3\xbcr\r\nContent-Length: "[..],
        length.as_bytes(),
        b"\r\n\r\n",
        body.as_bytes(),
    ];
    let response = outcome(vec![Step::Send(bytes.concat())])
        .await
        .expect("a success");
    assert_eq!(response.headers.server.as_deref(), Some("für alle"));
    assert_eq!(
        response.headers.vary.as_deref(),
        Some("für"),
        "UTF-8 stays UTF-8"
    );
}
