//! Lists that come page by page: each page is asked for when it is wanted.

use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Attempts, Client, EndlessPagesError, Error, Paginated, Response, SendOptions};

/// A request on its way.
type Sending<O> = Pin<Box<dyn Future<Output = (O, Result<Response<O>, Error>)> + Send>>;

/// One page of a list; it reads like the [`Response`] it is.
pub struct Page<O: Paginated> {
    response: Response<O>,
}

impl<O: Paginated> Page<O> {
    /// How many items there are on all pages, where the server says.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        O::total(&self.response.json_body)
    }

    /// The items of this page.
    #[must_use]
    pub fn into_items(self) -> Vec<O::Item> {
        O::items(self.response.json_body).unwrap_or_default()
    }

    /// The answer that the page is.
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

/// The pages of a list, in order: read them with [`next`](Self::next) or as a `futures` stream.
///
/// A page is asked for when it is wanted, and none before. The pages end when the server names no
/// further one, and after an error; a server that names the same one twice is an error too. To drop
/// it is to stop; a request that is on its way is given up.
pub struct Pages<O: Paginated> {
    client: Client<O::Api>,
    options: SendOptions,
    state: State<O>,
    /// The cursors of the pages so far.
    seen: HashSet<String>,
    count: usize,
}

enum State<O: Paginated> {
    Waiting(O),
    Sending(Sending<O>),
    /// The server named a page that came already.
    Endless,
    Ended,
}

impl<O: Paginated> Pages<O> {
    /// From the page of this request on.
    pub(super) fn new(client: Client<O::Api>, request: O, options: SendOptions) -> Self {
        Self {
            client,
            options,
            seen: request.cursor().into_iter().collect(),
            state: State::Waiting(request),
            count: 0,
        }
    }

