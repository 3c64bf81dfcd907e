//! The transport of a mock.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::details::FailureDetails;
use crate::mock::check::{self, Mockable};
use crate::mock::expectation::Expectation;
use crate::mock::reply::Reply;
use crate::mock::request::ReceivedRequest;
use crate::mock::route::Route;
use crate::mock::script::{Chosen, Expected, Shared};
use crate::response::operation::Operation;
use crate::transport::error::{Error, Stage};
use crate::transport::request::Request;
use crate::transport::{ResponseFuture, Transport};

/// A transport for tests, without sockets: it expects operations and responds to them.
///
/// Clones share the expectations. The value that [`new`](Self::new) returned compares the calls that
/// it received with those that it expects when it is dropped, and panics with the difference. A call
/// that is not expected also fails at once, with [`Error::Connect`](crate::error::Error::Connect).
///
/// A client in front of a mock retries, waits and times out as in front of a server; tests with
/// `tokio::test(start_paused = true)` skip the waits.
pub struct MockTransport {
    shared: Shared,
    /// `true` for the value that compares the calls when it is dropped.
    is_original: bool,
}

impl MockTransport {
    /// Creates a mock that expects nothing.
    #[must_use]
    pub fn new() -> Self {
        Self {
            shared: Shared::default(),
            is_original: true,
        }
    }

    /// Expects the operation `O`, and responds to its requests with the result of `respond`. A
    /// [`Fault`](crate::mock::Fault) converts into a reply.
    ///
    /// Of several expectations of an operation, the first that covers a call responds to it.
    pub fn on<O: Operation<Response: Mockable>>(
        &self,
        mut respond: impl FnMut(&ReceivedRequest<O>) -> Reply + Send + 'static,
    ) -> Expectation<'_, O> {
        let handler = move |request, parameters| {
            let reply = respond(&ReceivedRequest::new(request, parameters));
            let status = reply.status.unwrap_or_else(check::default_status::<O>);
            let problem = check::problem::<O>(&reply, status);
            (status, problem.map_or(Ok(reply), Err))
        };
        let mut script = self.shared.lock();
        script.expected.push(Expected {
            operation: O::NAME,
            route: Route::new(O::METHOD, O::PATH),
            handler: Arc::new(Mutex::new(Box::new(handler))),
            differences: None,
            least: 1,
            most: None,
            calls: 0,
        });
        Expectation::new(&self.shared, script.expected.len() - 1)
    }

    /// Responds to operations without an expectation. Otherwise, a request for one is a problem of the
    /// test.
    pub fn otherwise(&self, mut respond: impl FnMut(&Request) -> Reply + Send + 'static) {
        let handler = move |request: Request, _| {
            let reply = respond(&request);
            (reply.status.unwrap_or(200), Ok(reply))
        };
        self.shared.lock().fallback = Some(Arc::new(Mutex::new(Box::new(handler))));
    }

    /// Discards the requests after they were responded to, so that a long run needs no memory for
    /// them: [`requests`](Self::requests) returns none.
    pub fn discard_requests(&self) {
        self.shared.lock().is_discarding = true;
    }

    /// Requires that the calls come in the order of their expectations.
    pub fn in_order(&self) {
        self.shared.lock().is_ordered = true;
    }

    /// Returns the requests for the operation `O` that were received so far, in order. An operation
    /// that is not expected has none.
    #[must_use]
    pub fn requests<O: Operation>(&self) -> Vec<ReceivedRequest<O>> {
        let script = self.shared.lock();
        let received = script.received.iter();
        let received = received.filter(|call| call.operation == Some(O::NAME));
        let requests = received
            .map(|call| ReceivedRequest::new(call.request.clone(), call.parameters.clone()));
        requests.collect()
    }

    /// Compares the calls that were received so far with the expected ones, as it happens when the
    /// mock is dropped.
    ///
    /// # Panics
    ///
    /// Panics with the difference if there is one.
    pub fn verify(&self) {
        let difference = self.shared.lock().difference();
        assert!(difference.is_none(), "{}", difference.unwrap_or_default());
    }

    /// Returns the handler of a request, or the error of a call that is not expected.
    fn choose(&self, request: &Request) -> Result<Chosen, Error> {
        let chosen = self.shared.lock().receive(request);
        chosen.map_err(failed)
    }
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Clone for MockTransport {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
            is_original: false,
        }
    }
}

impl Drop for MockTransport {
    fn drop(&mut self) {
        if self.is_original && !std::thread::panicking() {
            self.verify();
        }
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.shared.lock();
        f.debug_struct("MockTransport")
            .field("expected", &script.expected.len())
            .field("received", &script.received.len())
            .finish_non_exhaustive()
    }
}

impl Transport for MockTransport {
    fn send(&self, request: Request) -> ResponseFuture<'_> {
        Box::pin(async move {
            let (handler, parameters) = self.choose(&request)?;
            let (status, reply) = {
                let mut handler = handler.lock().unwrap_or_else(PoisonError::into_inner);
                let panic = ReportsPanic(&self.shared);
                let responded = handler(request, parameters);
                drop(panic);
                responded
            };
            match reply {
                Ok(reply) => reply.into_response(status).await,
                Err(problem) => {
                    let problem = format!("a server cannot respond like this: {problem}");
                    Err(failed(self.shared.lock().problem(&problem)))
                }
            }
        })
    }
}

/// Reports the panic of an expectation, which a program can lose with the task of the call.
struct ReportsPanic<'a>(&'a Shared);

impl Drop for ReportsPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().problem("an expectation that panicked");
        }
    }
}

/// Reports a mistake of the test; a retry would repeat it.
fn failed(problem: String) -> Error {
    let details = FailureDetails {
        reason: Some(format!("the mock reports {problem}")),
        is_final: true,
        ..FailureDetails::default()
    };
    Error::with_details(Stage::NotSent, problem, details)
}
