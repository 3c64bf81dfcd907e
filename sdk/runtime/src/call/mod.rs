//! A call: the retry loop from a request to its response.

pub(crate) mod attempt;
mod count;
pub(crate) mod default_headers;
pub(crate) mod dispatcher;
mod facts;
pub(crate) mod options;
mod trace;

pub use options::SendOptions;

use std::pin::Pin;
use std::sync::Arc;

use crate::auth::named::OperationAuth;
use crate::call::attempt::{Arrival, Call};
use crate::call::dispatcher::Dispatcher;
use crate::call::facts::AnyRequest;
use crate::error::Error;
use crate::error::validation::InvalidRequestError;
use crate::request::prepared::PreparedRequest;
use crate::request::raw::{RAW_OPERATION, RawRequest};
use crate::response::operation::{FromResponse, Operation};
use crate::response::raw::RawResponse;
use crate::retry::policy::RetryPolicy;

/// The future of a call, boxed so that its code is compiled with the runtime, and not again in every
/// crate that sends a request.
type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

impl Dispatcher {
    /// Validates a request, sends it, and retries it as the policy allows.
    ///
    /// Not an `async fn`, which would store the options twice.
    pub(crate) fn send<O: Operation>(
        self: &Arc<Self>,
        request: &O,
        options: SendOptions,
    ) -> impl Future<Output = Result<O::Response, Error>> + Send {
        let decode = <O::Response as FromResponse<O>>::from_response;
        async move { self.arrival(request, &options).await?.decoded(decode) }
    }

    /// Sends a request until its response has arrived, or the call has failed.
    pub(crate) fn arrival<'a>(
        self: &'a Arc<Self>,
        request: &'a dyn AnyRequest,
        options: &'a SendOptions,
    ) -> Boxed<'a, Arrival<'a>> {
        let facts = request.facts();
        Box::pin(trace::traced(
            self,
            facts.name,
            facts.method,
            facts.path,
            || self.attempts(request, options),
        ))
    }

    /// Runs the retry loop.
    async fn attempts<'a>(
        self: &'a Arc<Self>,
        request: &'a dyn AnyRequest,
        options: &'a SendOptions,
    ) -> Result<Arrival<'a>, Error> {
        let facts = request.facts();
        let counted;
        let options = match options.at_most {
            Some(at_most) => {
                // Nothing is counted for an invalid request.
                request.prepare()?;
                counted = request.counted(self, at_most, options).await?;
                &counted
            }
            None => options,
        };
        let prepare = || {
            let prepared = request.prepare()?.with_target(options.target.as_deref());
            let multipart = prepared.multipart.clone();
            Ok::<_, Error>((prepared, multipart))
        };
        let mut call = Call::new(self, options, facts.auth)?;
        loop {
            let (prepared, multipart) = prepare().map_err(|error| call.kept(error))?;
            let mut trace = call.trace();
            let error = match call.attempt(prepared, facts, &mut trace).await {
                Ok(response) => return Ok(call.arrived(response, trace)),
                Err(error) => error,
            };
            trace.ended(Some(&error));
            let is_idempotent = || request.is_idempotent();
            let is_repeatable = multipart.is_none_or(|multipart| multipart.is_intact());
            let pause = call.failed(error, facts.name, is_repeatable, is_idempotent)?;
            tokio::time::sleep(pause.wait).await;
            pause.end();
        }
    }

    /// Sends a request that no operation describes, once.
    pub(crate) fn send_raw(self: &Arc<Self>, request: RawRequest) -> Boxed<'_, RawResponse> {
        let method = request.method();
        let invalid = |violations| InvalidRequestError::new(RAW_OPERATION, violations).into();
        let prepared = request
            .prepare(self.auth_scheme.header_name(), self.auth_scheme.parameter())
            .map_err(invalid);
        let call = || self.attempt_raw(prepared);
        Box::pin(trace::traced(self, RAW_OPERATION, method, "", call))
    }

    async fn attempt_raw(
        self: &Arc<Self>,
        prepared: Result<PreparedRequest, Error>,
    ) -> Result<RawResponse, Error> {
        let prepared = prepared?;
        let options = SendOptions::new().with_retry_policy(RetryPolicy::never());
        let call = Call::new(self, &options, OperationAuth::Client)?;
        let mut trace = call.trace();
        let response = call.attempt_raw(prepared, &mut trace).await;
        trace.ended(response.as_ref().err());
        Ok(RawResponse::new(response?))
    }
}
