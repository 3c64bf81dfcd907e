//! Multipart bodies.

use serde_json::json;

use super::{Outcome, bad};
use crate::server::http::{Reply, Request};
use crate::server::text::base64;

/// Returns the head, the size and the beginning of each part.
pub fn attach(request: &Request) -> Outcome {
    let media_type = request.header("content-type").unwrap_or_default();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=");
    let boundary = boundary.ok_or_else(|| bad("not multipart"))?;
    let parts = parts(&request.body, boundary).ok_or_else(|| bad("broken parts"))?;
    let parts = parts.into_iter().map(|(head, content)| {
        let beginning = base64(&content[..content.len().min(8)]);
        json!({"head": head, "size": content.len(), "beginning": beginning})
    });
    Ok(Reply::json(201, &parts.collect()))
}

/// Splits a body into the head and the content of each part.
pub fn parts<'a>(mut body: &'a [u8], boundary: &str) -> Option<Vec<(String, &'a [u8])>> {
    let opening = format!("--{boundary}\r\n");
    let delimiter = format!("\r\n--{boundary}");
    body = body.strip_prefix(opening.as_bytes())?;
    let mut parts = Vec::new();
    loop {
        let head = find(body, b"\r\n\r\n")?;
        let text = std::str::from_utf8(&body[..head]).ok()?;
        body = &body[head + 4..];
        let end = find(body, delimiter.as_bytes())?;
        parts.push((text.to_owned(), &body[..end]));
        body = &body[end + delimiter.len()..];
        if body == b"--\r\n" {
            return Some(parts);
        }
        body = body.strip_prefix(b"\r\n")?;
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|found| found == wanted)
}
