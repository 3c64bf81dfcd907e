//! Operations whose list can be split over several requests.

use crate::outcomes::ReportsOutcomes;
use crate::outcomes::requested::Requested;
use crate::values::id::Id;

/// An operation whose list of ids can be split over several requests without changing the result.
///
/// Generated code implements it for operations with `batch` and `outcomes`, which may be a number alone.
pub trait Batched: ReportsOutcomes + Clone + 'static {
    /// Returns the request with these ids in place of its list.
    #[must_use]
    fn with_ids(&self, ids: Vec<Id>) -> Self;
}

/// Returns the request for each half of its distinct ids; `None` if it has fewer than two. Generated code
/// calls it.
pub fn halves<O: Batched>(request: &O) -> Option<[O; 2]> {
    let mut ids = Requested::by(&request, const { &O::OUTCOMES }).ids;
    if ids.len() < 2 {
        return None;
    }
    let second = ids.split_off(ids.len() / 2);
    Some([request.with_ids(ids), request.with_ids(second)])
}
