//! The value of one header as text.

use std::fmt;
use std::ops::Deref;

use http::HeaderValue;

/// The value of a header, readable as `&str`, sharing its bytes with the answer.
///
/// Bytes that are no UTF-8 are read as ISO-8859-1, so that nothing is lost.
#[derive(Clone)]
pub struct HeaderText(Text);

#[derive(Clone)]
enum Text {
    /// UTF-8, checked when it was made.
    Shared(HeaderValue),
    /// Anything else, decoded.
    Decoded(Box<str>),
}

impl HeaderText {
    /// The text of a header value.
    pub(super) fn new(value: &HeaderValue) -> Self {
        let bytes = value.as_bytes();
        // Nearly all of them are ASCII, which is seen at a glance.
        Self(if bytes.is_ascii() || std::str::from_utf8(bytes).is_ok() {
            Text::Shared(value.clone())
        } else {
            Text::Decoded(latin1(bytes).into())
        })
    }

    /// The value as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Checked in `new`: the default is never taken.
            Text::Shared(value) => std::str::from_utf8(value.as_bytes()).unwrap_or_default(),
            Text::Decoded(text) => text,
        }
    }
}

/// Reads each byte as the character of the same number.
pub(super) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

impl Deref for HeaderText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for HeaderText {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for HeaderText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for HeaderText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for HeaderText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for HeaderText {}

impl PartialEq<str> for HeaderText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for HeaderText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::HeaderText;

    #[test]
    fn bytes_of_any_kind_are_kept() {
        for (bytes, text) in [
            (&b"nginx"[..], "nginx"),
            ("für".as_bytes(), "für"),
            (b"f\xfcr", "für"),
            (b"", ""),
        ] {
            let value = HeaderValue::from_bytes(bytes).unwrap();
            assert_eq!(HeaderText::new(&value), text);
        }
    }
}
