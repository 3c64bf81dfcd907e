//! The response of a mock to one request.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::mock::fault::Fault;
use crate::transport::error::Error;
use crate::transport::response::Response;

/// The response of a mock to one request, or the fault in place of it.
///
/// A success is decoded with the decoder of its operation before it is sent: a response that the
/// server could not give, such as one without a required member or with a misspelled one, is a
/// problem of the test. Misspelled members inside types with serde's derive are not found.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reply {
    pub(super) status: Option<u16>,
    reason: Option<String>,
    headers: Vec<(String, String)>,
    pub(super) body: Bytes,
    pub(super) fault: Option<Fault>,
    pub(super) is_checked: bool,
    /// The reason why the body cannot be written.
    pub(super) problem: Option<String>,
}

impl Reply {
    /// Creates a success with this JSON body. Its status is the first that the operation documents,
    /// or 200.
    pub fn json(body: impl Serialize) -> Self {
        Self::empty().with_json(body)
    }

    /// Creates a success with this text.
    pub fn text(body: impl Into<String>) -> Self {
        let reply = Self::bytes(body.into().into_bytes());
        reply.with_header("content-type", "text/plain; charset=utf-8")
    }

    /// Creates a success with these bytes.
    pub fn bytes(body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into().into(),
            ..Self::empty()
        }
    }

    /// Creates a success without a body.
    pub fn empty() -> Self {
        Self {
            status: None,
            reason: None,
            headers: Vec::new(),
            body: Bytes::new(),
            fault: None,
            is_checked: true,
            problem: None,
        }
    }

    /// Creates a response with an error status such as 403, without a body; add one with
    /// [`with_json`](Self::with_json).
    pub fn error(status: u16) -> Self {
        Self::empty().with_status(status)
    }

    /// Sets the status.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets the reason phrase. Defaults to the usual one of the status.
    pub fn with_reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Adds a header.
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sets the body to this value as JSON, and its `Content-Type`.
    pub fn with_json(mut self, body: impl Serialize) -> Self {
        match serde_json::to_vec(&body) {
            Ok(json) => self.body = json.into(),
            Err(error) => self.problem = Some(format!("the body is not JSON: {error}")),
        }
        self.with_header("content-type", "application/json")
    }

    /// Adds a fault, which changes this response or replaces it.
    pub fn with_fault(mut self, fault: Fault) -> Self {
        self.fault = Some(fault);
        self
    }

    /// Sends the response without decoding it first, to test a response of a newer server, or one
    /// that cannot be decoded.
    pub fn unchecked(mut self) -> Self {
        self.is_checked = false;
        self
    }

    /// Returns the valid headers.
    pub(super) fn header_map(&self) -> HeaderMap {
        let headers = self.headers.iter().filter_map(|(name, value)| {
            let name = HeaderName::try_from(name).ok()?;
            Some((name, HeaderValue::try_from(value).ok()?))
        });
        headers.collect()
    }

    /// Returns the response of a transport.
    ///
    /// # Errors
    ///
    /// Returns the error of the transport if a fault keeps the response from beginning.
    pub(super) async fn into_response(self, status: u16) -> Result<Response, Error> {
        let usual = http::StatusCode::from_u16(status).ok();
        let usual = usual.and_then(|status| status.canonical_reason());
        let reason = self.reason.as_deref().or(usual).unwrap_or_default();
        let mut response = Response::new(status).with_reason(reason);
        for (name, value) in &self.headers {
            response = response.with_header(name, value);
        }
        match self.fault {
            Some(fault) => fault.apply(response, self.body).await,
            None => Ok(response.with_body(self.body)),
        }
    }
}

impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        Self::empty().with_fault(fault)
    }
}
