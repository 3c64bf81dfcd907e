//! The encoding of an answer's body: what was announced is decoded here, within a limit.

use std::error::Error;
use std::fmt;
use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

/// A body after decoding: all of it, or what could be had of it.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) bytes: Bytes,
    pub(super) problem: Option<ContentError>,
}

/// Why a body cannot be had as it was before it was encoded.
#[derive(Debug)]
pub(super) enum ContentError {
    /// The server used an encoding that was not announced; the bytes are as they came.
    Unannounced,
    /// The body is no valid gzip, or not all of it.
    Broken(io::Error),
    /// The body is longer than so many bytes.
    TooLong(usize),
}

impl ContentError {
    /// Whether the body ended before it was complete, though the connection knew nothing of it.
    pub(super) fn is_early_end(&self) -> bool {
        match self {
            Self::Broken(error) => error.kind() == io::ErrorKind::UnexpectedEof,
            Self::Unannounced | Self::TooLong(_) => false,
        }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unannounced => f.write_str("the server used a Content-Encoding other than gzip"),
            Self::Broken(_) => f.write_str("the body is no valid gzip"),
            Self::TooLong(limit) => write!(f, "the body is longer than {limit} bytes"),
        }
    }
}

impl Error for ContentError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Broken(error) => Some(error),
            Self::Unannounced | Self::TooLong(_) => None,
        }
    }
}

/// Undoes the encoding that the headers name.
pub(super) fn decode(headers: &HeaderMap, body: Bytes, limit: usize) -> Decoded {
    let problem = match encoding(headers) {
        Encoding::Gzip if !body.is_empty() => return gunzip(&body, limit),
        Encoding::Gzip | Encoding::Identity => None,
        Encoding::Other => Some(ContentError::Unannounced),
    };
    Decoded {
        bytes: body,
        problem,
    }
}

/// How a body is encoded.
pub(super) enum Encoding {
    Identity,
    Gzip,
    Other,
}

/// Reads `Content-Encoding`: empty parts and `identity` say nothing.
pub(super) fn encoding(headers: &HeaderMap) -> Encoding {
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

/// Whether the token names gzip, under its old name too.
fn is_gzip(token: &[u8]) -> bool {
    token.eq_ignore_ascii_case(b"gzip") || token.eq_ignore_ascii_case(b"x-gzip")
}

/// Decompresses until the limit is passed.
fn gunzip(body: &[u8], limit: usize) -> Decoded {
    let mut decoded = Vec::with_capacity(body.len().saturating_mul(4).min(limit));
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let result = MultiGzDecoder::new(body)
        .take(most)
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

    use flate2::{Compression, write::GzEncoder};
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
    fn a_cut_body_keeps_its_start() {
        let mut body = gzip(b"hello");
        body.truncate(body.len() - 4);
        let decoded = decode_as("gzip", body, 1_000);
        assert!(matches!(decoded.problem, Some(ContentError::Broken(_))));
        assert_eq!(&decoded.bytes[..], b"hello");
    }

    #[test]
    fn other_encodings_were_not_announced() {
        for encoding in ["br", "gzip, gzip", "deflate", "gzip, br"] {
            let decoded = decode_as(encoding, b"x".to_vec(), 7);
            assert!(
                matches!(decoded.problem, Some(ContentError::Unannounced)),
                "{encoding}"
            );
        }
        assert!(decode_as("identity", b"x".to_vec(), 7).problem.is_none());
    }
}
