//! The response to a raw request.

use std::fmt;

use crate::http::headers::HeaderFields;
use crate::response::incoming::ArrivedResponse;
use crate::values::bytes::Bytes;

/// The response to a [`RawRequest`](crate::request::RawRequest), with any status.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// Status code, not only 2xx.
    pub status_code: u16,
    /// Reason phrase as the server wrote it, with the credential replaced.
    pub reason: String,
    /// All headers, with the credential replaced.
    pub headers: HeaderFields,
    /// The decompressed body. The credential is not replaced in it.
    pub body: Bytes,
}

impl RawResponse {
    /// Replaces the credential in reason phrase and headers.
    pub(crate) fn new(response: ArrivedResponse) -> Self {
        let (head, body) = response.into_redacted_head();
        Self {
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            body: body.into(),
        }
    }
}

/// Shows only the length of the body, which may contain anything.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("body_length", &self.body.as_ref().len())
            .finish()
    }
}