    /// The next page; `None` after the last one and after an error. It can be called again when it
    /// was given up while waiting: no page is lost.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and [`Error::EndlessPages`].
    pub async fn next(&mut self) -> Option<Result<Page<O>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<O>, Error>>> {
        let mut sending = match std::mem::replace(&mut self.state, State::Ended) {
            State::Waiting(request) => send(self.client.clone(), request, self.options.clone()),
            State::Sending(sending) => sending,
            State::Endless => {
                let error = EndlessPagesError::new(O::NAME, self.count);
                return Poll::Ready(Some(Err(error.into())));
            }
            State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready((request, answer)) = sending.as_mut().poll(context) else {
            self.state = State::Sending(sending);
            return Poll::Pending;
        };
        Poll::Ready(Some(answer.map(|response| {
            self.count += 1;
            self.state = self.following(&request, &response);
            Page { response }
        })))
    }

    /// What comes after a page.
    fn following(&mut self, request: &O, response: &Response<O>) -> State<O> {
        match request.after(&response.json_body) {
            Some((request, cursor)) => {
                if self.seen.insert(cursor) {
                    State::Waiting(request)
                } else {
                    State::Endless
                }
            }
            None => State::Ended,
        }
    }
}

/// Sends a request that is needed again for the page after.
fn send<O: Paginated>(client: Client<O::Api>, request: O, options: SendOptions) -> Sending<O> {
    Box::pin(async move {
        let answer = client.send_with(&request, options).await;
        (request, answer)
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

/// The items of a list over all its pages, in order: read them with [`next`](Self::next) or as a
/// `futures` stream. It stops and ends as [`Pages`] does.
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    rest: std::vec::IntoIter<O::Item>,
    attempts: Attempts,
}

impl<O: Paginated> Items<O> {
    /// The items of these pages.
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            rest: Vec::new().into_iter(),
            attempts: Attempts::default(),
        }
    }

    /// What happened on the way to the page that the last item stood on.
    #[must_use]
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// The next item; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::next`].
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

#[cfg(test)]
mod tests {
    use crate::runtime::testing::{Example, NoHeaders, serve};
    use crate::runtime::{Client, Deserialize, Error, Id, Method, Operation, Parts, Response};

    #[derive(Clone, Default)]
    struct ListNumbers {
        cursor: Option<Id>,
    }

    crate::runtime::object! { ListNumbers; optional "cursor" => cursor, in_query(); }
    crate::runtime::facts! { ListNumbers; }

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

        fn write(&self, parts: &mut Parts) {
            parts.inputs(self);
        }
    }

    crate::runtime::paginated! {
        ListNumbers;
        item(u32);
        cursor(cursor);
        next(pagination.as_ref()?.next.as_ref()?);
        items(data);
        total(pagination.as_ref()?.total?);
    }

    fn page(body: &str) -> Vec<u8> {
        let length = body.len();
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
            .into_bytes()
    }

    fn client(url: String) -> Client<Example> {
        Client::builder(url, "token").build().unwrap()
    }

    /// Reads all items from a server that gives these pages; the requests, the items, and the error.
    async fn items(start: ListNumbers, pages: &[&str]) -> (Vec<String>, Vec<u32>, Option<Error>) {
        let (url, server) = serve(pages.iter().map(|body| page(body)).collect())
            .await
            .unwrap();
        let mut stream = client(url).items(start);
        let (mut items, mut failure) = (Vec::new(), None);
        while let Some(item) = stream.next().await {
            match item {
                Ok(item) => items.push(item),
                Err(error) => failure = Some(error),
            }
        }
        assert!(stream.next().await.is_none());
        drop(stream);
        (server.await.unwrap().unwrap(), items, failure)
    }

    #[tokio::test]
    async fn each_page_is_asked_for_until_none_is_named() {
        for end in ["{}", r#"{"next": null}"#, r#"{"next": ""}"#, "null"] {
            let last = format!(r#"{{"data": [3], "pagination": {end}}}"#);
            let pages = [
                r#"{"data": [1, 2], "pagination": {"next": "a b"}}"#,
                r#"{"data": [], "pagination": {"next": "c"}}"#,
                last.as_str(),
            ];
            let (requests, items, error) = items(ListNumbers::default(), &pages).await;
            let asked = ["/numbers", "/numbers?cursor=a%20b", "/numbers?cursor=c"];
            assert_eq!(requests, asked);
            assert_eq!(items, [1, 2, 3]);
            assert!(error.is_none());
        }
    }

    #[tokio::test]
    async fn the_same_cursor_twice_is_an_error_after_its_page() {
        let repeated = r#"{"data": [1], "pagination": {"next": "a"}}"#;
        let (_, items, error) = items(ListNumbers::default(), &[repeated, repeated]).await;
        assert_eq!(items, [1, 1]);
        let error = error.unwrap();
        assert!(matches!(error, Error::EndlessPages(_)));
        let message = "ListNumbers gave the same cursor twice within 2 pages";
        assert!(error.to_string().starts_with(message), "{error}");
    }

    #[tokio::test]
    async fn the_cursor_that_the_caller_set_counts() {
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
    async fn after_an_error_there_is_no_more() {
        let pages = [
            r#"{"data": [1], "pagination": {"next": "a"}}"#,
            r#"{"data": 7}"#,
        ];
        let (_, items, error) = items(ListNumbers::default(), &pages).await;
        assert_eq!(items, [1]);
        assert!(matches!(error, Some(Error::Decode(_))));
    }

    #[tokio::test]
    async fn a_page_is_its_answer_and_knows_the_total() {
        let body = r#"{"data": [1, 2], "pagination": {"total": 7}}"#;
        let (url, _server) = serve(vec![page(body)]).await.unwrap();
        let mut pages = client(url).pages(ListNumbers::default());
        let page = pages.next().await.unwrap().unwrap();
        assert_eq!((page.total(), page.status_code), (Some(7), 200));
        assert_eq!(page.into_items(), [1, 2]);
        assert!(pages.next().await.is_none());
    }

    #[tokio::test]
    async fn a_page_is_not_lost_when_waiting_for_it_is_given_up() {
        let (url, server) = serve(vec![page(r#"{"data": [1]}"#)]).await.unwrap();
        let mut items = client(url).items(ListNumbers::default());
        // Polled once: the request is on its way.
        tokio::select! {
            biased;
            item = items.next() => panic!("{item:?}"),
            () = std::future::ready(()) => {}
        }
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        assert_eq!(server.await.unwrap().unwrap().len(), 1);
    }

    #[test]
    fn pages_can_travel() {
        fn travels<T: Send + Unpin + futures_core::Stream>() {}
        travels::<super::Pages<ListNumbers>>();
        travels::<super::Items<ListNumbers>>();
    }
}
