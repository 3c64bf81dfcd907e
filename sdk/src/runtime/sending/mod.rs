//! One call from the request to its answer, over as many attempts as it takes.

mod arrived;
mod course;
mod options;
mod shared;
mod until;

pub use arrived::{Arrived, Receive};
pub use options::SendOptions;

pub(super) use arrived::Origin;
pub(super) use course::Course;
pub(super) use shared::Shared;
pub(super) use until::Until;

use std::sync::Arc;

use super::{Error, HasFacts, Operation};

impl Shared {
    /// Checks a request and sends it, as often as it takes.
    pub(super) async fn send<O: Operation>(
        self: &Arc<Self>,
        request: &O,
        options: &SendOptions,
    ) -> Result<O::Response, Error> {
        let mut prepared = Some(request.prepare()?);
        let mut course = Course::new(self, options)?;
        loop {
            let prepared = match prepared.take() {
                Some(prepared) => prepared,
                None => request.prepare()?,
            };
            let error = match course.attempt::<O>(prepared).await {
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
