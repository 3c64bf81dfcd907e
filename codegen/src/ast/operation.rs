//! Operations as written.

use super::{FieldDoc, Given, HeaderDoc, Literal, RateLimitDoc, Spanned, Text, TypeRefDoc};
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
    /// `tags`: the subjects of the operation.
    pub tags: Given<Vec<Text>>,
    /// `method`.
    pub method: Text,
    /// `base_path`: the prefix of the path, in place of the API's; it may be empty.
    pub base_path: Given<String>,
    /// `path`, below the base path.
    pub path: Text,
    /// `auth`: the name of a credential, or `none`.
    pub auth: Given<String>,
    /// `permissions`: the permissions that the token needs.
    pub permissions: Given<Vec<Text>>,
    /// `optional_permissions`: the permissions that the token needs for some fields only.
    pub optional_permissions: Given<Vec<Text>>,
    /// `retry`.
    pub retry: Option<RetryDoc>,
    /// `rate_limit`.
    pub rate_limit: Option<RateLimitDoc>,
    /// `batch`.
    pub batch: Option<BatchDoc>,
    /// `pagination`.
    pub pagination: Option<PaginationDoc>,
    /// `outcomes`.
    pub outcomes: Option<OutcomesDoc>,
    /// `preview`.
    pub preview: Option<PreviewDoc>,
    /// `inputs`.
    pub inputs: Vec<FieldDoc>,
    /// `outputs`.
    pub outputs: Vec<FieldDoc>,
    /// `errors`: the documented errors.
    pub errors: Vec<ErrorResponseDoc>,
    /// `response_headers`.
    pub response_headers: Vec<HeaderDoc>,
    /// `examples`.
    pub examples: Vec<ExampleDoc>,
}

/// A documented error.
#[derive(Clone, Debug)]
pub struct ErrorResponseDoc {
    /// `status`: the statuses of the responses.
    pub status: Spanned<Vec<Spanned<u32>>>,
    /// `type` of the body with the keys that refine it. Its name is empty if `type` is absent.
    pub ty: TypeRefDoc,
    /// `description`.
    pub description: Text,
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
    /// Its beginning.
    pub span: Span,
    /// `style`: the way from a page to the next one.
    pub style: Given<String>,
    /// `cursor`: the field path of the input with the start of a page.
    pub cursor: Given<String>,
    /// `next`: the field path of the next page's cursor or URL in the response.
    pub next: Given<String>,
    /// `offset`: the field path of the input with the number of items before a page.
    pub offset: Given<String>,
    /// `page`: the field path of the input with the number of a page.
    pub page: Given<String>,
    /// `first_page`: the number of the first page.
    pub first_page: Given<u32>,
    /// `limit`: the field path of the input with the number of items on a page.
    pub limit: Given<String>,
    /// `items`: the field path of the items in the response, unless it is the list of them.
    pub items: Given<String>,
    /// `total_pages`: the field path of the number of pages in the response.
    pub total_pages: Given<String>,
    /// `total`: the field path of the total number of items in the response.
    pub total: Given<String>,
}

/// The outcomes that a response reports for single items.
#[derive(Clone, Debug)]
pub struct OutcomesDoc {
    /// Its beginning.
    pub span: Span,
    /// `noun`: the noun for one item.
    pub noun: Text,
    /// `plural`: the noun for several items.
    pub plural: Given<String>,
    /// `affected`: the field path of the number of affected items in the response.
    pub affected: Text,
    /// `details`: the field path of the list of entries in the response.
    pub details: Given<String>,
    /// `id`: the member of an entry that is the item's id.
    pub id: Given<String>,
    /// `parts`: the members of an entry that are outcomes.
    pub parts: Given<Vec<OutcomePartDoc>>,
    /// `errors`: the field path of the errors in the response.
    pub errors: Given<String>,
    /// `ids`: the field path of the input with the ids.
    pub ids: Given<String>,
    /// `limited_by`: the field paths of the inputs that make the server pick only some items.
    pub limited_by: Vec<Text>,
}

/// A member of an entry that is an outcome.
#[derive(Clone, Debug)]
pub struct OutcomePartDoc {
    /// `outcome`: the member.
    pub outcome: Text,
    /// `requested_by`: the field path of the input that asks for it.
    pub requested_by: Text,
}

/// The operation that lists the items of a request.
#[derive(Clone, Debug)]
pub struct PreviewDoc {
    /// `operation`: its name.
    pub operation: Text,
    /// `limit`: the field path of its input with the number of items on a page.
    pub limit: Given<String>,
    /// `count_only`: the field path of its input that leaves the items out of the response.
    pub count_only: Given<String>,
}

/// An example request with its response.
#[derive(Clone, Debug)]
pub struct ExampleDoc {
    /// `name`.
    pub name: Text,
    /// `description`.
    pub description: Text,
    /// `unlisted_values`: `true` if open enums can have values that the spec does not list.
    pub unlisted_values: Given<bool>,
    /// `request`: the inputs by their names, as any YAML.
    pub request: Given<Literal>,
    /// `response`.
    pub response: Option<ExampleResponseDoc>,
}

/// The response of an example.
#[derive(Clone, Debug)]
pub struct ExampleResponseDoc {
    /// `status`.
    pub status: Spanned<u32>,
    /// `headers`: names and values.
    pub headers: Given<Literal>,
    /// `body`: any YAML.
    pub body: Given<Literal>,
}
