//! Header values as text.

use std::fmt;
use std::ops::Deref;

use http::HeaderValue;

/// The value of a header, which dereferences to `str` and shares its bytes with the response.
///
/// Bytes that are not valid UTF-8 are decoded as ISO-8859-1, so that nothing is lost.
#[derive(Clone)]
pub struct HeaderText(Text);

#[derive(Clone)]
enum Text {
    /// Valid UTF-8, checked by the constructor.
    Utf8(HeaderValue),
    /// Any other value, decoded.
    Decoded(Box<str>),
}

impl HeaderText {
    /// Creates the text of a header value.
    pub(crate) fn new(value: &HeaderValue) -> Self {
        let bytes = value.as_bytes();
        // Nearly all values are ASCII, which is the cheaper check.
        Self(if bytes.is_ascii() || std::str::from_utf8(bytes).is_ok() {
            Text::Utf8(value.clone())
        } else {
            Text::Decoded(latin1(bytes).into())
        })
    }

    /// Returns the value as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Checked in `new`, so the default is unreachable.
            Text::Utf8(value) => std::str::from_utf8(value.as_bytes()).unwrap_or_default(),
            Text::Decoded(text) => text,
        }
    }
}

/// Decodes ISO-8859-1: each byte is the character with that code point.
pub(crate) fn latin1(bytes: &[u8]) -> String {
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

    use crate::http::header_text::HeaderText;

    #[test]
    fn utf_8_and_other_bytes_are_decoded() {
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
