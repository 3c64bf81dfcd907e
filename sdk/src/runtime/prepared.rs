//! A request ready to be sent.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::percent_decode_str;

use super::walk::HIDDEN;
use super::{HeaderFields, Method};

/// A request that passed its checks, as it would go over the wire, without authentication.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(super) method: Method,
    pub(super) template: &'static str,
    pub(super) path: Cow<'static, str>,
    pub(super) query: Option<String>,
    pub(super) headers: HeaderFields,
    pub(super) body: Bytes,
    /// Whether an input is not to be shown.
    pub(super) is_sensitive: bool,
}

impl PreparedRequest {
    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path from the root of the server, percent-encoded, with a leading slash and without the
    /// query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query without its question mark, percent-encoded; `None` when there is none.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// Name and value of each parameter of the query, decoded, in order.
    pub fn query_pairs(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let pairs = self.query().into_iter().flat_map(|query| query.split('&'));
        pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
    }

    /// The headers, without authentication, user agent and what HTTP itself adds.
    #[must_use]
    pub fn headers(&self) -> &HeaderFields {
        &self.headers
    }

    /// The bytes of the body; empty when there is none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Headers and body, for the transport.
    pub(super) fn into_headers_and_body(self) -> (HeaderMap, Bytes) {
        (self.headers.into_map(), self.body)
    }
}

/// The text that was encoded: always UTF-8.
fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// Shows neither path, query nor body when one of the inputs is not to be shown.
impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = format_args!("{HIDDEN}");
        let body = String::from_utf8_lossy(&self.body);
        let (path, query, body): (&dyn fmt::Debug, &dyn fmt::Debug, &dyn fmt::Debug) =
            if self.is_sensitive {
                (&self.template, &hidden, &hidden)
            } else {
                (&self.path, &self.query, &body)
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

    use crate::runtime::base_url::BaseUrl;
    use crate::runtime::testing::{Example, NoHeaders};
    use crate::runtime::{Bytes, EmptyResponse, Error, Id, Method, Operation, Parts, list, map};

    #[derive(Clone, Default)]
    struct Span {
        ids: Option<Vec<Id>>,
    }

    crate::runtime::object! { Span; optional "ids" => ids; }

    impl Span {
        fn ids<const N: usize>(ids: [&str; N]) -> Self {
            Self {
                ids: Some(list(ids)),
            }
        }
    }

    /// An operation with an input in every place.
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
        note: Option<String>,
    }

    crate::runtime::object! {
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
        optional "note" => note;
    }

    crate::runtime::facts! { Wide; }

    impl Operation for Wide {
        type Api = Example;
        type Headers = NoHeaders;
        type Body = ();
        type Response = EmptyResponse<Self>;

        const NAME: &'static str = "Wide";
        const METHOD: Method = Method::Put;
        const PATH: &'static str = "/a/{ticket}/b/{file}.json";

        fn write(&self, parts: &mut Parts) {
            parts.inputs(self);
            if self.note.is_some() {
                parts.json_members(self);
                parts.media_type("application/merge-patch+json");
                parts.accept("image/png");
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

    fn refusals(request: &Wide) -> Vec<String> {
        match request.prepare() {
            Ok(prepared) => panic!("{prepared:?}"),
            Err(Error::InvalidRequest(error)) => {
                error.violations.iter().map(ToString::to_string).collect()
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_path_is_filled_and_never_changed_by_a_value() {
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
    fn a_part_of_the_path_that_leads_elsewhere_is_refused() {
        for dots in [".", ".."] {
            let [refusal] = refusals(&wide(dots, "x")).try_into().unwrap();
            assert!(refusal.starts_with("ticket: is `.` or `..`"), "{refusal}");
        }
        for blank in ["", " ", "\u{200b}"] {
            let [refusal] = refusals(&wide(blank, "x")).try_into().unwrap();
            assert!(refusal.starts_with("ticket: is empty"), "{refusal}");
        }
        let long = refusals(&wide(&"7".repeat(21), ""));
        assert_eq!(long[0], "ticket: is longer than 20 characters");
        assert!(long[1].starts_with("file: is empty"), "{long:?}");
    }

    #[test]
    fn the_query_holds_what_is_set_in_order() {
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
    fn an_object_in_the_query_is_checked_as_anywhere() {
        let request = Wide {
            filter: Some(Span::ids([])),
            ..wide("7", "x")
        };
        let [refusal] = refusals(&request).try_into().unwrap();
        assert!(
            refusal.starts_with("filter.ids: the list is empty"),
            "{refusal}"
        );
    }

    #[test]
    fn headers_hold_what_a_header_can_hold() {
        let with = |trace: &str| Wide {
            trace: Some(trace.to_owned()),
            ..wide("7", "x")
        };
        let prepared = with("a b").prepare().unwrap();
        assert_eq!(prepared.headers().get("x-trace").unwrap(), "a b");
        for trace in ["a\r\nb: c", "é", "\0", " a", "a\t"] {
            let [refusal] = refusals(&with(trace)).try_into().unwrap();
            assert!(refusal.starts_with("X-Trace: "), "{refusal}");
        }
    }

    #[test]
    fn a_body_has_its_media_type() {
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
    fn what_is_sensitive_hides_the_rest_of_the_request() {
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
