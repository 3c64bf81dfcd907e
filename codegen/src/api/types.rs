//! Types of the model.

use super::{
    ConstructorName, Field, ModuleName, Origin, RustPath, TypeName, VariantName, WireName,
};

/// A shared type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: TypeName,
    /// The name it had before.
    pub renamed_from: Option<TypeName>,
    /// Its module.
    pub module: ModuleName,
    /// What it is.
    pub description: String,
    /// Its shape.
    pub kind: TypeKind,
    /// Its file.
    pub origin: Origin,
}

/// The shape of a shared type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Text with known values.
    Enum(Enum),
    /// A JSON object.
    Object(Object),
    /// A type written by hand.
    External(External),
}

/// Text with known values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Whether there can be others.
    pub openness: Openness,
    /// The known values.
    pub values: Vec<EnumValue>,
}

/// Whether an enum can have values that the spec does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// The server may send and take others.
    Open,
    /// It never will.
    Closed,
}

/// One known value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The text on the wire.
    pub wire: WireName,
    /// The text it had before, which still reads as this value.
    pub renamed_from: Option<WireName>,
    /// What to use instead.
    pub deprecated: Option<Deprecation>,
    /// The variant.
    pub rust: VariantName,
    /// What it stands for.
    pub description: String,
    /// When it appeared, if the documentation does not have it.
    pub since: Option<String>,
}

/// A type written by hand beside the generated code.
#[derive(Clone, Debug)]
pub struct External {
    /// Where it is.
    pub path: RustPath,
    /// Its type on the wire.
    pub wire: Scalar,
    /// What stands inside, in prose.
    pub content: Option<String>,
}

/// Says that something should not be used any more, and what to use instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation(pub String);

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its Rust type.
    pub name: TypeName,
    /// Which way it travels.
    pub flow: Flow,
    /// What it is.
    pub description: String,
    /// Says that the object selects what an operation works on.
    pub selection: Option<Selection>,
    /// Its fields, in the documentation's order.
    pub fields: Vec<Field>,
}

impl Object {
    /// From this many fields on, an object that is sent keeps them behind a `Box`, so that a chain
    /// of setters moves a pointer.
    const BOXED_FROM: usize = 12;

    /// The private struct behind the `Box`, where there is one.
    pub(crate) fn holder(&self) -> Option<TypeName> {
        (self.flow == Flow::Sent && self.fields.len() >= Self::BOXED_FROM)
            .then(|| TypeName::new(format!("{}Fields", self.name)))
    }
}

/// Which way an object travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// In requests only: it is built by setters.
    Sent,
    /// In answers only: it is read.
    Received,
    /// Both ways.
    TwoWay,
}

/// The way to say "everything" in an object that selects.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The constructor.
    pub everything: ConstructorName,
    /// What it means.
    pub description: String,
}

/// The type of a field.
#[derive(Clone, Debug)]
pub enum Type {
    /// A single value.
    Scalar(Scalar),
    /// A JSON array.
    List(Box<Type>),
    /// A JSON object with free keys.
    Map(Box<Type>),
    /// A shared type, by name.
    Shared(TypeName),
    /// A type written by hand.
    External {
        /// Its name in the spec.
        name: TypeName,
        /// Where it is.
        path: RustPath,
    },
    /// An object of its own.
    Inline(Box<Object>),
}

impl Type {
    /// The type of the items of a list or of the values of a map, as deep as they go.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(items) | Self::Map(items) => items.innermost(),
            ty => ty,
        }
    }

    /// The word the spec has for it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Scalar(scalar) => scalar.word().to_owned(),
            Self::List(_) => "list".to_owned(),
            Self::Map(_) => "map".to_owned(),
            Self::Shared(name) | Self::External { name, .. } => name.to_string(),
            Self::Inline(_) => "object".to_owned(),
        }
    }
}

/// A single value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A whole number of 16 bits, not negative.
    Uint16,
    /// A whole number of 32 bits, not negative.
    Uint32,
    /// A whole number of 64 bits, not negative.
    Uint64,
    /// A number with a fraction.
    Number,
    /// A point in time as RFC 3339 text.
    DateTime,
    /// A day.
    Date,
    /// A UUID.
    Uuid,
    /// An identifier.
    Id,
    /// Any JSON.
    Json,
    /// Any JSON, as text inside a JSON string.
    JsonString,
    /// Bytes: base64 inside JSON, as they are in a body.
    Bytes,
    /// A body of plain text.
    Text,
    /// No body.
    Nothing,
    /// The API's list of errors, in any of its shapes.
    ErrorList,
}

impl Scalar {
    /// Every scalar with the word the spec language has for it.
    pub const ALL: [(&'static str, Self); 18] = [
        ("string", Self::String),
        ("boolean", Self::Boolean),
        ("int32", Self::Int32),
        ("int64", Self::Int64),
        ("uint16", Self::Uint16),
        ("uint32", Self::Uint32),
        ("uint64", Self::Uint64),
        ("number", Self::Number),
        ("date-time", Self::DateTime),
        ("date", Self::Date),
        ("uuid", Self::Uuid),
        ("id", Self::Id),
        ("json", Self::Json),
        ("json_string", Self::JsonString),
        ("bytes", Self::Bytes),
        ("text", Self::Text),
        ("nothing", Self::Nothing),
        ("error_list", Self::ErrorList),
    ];

    /// The scalar of a word of the spec language.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, scalar)| *scalar)
    }

    /// The word of the spec language.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, scalar)| *scalar == self)
            .map_or("", |(word, _)| word)
    }
}
