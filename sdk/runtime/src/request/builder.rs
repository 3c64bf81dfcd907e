//! The builder that operations write their requests to.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, InvalidHeaderValue};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::http::encoded_body::{EncodedBody, JSON};
use crate::http::headers::HeaderFields;
use crate::http::method::Method;
use crate::http::multipart::{Multipart, Part};
use crate::http::text::{text_of, text_of_json};
use crate::json::Json;
use crate::object::any_object::{AnyObject, NamedValues, ValueVisitor};
use crate::object::field_path::FieldPath;
use crate::object::field_row::FieldRow;
use crate::object::field_spec::FieldSpec;
use crate::object::location::Location;
use crate::object::model::{Object, ToJson, Value};
use crate::object::parts::Parts;
use crate::object::query::Query;
use crate::object::validate::Validator;
use crate::object::violation::Violation;
use crate::object::visitors::Members;
use crate::request::path_template::{self, Filling};
use crate::request::prepared::PreparedRequest;
use crate::request::query_names::taken_parameter;

/// Capacity for the headers of a small request: three set here, two by the client, two by HTTP.
const HEADER_CAPACITY: usize = 7;

/// Builds the request of an operation: validates the inputs and writes each to its location.
#[derive(Debug)]
pub struct RequestBuilder {
    method: Method,
    template: &'static str,
    path: Cow<'static, str>,
    query: Option<String>,
    headers: HeaderMap,
    form: Option<String>,
    parts: Option<Vec<Part>>,
    body: Option<EncodedBody>,
    media_type: Option<&'static str>,
    accept: &'static str,
    validator: Validator,
}

impl RequestBuilder {
    /// Creates a builder for a request to the path `template`, without inputs yet.
    pub(crate) fn new(method: Method, template: &'static str, accept: &'static str) -> Self {
        Self {
            method,
            template,
            path: Cow::Borrowed(template),
            query: None,
            headers: HeaderMap::with_capacity(HEADER_CAPACITY),
            form: None,
            parts: None,
            body: None,
            media_type: None,
            accept,
            validator: Validator::default(),
        }
    }

    /// Validates all inputs, and writes those located in path, query, headers, forms and
    /// multipart bodies as well as whole bodies.
    pub fn inputs<T: Object>(&mut self, inputs: &T) {
        self.any_inputs(&inputs);
    }

    fn any_inputs(&mut self, inputs: &dyn AnyObject) {
        let (path, spec) = (&FieldPath::ROOT, &FieldSpec::NONE);
        self.validator.object(inputs, path, spec);
        let _ = inputs.visit(&mut Writer(self, inputs.rows()));
    }

    /// Writes the inputs without another location as the members of a JSON object, the body.
    pub fn json_members<T: Object>(&mut self, inputs: &T) {
        self.json(&FieldPath::ROOT, &Members(inputs));
    }

    /// Sends a form as the body, even if no input is a field of it.
    pub fn form(&mut self) {
        self.form.get_or_insert_default();
    }

    /// Sends a multipart body, even if no input is a part of it.
    pub fn multipart(&mut self) {
        self.parts.get_or_insert_default();
    }

    /// Sets the media type of the body, if it differs from the default of its encoding.
    pub fn media_type(&mut self, media_type: &'static str) {
        self.media_type = Some(media_type);
    }

    /// Sets the media type of the response, if it differs from the default.
    pub fn accept(&mut self, media_type: &'static str) {
        self.accept = media_type;
    }

    /// Writes `value` as the JSON body, unless there are violations.
    fn json(&mut self, path: &FieldPath<'_>, value: &dyn ToJson) {
        if self.validator.has_violations() {
            return;
        }
        match value.to_json() {
            Ok(json) => self.body = Some(EncodedBody::json(json)),
            Err(error) => self
                .validator
                .report(path, || format!("cannot be written as JSON: {error}")),
        }
    }

    /// Fills the placeholder of the input in the path.
    fn path(&mut self, name: &'static str, value: &dyn Value, spec: &FieldSpec) {
        let text = text_of(value.to_json());
        let filling = text.as_ref().map(|text| Filling {
            name,
            text,
            keeps_slashes: spec.keep_slashes,
        });
        let problem = match &filling {
            Ok(filling) => filling.problem(self.template),
            Err(message) => Some(**message),
        };
        if let Some(message) = problem {
            let path = FieldPath::ROOT.field(name);
            self.validator.report_once(&path, message);
        }
        if let Ok(filling) = filling {
            self.path = filling.fill(&self.path).into();
        }
    }

    /// Adds a header, or one per item of a list.
    fn header(&mut self, name: &'static str, value: &dyn Value, spec: &FieldSpec) {
        let json = value.to_json();
        let values = match json.and_then(|json| serde_json::from_slice(&json)) {
            Ok(Json::Array(items)) => items
                .into_iter()
                .map(|item| text_of_json(Ok(item)))
                .collect(),
            json => text_of_json(json).map(|text| vec![text]),
        };
        let headers = values.and_then(|values| {
            let values = values.iter().map(|value| header_value(value, spec));
            values.collect::<Result<Vec<HeaderValue>, _>>()
        });
        let header_name =
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is not a valid header name");
        match header_name.and_then(|name| Ok((name, headers?))) {
            Ok((name, values)) => {
                for value in values {
                    self.headers.append(&name, value);
                }
            }
            Err(message) => self
                .validator
                .report_once(&FieldPath::ROOT.field(name), message),
        }
    }

