//! The state of a call: its deadline, its attempts, and the decision about retries.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use crate::auth::named::OperationAuth;
use crate::call::dispatcher::Dispatcher;
use crate::call::facts::Facts;
use crate::call::options::SendOptions;
use crate::call::trace::AttemptTrace;
use crate::deadline::Deadline;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::error::one_line::one_line;
use crate::error::transport::TimeoutError;
use crate::error::validation::InvalidRequestError;
use crate::request::metadata::RateLimit;
use crate::request::prepared::PreparedRequest;
use crate::request::raw::RAW_OPERATION;
use crate::response::incoming::{ArrivedResponse, BodyReading, IncomingResponse};
use crate::retry::budget::{Budget, Withdrawal};
use crate::retry::classify::FailureClass;
use crate::retry::event::RetryEvent;
use crate::retry::history::{AttemptHistory, FailedAttempt, StopReason};
use crate::retry::policy::RetryPolicy;

/// The state of one call.
pub(crate) struct Call<'a> {
    dispatcher: &'a Arc<Dispatcher>,
    timeout: Duration,
    deadline: Deadline,
    retry_policy: RetryPolicy,
    history: AttemptHistory,
    /// The error of the last attempt.
    last: Option<Error>,
    /// The credential of the operation.
    auth: OperationAuth,
    /// The state of the token of a provider.
    token: TokenState,
}

/// The state of the token of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenState {
    /// The server did not reject it.
    Accepted,
    /// The server rejected it, and the next attempt uses a fresh one.
    Rejected,
    /// It was replaced already, and is not replaced again.
    Replaced,
}

/// A successful response that is still to be decoded.
pub(crate) struct Arrival<'a> {
    response: ArrivedResponse,
    attempts: AttemptHistory,
    trace: AttemptTrace,
    budget: &'a Budget,
}

impl Arrival<'_> {
    /// Decodes the response. A failure is final: the request would have the same response again.
    pub(crate) fn decoded<T>(
        self,
        decode: impl FnOnce(ArrivedResponse, AttemptHistory) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let result = decode(self.response, self.attempts.clone());
        self.trace.ended_last(result.as_ref().err());
        if result.is_ok() {
            self.budget.deposit();
        }
        result.map_err(|error| error.with_attempts(self.attempts.stop(StopReason::Final)))
    }
}

/// The wait before a retry, and its withdrawal from the retry budget.
pub(crate) struct Pause<'a> {
    pub(crate) wait: Duration,
    /// `None` for the attempt with a fresh token, which does not count as a retry.
    withdrawal: Option<Withdrawal<'a>>,
}

impl Pause<'_> {
    /// Spends the withdrawal: the retry begins.
    pub(crate) fn end(self) {
        if let Some(withdrawal) = self.withdrawal {
            withdrawal.spend();
        }
    }
}

impl<'a> Call<'a> {
    /// Starts the deadline of a call.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Configuration`] outside a Tokio runtime, and if a time-out is zero.
    pub(crate) fn new(
        dispatcher: &'a Arc<Dispatcher>,
        options: &SendOptions,
        auth: OperationAuth,
    ) -> Result<Self, Error> {
        if Handle::try_current().is_err() {
            let message = "no Tokio runtime is running: use the client inside one";
            return Err(ConfigurationError::new(message).into());
        }
        let timeout = options.timeout.unwrap_or(dispatcher.timeout);
        let deadline = options.deadline.unwrap_or(dispatcher.deadline);
        if timeout.is_zero() || deadline.is_zero() {
            return Err(ConfigurationError::new("a time-out is zero").into());
        }
        Ok(Self {
            dispatcher,
            timeout,
            deadline: Deadline::of_call(options.start.unwrap_or_else(Instant::now), deadline),
            retry_policy: options.retry_policy.unwrap_or(dispatcher.retry_policy),
            history: AttemptHistory::default(),
            last: None,
            auth,
            token: TokenState::Accepted,
        })
    }

    /// Returns the trace of the next attempt.
    pub(crate) fn trace(&self) -> AttemptTrace {
        AttemptTrace::new(self.history.count().saturating_sub(1))
    }

