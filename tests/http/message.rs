//! A request as received.

/// The bytes of one request, parsed on demand.
#[derive(Clone, Debug)]
pub struct Request(Vec<u8>);

impl Request {
    /// Takes the first complete request off the front of `buffer`; returns `None` while bytes are
    /// missing.
    ///
    /// # Errors
    ///
    /// Returns an error unless the length of the body follows from a single `Content-Length`.
    pub fn take(buffer: &mut Vec<u8>) -> Result<Option<Self>, String> {
        const END: &[u8] = b"\r\n\r\n";
        let Some(end) = buffer.windows(END.len()).position(|bytes| bytes == END) else {
            return Ok(None);
        };
        let head = Self(buffer[..end].to_vec());
        let lengths: Vec<_> = head.values("content-length").collect();
        let length = match lengths.as_slice() {
            [] if head.values("transfer-encoding").next().is_none() => 0,
            [length] => length.parse::<usize>().map_err(|error| error.to_string())?,
            _ => return Err(format!("a body of unknown length: {}", head.head())),
        };
        let total = end + END.len() + length;
        Ok((buffer.len() >= total).then(|| Self(buffer.drain(..total).collect())))
    }

    /// Returns all bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the request line and the headers.
    pub fn head(&self) -> &str {
        let text = self.text();
        text.split_once("\r\n\r\n").map_or(text, |(head, _)| head)
    }

    /// Returns the request line.
    pub fn line(&self) -> &str {
        self.head().lines().next().unwrap_or_default()
    }

    /// Returns the headers, sorted: name in lower case, and value.
    pub fn headers(&self) -> Vec<(String, &str)> {
        let lines = self.head().lines().skip(1);
        let mut headers: Vec<_> = lines
            .map(|line| line.split_once(": ").unwrap_or((line, "")))
            .map(|(name, value)| (name.to_ascii_lowercase(), value))
            .collect();
        headers.sort();
        headers
    }

    /// Returns the values of the header with this name.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers()
            .into_iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// Returns the body.
    pub fn body(&self) -> &str {
        self.text()
            .split_once("\r\n\r\n")
            .map_or("", |(_, body)| body)
    }

    /// Returns the request as text; the SDK sends only UTF-8.
    fn text(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a request is UTF-8")
    }
}
