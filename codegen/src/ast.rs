//! The spec as written: one type per kind of YAML mapping, each value with its span.
//!
//! Nothing is resolved, converted or defaulted here; [`crate::lower`] does that.

mod auth;
mod defaults;
mod operation;
mod types;

pub use crate::source::Spanned;
pub use auth::{AuthDoc, CredentialDoc, EnvironmentDoc, VariablesDoc};
pub use defaults::DefaultsDoc;
pub use operation::{
    BatchDoc, ErrorResponseDoc, ExampleDoc, ExampleResponseDoc, OperationDoc, OutcomePartDoc,
    OutcomesDoc, PaginationDoc, PreviewDoc, RefusedResponseDoc, RetryDoc,
};
pub use types::{EnumValueDoc, SelectionDoc, TypeDoc, TypeKindDoc, VariantDoc};

use crate::source::{FileId, Span};

/// A piece of text from the spec.
pub type Text = Spanned<String>;

/// An optional value. Most keys of most fields are absent, so it is boxed.
pub type Given<T> = Option<Box<Spanned<T>>>;

/// A value of any shape, such as an example.
#[derive(Clone, Debug, Default)]
pub struct Literal {
    /// The value.
    pub value: serde_yaml::Value,
    /// The values inside it: each path, such as `filter.ids[0]`, with the spans of its key and of its
    /// value.
    pub inner: Box<[(String, Span, Span)]>,
}

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

/// The description of a whole API.
#[derive(Clone, Debug)]
pub struct ApiDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `api`: the API's name in Rust.
    pub name: Text,
    /// `title`: the API's name in documentation.
    pub title: Text,
    /// `description`.
    pub description: Text,
    /// `version`: the version of the API.
    pub version: Given<String>,
    /// `base_path`: the prefix of every operation's path.
    pub base_path: Given<String>,
    /// `runtime`: the Rust path by which generated code refers to the runtime.
    pub runtime: Given<String>,
    /// `public_path`: the Rust path under which users find the generated items.
    pub public_path: Given<String>,
    /// `reserved_names`: the type names of hand-written code in the same crate.
    pub reserved_names: Given<Vec<Text>>,
    /// `auth`.
    pub auth: Option<AuthDoc>,
    /// `credentials`: the credentials of single operations.
    pub credentials: Vec<CredentialDoc>,
    /// `environment`: the variables that configure a client.
    pub environment: Option<EnvironmentDoc>,
    /// `error_envelope`.
    pub error_envelope: Option<ErrorEnvelopeDoc>,
    /// `ids`: what an id looks like.
    pub ids: Option<IdsDoc>,
    /// `defaults`: the keys of fields that do not have their own.
    pub defaults: Option<DefaultsDoc>,
    /// `request_id_header`.
    pub request_id_header: Given<String>,
    /// `rate_limit`: the default of every operation.
    pub rate_limit: Option<RateLimitDoc>,
    /// `response_headers`: the headers that operations can list by name.
    pub response_headers: Vec<HeaderDoc>,
    /// `header_sets`: the headers for which operations share a type.
    pub header_sets: Vec<HeaderSetDoc>,
    /// `tags`: the subjects of the operations.
    pub tags: Given<Vec<TagDoc>>,
    /// `tag_features`: `true` if each tag is a cargo feature.
    pub tag_features: Given<bool>,
}

/// A subject of operations.
#[derive(Clone, Debug)]
pub struct TagDoc {
    /// `name`.
    pub name: Text,
    /// `feature`: the name of the cargo feature.
    pub feature: Given<String>,
    /// `description`.
    pub description: Text,
}

/// The keys of an error body.
#[derive(Clone, Debug)]
pub struct ErrorEnvelopeDoc {
    /// Its beginning.
    pub span: Span,
    /// `errors`: the key of the list of errors; without it the whole body is the error.
    pub errors: Given<String>,
    /// `code`: the key of an error's code.
    pub code: Given<String>,
    /// `title`: the key of an error's title.
    pub title: Given<String>,
    /// `detail`: the key of an error's detail.
    pub detail: Given<String>,
}

