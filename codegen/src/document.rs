//! The spec as written: one type per kind of YAML mapping, each value with its place.
//! Nothing is resolved, converted or defaulted here; that is [`crate::lower`]'s work.

pub use crate::source::Spanned;

use crate::source::{FileId, Span};

/// A piece of text from the spec.
pub type Text = Spanned<String>;

/// A value that may be left out: then it takes a pointer, because most keys of most fields are.
pub type Given<T> = Option<Box<Spanned<T>>>;

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
    pub base_path: Given<String>,
    /// `runtime`: the Rust path by which generated code names the runtime.
    pub runtime: Given<String>,
    /// `public_path`: the Rust path under which users find what is generated.
    pub public_path: Given<String>,
    /// `auth`.
    pub auth: Option<AuthDoc>,
    /// `environment`: the variables that a client can be set up from.
    pub environment: Option<EnvironmentDoc>,
    /// `error_envelope`.
    pub error_envelope: Option<ErrorEnvelopeDoc>,
    /// `request_id_header`.
    pub request_id_header: Given<String>,
    /// `rate_limit`: of every operation that has none of its own.
    pub rate_limit: Option<RateLimitDoc>,
    /// `response_headers`: those that operations can list by name alone.
    pub response_headers: Vec<HeaderDoc>,
}

/// How a request proves who sends it.
#[derive(Clone, Debug)]
pub struct AuthDoc {
    /// Where it begins.
    pub span: Span,
    /// `scheme`: `header` by default.
    pub scheme: Given<String>,
    /// `header`: the header that carries the token.
    pub header: Given<String>,
    /// `prefix`: the word before the token.
    pub prefix: Given<String>,
    /// `advice`: what to check when the server refuses the credential.
    pub advice: Given<String>,
}

/// The environment variables that a client can be set up from.
#[derive(Clone, Debug)]
pub struct EnvironmentDoc {
    /// Where it begins.
    pub span: Span,
    /// `base_url`.
    pub base_url: Text,
    /// `token`.
    pub token: Given<String>,
    /// `user`.
    pub user: Given<String>,
    /// `password`.
    pub password: Given<String>,
}

/// The keys of an error body.
#[derive(Clone, Debug)]
pub struct ErrorEnvelopeDoc {
    /// Where it begins.
    pub span: Span,
    /// `errors`: the key that holds the list of errors; without it the error is the whole body.
    pub errors: Given<String>,
    /// `code`: the key of an error's code.
    pub code: Given<String>,
    /// `title`: the key of an error's title.
    pub title: Given<String>,
    /// `detail`: the key of an error's detail.
    pub detail: Given<String>,
}

