//! The spec as meant: everything resolved, named and checked.
//!
//! The model is plain data. It holds no YAML and no tokens; where a name can only be a Rust
//! identifier, its type says so.

mod names;
mod types;

pub use names::{
    ConstructorName, FieldName, ModuleName, RustPath, TypeName, VariantName, WireName,
};
pub use types::{
    Bounds, Enum, EnumValue, External, Field, Object, Presence, Scalar, Selection, Type, TypeDef,
    TypeKind,
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
    /// How requests prove who sends them.
    pub auth: Option<Auth>,
    /// The keys of an error body.
    pub error_envelope: Option<ErrorEnvelope>,
    /// The header that carries the server's id of a request.
    pub request_id_header: Option<WireName>,
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

/// A header with a token.
#[derive(Clone, Debug)]
pub struct Auth {
    /// The header's name.
    pub header: WireName,
    /// The word before the token; empty when there is none.
    pub prefix: String,
}

/// The keys of an error body.
#[derive(Clone, Debug)]
pub struct ErrorEnvelope {
    /// Holds the list of errors.
    pub errors: WireName,
    /// An error's code.
    pub code: WireName,
    /// An error's title.
    pub title: WireName,
    /// An error's detail.
    pub detail: WireName,
}

/// One operation: a request value and the answer to it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The request type.
    pub name: TypeName,
    /// Its module.
    pub module: ModuleName,
    /// What the documentation calls it.
    pub title: String,
    /// What it does.
    pub description: String,
    /// The HTTP method.
    pub method: Method,
    /// The whole path, base path included.
    pub path: String,
    /// The JSON body of the request.
    pub body: Option<Input>,
    /// The parts of the answer, in the documentation's order.
    pub outputs: Vec<Output>,
    /// The headers of the answer, in the documentation's order.
    pub headers: Headers,
    /// Its file.
    pub origin: Origin,
}

impl Operation {
    /// The JSON body of the answer, where there is one.
    #[must_use]
    pub fn answer_body(&self) -> Option<&Field> {
        self.outputs
            .iter()
            .find(|output| output.source == OutputSource::Body)
            .map(|output| &output.field)
    }
}

/// The JSON body of a request.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its documented name.
    pub wire: WireName,
    /// What it holds. Required inline objects in it are flattened into the request's setters.
    pub object: Object,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputSource {
    /// The number in the status line.
    Status,
    /// The words in the status line.
    Reason,
    /// The JSON body.
    Body,
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
