//! The body of a response, as kept in an error.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use crate::error::one_line::one_line;

/// The number of bytes of a body that an error keeps.
const MAX_BYTES: usize = 64 * 1024;

/// The body of a response as kept in an error: decompressed, at most its first 64 KiB.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ErrorBody {
    bytes: Bytes,
    truncated: bool,
}

impl ErrorBody {
    /// Keeps the start of `bytes`; `truncated` if the server's body was longer than `bytes`.
    pub(crate) fn new(mut bytes: Bytes, truncated: bool) -> Self {
        let truncated = truncated || bytes.len() > MAX_BYTES;
        if bytes.len() > MAX_BYTES {
            // A slice would keep the whole body in memory.
            bytes = Bytes::copy_from_slice(bytes.get(..MAX_BYTES).unwrap_or_default());
        }
        Self { bytes, truncated }
    }

    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the bytes as text; invalid UTF-8 is replaced by U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Returns `true` if the server's body was longer than [`as_bytes`](Self::as_bytes).
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Returns the start of the body in one line; empty if the body is blank.
    pub(crate) fn summary(&self) -> String {
        one_line(&self.text())
    }
}

impl fmt::Debug for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text(), f)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{ErrorBody, MAX_BYTES};

    #[test]
    fn the_summary_is_one_bounded_line() {
        let body = ErrorBody::new(Bytes::from_static(b"<html>\r\n\t<b>x</b>\0</html>"), false);
        assert_eq!(body.summary(), "<html> <b>x</b> </html>");
        let long = ErrorBody::new(Bytes::from("ä".repeat(MAX_BYTES)), false);
        assert!(long.is_truncated());
        assert_eq!(long.as_bytes().len(), MAX_BYTES);
        assert_eq!(long.summary().chars().count(), 201);
    }
}
