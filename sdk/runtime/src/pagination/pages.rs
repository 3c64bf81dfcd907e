//! The pages of a list, each requested on demand.

use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::api::Api;
use crate::call::options::SendOptions;
use crate::client::Client;
use crate::error::Error;
use crate::error::pagination::RepeatedCursorError;
use crate::pagination::paginated::Paginated;
use crate::response::typed::Response;

/// The future of a page, which also returns its request.
type Sending<O> = Pin<Box<dyn Future<Output = (O, Result<Response<O>, Error>)> + Send>>;

/// One page of a list; it dereferences to its [`Response`].
pub struct Page<O: Paginated> {
    response: Response<O>,
}

impl<O: Paginated> Page<O> {
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

/// The pages of a list, in order. Read them with [`next`](Self::next) or as a [`Stream`].
///
/// Each page is requested on demand. The pages end when the server returns no further cursor, and
/// after an error. A cursor that the server returns twice is an error too. Dropping the pages
/// cancels a request that is in flight.
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
    /// The cursors of the pages that were requested.
    seen: HashSet<String>,
    count: usize,
}

enum State<O: Paginated> {
    /// The request for the next page.
    Waiting(O),
    /// The page that is being requested.
    Sending(Sending<O>),
    /// The server returned a cursor that was requested already.
    RepeatedCursor,
    Ended,
}

impl<O: Paginated> Pages<O> {
    /// Returns the pages that start with the page of `request`.
    pub(crate) fn new(client: Client<O::Api>, request: O, options: SendOptions) -> Self {
        Self {
            client,
            options,
            seen: request.cursor().into_iter().collect(),
            state: State::Waiting(request),
            count: 0,
        }
    }

