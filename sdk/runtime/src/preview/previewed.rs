//! Operations whose items can be listed before they are affected.

use crate::pagination::Paginated;
use crate::response::operation::{Count, Counter, Operation};

/// An operation whose items another operation lists. Generated code implements it.
pub trait Previewed: Operation {
    /// The operation that lists the items.
    type Listing: Paginated<Api = Self::Api>;

    /// Returns the request that lists the items, with the filter of this one. A program can send it
    /// as it is, or change it first, for instance to list all pages.
    fn preview_request(&self) -> Self::Listing;

    /// Returns the request that counts the items without listing them, if the API has one.
    fn count_request(&self) -> Self::Listing {
        self.preview_request()
    }
}

/// Sets an input of a listing, if the request has a value for it. Generated code calls it.
pub fn pass_on<L, T: Clone>(listing: L, value: Option<&T>, set: impl FnOnce(L, T) -> L) -> L {
    match value {
        Some(value) => set(listing, value.clone()),
        None => listing,
    }
}

/// Returns a copy of an input. Generated code calls it.
pub fn passed<T: Clone>(value: &T) -> T {
    value.clone()
}

/// Counts the items of a request by its preview. Generated code calls it.
pub fn count_items<O: Previewed>(request: &O, counter: impl Counter) -> Option<Count> {
    Some(counter.count(request.count_request(), |response| {
        O::Listing::total(&response.json_body)
    }))
}
