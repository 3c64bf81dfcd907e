//! The course of one call: its time, its attempts, and whether there is another one.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use super::arrived::{Arrived, Origin, Receive, Whole};
use super::shared::Shared;
use super::trace::Attempt;
use super::{SendOptions, Until};
use crate::runtime::retry::{Verdict, Withdrawal};
use crate::runtime::{
    Api, Attempts, ConfigurationError, Error, FailedAttempt, HasFacts, Operation, PreparedRequest,
    RateLimit, Retries, Stopped, TimeoutError,
};

/// The course of one call.
pub(in crate::runtime) struct Course<'a> {
    shared: &'a Arc<Shared>,
    timeout: Duration,
    deadline: Until,
    retries: Retries,
    attempts: Attempts,
    /// What the last attempt met.
    last: Option<Error>,
}

/// The time before a repeat, and what pays for it.
pub(super) struct Pause<'a> {
    pub(super) wait: Duration,
    paid: Withdrawal<'a>,
}

impl Pause<'_> {
    /// The repeat is made.
    pub(super) fn end(self) {
        self.paid.spend();
    }
}

impl<'a> Course<'a> {
    /// The call begins now.
    pub(in crate::runtime) fn new(
        shared: &'a Arc<Shared>,
        options: &SendOptions,
    ) -> Result<Self, Error> {
        if Handle::try_current().is_err() {
            let message = "a client sends inside a Tokio runtime, and there is none";
            return Err(ConfigurationError::new(message).into());
        }
        let timeout = options.timeout.unwrap_or(shared.timeout);
        let deadline = options.deadline.unwrap_or(shared.deadline);
        if timeout.is_zero() || deadline.is_zero() {
            return Err(ConfigurationError::new("a time-out is zero").into());
        }
        Ok(Self {
            shared,
            timeout,
            deadline: Until::deadline(Instant::now(), deadline),
            retries: options.retries.unwrap_or(shared.retries),
            attempts: Attempts::default(),
            last: None,
        })
    }

    /// What is to be told of the next attempt.
    pub(in crate::runtime) fn trace(&self) -> Attempt {
        Attempt::new(self.attempts.count().saturating_sub(1))
    }

    /// One attempt, from waiting for its turn to the end of the answer.
    pub(super) async fn attempt<O: Operation>(
        &self,
        prepared: PreparedRequest,
        trace: &mut Attempt,
    ) -> Result<O::Response, Error> {
        let facts = <O as HasFacts>::FACTS;
        let arrived = self
            .open::<O::Api>(prepared, O::NAME, facts.rate_limit)
            .await?;
        trace.arrived::<O::Api>(&arrived);
        let arrived = arrived.success::<O::Api>(facts.refused).await?;
        let arrived = arrived.documented::<O>().await?;
        <O::Response as Receive<O>>::receive(arrived).await
    }

    /// One attempt at a request of which nothing is known: the answer, whatever its status.
    pub(in crate::runtime) async fn attempt_raw<A: Api>(
        &self,
        prepared: PreparedRequest,
        name: &'static str,
        trace: &mut Attempt,
    ) -> Result<(Whole, Origin), Error> {
        let arrived = self.open::<A>(prepared, name, None).await?;
        trace.arrived::<A>(&arrived);
        let origin = arrived.origin.clone();
        Ok((arrived.whole::<A>().await?, origin))
    }

    /// Sends a request once, and waits until an answer of whatever status begins.
    async fn open<A: Api>(
        &self,
        prepared: PreparedRequest,
        operation: &'static str,
        rate: Option<RateLimit>,
    ) -> Result<Arrived, Error> {
        let entering = self.shared.limits.enter(operation, rate);
        match self.deadline.wait(entering).await {
            Ok(admission) => {
                let (timeout, deadline) = (self.timeout, self.deadline);
                self.shared
                    .open::<A>(prepared, admission, timeout, deadline)
                    .await
            }
            Err(_) => Err(TimeoutError::waiting(self.deadline).into()),
        }
    }

    /// The answer, and what happened on the way to it.
    pub(super) fn finish<O: Operation>(self, response: O::Response) -> O::Response {
        self.shared.budget.succeed();
        response.with_attempts(self.attempts)
    }

    /// What comes after an attempt that failed: a repeat after a pause, or the end.
    pub(super) fn failed(
        &mut self,
        error: Error,
        is_harmless: impl FnOnce() -> bool,
    ) -> Result<Pause<'a>, Error> {
        if error.is_before_sending() {
            // Nothing was sent: what the attempt before met says more.
            let Some(last) = self.last.take() else {
                return Err(error.with_attempts(Attempts::none()));
            };
            self.attempts.pop();
            let stopped = match error {
                Error::Timeout(_) => Stopped::Deadline,
                _ => Stopped::Final,
            };
            return Err(self.end(last, stopped));
        }
        match self.pause(&error, is_harmless) {
            Ok(pause) => {
                self.attempts.push(FailedAttempt::new(&error, pause.wait));
                self.last = Some(error);
                Ok(pause)
            }
            Err(stopped) => Err(self.end(error, stopped)),
        }
    }

    /// The pause before the next attempt, or why there is none.
    fn pause(
        &self,
        error: &Error,
        is_harmless: impl FnOnce() -> bool,
    ) -> Result<Pause<'a>, Stopped> {
        match error.verdict() {
            Verdict::Final => return Err(Stopped::Final),
            Verdict::Ambiguous if !self.retries.repeats_ambiguous(is_harmless) => {
                return Err(Stopped::MayHaveActed);
            }
            Verdict::Ambiguous | Verdict::NotSent | Verdict::Refused => {}
        }
        if self.attempts.count() >= self.retries.max_attempts() {
            return Err(Stopped::MaxAttempts);
        }
        let asked = error.retry_after().unwrap_or_default();
        if asked > self.retries.max_wait() {
            return Err(Stopped::MaxWait);
        }
        let wait = asked.max(self.retries.backoff(self.attempts.count()));
        if wait >= self.deadline.left() {
            return Err(Stopped::Deadline);
        }
        let paid = self.shared.budget.withdraw().ok_or(Stopped::Budget)?;
        Ok(Pause { wait, paid })
    }

    /// The error that the call ends with.
    fn end(&mut self, error: Error, stopped: Stopped) -> Error {
        error.with_attempts(std::mem::take(&mut self.attempts).stop(stopped))
    }
}
