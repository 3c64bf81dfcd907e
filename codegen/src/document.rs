//! The spec as written: one type per kind of YAML mapping, each value with its place.
//!
//! Nothing is resolved, converted or defaulted here; that is [`crate::lower`]'s work.

use crate::source::{FileId, Span};
use std::ops::Deref;

/// A value and the place where it stands.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A piece of text from the spec.
pub type Text = Spanned<String>;

/// All files of a spec folder.
#[derive(Clone, Debug)]
pub struct Document {
    /// `api.yaml`.
    pub api: ApiDoc,
    /// `types/*.yaml`, and `types:` of `api.yaml`.
    pub types: Vec<TypeDoc>,
    /// `operations/*.yaml`, and `operations:` of `api.yaml`.
    pub operations: Vec<OperationDoc>,
    /// `deviations.yaml`.
    pub deviations: Vec<DeviationDoc>,
}

/// The facts that hold for a whole API.
#[derive(Clone, Debug)]
pub struct ApiDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `api`: names the API in Rust.
    pub name: Text,
    /// `title`: names the API to people.
    pub title: Text,
    /// `description`.
    pub description: Text,
    /// `base_path`: what the path of every operation starts with.
    pub base_path: Option<Text>,
    /// `runtime`: the Rust path by which generated code names the runtime.
    pub runtime: Option<Text>,
    /// `auth`.
    pub auth: Option<AuthDoc>,
    /// `error_envelope`.
    pub error_envelope: Option<ErrorEnvelopeDoc>,
    /// `request_id_header`.
    pub request_id_header: Option<Text>,
    /// `response_headers`: those that operations can list by name alone.
    pub response_headers: Vec<HeaderDoc>,
}

/// How a request proves who sends it.
#[derive(Clone, Debug)]
pub struct AuthDoc {
    /// `header`: the header that carries the token.
    pub header: Text,
    /// `prefix`: the word before the token.
    pub prefix: Option<Text>,
}

/// The keys of an error body.
#[derive(Clone, Debug)]
pub struct ErrorEnvelopeDoc {
    /// `errors`: the key that holds the list of errors.
    pub errors: Text,
    /// `code`: the key of an error's code.
    pub code: Text,
    /// `title`: the key of an error's title.
    pub title: Text,
    /// `detail`: the key of an error's detail.
    pub detail: Text,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct HeaderDoc {
    /// `name`, as documented.
    pub name: Text,
    /// `description`; absent where an operation names a common header.
    pub description: Option<Text>,
}

/// A shared type.
#[derive(Clone, Debug)]
pub struct TypeDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `type`.
    pub name: Text,
    /// `description`.
    pub description: Text,
    /// `kind`, and the keys that belong to it.
    pub kind: TypeKindDoc,
}

/// The kinds of shared types.
#[derive(Clone, Debug)]
pub enum TypeKindDoc {
    /// `open_enum`: text with a list of known values that the server may extend.
    OpenEnum {
        /// `values`.
        values: Vec<EnumValueDoc>,
    },
    /// `object`.
    Object {
        /// `selection`.
        selection: Option<SelectionDoc>,
        /// `fields`.
        fields: Vec<FieldDoc>,
    },
    /// `external`: written by hand beside the generated code.
    External {
        /// `rust`: its path.
        rust: Text,
        /// `wire`: the scalar type it has on the wire.
        wire: Text,
        /// `content`: what stands inside, in prose.
        content: Option<Text>,
    },
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValueDoc {
    /// `value`: the text on the wire.
    pub value: Text,
    /// `name`: the Rust variant, where the conversion of the value does not give a good one.
    pub name: Option<Text>,
    /// `since`: when it appeared, if the documentation does not have it.
    pub since: Option<Text>,
    /// `description`.
    pub description: Text,
}

/// Says that an object selects what an operation works on.
#[derive(Clone, Debug)]
pub struct SelectionDoc {
    /// `everything`: the constructor that explicitly selects everything.
    pub everything: Text,
    /// `description` of that constructor.
    pub description: Text,
}

/// A field of an object, an input, or an output.
#[derive(Clone, Debug)]
pub struct FieldDoc {
    /// `name`, as on the wire.
    pub name: Text,
    /// `in` of an input or `from` of an output: its place in the message.
    pub place: Option<Text>,
    /// `type`, with the keys that refine it.
    pub ty: TypeRefDoc,
    /// `required`.
    pub required: Option<Spanned<bool>>,
    /// `selects`.
    pub selects: Option<Spanned<bool>>,
    /// `since`.
    pub since: Option<Text>,
    /// `example`: any YAML, as JSON text would show it.
    pub example: Option<Spanned<serde_yaml::Value>>,
    /// `description`.
    pub description: Text,
}

/// The type of a field or of a list's items.
#[derive(Clone, Debug)]
pub struct TypeRefDoc {
    /// Where it begins: the mapping of a field, or the key `items`.
    pub span: Span,
    /// `type`.
    pub name: Text,
    /// `items` of a list.
    pub items: Option<Box<TypeRefDoc>>,
    /// `fields` of an inline object.
    pub fields: Option<Spanned<Vec<FieldDoc>>>,
    /// `rust`: the name of an inline object's type.
    pub rust: Option<Text>,
    /// `min_items` of a list.
    pub min_items: Option<Spanned<u32>>,
    /// `max_items` of a list.
    pub max_items: Option<Spanned<u32>>,
    /// `min_length` of a string, in characters.
    pub min_length: Option<Spanned<u32>>,
    /// `minimum` of a number or an id: recorded, not enforced.
    pub minimum: Option<Spanned<u64>>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct OperationDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `operation`.
    pub name: Text,
    /// `title`.
    pub title: Text,
    /// `description`.
    pub description: Text,
    /// `method`.
    pub method: Text,
    /// `path`, below the API's base path.
    pub path: Text,
    /// `inputs`.
    pub inputs: Vec<FieldDoc>,
    /// `outputs`.
    pub outputs: Vec<FieldDoc>,
    /// `response_headers`.
    pub response_headers: Vec<HeaderDoc>,
}

/// A place where the spec says other than the documentation.
#[derive(Clone, Debug)]
pub struct DeviationDoc {
    /// `items`: paths such as `ThreatFilter.limit`.
    pub items: Vec<Text>,
    /// `kind`.
    pub kind: Text,
    /// `documented`: what the documentation says.
    pub documented: Option<Text>,
    /// `spec`: what the spec says.
    pub spec: Option<Text>,
    /// `reason`.
    pub reason: Text,
    /// `evidence`.
    pub evidence: Text,
}
