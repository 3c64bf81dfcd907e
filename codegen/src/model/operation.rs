//! Operations of the model: a request, its response, and the metadata of both.

use super::example::Example;
use super::fields::{Field, Location, Presence};
use super::names::{FieldName, ModuleName, Origin, TypeName, VariantName, WireName};
use super::outcomes::Outcomes;
use super::pagination::Pagination;
use super::preview::Preview;
use super::tags::Condition;
use super::types::{Deprecation, Object, Scalar};

/// One operation: a request and its response.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The request type.
    pub name: TypeName,
    /// Its module.
    pub module: ModuleName,
    /// Its former name.
    pub renamed_from: Option<TypeName>,
    /// Set if the operation is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Its name in the documentation.
    pub title: String,
    /// The description of its effect.
    pub description: String,
    /// The names of its tags.
    pub tags: Vec<String>,
    /// The condition under which it is compiled.
    pub condition: Condition,
    /// The HTTP method.
    pub method: Method,
    /// The whole path, base path included, with its parameters in braces.
    pub path: String,
    /// The credential with which it is sent.
    pub auth: OperationAuth,
    /// Permissions, retries and limits.
    pub metadata: Metadata,
    /// The pagination of a listing.
    pub pagination: Option<Pagination>,
    /// The outcomes that a response reports: for single items, or as a number.
    pub outcomes: Option<Outcomes>,
    /// The operation that lists the items of a request.
    pub preview: Option<Preview>,
    /// All inputs, each with its location. Required inline objects in a body are flattened into the
    /// request's setters.
    pub request: Object,
    /// The body of the request.
    pub body: Option<Body>,
    /// The parts of the response, in the documentation's order.
    pub outputs: Vec<Output>,
    /// The form in which the body of the response is returned.
    pub response: ResponseKind,
    /// The documented errors, in the documentation's order.
    pub errors: Vec<ErrorResponse>,
    /// The headers of the response, in the documentation's order.
    pub headers: Headers,
    /// Example requests and responses.
    pub examples: Vec<Example>,
    /// Its file.
    pub origin: Origin,
}

/// The credential with which an operation is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationAuth {
    /// The credential of the client.
    Client,
    /// No credential.
    Anonymous,
    /// Another credential.
    Named(TypeName),
}

impl Operation {
    /// Returns the possible bodies of a response, in the documentation's order.
    pub fn response_bodies(&self) -> impl Iterator<Item = &Output> {
        self.outputs
            .iter()
            .filter(|output| matches!(output.source, OutputSource::Body { .. }))
    }

    /// Returns the bodies of errors that are not the error envelope of the API.
    pub fn error_bodies(&self) -> impl Iterator<Item = &Field> {
        self.errors.iter().filter_map(|error| error.body.as_ref())
    }
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its documented name.
    pub wire: WireName,
    /// Its kind.
    pub kind: BodyKind,
    /// Its media type, if different from the default of its kind.
    pub media_type: Option<String>,
}

/// The kind of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// A JSON object whose members are inputs of the request.
    Members,
    /// A form whose fields are inputs of the request.
    Fields,
    /// A multipart body whose parts are inputs of the request.
    Parts,
    /// One input, as JSON.
    Json,
    /// One input, as a form.
    Form,
    /// One input, sent unchanged: bytes or text.
    Raw,
}

impl BodyKind {
    /// Returns `true` if the members of the body are inputs of the request.
    #[must_use]
    pub fn is_inline(self) -> bool {
        matches!(self, Self::Members | Self::Fields | Self::Parts)
    }
}

/// A part of the response.
#[derive(Clone, Debug)]
pub struct Output {
    /// The part of the response that contains it.
    pub source: OutputSource,
    /// Its documented name, type and description.
    pub field: Field,
}

/// A documented error.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    /// The statuses of the responses.
    pub statuses: Vec<u16>,
    /// Its description.
    pub description: String,
    /// Its body, if that is not the error envelope of the API.
    pub body: Option<Field>,
}

impl Output {
    /// Returns `true` for the body of responses with this status, named in the spec.
    #[must_use]
    pub fn covers(&self, status: u16) -> bool {
        match &self.source {
            OutputSource::Body { statuses, .. } => statuses.named().contains(&status),
            OutputSource::Status | OutputSource::Reason => false,
        }
    }

    /// Returns `true` for a JSON body that a response may lack.
    #[must_use]
    pub fn is_optional_body(&self) -> bool {
        matches!(self.source, OutputSource::Body { .. })
            && self.field.location == Location::JsonBody
            && self.field.presence == Presence::Optional
    }
}

