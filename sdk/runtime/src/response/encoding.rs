//! The content encoding of a response body, decoded up to a limit.

use std::error::Error;
use std::fmt;
use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

/// A decoded body, as far as it could be decoded.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) bytes: Bytes,
    pub(crate) problem: Option<ContentError>,
}

/// The reason why a body cannot be decoded.
#[derive(Debug)]
pub(crate) enum ContentError {
    /// The server used an encoding that the request did not accept; the bytes are not decoded.
    Unaccepted,
    /// The body is not valid gzip, or ended early.
    Broken(io::Error),
    /// The body is longer than this number of bytes.
    TooLong(usize),
}

impl ContentError {
    /// Returns `true` if the body ended early although the connection reported it as complete.
    pub(crate) fn is_early_end(&self) -> bool {
        match self {
            Self::Broken(error) => error.kind() == io::ErrorKind::UnexpectedEof,
            Self::Unaccepted | Self::TooLong(_) => false,
        }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unaccepted => {
                f.write_str("the server used a Content-Encoding different from gzip")
            }
            Self::Broken(_) => f.write_str("the body is not valid gzip"),
            Self::TooLong(limit) => write!(f, "the body is longer than {limit} bytes"),
        }
    }
}

impl Error for ContentError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Broken(error) => Some(error),
            Self::Unaccepted | Self::TooLong(_) => None,
        }
    }
}

/// Decodes a body according to its headers, up to `limit` bytes.
pub(crate) fn decode(headers: &HeaderMap, body: Bytes, limit: usize) -> Decoded {
    let problem = match encoding(headers) {
        Encoding::Gzip if !body.is_empty() => return gunzip(&body, limit),
        Encoding::Gzip | Encoding::Identity => None,
        Encoding::Other => Some(ContentError::Unaccepted),
    };
    Decoded {
        bytes: body,
        problem,
    }
}

/// The encoding of a body.
pub(crate) enum Encoding {
    Identity,
    Gzip,
    Other,
}

/// Reads `Content-Encoding`; empty tokens and `identity` are ignored.
pub(crate) fn encoding(headers: &HeaderMap) -> Encoding {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let tokens = values
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .filter(|token| !token.is_empty() && !token.eq_ignore_ascii_case(b"identity"));
    tokens.fold(Encoding::Identity, |before, token| match before {
        Encoding::Identity if is_gzip(token) => Encoding::Gzip,
        Encoding::Identity | Encoding::Gzip | Encoding::Other => Encoding::Other,
    })
}

/// Returns `true` if the token names gzip, including its old name.
fn is_gzip(token: &[u8]) -> bool {
    token.eq_ignore_ascii_case(b"gzip") || token.eq_ignore_ascii_case(b"x-gzip")
}

/// Decompresses up to `limit` bytes.
fn gunzip(body: &[u8], limit: usize) -> Decoded {
    let mut decoded = Vec::with_capacity(body.len().saturating_mul(4).min(limit));
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let result = MultiGzDecoder::new(body)
        .take(one_more)
        .read_to_end(&mut decoded);
    let problem = match result {
        Ok(_) if decoded.len() > limit => {
            decoded.truncate(limit);
            Some(ContentError::TooLong(limit))
        }
        Ok(_) => None,
        Err(error) => Some(ContentError::Broken(error)),
    };
    Decoded {
        bytes: decoded.into(),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http::HeaderValue;

    use super::*;

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    fn decode_as(encoding: &'static str, body: Vec<u8>, limit: usize) -> Decoded {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        decode(&headers, body.into(), limit)
    }

    #[test]
    fn gzip_is_decoded_in_one_or_more_members() {
        let body = [gzip(b"one "), gzip(b"two")].concat();
        for encoding in ["gzip", "GZIP", "x-gzip", "identity, gzip", " gzip ,"] {
            let decoded = decode_as(encoding, body.clone(), 7);
            assert_eq!(&decoded.bytes[..], b"one two", "{encoding}");
            assert!(decoded.problem.is_none());
        }
        assert!(decode_as("gzip", Vec::new(), 7).problem.is_none());
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let decoded = decode_as("gzip", gzip(&vec![b' '; 1_000_000]), 1_000);
        assert!(matches!(
            decoded.problem,
            Some(ContentError::TooLong(1_000))
        ));
        assert_eq!(decoded.bytes.len(), 1_000);
    }

    #[test]
    fn a_truncated_body_keeps_its_start() {
        let mut body = gzip(b"hello");
        body.truncate(body.len() - 4);
        let decoded = decode_as("gzip", body, 1_000);
        assert!(matches!(decoded.problem, Some(ContentError::Broken(_))));
        assert_eq!(&decoded.bytes[..], b"hello");
    }

    #[test]
    fn other_encodings_are_errors() {
        for encoding in ["br", "gzip, gzip", "deflate", "gzip, br"] {
            let decoded = decode_as(encoding, b"x".to_vec(), 7);
            assert!(
                matches!(decoded.problem, Some(ContentError::Unaccepted)),
                "{encoding}"
            );
        }
        assert!(decode_as("identity", b"x".to_vec(), 7).problem.is_none());
    }
}
