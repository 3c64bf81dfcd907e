//! Fields of the model: members of objects, inputs and outputs.

use super::{Deprecation, FieldName, Scalar, Type, WireName};

/// A field of an object, or an input.
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
    /// Where in the message it stands.
    pub place: Place,
    /// Whether it is always there.
    pub presence: Presence,
    /// Whether `null` is a value of its own.
    pub nullability: Nullability,
    /// Whether it may be seen in logs.
    pub secrecy: Secrecy,
    /// How its value is kept.
    pub storage: Storage,
    /// How a list of it goes into the query.
    pub list_style: ListStyle,
    /// What its value must keep to.
    pub bounds: Bounds,
    /// Whether setting it narrows down what the object selects.
    pub selects: bool,
    /// What the server takes where it is left out, as JSON text.
    pub default: Option<String>,
    /// When it appeared, if the documentation does not have it.
    pub since: Option<String>,
    /// What to use instead.
    pub deprecated: Option<Deprecation>,
    /// The names it had before.
    pub renamed_from: Option<OldName>,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

impl Field {
    /// Whether the field of a struct that is read is an `Option`: a list or a map that is left out is
    /// empty.
    pub(crate) fn is_option_when_received(&self) -> bool {
        let is_collection = matches!(
            self.ty,
            Type::List(_) | Type::Map(_) | Type::Scalar(Scalar::ErrorList)
        );
        self.presence == Presence::Optional
            && (!is_collection || self.nullability == Nullability::Nullable)
    }

    /// The setter that sends `null`, where there is one.
    pub(crate) fn null_setter(&self) -> Option<FieldName> {
        let is_set_to_null =
            self.nullability == Nullability::Nullable && self.presence == Presence::Optional;
        is_set_to_null.then(|| self.rust.with_null())
    }
}

/// The names that a field had before.
#[derive(Clone, Debug)]
pub struct OldName {
    /// On the wire.
    pub wire: WireName,
    /// In Rust.
    pub rust: FieldName,
}

/// Where in a message a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is a member of a JSON object.
    Member,
    /// It is a parameter of the path.
    Path,
    /// It is a parameter of the query.
    Query,
    /// It is a header.
    Header,
    /// It is the whole body, as JSON.
    JsonBody,
    /// It is the whole body, as it is.
    RawBody,
}

/// Whether a field is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Required,
    /// It may be left out.
    Optional,
}

/// Whether `null` is a value of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullability {
    /// It is, other than leaving the field out.
    Nullable,
    /// It is not.
    NotNull,
}

/// Whether a value may be seen in logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// It may.
    Shown,
    /// It may not.
    Hidden,
}

/// How the value of a field is kept in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In the struct.
    Inline,
    /// Behind a `Box`, because it can hold the struct itself.
    Boxed,
}

/// How a list goes into the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`
    Repeat,
    /// `a=1,2`
    Comma,
}

/// What a value must keep to. Bounds of texts and numbers hold for the items of a list or a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Least number of items.
    pub min_items: Option<u32>,
    /// Greatest number of items.
    pub max_items: Option<u32>,
    /// Least number of characters.
    pub min_length: Option<u32>,
    /// Greatest number of characters.
    pub max_length: Option<u32>,
    /// Least value. That of an id is recorded for readers, and not enforced.
    pub minimum: Option<Limit>,
    /// Greatest value.
    pub maximum: Option<Limit>,
    /// A regular expression.
    pub pattern: Option<String>,
}

/// The least or greatest value of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// Of a whole number.
    Whole(i128),
    /// Of a number with a fraction.
    Decimal(f64),
}
