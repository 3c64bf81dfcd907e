//! Encoded request bodies.

use bytes::Bytes;

use crate::http::text::{ValueJson, text_of};

/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
/// The media type of bytes of an unknown type.
pub(crate) const OCTETS: &str = "application/octet-stream";
const PLAIN_TEXT: &str = "text/plain; charset=utf-8";

/// An encoded request body and its default media type.
#[derive(Clone, Debug)]
pub struct EncodedBody {
    bytes: Bytes,
    media_type: &'static str,
}

impl EncodedBody {
    /// Wraps serialized JSON.
    pub(crate) fn json(bytes: Vec<u8>) -> Self {
        Self {
            bytes: bytes.into(),
            media_type: JSON,
        }
    }

    /// Wraps an encoded form.
    pub(crate) fn form(text: String) -> Self {
        Self {
            bytes: text.into(),
            media_type: FORM,
        }
    }

    /// Returns the media type to send unless the operation sets another.
    pub(crate) fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// Returns the bytes.
    pub(crate) fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// Wraps arbitrary bytes.
    pub(crate) fn bytes(bytes: Bytes) -> Self {
        Self {
            bytes,
            media_type: OCTETS,
        }
    }

    /// Encodes a value as text.
    ///
    /// # Errors
    ///
    /// Returns the message of a violation if the value has no text form.
    pub(crate) fn text(json: ValueJson) -> Result<Self, &'static str> {
        text_of(json).map(|text| Self {
            bytes: text.into(),
            media_type: PLAIN_TEXT,
        })
    }
}
