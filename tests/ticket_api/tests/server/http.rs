//! The subset of HTTP/1.1 that the tracker needs.

use std::io;
use std::ops::ControlFlow;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::text::percent_decoded;

/// The maximum size of a request in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A request as received.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Path and query from the request line.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// Reads the next request of a connection; returns `None` at its end.
    pub async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Self>> {
        const END: &[u8] = b"\r\n\r\n";
        let end = loop {
            if let Some(end) = buffer.windows(END.len()).position(|bytes| bytes == END) {
                break end;
            }
            if !more(stream, buffer).await? {
                return Ok(None);
            }
        };
        let head = std::str::from_utf8(&buffer[..end]).map_err(io::Error::other)?;
        let mut request = Self::of_head(head).ok_or_else(|| io::Error::other("no request"))?;
        if request.header("transfer-encoding") == Some("chunked") {
            buffer.drain(..end + END.len());
            request.body = chunks(stream, buffer).await?;
            return Ok(Some(request));
        }
        let length = match request.header("content-length") {
            None => 0,
            Some(length) => length.parse::<usize>().map_err(io::Error::other)?,
        };
        let total = end + END.len() + length;
        while buffer.len() < total {
            if !more(stream, buffer).await? {
                return Ok(None);
            }
        }
        request.body = buffer[end + END.len()..total].to_vec();
        buffer.drain(..total);
        Ok(Some(request))
    }

    fn of_head(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        (version == "HTTP/1.1" && first.next().is_none()).then_some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers.collect::<Option<_>>()?,
            body: Vec::new(),
        })
    }

    /// Returns the value of a header that occurs once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        let (_, value) = found.next()?;
        assert!(found.next().is_none(), "the header {name} is repeated");
        Some(value)
    }

    /// Returns the values of a header that may occur more than once.
    pub fn headers(&self, name: &str) -> Vec<String> {
        let found = self.headers.iter().filter(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).collect()
    }

    /// Returns the raw path.
    pub fn path(&self) -> &str {
        let path = self.target.split('?').next();
        path.unwrap_or_default()
    }

    /// Returns the segments of the path, each decoded separately.
    pub fn segments(&self) -> Result<Vec<String>, String> {
        let segments = self.path().split('/').skip(1);
        let segments: Vec<_> = segments.map(percent_decoded).collect::<Result<_, _>>()?;
        // Any proxy could normalise such a path.
        let is_dots = |segment: &String| segment == "." || segment == "..";
        if segments.iter().any(is_dots) {
            return Err(format!("a dot segment in {}", self.path()));
        }
        Ok(segments)
    }

    /// Returns names and values of the query; values stay encoded, so that literal commas remain
    /// visible.
    pub fn query(&self) -> Result<Vec<(String, &str)>, String> {
        let Some((_, query)) = self.target.split_once('?') else {
            return Ok(Vec::new());
        };
        let pairs = query.split('&').map(|pair| {
            let (name, value) = pair.split_once('=').ok_or(format!("no value: {pair}"))?;
            Ok((percent_decoded(name)?, value))
        });
        pairs.collect()
    }

    /// Returns the body as JSON.
    pub fn json(&self) -> Result<Value, String> {
        serde_json::from_slice(&self.body).map_err(|error| error.to_string())
    }
}

/// Reads a body in chunks.
async fn chunks(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = loop {
            if let Some(end) = buffer.windows(2).position(|bytes| bytes == b"\r\n") {
                break end;
            }
            if !more(stream, buffer).await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        };
        let length = std::str::from_utf8(&buffer[..end]).map_err(io::Error::other)?;
        let length = usize::from_str_radix(length, 16).map_err(io::Error::other)?;
        let total = end + 2 + length + 2;
        while buffer.len() < total {
            if !more(stream, buffer).await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        body.extend_from_slice(&buffer[end + 2..end + 2 + length]);
        buffer.drain(..total);
        if length == 0 {
            return Ok(body);
        }
    }
}

/// Reads some more bytes; returns `false` at the end.
async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<bool> {
    if buffer.len() > MOST_BYTES {
        return Err(io::Error::other("too many bytes"));
    }
    Ok(stream.read_buf(buffer).await? > 0)
}

/// A response.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// `true` if the body is sent in chunks.
    pub is_chunked: bool,
    /// The number of body bytes after which the connection breaks.
    pub cut: Option<usize>,
    /// `true` for the response to a HEAD request: only the head is sent.
    pub is_head: bool,
}

impl Reply {
    /// Creates a response without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            is_chunked: false,
            cut: None,
            is_head: false,
        }
    }

    /// Creates a response of bytes with this media type.
    pub fn of(media_type: &str, body: Vec<u8>) -> Self {
        Self {
            body,
            ..Self::empty(200).with("Content-Type", media_type.to_owned())
        }
    }

    /// Creates a JSON response.
    pub fn json(status: u16, value: &Value) -> Self {
        Self::json_text(status, &value.to_string())
    }

    /// Creates a response from the text of a JSON body.
    pub fn json_text(status: u16, body: &str) -> Self {
        let reply = Self::of("application/json", body.as_bytes().to_vec());
        Self { status, ..reply }
    }

    /// Creates an error response in the API's envelope.
    pub fn error(status: u16, code: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::json(
            status,
            &json!({"error": {"code": code, "message": message}}),
        )
    }

    /// Adds a header.
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Changes the status.
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Changes the JSON body.
    pub fn edited(mut self, edit: impl FnOnce(&mut Value)) -> Self {
        let mut value = serde_json::from_slice(&self.body).expect("a response is JSON");
        edit(&mut value);
        self.body = value.to_string().into_bytes();
        self
    }

    /// Writes the response; stops if the connection ends with it.
    pub async fn write(&self, stream: &mut TcpStream) -> io::Result<ControlFlow<()>> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, phrase(self.status));
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        let length = self.body.len().to_string();
        match (self.status, self.is_chunked) {
            (204, _) => {}
            (_, true) => head.push_str("Transfer-Encoding: chunked\r\n"),
            (_, false) => head.extend(["Content-Length: ", &length, "\r\n"]),
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await?;
        if self.is_head {
            return Ok(ControlFlow::Continue(()));
        }
        let cut = self.cut.unwrap_or(self.body.len()).min(self.body.len());
        for piece in self.body[..cut].chunks(64 * 1024) {
            if self.is_chunked {
                let length = format!("{:x}\r\n", piece.len());
                stream.write_all(length.as_bytes()).await?;
            }
            stream.write_all(piece).await?;
            if self.is_chunked {
                stream.write_all(b"\r\n").await?;
            }
        }
        if self.cut.is_some() {
            stream.shutdown().await?;
            return Ok(ControlFlow::Break(()));
        }
        if self.is_chunked {
            stream.write_all(b"0\r\n\r\n").await?;
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// Returns the reason phrase of a status.
fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        _ => "Other",
    }
}
