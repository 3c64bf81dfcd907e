//! One call from the request to its answer, over as many attempts as it takes.

mod arrived;
mod course;
mod options;
mod shared;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "untraced.rs"]
mod trace;
mod until;

pub use arrived::{Arrived, Receive};
pub use options::SendOptions;

pub(super) use arrived::Origin;
pub(super) use course::Course;
pub(super) use shared::Shared;
pub(super) use until::Until;

use std::sync::Arc;

use super::{Api, Error, HasFacts, Method, Operation};

impl Shared {
    /// Checks a request and sends it, as often as it takes. It is no `async` function, and neither
    /// is what it calls: each would keep the future once more.
    pub(super) fn send<O: Operation>(
        self: &Arc<Self>,
        request: &O,
        options: SendOptions,
    ) -> impl Future<Output = Result<O::Response, Error>> + Send {
        let call = self.attempts(request, options);
        self.told::<O::Api, _>(O::NAME, O::METHOD, O::PATH, call)
    }

    /// A call with the span that tells of it.
    #[cfg(feature = "tracing")]
    pub(super) fn told<A: Api, F: Future>(
        &self,
        operation: &'static str,
        method: Method,
        template: &'static str,
        call: F,
    ) -> tracing::instrument::Instrumented<F> {
        let span = trace::call::<A>(self, operation, method, template);
        tracing::Instrument::instrument(call, span)
    }

    /// A call of which nothing is told.
    #[cfg(not(feature = "tracing"))]
    pub(super) fn told<A: Api, F: Future>(
        &self,
        operation: &'static str,
        method: Method,
        template: &'static str,
        call: F,
    ) -> F {
        let _ = (self, A::NAME, operation, method, template);
        call
    }

    /// The attempts of a call.
    async fn attempts<O: Operation>(
        self: &Arc<Self>,
        request: &O,
        options: SendOptions,
    ) -> Result<O::Response, Error> {
        let mut prepared = Some(request.prepare()?);
        let mut course = Course::new(self, &options)?;
        loop {
            let prepared = match prepared.take() {
                Some(prepared) => prepared,
                None => request.prepare()?,
            };
            let mut trace = course.trace();
            let answer = course.attempt::<O>(prepared, &mut trace).await;
            trace.ended(answer.as_ref().err());
            let error = match answer {
                Ok(response) => return Ok(course.finish::<O>(response)),
                Err(error) => error,
            };
            let is_harmless = || <O as HasFacts>::FACTS.repeatable.holds_for(request);
            let pause = course.failed(error, is_harmless)?;
            tokio::time::sleep(pause.wait).await;
            pause.end();
        }
    }
}