    /// Sets a header to a constant of the runtime or of the operation, unless an input has set it.
    fn constant(&mut self, name: HeaderName, value: &'static str) {
        if !self.headers.is_empty() && self.headers.contains_key(&name) {
            return;
        }
        match constant_value(value) {
            Ok(value) => {
                self.headers.insert(name, value);
            }
            Err(_) => self.validator.report(&FieldPath::ROOT, || {
                format!("the operation sets an invalid value for the header {name}")
            }),
        }
    }

    /// Reports the inputs of the path that have no value.
    pub(crate) fn require_path(&mut self) {
        path_template::validate(&self.path, &mut self.validator);
    }

    /// Returns the request.
    ///
    /// # Errors
    ///
    /// Returns the violations if there are any.
    pub(crate) fn finish(
        mut self,
        auth_parameter: Option<&'static str>,
    ) -> Result<PreparedRequest, Vec<Violation>> {
        if let Some(name) = taken_parameter(self.query.as_deref(), auth_parameter) {
            let path = FieldPath::ROOT.field(name);
            let message = "is a query parameter that the client sets: remove it";
            self.validator.report_once(&path, message);
        }
        self.constant(ACCEPT, self.accept);
        let encodings = HeaderValue::from_static("gzip");
        self.headers.insert(ACCEPT_ENCODING, encodings);
        if let Some(form) = self.form.take() {
            self.body = Some(EncodedBody::form(form));
        }
        if let Some(body) = &self.body {
            self.constant(CONTENT_TYPE, self.media_type.unwrap_or(body.media_type()));
        }
        let multipart = self.parts.take().map(Multipart::new);
        if let Some(multipart) = &multipart {
            let media_type = HeaderValue::try_from(multipart.media_type());
            self.headers
                .extend(media_type.map(|value| (CONTENT_TYPE, value)));
        } else if self.body.is_none() && self.method.has_body() {
            // Without it some servers wait for a body or refuse the request.
            self.constant(CONTENT_LENGTH, "0");
        }
        if self.validator.has_violations() {
            return Err(self.validator.into_violations());
        }
        Ok(PreparedRequest {
            is_sensitive: self.validator.is_sensitive(),
            method: self.method,
            template: self.template,
            path: self.path,
            query: self.query,
            headers: HeaderFields::new(self.headers),
            body: self.body.map(EncodedBody::into_bytes).unwrap_or_default(),
            multipart: multipart.map(Arc::new),
        })
    }
}

/// Converts a constant to a header value. That of nearly every request and response is checked by the
/// compiler.
fn constant_value(value: &'static str) -> Result<HeaderValue, InvalidHeaderValue> {
    static JSON_VALUE: HeaderValue = HeaderValue::from_static(JSON);
    if value == JSON {
        return Ok(JSON_VALUE.clone());
    }
    HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes()))
}

/// Converts a text to a header value that arrives unchanged.
fn header_value(text: &str, spec: &FieldSpec) -> Result<HeaderValue, &'static str> {
    const INVALID: &str = "contains a character that is invalid in a header: \
         use visible ASCII characters and spaces between them";
    if text.starts_with([' ', '\t']) || text.ends_with([' ', '\t']) {
        return Err("starts or ends with a space or tab, which a header does not preserve");
    }
    let value = HeaderValue::from_str(text).ok().filter(|_| text.is_ascii());
    let mut value = value.ok_or(INVALID)?;
    value.set_sensitive(spec.sensitive);
    Ok(value)
}

/// Writes each of the inputs to its location.
struct Writer<'a>(&'a mut RequestBuilder, &'static [FieldRow]);

impl ValueVisitor for Writer<'_> {
    fn field(
        &mut self,
        name: &'static str,
        value: &dyn Value,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        let Self(request, inputs) = self;
        match spec.location {
            Location::Member => {}
            Location::Path => request.path(name, value, spec),
            Location::Query => {
                let query = Query::new(&mut request.query, &mut request.validator);
                let mut query = query.with_inputs(inputs);
                value.write_query(&FieldPath::ROOT.field(name), name, spec, &mut query);
            }
            Location::Form | Location::FormBody => {
                let query = Query::new(&mut request.form, &mut request.validator);
                let mut form = query.of_form().with_inputs(inputs);
                value.write_query(&FieldPath::ROOT.field(name), name, spec, &mut form);
                request.form();
            }
            Location::Part => {
                let parts = request.parts.get_or_insert_default();
                let mut parts = Parts::new(parts, &mut request.validator);
                value.write_parts(&FieldPath::ROOT.field(name), name, spec, &mut parts);
            }
            Location::Header => request.header(name, value, spec),
            Location::JsonBody => request.json(&FieldPath::ROOT.field(name), value),
            Location::RawBody => match value.raw_body() {
                Ok(body) => request.body = Some(body),
                Err(message) => {
                    let path = FieldPath::ROOT.field(name);
                    request.validator.report_once(&path, message);
                }
            },
        }
        ControlFlow::Continue(())
    }

    /// Writes the additional members of a form; those of a JSON body are written with its fields.
    fn additional(
        &mut self,
        _name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        let Self(request, inputs) = self;
        if spec.location == Location::Form {
            let query = Query::new(&mut request.form, &mut request.validator);
            let mut form = query.of_form().with_inputs(inputs);
            form.free_members(&FieldPath::ROOT, "", members, spec);
        }
        ControlFlow::Continue(())
    }
}
