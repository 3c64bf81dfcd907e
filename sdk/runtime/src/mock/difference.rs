//! The difference between a received request and an expected one, in wire names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use url::Url;

use crate::json::Json;
use crate::request::prepared::PreparedRequest;
use crate::transport::request::Request;

/// The number of differences that are listed.
const MOST: usize = 20;

/// Returns the differences; empty if the request is the expected one.
pub(super) fn differences(received: &Request, expected: &PreparedRequest) -> Vec<String> {
    let mut found = Differences(Vec::new());
    found.path(received, expected);
    found.query(&received.url, expected);
    found.headers(received, expected);
    found.body(received, expected);
    let more = found.0.len().saturating_sub(MOST);
    found.0.truncate(MOST);
    if more > 0 {
        found.0.push(format!("and {more} more"));
    }
    found.0
}

struct Differences(Vec<String>);

impl Differences {
    fn add(&mut self, name: &str, expected: Option<&str>, received: Option<&str>) {
        let shown = |text: Option<&str>| text.unwrap_or("nothing").to_owned();
        self.0.push(format!(
            "{name}: expected {}, received {}",
            shown(expected),
            shown(received)
        ));
    }

    fn path(&mut self, received: &Request, expected: &PreparedRequest) {
        let decoded = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (path, expected) = (received.url.path(), expected.path());
        if !path.ends_with(expected) {
            let (path, expected) = (decoded(path), decoded(expected));
            self.add("path", Some(&expected), Some(&path));
        }
    }

    fn query(&mut self, received: &Url, expected: &PreparedRequest) {
        let received = by_name(received.query_pairs());
        let expected = by_name(expected.query_pairs());
        let names: BTreeSet<_> = expected.keys().chain(received.keys()).collect();
        for name in names {
            let (expected, received) = (expected.get(name), received.get(name));
            if expected != received {
                let [expected, received] = [expected, received]
                    .map(|values| values.map(|values| format!("{:?}", values.join("&"))));
                self.add(name, expected.as_deref(), received.as_deref());
            }
        }
    }

    fn headers(&mut self, received: &Request, expected: &PreparedRequest) {
        for (name, expected) in expected.headers().iter() {
            let value = received.headers.get(name);
            if value.as_ref() != Some(&expected) && name != "content-type" {
                self.add(name, Some(&expected), value.as_deref());
            }
        }
    }

    fn body(&mut self, received: &Request, expected: &PreparedRequest) {
        if !expected.parts().is_empty() {
            let advice = "the parts of a multipart body are not compared: read `request().body()`";
            self.0.push(advice.to_owned());
            return;
        }
        let (body, wanted) = (&*received.body, expected.body());
        if body == wanted {
            return;
        }
        let json = |bytes| serde_json::from_slice::<Json>(bytes).ok();
        if let (Some(wanted), Some(body)) = (json(wanted), json(body)) {
            self.json(&wanted, &body, "");
        } else {
            let [wanted, body] = [wanted, body].map(String::from_utf8_lossy);
            self.add("body", Some(&wanted), Some(&body));
        }
    }

    fn json(&mut self, expected: &Json, received: &Json, path: &str) {
        match (expected, received) {
            (Json::Object(expected), Json::Object(received)) => {
                let names: BTreeSet<_> = expected.keys().chain(received.keys()).collect();
                for name in names {
                    let separator = if path.is_empty() { "" } else { "." };
                    let path = format!("{path}{separator}{name}");
                    self.member(expected.get(name), received.get(name), &path);
                }
            }
            (Json::Array(expected), Json::Array(received)) => {
                for at in 0..expected.len().max(received.len()) {
                    let path = format!("{path}[{at}]");
                    self.member(expected.get(at), received.get(at), &path);
                }
            }
            _ if expected == received => {}
            _ => self.member_differs(Some(expected), Some(received), path),
        }
    }

    fn member(&mut self, expected: Option<&Json>, received: Option<&Json>, path: &str) {
        match (expected, received) {
            (Some(expected), Some(received)) => self.json(expected, received, path),
            _ => self.member_differs(expected, received, path),
        }
    }

    fn member_differs(&mut self, expected: Option<&Json>, received: Option<&Json>, path: &str) {
        let [expected, received] = [expected, received].map(|json| json.map(Json::to_string));
        let path = if path.is_empty() { "body" } else { path };
        self.add(path, expected.as_deref(), received.as_deref());
    }
}

/// Returns the values of each query parameter, in order.
fn by_name<'a>(
    pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
) -> BTreeMap<String, Vec<String>> {
    let mut values = BTreeMap::<_, Vec<_>>::new();
    for (name, value) in pairs {
        let values = values.entry(name.into_owned()).or_default();
        values.push(value.into_owned());
    }
    values
}
