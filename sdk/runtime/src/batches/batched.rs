//! Operations whose list can be split over several requests.

use crate::outcomes::ReportsOutcomes;
use crate::values::id::Id;

/// An operation whose list of ids can be split over several requests without changing the result.
///
/// Generated code implements it for operations with `batch` and `outcomes`, which may be a number alone.
pub trait Batched: ReportsOutcomes + Clone + 'static {
    /// Returns the request with these ids in place of its list.
    #[must_use]
    fn with_ids(&self, ids: Vec<Id>) -> Self;
}
