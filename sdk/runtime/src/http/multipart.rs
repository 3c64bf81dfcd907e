//! Multipart bodies (RFC 7578): their parts, and the encoding of each.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;

use bytes::Bytes;

use crate::http::content::Content;
use crate::http::multipart_stream::MultipartStream;

/// One part of a multipart body: a field or a file.
#[derive(Clone)]
pub struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) content: Content,
}

impl Part {
    /// Creates a part of plain text.
    pub(crate) fn text(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            file_name: None,
            media_type: None,
            content: Content::Bytes(text.into()),
        }
    }

    /// Creates a part of serialized JSON.
    pub(crate) fn json(name: &str, json: Vec<u8>) -> Self {
        Self {
            media_type: Some("application/json".to_owned()),
            content: Content::Bytes(json.into()),
            ..Self::text(name, String::new())
        }
    }

    /// Returns the name of the field.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the file name; `None` for a field that is not a file.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// Returns the media type; `None` for plain text.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// Returns the content; `None` if it is a stream, or a file that is read while it is sent.
    #[must_use]
    pub fn content(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Path(_) | Content::Stream(..) => None,
        }
    }

    /// Returns the head of the part: its delimiter and headers.
    fn head(&self, boundary: &str) -> String {
        let name = quoted(&self.name);
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        if let Some(file_name) = &self.file_name {
            head.extend(["; filename=\"", &quoted(file_name), "\""]);
        }
        if let Some(media_type) = &self.media_type {
            head.extend(["\r\nContent-Type: ", media_type]);
        }
        head.push_str("\r\n\r\n");
        head
    }
}

/// Shows neither a name nor the content of a file.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .field("content", &self.content)
            .finish()
    }
}

/// Encodes a name as browsers do (the WHATWG's *multipart/form-data encoding algorithm*), so that it
/// ends neither its quotes nor its line.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' => quoted.push_str("%22"),
            '\r' => quoted.push_str("%0D"),
            '\n' => quoted.push_str("%0A"),
            c => quoted.push(c),
        }
    }
    quoted
}

/// A multipart body: the parts, and the delimiter between them.
#[derive(Clone, Debug)]
pub(crate) struct Multipart {
    boundary: String,
    pub(crate) parts: Vec<Part>,
}

impl Multipart {
    /// Creates a body with a random boundary.
    pub(crate) fn new(parts: Vec<Part>) -> Self {
        Self {
            boundary: boundary(),
            parts,
        }
    }

    /// Returns the media type, which contains the boundary.
    pub(crate) fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Returns `true` if the body can be sent: none of its streams was read yet.
    pub(crate) fn is_intact(&self) -> bool {
        self.parts.iter().all(|part| part.content.is_intact())
    }

    /// Opens the files that are read while they are sent.
    ///
    /// # Errors
    ///
    /// Returns the name of the first part whose file cannot be opened, and the reason.
    pub(crate) async fn open(&self) -> Result<Self, (String, io::Error)> {
        let mut opened = self.clone();
        for part in &mut opened.parts {
            if let Content::Path(path) = &part.content {
                match Content::open(path).await {
                    Ok(content) => part.content = content,
                    Err(error) => return Err((part.name.clone(), error)),
                }
            }
        }
        Ok(opened)
    }

    /// Returns the encoded body, piece by piece. It reads the streams, once.
    pub(crate) fn stream(&self) -> MultipartStream {
        let mut stream = MultipartStream::default();
        for part in &self.parts {
            stream.push(&Content::Bytes(part.head(&self.boundary).into()));
            stream.push(&part.content);
            stream.push(&Content::Bytes(Bytes::from_static(b"\r\n")));
        }
        let end = format!("--{}--\r\n", self.boundary);
        stream.push(&Content::Bytes(end.into()));
        stream
    }
}

/// Returns a boundary that no content contains except with a probability of 2^-128. The standard
/// library keys its hashers with random bytes of the operating system, so that a sender of a file
/// cannot guess it either.
fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_neither_quotes_nor_lines() {
        let part = Part {
            file_name: Some("a\"; filename=\"b\r\nX: y\u{e4}".to_owned()),
            ..Part::text("n\"\r\n", String::new())
        };
        assert_eq!(
            part.head("b"),
            "--b\r\nContent-Disposition: form-data; name=\"n%22%0D%0A\"; \
             filename=\"a%22; filename=%22b%0D%0AX: y\u{e4}\"\r\n\r\n"
        );
    }

    #[test]
    fn boundaries_differ_and_are_short_tokens() {
        let [one, other] = [boundary(), boundary()];
        assert_ne!(one, other);
        assert!(one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
