//! Requests that are ready to be sent.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::http::headers::HeaderFields;
use crate::http::method::Method;
use crate::http::multipart::{Multipart, Part};
use crate::object::violation::Violation;
use crate::redact::REDACTED;
use crate::request::query_names::decode;

/// A valid request as it would be sent, without authentication.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) path: Cow<'static, str>,
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderFields,
    pub(crate) body: Bytes,
    pub(crate) multipart: Option<Arc<Multipart>>,
    /// `true` if an input is sensitive.
    pub(crate) is_sensitive: bool,
}

impl PreparedRequest {
    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// Returns the path below the base URL, percent-encoded, with a leading slash and without the
    /// query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the query without its question mark, percent-encoded; `None` without a query.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// Iterates over the decoded names and values of the query parameters, in order.
    pub fn query_pairs(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let pairs = self.query().into_iter().flat_map(|query| query.split('&'));
        pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
    }

    /// Returns the headers, without authentication, user agent and the headers that HTTP itself
    /// adds.
    #[must_use]
    pub fn headers(&self) -> &HeaderFields {
        &self.headers
    }

    /// Returns the bytes of the body; empty if there is none, or if it has parts.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns the parts of a multipart body, in order; empty for any other body.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        self.multipart.as_ref().map_or(&[], |body| &body.parts)
    }

    /// Opens the files of a multipart body.
    ///
    /// # Errors
    ///
    /// Returns the first file that cannot be opened.
    pub(crate) async fn open_files(&mut self) -> Result<(), Violation> {
        if let Some(multipart) = &mut self.multipart {
            let opened = multipart.open().await.map_err(|(path, error)| Violation {
                path,
                message: format!("the file cannot be opened: {error}"),
            })?;
            *multipart = Arc::new(opened);
        }
        Ok(())
    }
}

