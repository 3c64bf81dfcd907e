//! The description of an API in one form, independent of the version of OpenAPI.

mod schema;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use schema::{
    Access, Discriminator, IntegerValue, Kind, List, Numbers, Property, Schema, Text, Union,
};

/// A whole description.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// `true` for a description of a spec, with the members `x-` that this generator writes.
    pub(super) is_own: bool,
    pub(super) title: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
    /// The declared tags with their descriptions, and then those that only operations name.
    pub(super) tags: Vec<(String, Option<String>)>,
    /// The path of the first server.
    pub(super) base_path: String,
    pub(super) schemes: Vec<Scheme>,
    /// The names of the schemes that operations need by default.
    pub(super) security: Vec<String>,
    pub(super) operations: Vec<Operation>,
    pub(super) schemas: Vec<(String, Schema)>,
    /// The pointers of the values that each operation and each named schema refers to, by its pointer.
    pub(super) followed: BTreeMap<String, BTreeSet<String>>,
}

/// A way of authentication.
#[derive(Debug)]
pub(super) struct Scheme {
    pub(super) name: String,
    pub(super) kind: SchemeKind,
    pub(super) description: Option<String>,
    pub(super) pointer: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum SchemeKind {
    Header(String),
    Query(String),
    Cookie(String),
    Bearer,
    Basic,
    Other(String),
}

/// A method of a path.
#[derive(Debug)]
pub(super) struct Operation {
    /// The name in the spec that the description belongs to.
    pub(super) id: Option<String>,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) is_deprecated: bool,
    pub(super) permissions: Vec<String>,
    pub(super) optional_permissions: Vec<String>,
    /// The names of the schemes, if they differ from the default.
    pub(super) security: Option<Vec<String>>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<Body>,
    pub(super) responses: Vec<Response>,
    pub(super) pointer: String,
}

impl Operation {
    /// Returns the name of the operation in its source: `POST /path`.
    pub(super) fn endpoint(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Returns `true` if a parameter of the path has this name.
    pub(super) fn has_path_parameter(&self, name: &str) -> bool {
        let mut parameters = self.parameters.iter();
        parameters.any(|known| known.location == Location::Path && known.name == name)
    }
}

/// An input outside of the body.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) location: Location,
    pub(super) is_required: bool,
    pub(super) description: Option<String>,
    pub(super) is_deprecated: bool,
    pub(super) style: Style,
    pub(super) schema: Schema,
    pub(super) pointer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// Returns the word of the spec language and of OpenAPI.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The encoding of a list or an object in a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Style {
    Repeat,
    Comma,
    Pipe,
    Space,
    Tab,
    /// `filter[key]=value`.
    Brackets,
    /// JSON as text.
    Json,
}

/// The body of a request.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) is_required: bool,
    pub(super) description: Option<String>,
    pub(super) contents: Vec<Content>,
    pub(super) pointer: String,
}

/// One of the formats of a body.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) media_type: String,
    pub(super) schema: Option<Schema>,
    pub(super) encodings: Vec<Encoding>,
}

impl Content {
    /// Returns the encoding of a field in a form, if it is described.
    pub(super) fn encoding(&self, field: &str) -> Option<&Encoding> {
        let mut encodings = self.encodings.iter();
        encodings.find(|encoding| encoding.field == field)
    }
}

/// The encoding of a field in a form.
#[derive(Debug)]
pub(super) struct Encoding {
    pub(super) field: String,
    pub(super) style: Style,
    pub(super) media_type: Option<String>,
    pub(super) pointer: String,
}

/// A documented response.
#[derive(Debug)]
pub(super) struct Response {
    /// The name of the output in the spec that the description belongs to.
    pub(super) name: Option<String>,
    /// The body of the description of a spec is that of every error.
    pub(super) is_envelope: bool,
    pub(super) status: Status,
    pub(super) description: Option<String>,
    pub(super) contents: Vec<Content>,
    pub(super) headers: Vec<Header>,
    pub(super) pointer: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Code(u16),
    /// All statuses with this first digit.
    Class(u16),
    Default,
}

/// A header of a response.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) schema: Option<Schema>,
}

impl Parameter {
    /// Creates a parameter of the path that is a text.
    pub(super) fn path(name: &str, pointer: &str) -> Self {
        Self {
            name: name.to_owned(),
            location: Location::Path,
            is_required: true,
            description: None,
            is_deprecated: false,
            style: Style::Comma,
            schema: Schema::of(Kind::Text(Text::default()), pointer),
            pointer: pointer.to_owned(),
        }
    }
}
