//! Operations whose items can be listed before they are affected.

use crate::pagination::Paginated;
use crate::response::operation::Operation;

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

    /// Returns the request for each half of its ids: a list that does not fit into a URL is previewed
    /// part by part. `None` if the ids cannot be split.
    fn halves(&self) -> Option<[Self; 2]> {
        None
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
