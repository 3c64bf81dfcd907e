//! Operations that return a list page by page.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::http::text::text_of;
use crate::object::bounds::is_blank_text;
use crate::object::model::ToJson;
use crate::response::body::ResponseBody;
use crate::response::operation::{MemberPath, Operation};
use crate::response::typed::Response;

/// An operation that returns a list page by page. Generated code implements it.
pub trait Paginated:
    Operation<Response = Response<Self>, Body: ResponseBody> + Clone + 'static
{
    /// An item of the list.
    type Item: Clone + PartialEq + Send;

    /// The path to the number of items on all pages in a response body; empty if the server does not
    /// report it.
    const TOTAL: MemberPath = &[];

    /// Returns the cursor of this request as text, or the offset or number of its page; `None` if it
    /// is unset.
    fn cursor(&self) -> Option<String> {
        None
    }

    /// Returns the request for the page after `body`; `None` after the last page, and if the server
    /// names the URL of the next page.
    fn next(&self, body: &Self::Body) -> Option<Self> {
        let _ = body;
        None
    }

    /// Returns the URL of the page after `response`, if the server names it.
    fn next_url(response: &Response<Self>) -> Option<String> {
        let _ = response;
        None
    }

    /// Returns the items of a page whose position the client calculates: a server that ignores the
    /// position returns them again. `None` for all other pages.
    fn listed(body: &Self::Body) -> Option<&[Self::Item]> {
        let _ = body;
        None
    }

    /// Returns the items of a page; `None` if the page has no list.
    fn items(body: Self::Body) -> Option<Vec<Self::Item>>;

    /// Returns the number of items on all pages, if the server reports it.
    fn total(body: &Self::Body) -> Option<u64> {
        let _ = body;
        None
    }

    /// Returns the number of pages, if the server reports it.
    fn total_pages(body: &Self::Body) -> Option<u64> {
        let _ = body;
        None
    }
}

/// Returns the text of a cursor; `None` if it is `null` or blank.
pub fn cursor_text<T: Serialize>(cursor: &T) -> Option<String> {
    text_of(cursor.to_json())
        .ok()
        .filter(|text| !is_blank_text(text))
}

/// Converts the cursor of a response into the input of a request.
pub fn cursor<T: Clone + Into<U>, U>(cursor: &T) -> U {
    cursor.clone().into()
}

/// Converts a number of items; `None` if it is negative.
pub fn total(total: impl TryInto<u64>) -> Option<u64> {
    total.try_into().ok()
}

/// Conversion of a list, or of the values of a map, into items.
pub trait IntoItems<T> {
    /// Returns the items in order.
    fn into_items(self) -> Vec<T>;
}

impl<T> IntoItems<T> for Vec<T> {
    fn into_items(self) -> Self {
        self
    }
}

impl<T> IntoItems<T> for BTreeMap<String, T> {
    fn into_items(self) -> Vec<T> {
        self.into_values().collect()
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
        is_send_stream::<crate::pagination::pages::Pages<ListNumbers>>();
        is_send_stream::<Items<ListNumbers>>();
    }
}