/// The syntax of the ids of the API.
#[derive(Clone, Debug)]
pub struct IdsDoc {
    /// Its beginning.
    pub span: Span,
    /// `format`.
    pub format: Given<String>,
    /// `min_length`, in characters.
    pub min_length: Given<u32>,
    /// `max_length`, in characters.
    pub max_length: Given<u32>,
    /// `pattern`: a regular expression.
    pub pattern: Given<String>,
}

/// The rate at which a client may send requests.
#[derive(Clone, Debug)]
pub struct RateLimitDoc {
    /// `per_second`.
    pub per_second: Spanned<u32>,
    /// `burst`: the number of requests at once after a pause.
    pub burst: Given<u32>,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct HeaderDoc {
    /// `name`, as documented.
    pub name: Text,
    /// `rust_name`: the name in Rust, if the converted name is unsuitable.
    pub rust_name: Given<String>,
    /// `type`: text by default.
    pub ty: Given<String>,
    /// `description`; absent if an operation names a common header.
    pub description: Given<String>,
}

/// The headers for which operations share a type.
#[derive(Clone, Debug)]
pub struct HeaderSetDoc {
    /// `name`: the name of the type.
    pub name: Text,
    /// `description`.
    pub description: Text,
    /// `response_headers`: the headers.
    pub response_headers: Vec<HeaderDoc>,
}

/// A field of an object, an input, or an output.
#[derive(Clone, Debug)]
pub struct FieldDoc {
    /// `name`, as on the wire.
    pub name: Text,
    /// `true` for `additional` of an object: the map of the members without a field.
    pub is_additional: bool,
    /// `in` of an input or `from` of an output: its location in the message.
    pub location: Given<String>,
    /// `keep_slashes` of a path parameter: `true` if its slashes separate segments of the path.
    pub keep_slashes: Given<bool>,
    /// `status` of an output: the statuses of the responses that have it. Each is a number or `default`.
    pub status: Given<Vec<Text>>,
    /// `media_type` of a body.
    pub media_type: Given<String>,
    /// `rust_name`: the name in Rust, if the converted wire name is unsuitable.
    pub rust_name: Given<String>,
    /// `type`, with the keys that refine it.
    pub ty: TypeRefDoc,
    /// `without`: the fields of a shared object that are left out.
    pub without: Given<Vec<Text>>,
    /// `overrides`: the fields of a shared object that differ.
    pub overrides: Vec<OverrideDoc>,
    /// `required`.
    pub required: Given<bool>,
    /// `nullable`: `true` if `null` is a value different from an absent field.
    pub nullable: Given<bool>,
    /// `read_only`: `true` if only the server sets it.
    pub read_only: Given<bool>,
    /// `sensitive`: `true` if it is hidden in logs.
    pub sensitive: Given<bool>,
    /// `list_style`: the encoding of a list in the query, or of the lists in an object.
    pub list_style: Given<String>,
    /// `object_style`: the encoding of an object or a map in the query.
    pub object_style: Given<String>,
    /// `selects`.
    pub selects: Given<bool>,
    /// `const`: the only value of the field, as any YAML.
    pub constant: Given<Literal>,
    /// `default`: the server's default value, as any YAML.
    pub default: Given<Literal>,
    /// `since`.
    pub since: Given<String>,
    /// `deprecated`: the replacement.
    pub deprecated: Given<String>,
    /// `renamed_from`: its former name on the wire.
    pub renamed_from: Given<String>,
    /// `example`: an example value, as any YAML.
    pub example: Given<Literal>,
    /// `description`.
    pub description: Text,
}

/// The differences of one field on one use of a shared object.
#[derive(Clone, Debug)]
pub struct OverrideDoc {
    /// `name`: the field.
    pub name: Text,
    /// The bounds; all other keys are absent.
    pub bounds: TypeRefDoc,
    /// `list_style`.
    pub list_style: Given<String>,
    /// `deprecated`: the replacement.
    pub deprecated: Given<String>,
    /// `description`.
    pub description: Given<String>,
}

impl FieldDoc {
    /// Returns `true` if the field is marked as required.
    pub(crate) fn is_required(&self) -> bool {
        is_set(self.required.as_deref())
    }

