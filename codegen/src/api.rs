//! The spec as meant: everything resolved, named and checked.
//!
//! The model is plain data. It holds no YAML and no tokens; where a name can only be a Rust
//! identifier, its type says so.

mod facts;
mod fields;
mod names;
mod types;

pub use facts::{
    Answer, Auth, Batch, BodyKind, Environment, ErrorEnvelope, Example, ExampleAnswer, Facts,
    Pagination, RateLimit, Refusal, Repeatable, Statuses, Step,
};
pub use fields::{
    Bounds, Field, Limit, ListStyle, Nullability, OldName, Place, Presence, Secrecy, Storage,
};
pub use names::{
    ConstructorName, FieldName, ModuleName, RustPath, TypeName, VariantName, WireName,
};
pub use types::{
    Deprecation, Enum, EnumValue, External, Flow, Object, Openness, Scalar, Selection, Type,
    TypeDef, TypeKind,
};

use crate::source::Span;

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// Names the API in Rust: the marker type.
    pub name: TypeName,
    /// Names the API to people.
    pub title: String,
    /// What the API is.
    pub description: String,
    /// The path by which generated code names the runtime.
    pub runtime: RustPath,
    /// The path under which users find what is generated, where the spec gives it.
    pub public_path: Option<RustPath>,
    /// How requests prove who sends them.
    pub auth: Auth,
    /// What to check when the server refuses the credential; empty when there is nothing to say.
    pub auth_advice: String,
    /// The variables that a client can be set up from.
    pub environment: Option<Environment>,
    /// The keys of an error body.
    pub error_envelope: ErrorEnvelope,
    /// The header that carries the server's id of a request.
    pub request_id_header: Option<WireName>,
    /// How many requests a client may send, whatever the operation.
    pub rate_limit: Option<RateLimit>,
    /// The shared types, in the order of their files.
    pub types: Vec<TypeDef>,
    /// The operations, in the order of their files.
    pub operations: Vec<Operation>,
    /// Where the spec says other than the documentation.
    pub deviations: Vec<Deviation>,
    /// The file that describes the API.
    pub origin: Origin,
}

/// The spec file something was generated from, as it shows in the first line of generated files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(pub String);

/// One operation: a request value and the answer to it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The request type.
    pub name: TypeName,
    /// Its module.
    pub module: ModuleName,
    /// The name it had before.
    pub renamed_from: Option<TypeName>,
    /// What to use instead.
    pub deprecated: Option<Deprecation>,
    /// What the documentation calls it.
    pub title: String,
    /// What it does.
    pub description: String,
    /// The HTTP method.
    pub method: Method,
    /// The whole path, base path included, with its parameters in braces.
    pub path: String,
    /// What there is to know before sending it.
    pub facts: Facts,
    /// How its pages follow each other.
    pub pagination: Option<Pagination>,
    /// All inputs, each with its place. Required inline objects in a body are flattened into the
    /// request's setters.
    pub request: Object,
    /// What becomes the body.
    pub body: Option<Body>,
    /// The parts of the answer, in the documentation's order.
    pub outputs: Vec<Output>,
    /// What the body of the answer becomes.
    pub answer: Answer,
    /// The headers of the answer, in the documentation's order.
    pub headers: Headers,
    /// Requests, and answers to them.
    pub examples: Vec<Example>,
    /// Its file.
    pub origin: Origin,
}

impl Operation {
    /// The bodies that an answer can have, in the documentation's order.
    pub fn answer_bodies(&self) -> impl Iterator<Item = &Output> {
        self.outputs
            .iter()
            .filter(|output| matches!(output.source, OutputSource::Body { .. }))
    }
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its documented name.
    pub wire: WireName,
    /// Of which kind it is.
    pub kind: BodyKind,
    /// Its media type, where it is another than the usual one.
    pub media_type: Option<String>,
}

/// A part of the answer.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it comes from.
    pub source: OutputSource,
    /// Its documented name, type and description.
    pub field: Field,
}

/// Where an output comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputSource {
    /// The number in the status line.
    Status,
    /// The words in the status line.
    Reason,
    /// The body.
    Body {
        /// The answers that have it.
        statuses: Statuses,
        /// The variant, where there are several bodies.
        variant: Option<VariantName>,
        /// Its media type, where it is another than the usual one.
        media_type: Option<String>,
    },
}

/// The typed headers of an answer.
#[derive(Clone, Debug)]
pub struct Headers {
    /// Their struct.
    pub name: TypeName,
    /// The headers.
    pub list: Vec<Header>,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct Header {
    /// As documented.
    pub wire: WireName,
    /// The struct field.
    pub rust: FieldName,
    /// What its text stands for.
    pub ty: Scalar,
    /// What it tells.
    pub description: String,
}

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
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
    /// As HTTP writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A place where the spec says other than the documentation.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// The item's path, such as `ThreatFilter.limit`.
    pub item: String,
    /// In what it deviates.
    pub kind: DeviationKind,
    /// Why.
    pub reason: String,
    /// How we know.
    pub evidence: String,
    /// Where the entry stands.
    pub span: Span,
}

/// In what an item deviates from the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviationKind {
    /// It has another type than the documented one.
    Type {
        /// The documented type.
        documented: String,
        /// The spec's type.
        spec: String,
    },
    /// The documentation does not have it.
    Added,
    /// The spec takes it as always present.
    Presence,
}
