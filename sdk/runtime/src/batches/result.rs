//! The result of a batch.

use std::fmt;

use crate::batches::batched::Batched;
use crate::error::Error;
use crate::outcomes::Outcomes;
use crate::response::typed::Response;
use crate::values::id::Id;

/// The result of a batch: its ids, and the response or the error of its call.
#[non_exhaustive]
pub struct BatchResult<O: Batched> {
    /// The request of the batch.
    pub request: O,
    /// The ids of the batch.
    pub ids: Vec<Id>,
    /// The response, or the error of the call. A success can hide a partial failure; see
    /// [`outcomes`](Self::outcomes).
    pub response: Result<Response<O>, Error>,
}

impl<O: Batched> BatchResult<O> {
    /// Compares the response with the request: one outcome for each id. `None` if the call failed.
    #[must_use]
    pub fn outcomes(&self) -> Option<Outcomes<O::Value>> {
        let response = self.response.as_ref().ok()?;
        Some(Outcomes::of(&self.request, response))
    }
}

impl<O: Batched> fmt::Debug for BatchResult<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.response.as_ref().map(|response| response.status_code);
        f.debug_struct("BatchResult")
            .field("ids", &self.ids.len())
            .field("response", &status)
            .finish_non_exhaustive()
    }
}
