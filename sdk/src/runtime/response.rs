//! The answer to an operation.

use std::fmt;

use super::Operation;

/// The answer to the operation `O`; its status is always 2xx, everything else is an error.
#[non_exhaustive]
pub struct Response<O: Operation> {
    /// Status code, such as 200.
    pub status_code: u16,
    /// Reason phrase as the server wrote it, also when it is no standard one or empty.
    pub reason: String,
    /// The documented headers, and access to any other.
    pub headers: O::Headers,
    /// The decoded body.
    pub json_body: O::Body,
}

impl<O: Operation> Response<O> {
    /// Puts the parts of an answer together.
    pub(super) fn new(
        status_code: u16,
        reason: String,
        headers: O::Headers,
        json_body: O::Body,
    ) -> Self {
        Self {
            status_code,
            reason,
            headers,
            json_body,
        }
    }
}

impl<O: Operation<Headers: Clone, Body: Clone>> Clone for Response<O> {
    fn clone(&self) -> Self {
        Self {
            status_code: self.status_code,
            reason: self.reason.clone(),
            headers: self.headers.clone(),
            json_body: self.json_body.clone(),
        }
    }
}

impl<O: Operation<Headers: fmt::Debug, Body: fmt::Debug>> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("json_body", &self.json_body)
            .finish()
    }
}
