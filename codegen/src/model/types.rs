//! Types of the model.

use super::fields::Field;
use super::names::{
    ConstructorName, ModuleName, Origin, RustPath, TypeName, VariantName, WireName,
};
use super::tags::Condition;
use super::unions::Union;

/// A shared type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: TypeName,
    /// Its former name.
    pub renamed_from: Option<TypeName>,
    /// Its module.
    pub module: ModuleName,
    /// Its description.
    pub description: String,
    /// The condition under which it is compiled.
    pub condition: Condition,
    /// Its shape.
    pub kind: TypeKind,
    /// Its file.
    pub origin: Origin,
}

/// The shape of a shared type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Text with a list of known values.
    Enum(Enum),
    /// A JSON object.
    Object(Object),
    /// A value of one of several types.
    Union(Union),
    /// A handwritten type.
    External(External),
}

impl TypeKind {
    /// Returns the fields of an object and the variants of a union, as far as the type is one.
    pub(crate) fn fields(&self) -> Box<dyn Iterator<Item = &Field> + '_> {
        match self {
            Self::Object(object) => Box::new(object.fields.iter()),
            Self::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.field)),
            Self::Enum(_) | Self::External(_) => Box::new(std::iter::empty()),
        }
    }
}

/// Text or integers with a list of known values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Open or closed.
    pub openness: Openness,
    /// The type of the values on the wire: a string or an integer.
    pub wire: Scalar,
    /// The known values.
    pub values: Vec<EnumValue>,
}

/// Open or closed to values that are not in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// The server may send and accept other values.
    Open,
    /// The list of values is complete and never grows.
    Closed,
}

/// One known value. That of an enum of integers has their digits in place of a text.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The text on the wire.
    pub wire: WireName,
    /// Its former text, which is still read as this value.
    pub renamed_from: Option<WireName>,
    /// Set if the value is deprecated.
    pub deprecated: Option<Deprecation>,
    /// The variant.
    pub rust: VariantName,
    /// Set if the value is the outcome of a success.
    pub success: Option<Success>,
    /// Its description.
    pub description: String,
    /// The date or version of its introduction, if it is undocumented.
    pub since: Option<String>,
}

/// The kind of success that a value means as an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// The item was changed as requested.
    Done,
    /// The item already was as requested.
    AlreadySet,
}

impl Enum {
    /// Returns `true` for an enum of integers.
    #[must_use]
    pub fn is_of_integers(&self) -> bool {
        self.wire != Scalar::String
    }

    /// Returns the values on the wire that mean this kind of success.
    pub(crate) fn successes(&self, kind: Success) -> impl Iterator<Item = &str> {
        let values = self.values.iter();
        let values = values.filter(move |value| value.success == Some(kind));
        values.map(|value| value.wire.as_str())
    }

    /// Returns `true` if the enum has values that mean success.
    pub(crate) fn has_successes(&self) -> bool {
        self.values.iter().any(|value| value.success.is_some())
    }
}

/// A handwritten type next to the generated code.
#[derive(Clone, Debug)]
pub struct External {
    /// Its path.
    pub path: RustPath,
    /// Its type on the wire.
    pub wire: Scalar,
    /// The description of its content.
    pub content: Option<String>,
}

/// Marks an item as deprecated, and names the replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation(pub String);

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its Rust type.
    pub name: TypeName,
    /// The direction in which it is transferred.
    pub direction: Direction,
    /// Its description.
    pub description: String,
    /// Set if the object selects the items of an operation.
    pub selection: Option<Selection>,
    /// Its fields, in the documentation's order.
    pub fields: Vec<Field>,
}

impl Object {
    /// Iterates over the fields in the order of their rows: the map of the additional members comes last,
    /// although inputs can follow those of a body.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Field> {
        let (additional, named): (Vec<_>, Vec<_>) =
            self.fields.iter().partition(|field| field.is_additional());
        named.into_iter().chain(additional)
    }

    /// The number of optional fields from which a sent object keeps only those that are set.
    const SPARSE_FROM: usize = 12;

    /// Returns the names of the private enums of its rows and of their values, if the object keeps only the
    /// fields that are set.
    pub(crate) fn private_enums(&self) -> Option<[TypeName; 2]> {
        let fields = self.fields.iter();
        let optional = fields.filter(|field| field.may_be_left_out()).count();
        (self.direction == Direction::Sent && optional >= Self::SPARSE_FROM).then(|| {
            ["Row", "FieldValue"].map(|suffix| TypeName::new(format!("{}{suffix}", self.name)))
        })
    }
}

/// The direction in which an object is transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// In requests only: built by setters.
    Sent,
    /// In responses only: read.
    Received,
    /// In requests and responses.
    TwoWay,
}

/// The constructor that explicitly selects everything.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Its name.
    pub everything: ConstructorName,
    /// Its description.
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
    /// An integer as text inside a JSON string.
    IntegerText(Scalar),
    /// An item of a list or a map that can be `null`.
    Nullable(Box<Type>),
    /// A shared type, by name.
    Shared(TypeName),
    /// A handwritten type.
    External {
        /// Its name in the spec.
        name: TypeName,
        /// Its path.
        path: RustPath,
    },
    /// An object described inline.
    Inline(Box<Object>),
}

impl Type {
    /// Returns the innermost item type of nested lists and maps; the type itself otherwise.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            ty => ty,
        }
    }

    /// Returns the type of an item that is not `null`.
    #[must_use]
    pub fn without_null(&self) -> &Self {
        match self {
            Self::Nullable(ty) => ty,
            ty => ty,
        }
    }

    /// Returns the spec language's word for the type.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Scalar(scalar) | Self::IntegerText(scalar) => scalar.word().to_owned(),
            Self::List(_) => "list".to_owned(),
            Self::Map(_) => "map".to_owned(),
            Self::Nullable(ty) => ty.word(),
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
    /// A signed 32-bit integer.
    Int32,
    /// A signed 64-bit integer.
    Int64,
    /// An unsigned 16-bit integer.
    Uint16,
    /// An unsigned 32-bit integer.
    Uint32,
    /// An unsigned 64-bit integer.
    Uint64,
    /// A floating-point number.
    Number,
    /// A timestamp as RFC 3339 text.
    DateTime,
    /// A date.
    Date,
    /// A date and a time without a zone.
    LocalDateTime,
    /// A UUID.
    Uuid,
    /// An identifier.
    Id,
    /// Any JSON.
    Json,
    /// Any JSON, as text inside a JSON string.
    JsonString,
    /// Bytes: base64 inside JSON, raw as a whole body.
    Bytes,
    /// A body of plain text.
    Text,
    /// No body.
    Nothing,
    /// The API's list of errors, in any of its shapes.
    ErrorList,
    /// A file of a multipart body.
    File,
}

impl Scalar {
    /// Every scalar with the spec language's word for it.
    pub const ALL: [(&'static str, Self); 20] = [
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
        ("local-date-time", Self::LocalDateTime),
        ("uuid", Self::Uuid),
        ("id", Self::Id),
        ("json", Self::Json),
        ("json_string", Self::JsonString),
        ("bytes", Self::Bytes),
        ("text", Self::Text),
        ("nothing", Self::Nothing),
        ("error_list", Self::ErrorList),
        ("file", Self::File),
    ];

    /// Returns the scalar of a word of the spec language.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, scalar)| *scalar)
    }

    /// Returns the spec language's word for the scalar.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, scalar)| *scalar == self)
            .map_or("", |(word, _)| word)
    }
}
