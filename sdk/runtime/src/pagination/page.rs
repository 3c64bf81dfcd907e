//! One page of a list.

use std::fmt;
use std::ops::Deref;

use crate::pagination::paginated::Paginated;
use crate::response::typed::Response;

/// One page of a list; it dereferences to its [`Response`].
pub struct Page<O: Paginated> {
    response: Response<O>,
}

impl<O: Paginated> Page<O> {
    /// Wraps the response of a page.
    pub(crate) fn new(response: Response<O>) -> Self {
        Self { response }
    }

    /// Returns the number of items on all pages, if the server reports it.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        O::total(&self.response.json_body)
    }

    /// Returns the items of this page.
    #[must_use]
    pub fn into_items(self) -> Vec<O::Item> {
        O::items(self.response.json_body).unwrap_or_default()
    }

    /// Returns the response of this page.
    #[must_use]
    pub fn into_response(self) -> Response<O> {
        self.response
    }
}

impl<O: Paginated> Deref for Page<O> {
    type Target = Response<O>;

    fn deref(&self) -> &Response<O> {
        &self.response
    }
}

impl<O: Paginated<Headers: fmt::Debug, Body: fmt::Debug>> fmt::Debug for Page<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Page").field(&self.response).finish()
    }
}
