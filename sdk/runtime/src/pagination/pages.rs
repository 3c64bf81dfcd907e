//! The pages of a list, each requested on demand.

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;
use url::Url;

use crate::api::Api;
use crate::call::options::SendOptions;
use crate::client::Client;
use crate::error::Error;
use crate::error::pagination::{PageUrlError, Repeated, RepeatedCursorError};
use crate::pagination::page::Page;
use crate::pagination::page_request::PageRequest;
use crate::pagination::paginated::Paginated;
use crate::response::typed::Response;

/// The future of a page.
type Sending<O> = Pin<Box<dyn Future<Output = Result<Response<O>, Error>> + Send>>;

/// The pages of a list, in order. Read them with [`next`](Self::next) or as a [`Stream`].
///
/// Each page is requested on demand. The pages end after the last one, and after an error. A cursor
/// or the URL of a page that the server returns twice is an error too, and so are the same items
/// twice in a row if the pages are selected by numbers. Dropping the pages cancels a request that is
/// in flight.
///
/// ```
/// use sdk_runtime::{client::Client, error::Error, pagination::Paginated};
///
/// async fn count<O: Paginated>(client: &Client<O::Api>, request: O) -> Result<usize, Error> {
///     let mut pages = client.pages(request);
///     let mut total = 0;
///     while let Some(page) = pages.next().await {
///         total += page?.into_items().len();
///     }
///     Ok(total)
/// }
/// ```
pub struct Pages<O: Paginated> {
    client: Client<O::Api>,
    options: SendOptions,
    state: State<O>,
    /// The request for the next page, or for the one that failed.
    page_request: Option<Arc<PageRequest<O>>>,
    /// The cursors, or the URLs, of the pages that were requested.
    seen: HashSet<String>,
    /// The items of the last page, if the client calculates the positions of pages.
    last_items: Vec<O::Item>,
    count: usize,
}

enum State<O: Paginated> {
    /// The next page was not requested yet.
    Waiting,
    /// The page that is being requested.
    Sending(Sending<O>),
    /// There is no valid request for the next page.
    Failed(Error),
    Ended,
}

impl<O: Paginated> Pages<O> {
    /// Returns the pages that start with the page of `request`.
    pub(crate) fn new(
        client: Client<O::Api>,
        request: PageRequest<O>,
        options: SendOptions,
    ) -> Self {
        Self {
            client,
            options,
            seen: request.operation().cursor().into_iter().collect(),
            state: State::Waiting,
            page_request: Some(Arc::new(request)),
            last_items: Vec::new(),
            count: 0,
        }
    }

    /// Returns the request for the next page; after an error, that of the page that failed, to
    /// continue with it later. `None` after the last page, and if pagination cannot continue.
    #[must_use]
    pub fn page_request(&self) -> Option<&PageRequest<O>> {
        self.page_request.as_deref()
    }

    /// Returns the next page; `None` after the last one and after an error. Cancellation-safe: if
    /// the future is dropped, the next call continues with the same page.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`], [`Error::RepeatedCursor`] if the server returns the
    /// same cursor, URL or items twice, and [`Error::PageUrl`] if the next page is not on the same
    /// server.
    pub async fn next(&mut self) -> Option<Result<Page<O>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Polls for the next page.
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<O>, Error>>> {
        let Some(request) = self.page_request.clone() else {
            let state = std::mem::replace(&mut self.state, State::Ended);
            return Poll::Ready(match state {
                State::Failed(error) => Some(Err(error)),
                _ => None,
            });
        };
        let mut sending = match std::mem::replace(&mut self.state, State::Ended) {
            State::Waiting => match self.send(Arc::clone(&request)) {
                Ok(sending) => sending,
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
            State::Sending(sending) => sending,
            State::Failed(error) => return Poll::Ready(Some(Err(error))),
            State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready(response) = sending.as_mut().poll(context) else {
            self.state = State::Sending(sending);
            return Poll::Pending;
        };
        Poll::Ready(Some(response.and_then(|response| {
            self.count += 1;
            self.advance(&request, &response)?;
            Ok(Page::new(response))
        })))
    }

    /// Starts to request a page.
    fn send(&self, request: Arc<PageRequest<O>>) -> Result<Sending<O>, Error> {
        let target = match request.url() {
            Some(_) => Some(
                self.client
                    .dispatcher()
                    .base_url
                    .target(&self.url(&request)?),
            ),
            None => None,
        };
        let client = self.client.clone();
        let options = self.options.clone().with_target(target);
        Ok(Box::pin(async move {
            client.send_with(request.operation(), options).await
        }))
    }

    /// Prepares the page after a response.
    ///
    /// # Errors
    ///
    /// Returns an error if the response repeats the items of the page before it.
    fn advance(&mut self, request: &PageRequest<O>, response: &Response<O>) -> Result<(), Error> {
        if let Some(items) = O::listed(&response.json_body) {
            if !items.is_empty() && items == self.last_items {
                self.page_request = None;
                return Err(self.repeated(Repeated::Items));
            }
            self.last_items = items.to_vec();
        }
        match self.following(request, response) {
            Ok(next) => {
                self.page_request = next.map(Arc::new);
                self.state = State::Waiting;
            }
            Err(error) => {
                self.page_request = None;
                self.state = State::Failed(error);
            }
        }
        Ok(())
    }

    /// Returns the request for the page after a response; `None` after the last page.
    fn following(
        &mut self,
        request: &PageRequest<O>,
        response: &Response<O>,
    ) -> Result<Option<PageRequest<O>>, Error> {
        if let Some(next) = O::next_url(response) {
            let url = self.url(request)?;
            let next = self.resolved(&url, &next)?;
            let dispatcher = self.client.dispatcher();
            let next = dispatcher.without_credential(O::AUTH, next);
            self.seen.insert(without_fragment(url));
            let next = without_fragment(next);
            if !self.seen.insert(next.clone()) {
                return Err(self.repeated(Repeated::Url));
            }
            return Ok(Some(PageRequest::at(request.operation().clone(), next)));
        }
        let next = request.operation().next(&response.json_body);
        let Some((cursor, next)) = next.and_then(|next| Some((next.cursor()?, next))) else {
            return Ok(None);
        };
        if !self.seen.insert(cursor) {
            return Err(self.repeated(Repeated::Cursor));
        }
        Ok(Some(next.into()))
    }

    /// Returns the whole URL of a page.
    fn url(&self, request: &PageRequest<O>) -> Result<Url, Error> {
        let prepared = request.operation().prepare()?;
        let base_url = &self.client.dispatcher().base_url;
        let url = base_url.join(prepared.path(), prepared.query());
        match request.url() {
            Some(named) => self.resolved(&url, named),
            None => Ok(url),
        }
    }

    /// Resolves the URL of a page, which may be relative to that of the page before it.
    fn resolved(&self, url: &Url, named: &str) -> Result<Url, Error> {
        let base_url = &self.client.dispatcher().base_url;
        let url = base_url.resolve(url, named);
        url.map_err(|problem| PageUrlError::new(O::NAME, self.count, problem).into())
    }

    fn repeated(&self, repeated: Repeated) -> Error {
        RepeatedCursorError::new(O::NAME, self.count, repeated).into()
    }
}

/// Returns a URL without its fragment, which is not sent.
fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.into()
}

impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<Page<O>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::NAME)
            .field("pages", &self.count)
            .finish_non_exhaustive()
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
        Pages::new(self.clone(), request.into(), options)
    }
}
