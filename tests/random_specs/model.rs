//! A spec as a model: written as YAML, and compared with the code.

use serde_json::Value;

/// A whole spec.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// The keys of `api.yaml`.
    pub api: Api,
    /// The shared types.
    pub types: Vec<Shared>,
    /// The operations.
    pub operations: Vec<Operation>,
}

/// The keys of `api.yaml`: those with a text, and the others.
#[derive(Clone, Debug, Default)]
pub struct Api {
    pub texts: Vec<(&'static str, String)>,
    pub reserved_names: Vec<String>,
    pub auth: Vec<(&'static str, String)>,
    pub environment: Vec<(&'static str, String)>,
    pub credentials: Vec<Credential>,
    pub envelope: Vec<(&'static str, String)>,
    pub ids: Vec<(&'static str, String)>,
    pub defaults: Vec<(&'static str, String)>,
    pub rate_limit: Option<RateLimit>,
    pub headers: Vec<Header>,
    pub header_sets: Vec<HeaderSet>,
    pub tags: Vec<Tag>,
    pub tag_features: bool,
}

#[derive(Clone, Debug)]
pub struct Tag {
    pub name: &'static str,
    pub feature: Option<String>,
    pub description: String,
}

/// A credential of single operations: its keys, and its variables.
#[derive(Clone, Debug)]
pub struct Credential {
    pub texts: Vec<(&'static str, String)>,
    pub environment: Vec<(&'static str, String)>,
}

#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    pub per_second: u32,
    pub burst: Option<u32>,
}

/// The headers for which operations share a type.
#[derive(Clone, Debug)]
pub struct HeaderSet {
    pub name: String,
    pub description: String,
    pub headers: Vec<Header>,
}

impl HeaderSet {
    /// Returns `true` if an operation has exactly these headers.
    pub fn is_of(&self, operation: &Operation) -> bool {
        let mut own = operation.headers.iter();
        self.headers.len() == own.len() && own.all(|header| self.headers.contains(header))
    }
}

/// A response header; without a description it is one of the API.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub name: String,
    pub rust_name: Option<String>,
    pub ty: Option<&'static str>,
    pub description: Option<String>,
}

/// A shared type.
#[derive(Clone, Debug)]
pub struct Shared {
    pub name: String,
    pub renamed_from: Option<String>,
    pub description: String,
    pub kind: SharedKind,
    /// The type of the members of an object without a field.
    pub additional: Option<Additional>,
}

/// The type of the members of an object without a field.
#[derive(Clone, Debug)]
pub struct Additional {
    pub rust_name: Option<String>,
    pub sensitive: bool,
    pub ty: Type,
}

#[derive(Clone, Debug)]
pub enum SharedKind {
    Enum {
        open: bool,
        /// The type of integers; text without it.
        wire: Option<&'static str>,
        values: Vec<EnumValue>,
    },
    Object {
        selection: Option<(String, String)>,
        fields: Vec<Field>,
    },
    Union {
        discriminator: Option<String>,
        variants: Vec<Variant>,
    },
    External,
}

/// A type of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The value of the discriminator.
    pub value: Option<Value>,
    pub name: Option<String>,
    pub ty: Type,
    pub description: String,
}

#[derive(Clone, Debug)]
pub struct EnumValue {
    pub value: String,
    pub name: Option<String>,
    pub since: Option<String>,
    pub deprecated: Option<String>,
    pub renamed_from: Option<String>,
    pub success: Option<&'static str>,
    pub description: String,
}

/// A member of an object, an input or an output.
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub name: String,
    /// The value of `in` or `from`.
    pub location: Option<(&'static str, &'static str)>,
    pub status: Vec<Option<u16>>,
    pub keep_slashes: Option<bool>,
    pub media_type: Option<&'static str>,
    pub rust_name: Option<String>,
    pub ty: Type,
    /// The fields of the shared type that are left out.
    pub without: Vec<String>,
    /// The fields of the shared type that differ, with their keys.
    pub overrides: Vec<(String, Vec<(&'static str, String)>)>,
    pub required: bool,
    pub nullable: bool,
    pub access: Access,
    pub sensitive: bool,
    pub list_style: Option<&'static str>,
    pub object_style: Option<&'static str>,
    pub selects: Option<bool>,
    pub constant: Option<Value>,
    pub default: Option<Value>,
    pub since: Option<String>,
    pub deprecated: Option<String>,
    pub renamed_from: Option<String>,
    pub example: Option<Value>,
    pub description: String,
}

/// A type with its refinements.
#[derive(Clone, Debug, Default)]
pub struct Type {
    pub kind: Kind,
    pub min_items: Option<u32>,
    pub max_items: Option<u32>,
    /// The format of a text.
    pub format: Option<&'static str>,
    pub min_length: Option<u32>,
    pub max_length: Option<u32>,
    /// `true` for limits that the number itself cannot be.
    pub is_exclusive: bool,
    /// The encoding of an integer.
    pub encoding: Option<&'static str>,
    /// `true` for an item that can be `null`.
    pub is_nullable: bool,
    pub minimum: Option<&'static str>,
    pub maximum: Option<&'static str>,
    /// A regular expression, and a matching text.
    pub pattern: Option<(&'static str, &'static str)>,
    /// An example of an item of a list or a value of a map.
    pub example: Option<Value>,
    /// The description of an item of a list or a value of a map.
    pub description: Option<String>,
    /// The type of the members of an inline object without a field.
    pub additional: Option<Box<Additional>>,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Scalar(&'static str),
    List(Box<Type>),
    Map(Box<Type>),
    Object {
        rust: Option<String>,
        fields: Vec<Field>,
    },
    /// A shared type, by its index.
    Shared(usize),
}

impl Default for Kind {
    fn default() -> Self {
        Self::Scalar("string")
    }
}

impl Type {
    /// Creates a type without refinements.
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }

    pub fn is(&self, word: &str) -> bool {
        matches!(self.kind, Kind::Scalar(scalar) if scalar == word)
    }

    /// Returns the type inside lists and maps.
    pub fn innermost(&self) -> &Self {
        match &self.kind {
            Kind::List(items) | Kind::Map(items) => items.innermost(),
            _ => self,
        }
    }

    /// Returns the type inside lists and maps, to change it.
    pub fn innermost_mut(&mut self) -> &mut Self {
        let mut ty = self;
        while matches!(ty.kind, Kind::List(_) | Kind::Map(_)) {
            let (Kind::List(items) | Kind::Map(items)) = &mut ty.kind else {
                unreachable!("it is a list or a map");
            };
            ty = items;
        }
        ty
    }
}

/// The sides that set a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    ReadWrite,
    ReadOnly,
}

impl Field {
    pub fn is_read_only(&self) -> bool {
        self.access == Access::ReadOnly
    }

    pub fn is_in(&self, location: &str) -> bool {
        self.location.is_some_and(|(_, found)| found == location)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Operation {
    pub name: String,
    pub renamed_from: Option<String>,
    pub deprecated: Option<String>,
    pub title: String,
    pub description: String,
    pub tags: Vec<String>,
    pub method: &'static str,
    pub base_path: Option<&'static str>,
    pub path: String,
    pub auth: Option<String>,
    pub permissions: Vec<String>,
    pub optional_permissions: Vec<String>,
    pub retry: Option<Retry>,
    pub rate_limit: Option<RateLimit>,
    pub batch: Option<(String, Option<u32>)>,
    pub pagination: Option<Pagination>,
    pub outcomes: Option<Outcomes>,
    pub preview: Option<Preview>,
    pub inputs: Vec<Field>,
    pub outputs: Vec<Field>,
    pub errors: Vec<ErrorResponse>,
    pub headers: Vec<Header>,
    pub examples: Vec<Example>,
}

impl Operation {
    /// Returns the types of what is received.
    pub fn received(&self) -> impl Iterator<Item = &Type> {
        let errors = self.errors.iter().filter_map(|error| error.ty.as_ref());
        self.outputs.iter().map(|output| &output.ty).chain(errors)
    }
}

/// A documented error; without a type, its body is the error envelope.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    pub statuses: Vec<u16>,
    pub ty: Option<Type>,
    pub description: String,
}

#[derive(Clone, Debug, Default)]
pub struct Retry {
    pub refused_responses: Vec<(u16, Option<String>)>,
    pub idempotent: Option<&'static str>,
    pub when_set: Vec<String>,
    pub unless_set: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Pagination {
    pub texts: Vec<(&'static str, String)>,
    pub first_page: Option<usize>,
}

/// The listing of the items of a request.
#[derive(Clone, Debug)]
pub struct Preview {
    pub listing: String,
    pub limit: Option<String>,
    pub count_only: Option<String>,
}

/// The outcomes of single items. The noun and the id are always the same.
#[derive(Clone, Debug)]
pub struct Outcomes {
    pub plural: Option<String>,
    pub affected: String,
    /// The list of entries; without it, the response has only the number of items.
    pub details: Option<String>,
    /// Each member with an outcome, and the input that asks for it.
    pub parts: Vec<(String, String)>,
    pub errors: Option<String>,
    pub ids: Option<String>,
    pub limited_by: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Example {
    pub name: String,
    pub description: String,
    pub is_unlisted: bool,
    pub request: Option<Value>,
    pub response: Option<Response>,
}

#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Option<Value>,
}
