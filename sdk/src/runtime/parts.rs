//! The parts of a request while it is written.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::path_template as path;
use super::query::text_of;
use super::rules::Part;
use super::walk::Members;
use super::{
    Check, Error, InvalidRequestError, Json, Method, Object, Place, PreparedRequest, Query,
    Receiver, Rules, Value,
};

/// Room for the body of a small request, so that it is written without growing.
const BODY_CAPACITY: usize = 256;
/// Headers of a small request: three from here, two from the client, two that HTTP adds.
const HEADERS: usize = 7;
const JSON: &str = "application/json";
const OCTETS: &str = "application/octet-stream";
const PLAIN_TEXT: &str = "text/plain; charset=utf-8";

/// Collects what an operation writes: its inputs, each in its place.
#[derive(Debug)]
pub struct Parts {
    method: Method,
    template: &'static str,
    path: Cow<'static, str>,
    query: Option<String>,
    headers: HeaderMap,
    body: Option<Raw>,
    media_type: Option<&'static str>,
    accept: &'static str,
    check: Check,
}

/// A body with its usual media type.
#[derive(Clone, Debug)]
pub struct Raw {
    bytes: Bytes,
    media_type: &'static str,
}

impl Raw {
    /// Bytes that are anything.
    pub(super) fn bytes(bytes: Bytes) -> Self {
        Self {
            bytes,
            media_type: OCTETS,
        }
    }

    /// The text that stands for a value.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub(super) fn text<V: Serialize + ?Sized>(value: &V) -> Result<Self, &'static str> {
        text_of(value).map(|text| Self {
            bytes: text.into(),
            media_type: PLAIN_TEXT,
        })
    }
}

impl Parts {
    /// Parts of a request to `template`, still without inputs.
    pub(super) fn new(method: Method, template: &'static str, accept: &'static str) -> Self {
        Self {
            method,
            template,
            path: Cow::Borrowed(template),
            query: None,
            headers: HeaderMap::with_capacity(HEADERS),
            body: None,
            media_type: None,
            accept,
            check: Check::default(),
        }
    }

    /// Checks all inputs, and writes those that go into path, query and headers or are the whole
    /// body.
    pub fn inputs<T: Object>(&mut self, inputs: &T) {
        self.check.object(inputs, &Place::ROOT);
        let Ok(()) = inputs.fields(&mut Writer(self));
    }

    /// Writes the inputs that have no other place as the members of a JSON object, the body.
    pub fn json_members<T: Object>(&mut self, inputs: &T) {
        self.json(&Place::ROOT, &Members(inputs));
    }

    /// The media type of the body, where it is not the usual one.
    pub fn media_type(&mut self, media_type: &'static str) {
        self.media_type = Some(media_type);
    }

    /// The media type of the answer, where it is not the usual one.
    pub fn accept(&mut self, media_type: &'static str) {
        self.accept = media_type;
    }

    /// Makes `value` the JSON body, when nothing is wrong so far.
    fn json<V: Serialize>(&mut self, place: &Place<'_>, value: &V) {
        if self.check.found_some() {
            return;
        }
        let mut body = Vec::with_capacity(BODY_CAPACITY);
        match serde_json::to_writer(&mut body, value) {
            Ok(()) => {
                self.body = Some(Raw {
                    bytes: body.into(),
                    media_type: JSON,
                });
            }
            Err(error) => self
                .check
                .report(place, || format!("cannot be written as JSON: {error}")),
        }
    }

    /// Fills the place of the input in the path.
    fn path<V: Value>(&mut self, name: &'static str, value: &V) {
        match text_of(value) {
            Ok(text) => self.path = path::fill(&self.path, name, &text).into(),
            Err(message) => self.check.report_once(&Place::ROOT.field(name), message),
        }
    }

