//! Without the feature `tracing`, nothing is recorded.

use crate::call::dispatcher::Dispatcher;
use crate::error::Error;
use crate::http::method::Method;
use crate::response::incoming::IncomingResponse;

/// Begins the call.
pub(crate) fn traced<F: Future>(
    _dispatcher: &Dispatcher,
    _operation: &'static str,
    _method: Method,
    _template: &'static str,
    call: impl FnOnce() -> F,
) -> F {
    call()
}

/// One attempt of a call.
pub(crate) struct AttemptTrace;

impl AttemptTrace {
    /// Ignores the number of earlier attempts.
    pub(crate) fn new(_resends: u32) -> Self {
        Self
    }

    /// Ignores the response.
    pub(crate) fn response_began(&mut self, _response: &IncomingResponse) {
        let Self = self;
    }

    /// Ignores the result of the last attempt.
    pub(crate) fn ended_last(self, _error: Option<&Error>) {
        let Self = self;
    }

    /// Ignores the result.
    pub(crate) fn ended(self, _error: Option<&Error>) {
        let Self = self;
    }
}
