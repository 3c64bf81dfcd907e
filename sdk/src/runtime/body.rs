//! The bytes of an answer that could not be used otherwise.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

/// At most so many bytes of a body are kept in an error.
const KEPT: usize = 64 * 1024;
/// At most so many characters of a body are shown in a message.
const SHOWN: usize = 200;

/// The body of an answer as an error keeps it, decompressed, at most its first 64 KiB.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RawBody {
    bytes: Bytes,
    truncated: bool,
}

impl RawBody {
    /// Keeps the start of a body that is there in full, or cut off already.
    pub(super) fn new(mut bytes: Bytes, truncated: bool) -> Self {
        let truncated = truncated || bytes.len() > KEPT;
        if bytes.len() > KEPT {
            // A copy, so that the rest is not kept in memory with it.
            bytes = Bytes::copy_from_slice(bytes.get(..KEPT).unwrap_or_default());
        }
        Self { bytes, truncated }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Whether the server's body was longer than what is kept.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The start of the body in one line; empty where the body says nothing.
    pub(super) fn summary(&self) -> String {
        one_line(&self.text())
    }
}

/// The start of a text in one line, without control characters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((end, _)) = line.char_indices().nth(SHOWN) {
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    line
}

impl fmt::Debug for RawBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text(), f)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{KEPT, RawBody, SHOWN};

    #[test]
    fn the_summary_is_one_bounded_line() {
        let body = RawBody::new(Bytes::from_static(b"<html>\r\n\t<b>x</b>\0</html>"), false);
        assert_eq!(body.summary(), "<html> <b>x</b> </html>");
        let long = RawBody::new(Bytes::from("ä".repeat(KEPT)), false);
        assert!(long.is_truncated());
        assert_eq!(long.as_bytes().len(), KEPT);
        assert_eq!(long.summary().chars().count(), SHOWN + 1);
    }
}
