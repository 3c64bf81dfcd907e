//! The items of a list over all its pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::api::Api;
use crate::call::options::SendOptions;
use crate::client::Client;
use crate::error::Error;
use crate::pagination::page_request::PageRequest;
use crate::pagination::pages::Pages;
use crate::pagination::paginated::Paginated;
use crate::retry::history::AttemptHistory;

/// The items of a list over all its pages, in order. Read them with [`next`](Self::next) or as a
/// [`Stream`]. Pages are requested on demand, and the items end, like those of [`Pages`].
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    rest: std::vec::IntoIter<O::Item>,
    attempts: AttemptHistory,
}

impl<O: Paginated> Items<O> {
    /// Returns the items of these pages.
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            rest: Vec::new().into_iter(),
            attempts: AttemptHistory::default(),
        }
    }

    /// Returns the attempts of the call for the page of the last item.
    #[must_use]
    pub fn attempts(&self) -> &AttemptHistory {
        &self.attempts
    }

    /// Returns the request for the page after the last item; after an error, that of the page that
    /// failed, like [`Pages::page_request`].
    #[must_use]
    pub fn page_request(&self) -> Option<&PageRequest<O>> {
        self.pages.page_request()
    }

    /// Returns the next item; `None` after the last one and after an error. Cancellation-safe.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.rest.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    self.attempts = page.attempts().clone();
                    self.rest = page.into_items().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Returns the items of a list over all its pages, starting with the page of `request`. Each
    /// page is requested on demand.
    pub fn items<O: Paginated<Api = A>>(&self, request: impl Into<PageRequest<O>>) -> Items<O> {
        Items::new(self.pages(request))
    }

    /// Like [`items`](Self::items), with options that apply to each page.
    pub fn items_with<O: Paginated<Api = A>>(
        &self,
        request: impl Into<PageRequest<O>>,
        options: SendOptions,
    ) -> Items<O> {
        Items::new(self.pages_with(request, options))
    }
}
