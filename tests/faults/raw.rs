//! Responses as written in the table: text in which each character is a byte.

use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use sentinelone_sdk::transport;

use crate::gzip::gzip;

/// The content of a gzip bomb, which compresses to a thousandth.
const BOMB: usize = 4 * 1024 * 1024;

static PACKED: LazyLock<Vec<u8>> =
    LazyLock::new(|| gzip(br#"{"data":{"affected":1,"details":[]},"errors":null}"#));
static PACKED_BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| gzip(&vec![b' '; BOMB]));

/// Returns the bytes of a response; `{…}` is a placeholder for bytes that cannot be written down.
pub fn bytes(text: &str) -> Vec<u8> {
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
    let soon = SystemTime::now() + Duration::from_secs(10);
    let head = head.replace("{in 10 s}", &httpdate::fmt_http_date(soon));
    let mut bytes = latin1(&head);
    if text.contains("\r\n\r\n") {
        bytes.extend(b"\r\n\r\n");
    }
    bytes.extend(match body {
        "{gzip}" => PACKED.clone(),
        "{cut gzip}" => PACKED[..PACKED.len() - 12].to_vec(),
        "{bomb}" => PACKED_BOMB.clone(),
        body => latin1(body),
    });
    bytes
}

/// Converts each character to a byte.
fn latin1(text: &str) -> Vec<u8> {
    let bytes = text.chars().map(|c| u8::try_from(c).expect("a byte"));
    bytes.collect()
}

/// Converts the same response for a transport in memory.
pub fn response(text: &str) -> transport::Response {
    let bytes = bytes(text);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = bytes.split_at(end.expect("a whole head"));
    let head = String::from_utf8_lossy(head).into_owned();
    let mut lines = head.lines();
    let line = lines.next().expect("a status line");
    let status = line.split(' ').nth(1).and_then(|text| text.parse().ok());
    let response = transport::Response::new(status.expect("a status")).with_body(&body[4..]);
    lines.fold(response, |response, line| {
        let (name, value) = line.split_once(": ").expect("a header");
        response.with_header(name, value)
    })
}
