//! A call: the retry loop from a request to its response.

pub(crate) mod attempt;
mod count;
pub(crate) mod default_headers;
pub(crate) mod dispatcher;
pub(crate) mod options;
mod trace;

pub use options::SendOptions;

use std::sync::Arc;

use crate::auth::named::OperationAuth;
use crate::call::attempt::Call;
use crate::call::dispatcher::Dispatcher;
use crate::error::Error;
use crate::error::validation::InvalidRequestError;
use crate::request::prepared::PreparedRequest;
use crate::request::raw::{RAW_OPERATION, RawRequest};
use crate::response::operation::Operation;
use crate::response::raw::RawResponse;
use crate::retry::policy::RetryPolicy;

impl Dispatcher {
    /// Validates a request, sends it, and retries it as the policy allows.
    ///
    /// Not `async`, and neither is anything it calls: each layer would store the future twice.
    pub(crate) fn send<O: Operation>(
        self: &Arc<Self>,
        request: &O,
        options: SendOptions,
    ) -> impl Future<Output = Result<O::Response, Error>> + Send {
        let call = self.attempts(request, options);
        trace::traced(self, O::NAME, O::METHOD, O::PATH, call)
    }

    /// Runs the retry loop.
    async fn attempts<O: Operation>(
        self: &Arc<Self>,
        request: &O,
        mut options: SendOptions,
    ) -> Result<O::Response, Error> {
        let prepare = |options: &SendOptions| {
            let target = options.target.as_deref();
            Ok::<_, Error>(request.prepare()?.with_target(target))
        };
        let mut prepared = prepare(&options)?;
        if let Some(at_most) = options.at_most {
            options = self.counted(request, at_most, &options).await?;
        }
        let mut call = Call::new(self, &options, O::AUTH)?;
        loop {
            let multipart = prepared.multipart.clone();
            let mut trace = call.trace();
            let response = call.attempt::<O>(prepared, &mut trace).await;
            trace.ended(response.as_ref().err());
            let error = match response {
                Ok(response) => return Ok(call.finish::<O>(response)),
                Err(error) => error,
            };
            let is_idempotent = || O::METADATA.idempotency.applies_to(request);
            let is_repeatable = multipart.is_none_or(|multipart| multipart.is_intact());
            let pause = call.failed(error, O::NAME, is_repeatable, is_idempotent)?;
            tokio::time::sleep(pause.wait).await;
            pause.end();
            prepared = prepare(&options).map_err(|error| call.kept(error))?;
        }
    }

    /// Sends a request that no operation describes, once.
    pub(crate) fn send_raw(
        self: &Arc<Self>,
        request: RawRequest,
    ) -> impl Future<Output = Result<RawResponse, Error>> + Send {
        let method = request.method();
        let invalid = |violations| InvalidRequestError::new(RAW_OPERATION, violations).into();
        let prepared = request
            .prepare(self.auth_scheme.header_name(), self.auth_scheme.parameter())
            .map_err(invalid);
        let call = self.attempt_raw(prepared);
        trace::traced(self, RAW_OPERATION, method, "", call)
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