    /// Adds a header; for a list one with each item.
    fn header<V: Value>(&mut self, name: &'static str, value: &V, rules: &Rules) {
        let values = match serde_json::to_value(value) {
            Ok(Json::Array(items)) => items.iter().map(text_of).collect(),
            Ok(json) => text_of(&json).map(|text| vec![text]),
            Err(_) => Err("cannot be written as text"),
        };
        let headers = values.and_then(|values| {
            let values = values.iter().map(|value| header_value(value, rules));
            values.collect::<Result<Vec<HeaderValue>, _>>()
        });
        let header_name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is no header");
        match header_name.and_then(|name| Ok((name, headers?))) {
            Ok((name, values)) => {
                for value in values {
                    self.headers.append(&name, value);
                }
            }
            Err(message) => self.check.report_once(&Place::ROOT.field(name), message),
        }
    }

    /// Sets a header to a constant of the runtime or the operation, unless an input has set it.
    fn constant(&mut self, name: HeaderName, value: &'static str) {
        if !self.headers.is_empty() && self.headers.contains_key(&name) {
            return;
        }
        match HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes())) {
            Ok(value) => {
                self.headers.insert(name, value);
            }
            Err(_) => self.check.report(&Place::ROOT, || {
                format!("the operation has a value that the header {name} cannot hold")
            }),
        }
    }

    /// The request, unless a check found something.
    pub(super) fn finish(mut self, operation: &'static str) -> Result<PreparedRequest, Error> {
        path::check(self.template, &self.path, &mut self.check);
        self.constant(ACCEPT, self.accept);
        let encodings = HeaderValue::from_static("gzip");
        self.headers.insert(ACCEPT_ENCODING, encodings);
        if let Some(body) = &self.body {
            self.constant(CONTENT_TYPE, self.media_type.unwrap_or(body.media_type));
        }
        if self.body.is_none() && self.method.has_body() {
            // Without it some servers wait for a body, or refuse the request.
            self.constant(CONTENT_LENGTH, "0");
        }
        if self.check.found_some() {
            let violations = self.check.into_violations();
            return Err(InvalidRequestError::new(operation, violations).into());
        }
        Ok(PreparedRequest {
            is_sensitive: self.check.is_sensitive(),
            method: self.method,
            template: self.template,
            path: self.path,
            query: self.query,
            headers: super::HeaderFields::new(self.headers),
            body: self.body.map(|body| body.bytes).unwrap_or_default(),
        })
    }
}

/// The text as a header, when it arrives as it was sent.
fn header_value(text: &str, rules: &Rules) -> Result<HeaderValue, &'static str> {
    const REFUSED: &str = "holds a character that a header cannot: \
         use visible ASCII characters and spaces between them";
    if text.starts_with([' ', '\t']) || text.ends_with([' ', '\t']) {
        return Err("starts or ends with a space, which gets lost in a header");
    }
    let value = HeaderValue::from_str(text).ok().filter(|_| text.is_ascii());
    let mut value = value.ok_or(REFUSED)?;
    value.set_sensitive(rules.sensitive);
    Ok(value)
}

/// Writes each input to its place.
struct Writer<'a>(&'a mut Parts);

impl Receiver for Writer<'_> {
    type Stop = std::convert::Infallible;

    #[inline]
    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Self::Stop> {
        let Self(parts) = self;
        match rules.part {
            Part::Member => {}
            Part::Path => parts.path(name, value),
            Part::Query => {
                let mut query = Query::new(&mut parts.query, &mut parts.check);
                value.write_query(&Place::ROOT.field(name), name, rules, &mut query);
            }
            Part::Header => parts.header(name, value, rules),
            Part::Body => parts.json(&Place::ROOT.field(name), value),
            Part::RawBody => match value.raw_body() {
                Ok(body) => parts.body = Some(body),
                Err(message) => {
                    let place = Place::ROOT.field(name);
                    parts.check.report_once(&place, message);
                }
            },
        }
        Ok(())
    }
}