    /// Returns `true` if the field is marked as nullable.
    pub(crate) fn is_nullable(&self) -> bool {
        is_set(self.nullable.as_deref())
    }

    /// Returns `true` if the field is marked as read-only.
    pub(crate) fn is_read_only(&self) -> bool {
        is_set(self.read_only.as_deref())
    }

    /// Returns `true` if the field is marked as sensitive.
    pub(crate) fn is_sensitive(&self) -> bool {
        is_set(self.sensitive.as_deref())
    }

    /// Returns `true` if the slashes of the path parameter separate segments of the path.
    pub(crate) fn keeps_slashes(&self) -> bool {
        is_set(self.keep_slashes.as_deref())
    }

    /// Returns `true` if members of the object in the query are named `object[member]`.
    pub(crate) fn has_bracketed_members(&self) -> bool {
        let style = self.object_style.as_ref();
        style.is_some_and(|style| style.value == "brackets")
    }

    /// Returns the word of `in` or `from`; empty if absent.
    pub(crate) fn location_word(&self) -> &str {
        self.location.as_ref().map_or("", |word| word.as_str())
    }
}

fn is_set(flag: Option<&Spanned<bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}

/// The type of a field, of a list's items or of a map's values.
#[derive(Clone, Debug)]
pub struct TypeRefDoc {
    /// Its beginning: the mapping of a field, or the key `items`.
    pub span: Span,
    /// `type`.
    pub name: Text,
    /// `items` of a list or a map.
    pub items: Option<Box<TypeRefDoc>>,
    /// `nullable` of the items of a list or a map: `true` if one of them can be `null`.
    pub nullable: Given<bool>,
    /// `fields` of an inline object; the last one is `additional`, if the object has it.
    pub fields: Given<Vec<FieldDoc>>,
    /// The location of `additional`.
    pub additional: Option<Span>,
    /// `rust`: the name of an inline object's type.
    pub rust: Given<String>,
    /// `min_items` of a list or a map.
    pub min_items: Given<u32>,
    /// `max_items` of a list or a map.
    pub max_items: Given<u32>,
    /// `format` of a string or an id.
    pub format: Given<String>,
    /// `min_length` of a string or an id, in characters.
    pub min_length: Given<u32>,
    /// `max_length` of a string or an id, in characters.
    pub max_length: Given<u32>,
    /// `minimum` of a number or an id; that of an id is documented, not enforced.
    pub minimum: Given<serde_yaml::Number>,
    /// `maximum` of a number.
    pub maximum: Given<serde_yaml::Number>,
    /// `exclusive_minimum` of a number.
    pub exclusive_minimum: Given<serde_yaml::Number>,
    /// `exclusive_maximum` of a number.
    pub exclusive_maximum: Given<serde_yaml::Number>,
    /// `encoding` of an integer: a number or text.
    pub encoding: Given<String>,
    /// `pattern` of a string or an id: a regular expression.
    pub pattern: Given<String>,
    /// `example` of the items of a list or the values of a map, as any YAML.
    pub example: Given<Literal>,
    /// `description` of the items of a list or the values of a map.
    pub description: Given<String>,
}

impl TypeRefDoc {
    /// Returns `true` for an integer that is encoded as text.
    pub(crate) fn is_integer_text(&self) -> bool {
        self.encoding
            .as_ref()
            .is_some_and(|encoding| encoding.as_str() == "text")
    }

    /// Returns `true` if an item of the enclosing list or map can be `null`.
    pub(crate) fn is_nullable(&self) -> bool {
        is_set(self.nullable.as_deref())
    }
}

/// A difference between the spec and one of its sources.
#[derive(Clone, Debug)]
pub struct DeviationDoc {
    /// `items`: paths such as `ThreatFilter.limit`.
    pub items: Vec<Text>,
    /// `kind`.
    pub kind: Text,
    /// `differs_from`: the source that differs; the documentation by default.
    pub differs_from: Given<String>,
    /// `documented`: the source's version.
    pub documented: Given<String>,
    /// `spec`: the spec's version.
    pub spec: Given<String>,
    /// `reason`.
    pub reason: Text,
    /// `evidence`.
    pub evidence: Text,
}