/// Shows neither path, query nor body if an input is sensitive.
impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = format_args!("{REDACTED}");
        let text = String::from_utf8_lossy(&self.body);
        let parts = self.multipart.as_ref().map(|multipart| &multipart.parts);
        let body = parts.map_or(&text as &dyn fmt::Debug, |parts| parts);
        let (path, query, body): (&dyn fmt::Debug, &dyn fmt::Debug, &dyn fmt::Debug) =
            if self.is_sensitive {
                (&self.template, &hidden, &hidden)
            } else {
                (&self.path, &self.query, body)
            };
        f.debug_struct("PreparedRequest")
            .field("method", &self.method)
            .field("path", path)
            .field("query", query)
            .field("headers", &self.headers)
            .field("body", body)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::error::Error;
    use crate::http::method::Method;
    use crate::request::builder::RequestBuilder;
    use crate::response::operation::Operation;
    use crate::response::typed::EmptyResponse;
    use crate::test_util::{Example, NoHeaders};
    use crate::transport::base_url::BaseUrl;
    use crate::values::bytes::Bytes;
    use crate::values::containers::{list, map};
    use crate::values::id::Id;

    #[derive(Clone, Default)]
    struct Span {
        ids: Option<Vec<Id>>,
    }

    crate::object! { Span; optional "ids" => ids; }

    impl Span {
        fn ids<const N: usize>(ids: [&str; N]) -> Self {
            Self {
                ids: Some(list(ids)),
            }
        }
    }

    /// An operation with an input in every location.
    #[derive(Clone, Default)]
    struct Wide {
        ticket: Id,
        file: String,
        labels: Option<Vec<String>>,
        page: Option<u32>,
        filter: Option<Span>,
        extra: Option<BTreeMap<String, String>>,
        trace: Option<String>,
        key: Option<String>,
        whole: Option<Span>,
        raw: Option<Bytes>,
        text: Option<String>,
        whole_form: Option<BTreeMap<String, String>>,
        note: Option<String>,
    }

    crate::object! {
        Wide;
        required "ticket" => ticket, in_path(), max_length(20);
        required "file" => file, in_path();
        optional "labels" => labels, in_query(), comma_separated();
        optional "page" => page, in_query();
        optional "filter" => filter, in_query();
        optional "extra" => extra, in_query();
        optional "X-Trace" => trace, in_header();
        optional "key" => key, in_query(), sensitive();
        optional "whole" => whole, as_body();
        optional "raw" => raw, as_raw_body();
        optional "text" => text, as_raw_body();
        optional "wholeForm" => whole_form, as_form();
        optional "note" => note;
    }

    impl Operation for Wide {
        type Api = Example;
        type Headers = NoHeaders;
        type Body = ();
        type Response = EmptyResponse<Self>;

        const NAME: &'static str = "Wide";
        const METHOD: Method = Method::Put;
        const PATH: &'static str = "/a/{ticket}/b/{file}.json";

        fn write(&self, request: &mut RequestBuilder) {
            request.inputs(self);
            if self.note.is_some() {
                request.json_members(self);
                request.media_type("application/merge-patch+json");
                request.accept("image/png");
            }
        }
    }

    fn wide(ticket: &str, file: &str) -> Wide {
        Wide {
            ticket: ticket.into(),
            file: file.to_owned(),
            ..Wide::default()
        }
    }

    fn violations(request: &Wide) -> Vec<String> {
        match request.prepare() {
            Ok(prepared) => panic!("{prepared:?}"),
            Err(Error::InvalidRequest(error)) => {
                error.violations.iter().map(ToString::to_string).collect()
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_map_cannot_set_another_parameter() {
        let with = |key: &str| Wide {
            extra: Some(BTreeMap::from([(key.to_owned(), "1".to_owned())])),
            ..wide("7", "x")
        };
        let message = "extra: has an entry `page`, which is an input: use `page` instead";
        assert_eq!(violations(&with("page")), [message]);
        for key in ["other", "extra", "note", "ticket"] {
            assert!(with(key).prepare().is_ok(), "{key}");
        }
    }

    #[test]
    fn path_values_are_encoded_and_never_change_the_path() {
        for (file, path) in [
            ("x", "/a/7/b/x.json"),
            ("..", "/a/7/b/...json"),
            ("a/../b", "/a/7/b/a%2F..%2Fb.json"),
            ("100%?#&+ é\\", "/a/7/b/100%25%3F%23%26%2B%20%C3%A9%5C.json"),
            ("{ticket}", "/a/7/b/%7Bticket%7D.json"),
            ("%2e%2E", "/a/7/b/%252e%252E.json"),
            ("-._~", "/a/7/b/-._~.json"),
        ] {
            let prepared = wide("7", file).prepare().unwrap();
            assert_eq!(prepared.path(), path);
            let base = BaseUrl::new("https://example.net").unwrap();
            assert_eq!(base.join(path, None).path(), path);
        }
    }

    #[test]
    fn dot_segments_and_blank_path_values_are_rejected() {
        for dots in [".", ".."] {
            let [violation] = violations(&wide(dots, "x")).try_into().unwrap();
            assert!(
                violation.starts_with("ticket: is `.` or `..`"),
                "{violation}"
            );
        }
        for blank in ["", " ", "\u{200b}"] {
            let [violation] = violations(&wide(blank, "x")).try_into().unwrap();
            assert!(violation.starts_with("ticket: is empty"), "{violation}");
        }
        let long = violations(&wide(&"7".repeat(21), ""));
        assert_eq!(long[0], "ticket: is longer than 20 characters");
        assert!(long[1].starts_with("file: is empty"), "{long:?}");
    }

    #[test]
    fn the_query_contains_set_inputs_in_order() {
        let request = Wide {
            labels: Some(vec!["a,b".to_owned(), "c d".to_owned()]),
            page: Some(2),
            filter: Some(Span::ids(["1", "2"])),
            extra: Some(map([("k", "v")])),
            ..wide("7", "x")
        };
        let prepared = request.prepare().unwrap();
        let query = "labels=a%2Cb,c%20d&page=2&ids=1&ids=2&k=v";
        assert_eq!(prepared.query(), Some(query));
        let base = BaseUrl::new("https://example.net").unwrap();
        assert_eq!(base.join("/", prepared.query()).query(), Some(query));
        let pairs = prepared.query_pairs();
        let pairs: Vec<String> = pairs
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        assert_eq!(
            pairs,
            ["labels: a,b,c d", "page: 2", "ids: 1", "ids: 2", "k: v"]
        );
        assert_eq!(wide("7", "x").prepare().unwrap().query(), None);
    }

    #[test]
    fn an_object_in_the_query_is_validated_like_any_other() {
        let request = Wide {
            filter: Some(Span::ids([])),
            ..wide("7", "x")
        };
        let [violation] = violations(&request).try_into().unwrap();
        assert!(
            violation.starts_with("filter.ids: the list is empty"),
            "{violation}"
        );
    }

    #[test]
    fn values_that_are_invalid_in_a_header_are_rejected() {
        let with = |trace: &str| Wide {
            trace: Some(trace.to_owned()),
            ..wide("7", "x")
        };
        let prepared = with("a b").prepare().unwrap();
        assert_eq!(prepared.headers().get("x-trace").unwrap(), "a b");
        for trace in ["a\r\nb: c", "é", "\0", " a", "a\t"] {
            let [violation] = violations(&with(trace)).try_into().unwrap();
            assert!(violation.starts_with("X-Trace: "), "{violation}");
        }
    }

    #[test]
    fn a_body_has_the_media_type_of_its_encoding() {
        let whole = Wide {
            whole: Some(Span::ids(["1"])),
            ..wide("7", "x")
        };
        let raw = Wide {
            raw: Some(Bytes::from(&[0, 255])),
            ..wide("7", "x")
        };
        let text = Wide {
            text: Some("é".to_owned()),
            ..wide("7", "x")
        };
        let form = Wide {
            whole_form: Some(map([("a b", "c d"), ("e", "")])),
            ..wide("7", "x")
        };
        let note = Wide {
            note: Some("n".to_owned()),
            ..wide("7", "x")
        };
        for (request, body, media_type) in [
            (
                whole,
                br#"{"ids":["1"]}"#.as_slice(),
                Some("application/json"),
            ),
            (raw, &[0, 255], Some("application/octet-stream")),
            (text, "é".as_bytes(), Some("text/plain; charset=utf-8")),
            (
                form,
                b"a+b=c+d&e=",
                Some("application/x-www-form-urlencoded"),
            ),
            (
                note,
                br#"{"note":"n"}"#,
                Some("application/merge-patch+json"),
            ),
            (wide("7", "x"), b"", None),
        ] {
            let prepared = request.prepare().unwrap();
            assert_eq!(prepared.body(), body);
            assert_eq!(
                prepared.headers().get("content-type").as_deref(),
                media_type
            );
            let image = request
                .note
                .as_ref()
                .map_or("application/json", |_| "image/png");
            assert_eq!(prepared.headers().get("accept").unwrap(), image);
        }
    }

    #[test]
    fn a_sensitive_input_hides_the_rest_of_the_request() {
        let request = Wide {
            key: Some("canary".to_owned()),
            ..wide("canary", "x")
        };
        let prepared = request.prepare().unwrap();
        assert_eq!(prepared.query(), Some("key=canary"));
        let shown = format!("{prepared:?}");
        assert!(
            !shown.contains("canary") && shown.contains("{ticket}"),
            "{shown}"
        );
    }
}
