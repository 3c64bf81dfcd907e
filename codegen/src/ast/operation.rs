//! Operations as written.

use super::{FieldDoc, Given, HeaderDoc, RateLimitDoc, Spanned, Text};
use crate::source::{FileId, Span};

/// One operation.
#[derive(Clone, Debug)]
pub struct OperationDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `operation`.
    pub name: Text,
    /// `renamed_from`: its former name.
    pub renamed_from: Given<String>,
    /// `deprecated`: the replacement.
    pub deprecated: Given<String>,
    /// `title`.
    pub title: Text,
    /// `description`.
    pub description: Text,
    /// `method`.
    pub method: Text,
    /// `path`, below the API's base path.
    pub path: Text,
    /// `permissions`: the permissions that the token needs.
    pub permissions: Given<Vec<Text>>,
    /// `retry`.
    pub retry: Option<RetryDoc>,
    /// `rate_limit`.
    pub rate_limit: Option<RateLimitDoc>,
    /// `batch`.
    pub batch: Option<BatchDoc>,
    /// `pagination`.
    pub pagination: Option<PaginationDoc>,
    /// `inputs`.
    pub inputs: Vec<FieldDoc>,
    /// `outputs`.
    pub outputs: Vec<FieldDoc>,
    /// `response_headers`.
    pub response_headers: Vec<HeaderDoc>,
    /// `examples`.
    pub examples: Vec<ExampleDoc>,
}

/// The requests that can be retried after a failure.
#[derive(Clone, Debug)]
pub struct RetryDoc {
    /// Its beginning.
    pub span: Span,
    /// `refused_responses`: the responses by which the server states that it did not process the
    /// request.
    pub refused_responses: Vec<RefusedResponseDoc>,
    /// `idempotent`: the requests that are safe to retry although the server may have processed them.
    pub idempotent: Given<String>,
    /// `when_set`: the inputs that must be set for that, by wire path.
    pub when_set: Vec<Text>,
    /// `unless_set`: the inputs that must be unset for that, by wire path.
    pub unless_set: Vec<Text>,
}

/// A response by which the server states that it did not process the request.
#[derive(Clone, Debug)]
pub struct RefusedResponseDoc {
    /// `status`.
    pub status: Spanned<u32>,
    /// `with_header`: the header that the response must have to count as refused.
    pub with_header: Given<String>,
}

/// A list that can be split over several requests.
#[derive(Clone, Debug)]
pub struct BatchDoc {
    /// `list`: the input, by wire path.
    pub list: Text,
    /// `max_items` of one request; the maximum of the field by default.
    pub max_items: Given<u32>,
}

/// The pagination of a listing.
#[derive(Clone, Debug)]
pub struct PaginationDoc {
    /// `cursor`: the field path of the input with the start of a page.
    pub cursor: Text,
    /// `next`: the field path of the next page's cursor in the response.
    pub next: Text,
    /// `items`: the field path of the items in the response.
    pub items: Text,
    /// `total`: the field path of the total number of items in the response.
    pub total: Given<String>,
}

/// An example request with its response.
#[derive(Clone, Debug)]
pub struct ExampleDoc {
    /// `name`.
    pub name: Text,
    /// `description`.
    pub description: Text,
    /// `request`: the inputs by their names, as any YAML.
    pub request: Given<serde_yaml::Value>,
    /// `response`.
    pub response: Option<ExampleResponseDoc>,
}

/// The response of an example.
#[derive(Clone, Debug)]
pub struct ExampleResponseDoc {
    /// `status`.
    pub status: Spanned<u32>,
    /// `headers`: names and values.
    pub headers: Given<serde_yaml::Value>,
    /// `body`: any YAML.
    pub body: Given<serde_yaml::Value>,
}
