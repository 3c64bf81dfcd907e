//! A preview.

use std::fmt;

use crate::pagination::Paginated;

/// The items that a request would affect: their number, and the first page of them.
#[derive(Clone)]
pub struct Preview<L: Paginated> {
    total: u64,
    items: Vec<L::Item>,
}

impl<L: Paginated> Preview<L> {
    pub(super) fn new(total: u64, items: Vec<L::Item>) -> Self {
        Self { total, items }
    }

    /// Returns the number of all items that match the filter. A limit of the request does not lower
    /// it.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Returns the items of the first page.
    #[must_use]
    pub fn items(&self) -> &[L::Item] {
        &self.items
    }

    /// Returns the items of the first page.
    #[must_use]
    pub fn into_items(self) -> Vec<L::Item> {
        self.items
    }
}

impl<L: Paginated> fmt::Debug for Preview<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview")
            .field("total", &self.total)
            .field("items", &self.items.len())
            .finish_non_exhaustive()
    }
}