    /// Returns the next page; `None` after the last one and after an error. Cancellation-safe: if
    /// the future is dropped, the next call continues with the same page.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`], and [`Error::RepeatedCursor`] if the server returns
    /// the same cursor twice.
    pub async fn next(&mut self) -> Option<Result<Page<O>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Polls for the next page.
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<O>, Error>>> {
        let mut sending = match std::mem::replace(&mut self.state, State::Ended) {
            State::Waiting(request) => send(self.client.clone(), request, self.options.clone()),
            State::Sending(sending) => sending,
            State::RepeatedCursor => {
                let error = RepeatedCursorError::new(O::NAME, self.count);
                return Poll::Ready(Some(Err(error.into())));
            }
            State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready((request, response)) = sending.as_mut().poll(context) else {
            self.state = State::Sending(sending);
            return Poll::Pending;
        };
        Poll::Ready(Some(response.map(|response| {
            self.count += 1;
            self.state = self.state_after(&request, &response);
            Page { response }
        })))
    }

    /// Returns the state after a page.
    fn state_after(&mut self, request: &O, response: &Response<O>) -> State<O> {
        let next = request.next(&response.json_body);
        match next.and_then(|next| Some((next.cursor()?, next))) {
            Some((cursor, request)) => {
                if self.seen.insert(cursor) {
                    State::Waiting(request)
                } else {
                    State::RepeatedCursor
                }
            }
            None => State::Ended,
        }
    }
}

/// Sends a request and returns it with its response: the request of the next page derives from it.
fn send<O: Paginated>(client: Client<O::Api>, request: O, options: SendOptions) -> Sending<O> {
    Box::pin(async move {
        let response = client.send_with(&request, options).await;
        (request, response)
    })
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
    pub fn pages<O: Paginated<Api = A>>(&self, request: O) -> Pages<O> {
        self.pages_with(request, SendOptions::new())
    }

    /// Like [`pages`](Self::pages), with options that apply to each page.
    pub fn pages_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Pages<O> {
        Pages::new(self.clone(), request, options)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::client::Client;
    use crate::error::Error;
    use crate::http::method::Method;
    use crate::pagination::items::Items;
    use crate::pagination::paginated::{IntoItems, Paginated, cursor, cursor_text, total};
    use crate::request::builder::RequestBuilder;
    use crate::response::operation::Operation;
    use crate::response::typed::Response;
    use crate::test_util::{Example, NoHeaders, serve};
    use crate::values::id::Id;

    #[derive(Clone, Default)]
    struct ListNumbers {
        cursor: Option<Id>,
    }

    crate::object! { ListNumbers; optional "cursor" => cursor, in_query(); }

    #[derive(Deserialize)]
    struct Body {
        data: Vec<u32>,
        pagination: Option<Pagination>,
    }

    #[derive(Deserialize)]
    struct Pagination {
        next: Option<String>,
        total: Option<i64>,
    }

    impl Operation for ListNumbers {
        type Api = Example;
        type Headers = NoHeaders;
        type Body = Body;
        type Response = Response<Self>;

        const NAME: &'static str = "ListNumbers";
        const METHOD: Method = Method::Get;
        const PATH: &'static str = "/numbers";

        fn write(&self, request: &mut RequestBuilder) {
            request.inputs(self);
        }
    }

    impl Paginated for ListNumbers {
        type Item = u32;

        fn cursor(&self) -> Option<String> {
            cursor_text(self.cursor.as_ref()?)
        }

        fn next(&self, body: &Self::Body) -> Option<Self> {
            let next = body.pagination.as_ref()?.next.as_ref()?;
            let mut request = self.clone();
            request.cursor = Some(cursor(next));
            Some(request)
        }

        fn items(body: Self::Body) -> Option<Vec<Self::Item>> {
            Some(body.data.into_items())
        }

        fn total(body: &Self::Body) -> Option<u64> {
            total(body.pagination.as_ref()?.total?)
        }
    }

    fn page(body: &str) -> Vec<u8> {
        let length = body.len();
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
            .into_bytes()
    }

    fn client(url: String) -> Client<Example> {
        Client::builder(url, "token").build().unwrap()
    }

    /// Reads all items from a server with these pages; returns the requests, the items and the
    /// error.
    async fn items(start: ListNumbers, pages: &[&str]) -> (Vec<String>, Vec<u32>, Option<Error>) {
        let (url, server) = serve(pages.iter().map(|body| page(body)).collect())
            .await
            .unwrap();
        let mut stream = client(url).items(start);
        let (mut items, mut last_error) = (Vec::new(), None);
        while let Some(item) = stream.next().await {
            match item {
                Ok(item) => items.push(item),
                Err(error) => last_error = Some(error),
            }
        }
        assert!(stream.next().await.is_none());
        drop(stream);
        (server.await.unwrap().unwrap(), items, last_error)
    }

    #[tokio::test]
    async fn pages_are_requested_until_there_is_no_cursor() {
        for end in ["{}", r#"{"next": null}"#, r#"{"next": ""}"#, "null"] {
            let last = format!(r#"{{"data": [3], "pagination": {end}}}"#);
            let pages = [
                r#"{"data": [1, 2], "pagination": {"next": "a b"}}"#,
                r#"{"data": [], "pagination": {"next": "c"}}"#,
                last.as_str(),
            ];
            let (requests, items, error) = items(ListNumbers::default(), &pages).await;
            let expected = ["/numbers", "/numbers?cursor=a%20b", "/numbers?cursor=c"];
            assert_eq!(requests, expected);
            assert_eq!(items, [1, 2, 3]);
            assert!(error.is_none());
        }
    }

    #[tokio::test]
    async fn a_repeated_cursor_is_an_error_after_its_page() {
        let repeated = r#"{"data": [1], "pagination": {"next": "a"}}"#;
        let (_, items, error) = items(ListNumbers::default(), &[repeated, repeated]).await;
        assert_eq!(items, [1, 1]);
        let error = error.unwrap();
        assert!(matches!(error, Error::RepeatedCursor(_)));
        let message = "ListNumbers returned the same cursor twice within 2 pages";
        assert!(error.to_string().starts_with(message), "{error}");
    }

    #[tokio::test]
    async fn the_cursor_of_the_first_request_counts() {
        let start = ListNumbers {
            cursor: Some("a".into()),
        };
        let repeated = r#"{"data": [1], "pagination": {"next": "a"}}"#;
        let (requests, items, error) = items(start, &[repeated]).await;
        assert_eq!(
            (requests.as_slice(), items),
            (&["/numbers?cursor=a".to_owned()][..], vec![1])
        );
        assert!(error.is_some());
    }

    #[tokio::test]
    async fn pages_end_after_an_error() {
        let pages = [
            r#"{"data": [1], "pagination": {"next": "a"}}"#,
            r#"{"data": 7}"#,
        ];
        let (_, items, error) = items(ListNumbers::default(), &pages).await;
        assert_eq!(items, [1]);
        assert!(matches!(error, Some(Error::Decode(_))));
    }

    #[tokio::test]
    async fn a_page_has_its_response_and_the_total() {
        let body = r#"{"data": [1, 2], "pagination": {"total": 7}}"#;
        let (url, _server) = serve(vec![page(body)]).await.unwrap();
        let mut pages = client(url).pages(ListNumbers::default());
        let page = pages.next().await.unwrap().unwrap();
        assert_eq!((page.total(), page.status_code), (Some(7), 200));
        assert_eq!(page.into_items(), [1, 2]);
        assert!(pages.next().await.is_none());
    }

    #[tokio::test]
    async fn next_is_cancellation_safe() {
        let (url, server) = serve(vec![page(r#"{"data": [1]}"#)]).await.unwrap();
        let mut items = client(url).items(ListNumbers::default());
        // Polled once: the request is in flight.
        tokio::select! {
            biased;
            item = items.next() => panic!("{item:?}"),
            () = std::future::ready(()) => {}
        }
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        assert_eq!(server.await.unwrap().unwrap().len(), 1);
    }

    #[test]
    fn pages_and_items_are_send_and_unpin() {
        fn is_send_stream<T: Send + Unpin + futures_core::Stream>() {}
        is_send_stream::<super::Pages<ListNumbers>>();
        is_send_stream::<Items<ListNumbers>>();
    }
}