/// The part of a response that contains an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputSource {
    /// The status code.
    Status,
    /// The reason phrase.
    Reason,
    /// The body.
    Body {
        /// The statuses of the responses that have it.
        statuses: Statuses,
        /// The enum variant, if several bodies are possible.
        variant: Option<VariantName>,
        /// Its media type, if different from the default of its type.
        media_type: Option<String>,
    },
}

/// The statuses of the responses that have a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// All statuses that no other body has.
    Others,
    /// These statuses.
    These(Vec<u16>),
}

impl Statuses {
    /// Returns the statuses that the spec names.
    #[must_use]
    pub fn named(&self) -> &[u16] {
        match self {
            Self::Others => &[],
            Self::These(these) => these,
        }
    }
}

/// The form in which the body of a response is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseKind {
    /// No body.
    Nothing,
    /// A JSON value.
    Json,
    /// Text.
    Text,
    /// A stream of bytes.
    Stream,
    /// One of several bodies, selected by the status.
    ByStatus,
}

/// The typed headers of a response.
#[derive(Clone, Debug)]
pub struct Headers {
    /// Their struct, or its alias if operations share it.
    pub name: TypeName,
    /// The headers.
    pub list: Vec<Header>,
    /// The shared struct, if a set has the same headers.
    pub shared: Option<TypeName>,
}

/// The headers for which operations share a struct.
#[derive(Clone, Debug)]
pub struct HeaderSet {
    /// Their struct.
    pub name: TypeName,
    /// The description of the set.
    pub description: String,
    /// The headers.
    pub list: Vec<Header>,
}

/// A response header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its documented name.
    pub wire: WireName,
    /// The struct field.
    pub rust: FieldName,
    /// The type that its text is parsed as.
    pub ty: Scalar,
    /// Its description.
    pub description: String,
}

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// HEAD
    Head,
    /// POST
    Post,
    /// PUT
    Put,
    /// PATCH
    Patch,
    /// DELETE
    Delete,
}

impl Method {
    /// Returns the method as HTTP writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// The metadata of an operation: permissions, retries and limits.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// The permissions that the token needs.
    pub permissions: Vec<String>,
    /// The permissions that the token needs for some fields only.
    pub optional_permissions: Vec<String>,
    /// The responses by which the server states that it did not process the request.
    pub refused_responses: Vec<RefusedResponse>,
    /// The requests that are safe to retry although the server may have processed them.
    pub idempotency: Idempotency,
    /// The rate limit of the operation.
    pub rate_limit: Option<RateLimit>,
    /// The list that can be split over several requests.
    pub batch: Option<BatchLimit>,
}

/// A response by which the server states that it did not process the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedResponse {
    /// The status.
    pub status: u16,
    /// The header that the response must have to count as refused.
    pub header: Option<WireName>,
}

/// The requests that are safe to retry although the server may have processed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Idempotency {
    /// None.
    #[default]
    Never,
    /// All.
    Always,
    /// Those with some inputs set and others unset, by wire path.
    When {
        /// The inputs that must be set.
        set: Vec<String>,
        /// The inputs that must be unset.
        unset: Vec<String>,
    },
}

/// The rate at which a client may send requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests per second.
    pub per_second: u32,
    /// Requests at once after a pause.
    pub burst: u32,
}

/// A list that can be split over several requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLimit {
    /// The list, by wire path.
    pub list: String,
    /// The maximum number of items in one request.
    pub max_items: u32,
    /// `true` if the operation states the maximum; otherwise it is the bound of the list.
    pub has_own_maximum: bool,
    /// The way to replace the list, if generated code has one.
    pub ids: Option<BatchIds>,
}

/// The way from a request to a list of ids that generated code can replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchIds {
    /// The path to the list, or to the shared object with the list.
    pub path: Vec<FieldName>,
    /// `true` if the last field of the path is optional.
    pub is_optional: bool,
    /// The setter of the list in the shared object.
    pub setter: Option<FieldName>,
}

/// One step of a field path through the response body.
#[derive(Clone, Debug)]
pub struct Step {
    /// The struct field.
    pub field: FieldName,
    /// The names of the member: the current one first, then the former ones.
    pub wire_names: Vec<WireName>,
    /// `true` if the struct field is an `Option`.
    pub is_optional: bool,
    /// `true` if `null` is a valid value.
    pub is_nullable: bool,
    /// `true` if the field is deprecated.
    pub is_deprecated: bool,
}
