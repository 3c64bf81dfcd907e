//! The spec as meant: everything resolved, named and checked.
//!
//! The model is plain data. It contains neither YAML nor tokens. A name that must be a Rust
//! identifier has a type that says so.

mod bounds;
mod deviations;
mod example;
mod fields;
mod names;
mod operation;
mod outcomes;
mod pagination;
mod preview;
mod tags;
mod types;
mod unions;

pub use bounds::{BoundKey, Bounds, Limit, TextFormat};
pub use deviations::{Counterpart, Deviation, DeviationKind};
pub use example::{Example, ExampleResponse};
pub use fields::{
    Access, Field, ItemDocs, ListStyle, Location, Nullability, OldName, Override, Presence, Role,
    Secrecy, Storage,
};
pub use names::{
    ConstructorName, FieldName, ModuleName, Origin, RustPath, TypeName, VariantName, WireName,
};
pub use operation::{
    BatchIds, BatchLimit, Body, BodyKind, ErrorResponse, Header, HeaderSet, Headers, Idempotency,
    Metadata, Method, Operation, OperationAuth, Output, OutputSource, RateLimit, RefusedResponse,
    ResponseKind, Statuses, Step,
};
pub use outcomes::{OutcomeEntries, OutcomePart, Outcomes};
pub use pagination::{PageInput, PageInputs, PageStyle, Pagination};
pub use preview::{CountOnly, PageLimit, Preview, PreviewInput, PreviewValue};
pub use tags::{Condition, Tag};
pub use types::{
    Deprecation, Direction, Enum, EnumValue, External, Object, Openness, Scalar, Selection,
    Success, Type, TypeDef, TypeKind,
};
pub use unions::{Case, Shape, Union, Variant};

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The API's name in Rust: the marker type.
    pub name: TypeName,
    /// The API's name in documentation.
    pub title: String,
    /// The description of the API.
    pub description: String,
    /// The version of the API.
    pub version: Option<String>,
    /// The path by which generated code refers to the runtime.
    pub runtime: RustPath,
    /// The path under which users find the generated items, if the spec has one.
    pub public_path: Option<RustPath>,
    /// The authentication scheme.
    pub auth: Auth,
    /// The credentials of single operations.
    pub credentials: Vec<Credential>,
    /// Advice for users whose credential the server refuses; may be empty.
    pub auth_advice: String,
    /// The environment variables that configure a client.
    pub environment: Option<Environment>,
    /// The keys of an error body.
    pub error_envelope: ErrorEnvelope,
    /// The response header that contains the server's request id.
    pub request_id_header: Option<WireName>,
    /// The rate limit of operations without a rate limit.
    pub rate_limit: Option<RateLimit>,
    /// The types of headers that operations share.
    pub header_sets: Vec<HeaderSet>,
    /// The subjects of the operations, in the documentation's order.
    pub tags: Vec<Tag>,
    /// The shared types, in the order of their files.
    pub types: Vec<TypeDef>,
    /// The operations, in the order of their files.
    pub operations: Vec<Operation>,
    /// The differences between the spec and its sources.
    pub deviations: Vec<Deviation>,
    /// The file that describes the API.
    pub origin: Origin,
}

impl Api {
    /// Returns the cargo features that the generated code needs, in the order of the tags.
    pub fn features(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| tag.feature.as_deref())
    }
}

/// The authentication of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// With a token in a header.
    Token {
        /// The header's name.
        header: WireName,
        /// The word before the token; may be empty.
        prefix: String,
    },
    /// With a token in a query parameter.
    Query {
        /// The parameter's name.
        parameter: WireName,
    },
    /// With a token in a cookie.
    Cookie {
        /// The cookie's name.
        cookie: WireName,
    },
    /// With a user name and a password.
    Basic,
    /// Not authenticated.
    Anonymous,
}

/// A credential that some operations need instead of that of the client.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its name in Rust.
    pub name: TypeName,
    /// Its description.
    pub description: String,
    /// Its scheme.
    pub auth: Auth,
    /// Advice for users whose credential the server refuses; may be empty.
    pub advice: String,
    /// Its environment variables: of the token, or of the user and the password.
    pub variables: Vec<String>,
}

/// The environment variables that configure a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The variable of the server's address.
    pub base_url: String,
    /// The variable of the token, if the scheme uses one.
    pub token: Option<String>,
    /// The variable of the user name, if the scheme uses one.
    pub user: Option<String>,
    /// The variable of the password, if the scheme uses one.
    pub password: Option<String>,
}

/// The keys of an error body. A key that the API does not have is `None`.
#[derive(Clone, Debug, Default)]
pub struct ErrorEnvelope {
    /// The key of the list of errors; without it the whole body is the error.
    pub errors: Option<WireName>,
    /// The key of an error's code.
    pub code: Option<WireName>,
    /// The key of an error's title.
    pub title: Option<WireName>,
    /// The key of an error's detail.
    pub detail: Option<WireName>,
}
