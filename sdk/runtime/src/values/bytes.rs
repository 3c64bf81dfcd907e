//! Bytes: base64 text inside JSON, unencoded elsewhere.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD, STANDARD, STANDARD_PAD_INDIFFERENT};
use base64::{Engine, alphabet};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::encoded_body::EncodedBody;
use crate::object::model::Value;

/// Bytes, such as the content of a file. Clones share the buffer.
///
/// Inside JSON they are base64 text, written in the standard alphabet with padding. It is read with
/// or without padding, in the standard or the URL-safe alphabet but not in a mixture, and with the
/// line breaks of MIME writers. `Debug` shows only the number of bytes.
///
/// ```
/// use sdk_runtime::Bytes;
///
/// let bytes = Bytes::from("hello");
/// assert_eq!(format!("{bytes:?}"), "Bytes(5)");
/// assert!(bytes.starts_with(b"hell"));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(bytes::Bytes);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Bytes").field(&self.0.len()).finish()
    }
}

impl From<bytes::Bytes> for Bytes {
    fn from(bytes: bytes::Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Bytes> for bytes::Bytes {
    fn from(bytes: Bytes) -> Self {
        bytes.0
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.0.into()
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes::Bytes::copy_from_slice(bytes))
    }
}

impl<const N: usize> From<&[u8; N]> for Bytes {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Self::from(text.as_bytes())
    }
}

impl PartialEq<[u8]> for Bytes {
    fn eq(&self, other: &[u8]) -> bool {
        **self == *other
    }
}

impl<const N: usize> PartialEq<[u8; N]> for Bytes {
    fn eq(&self, other: &[u8; N]) -> bool {
        **self == *other
    }
}

impl<const N: usize> PartialEq<&[u8; N]> for Bytes {
    fn eq(&self, other: &&[u8; N]) -> bool {
        **self == **other
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(BytesVisitor)
    }
}

/// The URL-safe alphabet, with or without padding.
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    NO_PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads base64 text.
struct BytesVisitor;

impl Visitor<'_> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64 text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Bytes, E> {
        let is_space = |byte: &u8| byte.is_ascii_whitespace();
        let compact: Cow<'_, [u8]> = if text.as_bytes().iter().any(is_space) {
            text.bytes().filter(|byte| !is_space(byte)).collect()
        } else {
            text.as_bytes().into()
        };
        let is_url_safe = compact.iter().any(|byte| matches!(byte, b'-' | b'_'));
        let engine = if is_url_safe {
            &URL_SAFE
        } else {
            &STANDARD_PAD_INDIFFERENT
        };
        let bytes = engine.decode(&compact);
        bytes
            .map(Bytes::from)
            .map_err(|error| E::custom(format_args!("invalid base64: {error}")))
    }
}

impl Value for Bytes {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn raw_body(&self) -> Result<EncodedBody, &'static str> {
        Ok(EncodedBody::bytes(self.0.clone()))
    }
}

#[cfg(test)]
mod tests {
    use crate::values::bytes::Bytes;

    #[test]
    fn json_contains_base64() {
        let bytes = Bytes::from(&[0xfb, 0xff, 0x00, 0x01]);
        assert_eq!(serde_json::to_string(&bytes).unwrap(), "\"+/8AAQ==\"");
        for json in [
            "\"+/8AAQ==\"",
            "\"+/8AAQ\"",
            "\"+/8A\\r\\nAQ==\\r\\n\"",
            "\" +/8\\tAAQ\"",
            "\"-_8AAQ==\"",
            "\"-_8AAQ\"",
        ] {
            assert_eq!(serde_json::from_str::<Bytes>(json).unwrap(), bytes);
        }
        for json in [
            "\"-/8AAQ==\"",
            "\"+/8AAR==\"",
            "\"+/8=AAQ=\"",
            "\"+/8AAQ===\"",
            "\"+/8AAQ,\"",
            "\"a\"",
            "7",
            "null",
        ] {
            assert!(serde_json::from_str::<Bytes>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn debug_output_shows_only_the_length() {
        assert_eq!(format!("{:?}", Bytes::from("canary")), "Bytes(6)");
    }
}
