//! Responses of the server as data: status line, headers and body before they are encoded.

use serde::Deserialize;

use crate::gzip::gzip;
use crate::http::server::{Script, Step};

/// A response. Its headers select the encoding of the body: a `Transfer-Encoding` of `chunked` and
/// a `Content-Encoding` of `gzip` are applied, and a missing `Content-Length` is added.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The status line after the version, such as `200 OK`.
    #[serde(default = "ok")]
    pub status: String,
    /// Names and values, written in this order.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The decoded body.
    pub body: String,
    /// The sizes of the first chunks; the last chunk has the rest.
    #[serde(default)]
    pub chunks: Vec<usize>,
}

/// The usual status.
fn ok() -> String {
    "200 OK".to_owned()
}

impl Reply {
    /// Creates a success with this JSON body and no headers but its length.
    pub fn json(body: &str) -> Self {
        Self {
            status: ok(),
            headers: Vec::new(),
            body: body.to_owned(),
            chunks: Vec::new(),
        }
    }

    /// Changes the status line.
    pub fn with_status(mut self, status: &str) -> Self {
        status.clone_into(&mut self.status);
        self
    }

    /// Adds a header.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends the body in chunks of these sizes.
    pub fn with_chunks(self, sizes: &[usize]) -> Self {
        let mut chunked = self.with_header("Transfer-Encoding", "chunked");
        chunked.chunks = sizes.to_vec();
        chunked
    }

    /// Returns the first value of the header with this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the bytes on the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let mut body = self.body.clone().into_bytes();
        if self.header("content-encoding") == Some("gzip") {
            body = gzip(&body);
        }
        let is_chunked = self.header("transfer-encoding") == Some("chunked");
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if is_chunked {
            body = chunked(&body, &self.chunks);
        } else if self.header("content-length").is_none() {
            head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        [head.as_bytes(), b"\r\n", &body].concat()
    }

    /// Returns a script that sends all bytes at once.
    pub fn script(&self) -> Script {
        vec![Step::Send(self.bytes())]
    }

    /// Returns a script that sends pieces of this size, each in a separate write.
    pub fn pieces(&self, size: usize) -> Script {
        let bytes = self.bytes();
        let pieces = bytes.chunks(size);
        pieces.map(|piece| Step::Send(piece.to_vec())).collect()
    }
}

/// Cuts a body into chunks of these sizes, the rest into a last one.
fn chunked(body: &[u8], sizes: &[usize]) -> Vec<u8> {
    let (mut rest, mut wire) = (body, Vec::new());
    for size in sizes.iter().copied().chain([usize::MAX]) {
        let (chunk, behind) = rest.split_at(size.min(rest.len()));
        if !chunk.is_empty() {
            wire.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
            wire.extend([chunk, b"\r\n"].concat());
        }
        rest = behind;
    }
    wire.extend(b"0\r\n\r\n");
    wire
}
