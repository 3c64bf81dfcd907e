//! Types and fields of the model.

use super::{
    ConstructorName, FieldName, ModuleName, Origin, RustPath, TypeName, VariantName, WireName,
};

/// A shared type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: TypeName,
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
    OpenEnum(Enum),
    /// A JSON object.
    Object(Object),
    /// A type written by hand.
    External(External),
}

/// Text with known values; the server may send and take others.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The known values.
    pub values: Vec<EnumValue>,
}

/// One known value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The text on the wire.
    pub wire: WireName,
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

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its Rust type.
    pub name: TypeName,
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
        (self.fields.len() >= Self::BOXED_FROM)
            .then(|| TypeName::new(format!("{}Fields", self.name)))
    }
}

/// The way to say "everything" in an object that selects.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The constructor.
    pub everything: ConstructorName,
    /// What it means.
    pub description: String,
}

/// A field of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub wire: WireName,
    /// Its Rust field and setter.
    pub rust: FieldName,
    /// What it does for the person who sets or reads it.
    pub description: String,
    /// Its type.
    pub ty: Type,
    /// Whether it is always there.
    pub presence: Presence,
    /// What its value must keep to.
    pub bounds: Bounds,
    /// Whether setting it narrows down what the object selects.
    pub selects: bool,
    /// When it appeared, if the documentation does not have it.
    pub since: Option<String>,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

/// Whether a field is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Required,
    /// It may be left out.
    Optional,
}

/// What a value must keep to. Bounds of strings hold for the items of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Least number of items.
    pub min_items: Option<u32>,
    /// Greatest number of items.
    pub max_items: Option<u32>,
    /// Least number of characters.
    pub min_length: Option<u32>,
    /// Least value: recorded for readers, not enforced.
    pub minimum: Option<u64>,
}

/// The type of a field.
#[derive(Clone, Debug)]
pub enum Type {
    /// A single value.
    Scalar(Scalar),
    /// A JSON array.
    List(Box<Type>),
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
    /// The word the spec has for it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Scalar(scalar) => scalar.word().to_owned(),
            Self::List(_) => "list".to_owned(),
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
    /// A point in time as RFC 3339 text.
    DateTime,
    /// An identifier.
    Id,
    /// Any JSON.
    Json,
    /// The API's list of errors, in any of its shapes.
    ErrorList,
}

impl Scalar {
    /// Every scalar with the word the spec language has for it.
    pub const ALL: [(&'static str, Self); 11] = [
        ("string", Self::String),
        ("boolean", Self::Boolean),
        ("int32", Self::Int32),
        ("int64", Self::Int64),
        ("uint16", Self::Uint16),
        ("uint32", Self::Uint32),
        ("uint64", Self::Uint64),
        ("date-time", Self::DateTime),
        ("id", Self::Id),
        ("json", Self::Json),
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
