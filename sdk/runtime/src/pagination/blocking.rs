//! Pagination without async.

use std::fmt;
use std::sync::Arc;

use crate::api::Api;
use crate::call::options::SendOptions;
use crate::client::blocking::{Background, Client};
use crate::error::Error;
use crate::pagination::page::Page;
use crate::pagination::page_request::PageRequest;
use crate::pagination::paginated::Paginated;

/// The pages of a list, in order, as a blocking iterator. It ends after the last page and after an
/// error.
pub struct Pages<O: Paginated> {
    inner: crate::pagination::pages::Pages<O>,
    is_ended: bool,
    background: Arc<Background>,
}

impl<O: Paginated> Pages<O> {
    /// Returns the request for the next page; after an error, that of the page that failed, like
    /// [`Pages::page_request`](crate::pagination::Pages::page_request).
    #[must_use]
    pub fn page_request(&self) -> Option<&PageRequest<O>> {
        self.inner.page_request()
    }
}

impl<O: Paginated> Iterator for Pages<O> {
    type Item = Result<Page<O>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_ended {
            return None;
        }
        let page = self.background.wait(self.inner.next());
        let page = page.unwrap_or_else(|error| Some(Err(error.into())));
        self.is_ended = !matches!(page, Some(Ok(_)));
        page
    }
}

/// The items of a list over all its pages, in order, as a blocking iterator. It ends after the last
/// item and after an error.
pub struct Items<O: Paginated> {
    inner: crate::pagination::items::Items<O>,
    is_ended: bool,
    background: Arc<Background>,
}

impl<O: Paginated> Items<O> {
    /// Returns the request for the next page; after an error, that of the page that failed, like
    /// [`Items::page_request`](crate::pagination::Items::page_request).
    #[must_use]
    pub fn page_request(&self) -> Option<&PageRequest<O>> {
        self.inner.page_request()
    }
}

impl<O: Paginated> Iterator for Items<O> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_ended {
            return None;
        }
        let item = self.background.wait(self.inner.next());
        let item = item.unwrap_or_else(|error| Some(Err(error.into())));
        self.is_ended = !matches!(item, Some(Ok(_)));
        item
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Returns the pages of a list, starting with the page of `request`. Each page is requested on
    /// demand.
    pub fn pages<O: Paginated<Api = A>>(&self, request: impl Into<PageRequest<O>>) -> Pages<O> {
        self.pages_with(request, SendOptions::new())
    }

    /// Like [`pages`](Self::pages), with options that apply to each page.
    pub fn pages_with<O: Paginated<Api = A>>(
        &self,
        request: impl Into<PageRequest<O>>,
        options: SendOptions,
    ) -> Pages<O> {
        Pages {
            inner: self.client.pages_with(request, options),
            is_ended: false,
            background: Arc::clone(&self.background),
        }
    }

    /// Returns the items of a list over all its pages, starting with the page of `request`. Each
    /// page is requested on demand.
    pub fn items<O: Paginated<Api = A>>(&self, request: impl Into<PageRequest<O>>) -> Items<O> {
        self.items_with(request, SendOptions::new())
    }

    /// Like [`items`](Self::items), with options that apply to each page.
    pub fn items_with<O: Paginated<Api = A>>(
        &self,
        request: impl Into<PageRequest<O>>,
        options: SendOptions,
    ) -> Items<O> {
        Items {
            inner: self.client.items_with(request, options),
            is_ended: false,
            background: Arc::clone(&self.background),
        }
    }
}