/// How many requests a client may send.
#[derive(Clone, Debug)]
pub struct RateLimitDoc {
    /// `per_second`.
    pub per_second: Spanned<u32>,
    /// `burst`: how many may be sent at once after a pause.
    pub burst: Given<u32>,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct HeaderDoc {
    /// `name`, as documented.
    pub name: Text,
    /// `type`: text by default.
    pub ty: Given<String>,
    /// `description`; absent where an operation names a common header.
    pub description: Given<String>,
}

/// A shared type.
#[derive(Clone, Debug)]
pub struct TypeDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `type`.
    pub name: Text,
    /// `renamed_from`: the name it had before.
    pub renamed_from: Given<String>,
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
    /// `closed_enum`: text that is one of a list which never grows.
    ClosedEnum {
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
        content: Given<String>,
    },
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValueDoc {
    /// `value`: the text on the wire.
    pub value: Text,
    /// `name`: the Rust variant, where the conversion of the value does not give a good one.
    pub name: Given<String>,
    /// `since`: when it appeared, if the documentation does not have it.
    pub since: Given<String>,
    /// `deprecated`: what to use instead.
    pub deprecated: Given<String>,
    /// `renamed_from`: the text that it had on the wire before.
    pub renamed_from: Given<String>,
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
    pub place: Given<String>,
    /// `status` of an output: the answers that have it. A number each, or `default`.
    pub status: Given<Vec<Text>>,
    /// `media_type` of a body.
    pub media_type: Given<String>,
    /// `rust_name`: the name in Rust, where the conversion of the wire name does not give a good one.
    pub rust_name: Given<String>,
    /// `type`, with the keys that refine it.
    pub ty: TypeRefDoc,
    /// `required`.
    pub required: Given<bool>,
    /// `nullable`: whether `null` is a value of its own.
    pub nullable: Given<bool>,
    /// `sensitive`: whether it is kept out of logs.
    pub sensitive: Given<bool>,
    /// `list_style`: how a list goes into the query.
    pub list_style: Given<String>,
    /// `selects`.
    pub selects: Given<bool>,
    /// `default`: what the server takes where the field is left out, as any YAML.
    pub default: Given<serde_yaml::Value>,
    /// `since`.
    pub since: Given<String>,
    /// `deprecated`: what to use instead.
    pub deprecated: Given<String>,
    /// `renamed_from`: the name that it had on the wire before.
    pub renamed_from: Given<String>,
    /// `example`: any YAML, as JSON text would show it.
    pub example: Given<serde_yaml::Value>,
    /// `description`.
    pub description: Text,
}

/// The type of a field, of a list's items or of a map's values.
#[derive(Clone, Debug)]
pub struct TypeRefDoc {
    /// Where it begins: the mapping of a field, or the key `items`.
    pub span: Span,
    /// `type`.
    pub name: Text,
    /// `items` of a list or a map.
    pub items: Option<Box<TypeRefDoc>>,
    /// `fields` of an inline object.
    pub fields: Given<Vec<FieldDoc>>,
    /// `rust`: the name of an inline object's type.
    pub rust: Given<String>,
    /// `min_items` of a list or a map.
    pub min_items: Given<u32>,
    /// `max_items` of a list or a map.
    pub max_items: Given<u32>,
    /// `min_length` of a string, in characters.
    pub min_length: Given<u32>,
    /// `max_length` of a string, in characters.
    pub max_length: Given<u32>,
    /// `minimum` of a number or an id; that of an id is recorded, not enforced.
    pub minimum: Given<serde_yaml::Number>,
    /// `maximum` of a number.
    pub maximum: Given<serde_yaml::Number>,
    /// `pattern` of a string: a regular expression.
    pub pattern: Given<String>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct OperationDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `operation`.
    pub name: Text,
    /// `renamed_from`: the name it had before.
    pub renamed_from: Given<String>,
    /// `deprecated`: what to use instead.
    pub deprecated: Given<String>,
    /// `title`.
    pub title: Text,
    /// `description`.
    pub description: Text,
    /// `method`.
    pub method: Text,
    /// `path`, below the API's base path.
    pub path: Text,
    /// `permissions`: what the token must be allowed to do.
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

/// Which requests can be sent again after a failure.
#[derive(Clone, Debug)]
pub struct RetryDoc {
    /// Where it begins.
    pub span: Span,
    /// `refused`: the answers by which the server says that it did nothing.
    pub refused: Vec<RefusalDoc>,
    /// `repeatable`: whether a request that may have been carried out can be sent again.
    pub repeatable: Given<String>,
    /// `when_set`: inputs that must be set for that, by wire path.
    pub when_set: Vec<Text>,
    /// `unless_set`: inputs that must not be set for that, by wire path.
    pub unless_set: Vec<Text>,
}

/// An answer by which the server says that it did nothing.
#[derive(Clone, Debug)]
pub struct RefusalDoc {
    /// `status`.
    pub status: Spanned<u32>,
    /// `with_header`: only an answer with this header says so.
    pub with_header: Given<String>,
}

/// A list that can be split over several requests.
#[derive(Clone, Debug)]
pub struct BatchDoc {
    /// `list`: the input, by wire path.
    pub list: Text,
    /// `max_items` of one request; that of the field by default.
    pub max_items: Given<u32>,
}

/// How the pages of a listing follow each other.
#[derive(Clone, Debug)]
pub struct PaginationDoc {
    /// `cursor`: the input that says where a page starts.
    pub cursor: Text,
    /// `next`: where the answer has the cursor of the next page.
    pub next: Text,
    /// `items`: where the answer has the items.
    pub items: Text,
    /// `total`: where the answer has the number of all items.
    pub total: Given<String>,
}

/// A request, and the answer to it.
#[derive(Clone, Debug)]
pub struct ExampleDoc {
    /// `name`.
    pub name: Text,
    /// `description`.
    pub description: Text,
    /// `request`: the inputs by their names, as any YAML.
    pub request: Given<serde_yaml::Value>,
    /// `answer`.
    pub answer: Option<ExampleAnswerDoc>,
}

/// The answer of an example.
#[derive(Clone, Debug)]
pub struct ExampleAnswerDoc {
    /// `status`.
    pub status: Spanned<u32>,
    /// `headers`: names and texts.
    pub headers: Given<serde_yaml::Value>,
    /// `body`: any YAML.
    pub body: Given<serde_yaml::Value>,
}

/// A place where the spec says other than the documentation.
#[derive(Clone, Debug)]
pub struct DeviationDoc {
    /// `items`: paths such as `ThreatFilter.limit`.
    pub items: Vec<Text>,
    /// `kind`.
    pub kind: Text,
    /// `documented`: what the documentation says.
    pub documented: Given<String>,
    /// `spec`: what the spec says.
    pub spec: Given<String>,
    /// `reason`.
    pub reason: Text,
    /// `evidence`.
    pub evidence: Text,
}
