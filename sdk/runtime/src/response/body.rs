//! Decoding of complete bodies: JSON, text, or one of several types by status.

#[cfg(feature = "mock")]
use std::cell::RefCell;

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use crate::error::decode_problem::DecodeProblem;
use crate::http::header_text::latin1;
use crate::response::json;

/// The type of a complete response body.
///
/// Every type that is deserialised from JSON is one. Generated code implements it for an enum if
/// the status determines the type of the body.
pub trait ResponseBody: Sized {
    /// Decodes the body.
    ///
    /// # Errors
    ///
    /// Returns the [`DecodeProblem`] if the body cannot be decoded or the status is undocumented.
    fn read(body: &BufferedBody<'_>) -> Result<Self, DecodeProblem>;
}

impl<T: DeserializeOwned> ResponseBody for T {
    fn read(body: &BufferedBody<'_>) -> Result<Self, DecodeProblem> {
        body.json()
    }
}

/// A complete, decompressed response body, with status and headers of its response.
#[derive(Clone, Copy, Debug)]
pub struct BufferedBody<'a> {
    pub(crate) status: u16,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) bytes: &'a [u8],
    /// Collects the paths of members that no type knows.
    #[cfg(feature = "mock")]
    unknown: Option<&'a RefCell<Vec<String>>>,
}

impl<'a> BufferedBody<'a> {
    /// Joins a body with status and headers of its response.
    pub(crate) fn new(status: u16, headers: &'a HeaderMap, bytes: &'a [u8]) -> Self {
        Self {
            status,
            headers,
            bytes,
            #[cfg(feature = "mock")]
            unknown: None,
        }
    }

    /// Collects the paths of members that the type of the body does not have.
    #[cfg(feature = "mock")]
    pub(crate) fn noting_unknown(self, unknown: &'a RefCell<Vec<String>>) -> Self {
        Self {
            unknown: Some(unknown),
            ..self
        }
    }
}

impl BufferedBody<'_> {
    /// Returns the status code: 2xx, or a redirect that the operation documents.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    ///
    /// Returns the [`DecodeProblem`] if the body is not JSON or does not match `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeProblem> {
        #[cfg(feature = "mock")]
        if let Some(unknown) = self.unknown {
            unknown.borrow_mut().extend(json::unknown::<T>(self.bytes));
        }
        json::json(self.bytes)
    }

    /// Decodes the body as JSON; `None` if it is blank or `null`.
    ///
    /// # Errors
    ///
    /// Returns the [`DecodeProblem`] if the body is not JSON or does not match `T`.
    pub fn optional_json<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeProblem> {
        self.or_null().json()
    }

    /// Returns `null` in place of a blank body.
    pub(crate) fn or_null(self) -> Self {
        if self.bytes.trim_ascii().is_empty() {
            let bytes = b"null";
            return Self { bytes, ..self };
        }
        self
    }

    /// Decodes the body as text: UTF-8 without a byte order mark, or ISO-8859-1 if the
    /// `Content-Type` header declares it.
    ///
    /// # Errors
    ///
    /// Returns the [`DecodeProblem`] if the body is neither.
    pub fn text(&self) -> Result<String, DecodeProblem> {
        if is_latin1(self.headers) {
            return Ok(latin1(self.bytes));
        }
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf");
        let text = std::str::from_utf8(bytes.unwrap_or(self.bytes))?;
        Ok(text.to_owned())
    }

    /// Returns the problem of a response with an undocumented status.
    #[must_use]
    pub fn undocumented(&self) -> DecodeProblem {
        let status = self.status;
        DecodeProblem {
            path: None,
            source: format!("no response with status {status} is documented").into(),
        }
    }
}

/// Returns `true` if the `Content-Type` header declares ISO-8859-1.
fn is_latin1(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).map(http::HeaderValue::as_bytes);
    let mut parameters = media_type.unwrap_or_default().split(|byte| *byte == b';');
    parameters.any(|parameter| {
        let mut parts = parameter.splitn(2, |byte| *byte == b'=');
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else {
            return false;
        };
        let value = value.trim_ascii();
        let inside = value.strip_prefix(b"\"");
        let value = inside
            .and_then(|rest| rest.strip_suffix(b"\""))
            .unwrap_or(value);
        name.trim_ascii().eq_ignore_ascii_case(b"charset")
            && [&b"iso-8859-1"[..], b"latin1", b"l1"]
                .iter()
                .any(|latin1| value.eq_ignore_ascii_case(latin1))
    })
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::{BufferedBody, CONTENT_TYPE, DecodeProblem, ResponseBody};

    #[derive(Debug, PartialEq)]
    enum Body {
        Created(Vec<u8>),
        Accepted(u8),
        Done,
        Partial(String),
    }

    impl ResponseBody for Body {
        fn read(body: &BufferedBody<'_>) -> Result<Self, DecodeProblem> {
            match body.status() {
                201 => body.json().map(Self::Created),
                202 | 203 => body.json().map(Self::Accepted),
                204 => Ok(Self::Done),
                206 => body.text().map(Self::Partial),
                _ => Err(body.undocumented()),
            }
        }
    }

    fn read<T: ResponseBody>(status: u16, bytes: &[u8]) -> Result<T, String> {
        let headers = &HeaderMap::new();
        let body = BufferedBody::new(status, headers, bytes);
        T::read(&body).map_err(|problem| problem.source.to_string())
    }

    #[test]
    fn the_status_determines_the_type() {
        assert_eq!(read(201, b"[1]"), Ok(Body::Created(vec![1])));
        assert_eq!(read(202, b"1"), Ok(Body::Accepted(1)));
        assert_eq!(read(203, b"2"), Ok(Body::Accepted(2)));
        assert_eq!(read(204, b"ignored"), Ok(Body::Done));
        assert_eq!(read(206, b"[1]"), Ok(Body::Partial("[1]".to_owned())));
        let error = read::<Body>(200, b"[1]").unwrap_err();
        assert_eq!(error, "no response with status 200 is documented");
        assert!(read::<Body>(201, b"").is_err());
        assert_eq!(read::<u8>(299, b"1"), Ok(1));
    }

    #[test]
    fn a_missing_body_is_null() {
        for (bytes, value) in [
            (&b""[..], Some(None)),
            (b" \r\n", Some(None)),
            (b"null", Some(None)),
            (b"7", Some(Some(7))),
            (b"\"\"", None),
            (b"{", None),
        ] {
            let headers = &HeaderMap::new();
            let status = 200;
            let body = BufferedBody::new(status, headers, bytes);
            assert_eq!(body.optional_json::<u8>().ok(), value, "{bytes:?}");
        }
    }

    #[test]
    fn text_is_decoded_with_the_declared_charset() {
        for (media_type, bytes, text) in [
            ("text/plain", &b"f\xc3\xbcr"[..], "für"),
            (
                "text/plain; charset=utf-8",
                b"\xef\xbb\xbff\xc3\xbcr",
                "für",
            ),
            ("text/plain; charset=ISO-8859-1", b"f\xfcr", "für"),
            ("text/plain;a=b; Charset = \"latin1\"", b"f\xfcr", "für"),
            ("", b"", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            let body = BufferedBody::new(200, &headers, bytes);
            assert_eq!(body.text().unwrap(), text, "{media_type}");
        }
    }

    #[test]
    fn invalid_utf8_is_an_error() {
        let headers = HeaderMap::new();
        let body = BufferedBody::new(200, &headers, b"f\xfcr");
        let problem = body.text().unwrap_err();
        assert!(problem.source.to_string().contains("utf-8"), "{problem:?}");
    }
}