    /// Makes one attempt: waits for the client's limits, sends the request and reads the response.
    pub(crate) fn attempt<'t>(
        &'t self,
        prepared: PreparedRequest,
        facts: &'static Facts,
        trace: &'t mut AttemptTrace,
    ) -> impl Future<Output = Result<ArrivedResponse, Error>> + Send + 't {
        let metadata = &facts.metadata;
        async move {
            let opened = self.open(prepared, facts.name, metadata.rate_limit);
            let response = opened.await?;
            trace.response_began(&response);
            // Boxed: the future of a call would be larger otherwise.
            if !response.is_success(facts.redirects) {
                return Err(Box::pin(response.refused(metadata)).await);
            }
            if !facts.documents(response.head.status) {
                return Err(Box::pin(response.undocumented()).await);
            }
            response.read(facts.reading).await
        }
    }

    /// Makes one attempt for a raw request; a response with any status is a success.
    pub(crate) async fn attempt_raw(
        &self,
        prepared: PreparedRequest,
        trace: &mut AttemptTrace,
    ) -> Result<ArrivedResponse, Error> {
        let response = self.open(prepared, RAW_OPERATION, None).await?;
        trace.response_began(&response);
        response.read(BodyReading::Whole).await
    }

    /// Sends a request once, and waits for status and headers of the response.
    ///
    /// Not an `async fn`, which would store the request twice.
    fn open(
        &self,
        mut prepared: PreparedRequest,
        operation: &'static str,
        rate: Option<RateLimit>,
    ) -> impl Future<Output = Result<IncomingResponse, Error>> + Send + '_ {
        let (timeout, deadline) = (self.timeout, self.deadline);
        async move {
            // Nothing waits behind the limits: requests would follow each other too closely.
            let is_rejected = self.token == TokenState::Rejected;
            let authorization =
                self.dispatcher
                    .authorization(self.auth, operation, deadline, is_rejected);
            let authorization = (self.auth, authorization.await?);
            let late = || Error::from(TimeoutError::waiting(deadline));
            let admission = self.dispatcher.limits.enter(operation, rate);
            let admission = deadline.wait(admission).await.map_err(|_| late())?;
            if prepared.multipart.is_some() {
                // Boxed: the future of a call would be larger otherwise.
                let opening = Box::pin(prepared.open_files());
                let opened = deadline.wait(opening).await.map_err(|_| late())?;
                opened.map_err(|violation| InvalidRequestError::new(operation, vec![violation]))?;
            }
            let dispatcher = self.dispatcher;
            dispatcher
                .open(prepared, authorization, admission, timeout, deadline)
                .await
        }
    }

    /// Ends the call with a response that has arrived.
    pub(crate) fn arrived(self, response: ArrivedResponse, trace: AttemptTrace) -> Arrival<'a> {
        Arrival {
            response,
            attempts: self.history,
            trace,
            budget: &self.dispatcher.budget,
        }
    }

    /// Returns the pause before the retry of a failed attempt, or the error of the call.
    pub(crate) fn failed(
        &mut self,
        error: Error,
        operation: &'static str,
        is_repeatable: bool,
        is_idempotent: impl FnOnce() -> bool,
    ) -> Result<Pause<'a>, Error> {
        if self.token == TokenState::Rejected {
            self.token = TokenState::Replaced;
        }
        if error.is_before_sending() {
            return Err(self.kept(error));
        }
        match self.pause(&error, is_repeatable, is_idempotent) {
            Ok(pause) => {
                let failed = FailedAttempt::new(&error, pause.wait);
                self.report(operation, &failed);
                self.history.push(failed);
                self.last = Some(error);
                Ok(pause)
            }
            Err(stop_reason) => Err(self.end(error, stop_reason)),
        }
    }

    /// Returns the error of the call if the client kept the next attempt from starting. Nothing was
    /// sent, so the error of the previous attempt is more useful.
    pub(crate) fn kept(&mut self, error: Error) -> Error {
        let Some(last) = self.last.take() else {
            return error.with_attempts(AttemptHistory::none());
        };
        self.history.pop();
        self.history
            .set_obstacle(one_line(&error.report().to_string()));
        let stop_reason = match error {
            Error::Timeout(_) => StopReason::Deadline,
            _ => StopReason::Final,
        };
        self.end(last, stop_reason)
    }

    /// Tells the observer of the client about a retry.
    fn report(&self, operation: &'static str, failed: &FailedAttempt) {
        if let Some(observer) = &self.dispatcher.retry_observer {
            observer(&RetryEvent {
                operation,
                attempts: self.history.count(),
                wait: failed.waited,
                failed,
            });
        }
    }

    /// Returns `true` if the server rejected a token that the provider can replace.
    fn can_replace_token(&self, error: &Error) -> bool {
        error.is_authentication()
            && self.token == TokenState::Accepted
            && self.dispatcher.is_provided(self.auth)
            && self.history.count() < self.retry_policy.max_attempts()
            && !self.deadline.left().is_zero()
    }

    /// Returns the pause before the next attempt, or the reason there is none.
    fn pause(
        &mut self,
        error: &Error,
        is_repeatable: bool,
        is_idempotent: impl FnOnce() -> bool,
    ) -> Result<Pause<'a>, StopReason> {
        if is_repeatable && self.can_replace_token(error) {
            self.token = TokenState::Rejected;
            return Ok(Pause {
                wait: Duration::ZERO,
                withdrawal: None,
            });
        }
        match error.failure_class() {
            FailureClass::Final => return Err(StopReason::Final),
            FailureClass::Ambiguous if !self.retry_policy.retries_ambiguous(is_idempotent) => {
                return Err(StopReason::MayHaveActed);
            }
            FailureClass::Ambiguous | FailureClass::NotSent | FailureClass::Refused => {}
        }
        if !is_repeatable {
            return Err(StopReason::StreamRead);
        }
        if self.history.count() >= self.retry_policy.max_attempts() {
            return Err(StopReason::MaxAttempts);
        }
        let retry_after = error.retry_after().unwrap_or_default();
        if retry_after > self.retry_policy.max_wait() {
            return Err(StopReason::MaxWait);
        }
        let wait = retry_after.max(self.retry_policy.backoff(self.history.count()));
        if wait >= self.deadline.left() {
            return Err(StopReason::Deadline);
        }
        let withdrawal = self
            .dispatcher
            .budget
            .withdraw()
            .ok_or(StopReason::Budget)?;
        Ok(Pause {
            wait,
            withdrawal: Some(withdrawal),
        })
    }

    /// Returns the error of the call, with its attempts.
    fn end(&mut self, error: Error, stop_reason: StopReason) -> Error {
        error.with_attempts(std::mem::take(&mut self.history).stop(stop_reason))
    }
}
