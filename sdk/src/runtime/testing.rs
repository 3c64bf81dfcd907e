//! A small API for the tests of the runtime, so that they know no real one.

use super::{Api, Headers, Id, Method, Operation, Parts, Timestamp, list};

#[derive(Debug)]
pub(super) enum Example {}

impl Api for Example {
    const NAME: &'static str = "Example";
    const AUTH_HEADER: &'static str = "authorization";
    const AUTH_PREFIX: &'static str = "ApiToken";
    const REQUEST_ID_HEADER: &'static str = "x-request-id";
    const ERROR_LIST: &'static str = "errors";
    const ERROR_CODE: &'static str = "code";
    const ERROR_TITLE: &'static str = "title";
    const ERROR_DETAIL: &'static str = "detail";
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Colour {
    Red,
    DarkBlue,
    Unrecognized(super::Unrecognized),
}

super::open_enum! {
    Colour;
    "red" => Red;
    "dark blue" => DarkBlue;
}

#[derive(Clone, Default, PartialEq)]
pub(super) struct Filter {
    pub(super) fields: Box<Fields>,
}

#[derive(Clone, Default, PartialEq)]
pub(super) struct Fields {
    pub(super) all: bool,
    pub(super) ids: Option<Vec<Id>>,
    pub(super) colours: Option<Vec<Colour>>,
    pub(super) names: Option<Vec<String>>,
    pub(super) query: Option<String>,
    pub(super) since: Option<Timestamp>,
    pub(super) active: Option<bool>,
    pub(super) limit: Option<i32>,
}

super::object! {
    Filter;
    selection fields.all => "Filter::all()";
    optional "ids" => fields.ids, max_items(3);
    optional "colours" => fields.colours, min_items(2);
    optional "name__contains" => fields.names, min_length(2);
    optional "query" => fields.query;
    optional "since" => fields.since;
    optional "active" => fields.active;
    optional "limit" => fields.limit, selects_nothing();
}

impl Filter {
    pub(super) fn all() -> Self {
        Self::default().with(|fields| fields.all = true)
    }

    pub(super) fn with(mut self, set: impl FnOnce(&mut Fields)) -> Self {
        set(&mut self.fields);
        self
    }

    pub(super) fn ids<const N: usize>(ids: [&str; N]) -> Self {
        Self::default().with(|fields| fields.ids = list(ids))
    }
}

#[derive(Clone, PartialEq)]
pub(super) struct Paint {
    pub(super) colour: Colour,
    pub(super) filter: Filter,
}

super::object! {
    Paint;
    required "colour" => colour;
    required "filter" => filter;
}

impl Paint {
    pub(super) fn new(filter: Filter) -> Self {
        Self {
            colour: Colour::Red,
            filter,
        }
    }
}

impl Operation for Paint {
    type Api = Example;
    type Headers = NoHeaders;
    type Body = super::Json;

    const NAME: &'static str = "Paint";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/paint";

    fn write(&self, parts: &mut Parts) {
        parts.json_body(self);
    }
}

#[derive(Debug)]
pub(super) struct NoHeaders;

impl Headers for NoHeaders {
    fn read(_fields: super::HeaderFields) -> Self {
        Self
    }
}
