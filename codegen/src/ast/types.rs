//! Shared types as written.

use super::{FieldDoc, Given, Literal, Text, TypeRefDoc};
use crate::source::{FileId, Span};

/// A shared type.
#[derive(Clone, Debug)]
pub struct TypeDoc {
    /// The file it was read from.
    pub file: FileId,
    /// `type`.
    pub name: Text,
    /// `renamed_from`: its former name.
    pub renamed_from: Given<String>,
    /// `description`.
    pub description: Text,
    /// `kind`, and the keys that belong to it.
    pub kind: TypeKindDoc,
}

/// The kinds of shared types.
#[derive(Clone, Debug)]
pub enum TypeKindDoc {
    /// `open_enum`: text from a list that the server may extend.
    OpenEnum {
        /// `wire`: the scalar type of the values; text by default.
        wire: Given<String>,
        /// `values`.
        values: Vec<EnumValueDoc>,
    },
    /// `closed_enum`: text from a list that never grows.
    ClosedEnum {
        /// `wire`: the scalar type of the values; text by default.
        wire: Given<String>,
        /// `values`.
        values: Vec<EnumValueDoc>,
    },
    /// `object`.
    Object {
        /// `selection`.
        selection: Option<SelectionDoc>,
        /// `fields`; the last one is `additional`, if the object has it.
        fields: Vec<FieldDoc>,
    },
    /// `union`: a value of one of several types.
    Union {
        /// `discriminator`: the member that tells the variants apart.
        discriminator: Given<String>,
        /// `variants`.
        variants: Vec<VariantDoc>,
    },
    /// `external`: a handwritten type next to the generated code.
    External {
        /// `rust`: its path.
        rust: Text,
        /// `wire`: the scalar type it has on the wire.
        wire: Text,
        /// `content`: the description of its content.
        content: Given<String>,
    },
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValueDoc {
    /// `value`: the text on the wire, or the digits of an integer.
    pub value: Text,
    /// The values that YAML reads as integers: those of `value` and `renamed_from`.
    pub integers: Vec<Span>,
    /// `name`: the Rust variant, if the converted value is unsuitable.
    pub name: Given<String>,
    /// `since`: the date or version of its introduction, if it is undocumented.
    pub since: Given<String>,
    /// `deprecated`: the replacement.
    pub deprecated: Given<String>,
    /// `renamed_from`: its former text on the wire.
    pub renamed_from: Given<String>,
    /// `success`: the kind of success, if the value is the outcome of one.
    pub success: Given<String>,
    /// `description`.
    pub description: Text,
}

/// One variant of a union.
#[derive(Clone, Debug)]
pub struct VariantDoc {
    /// `value`: the value of the discriminator, which is text, an integer or a boolean.
    pub value: Given<Literal>,
    /// `name`: the Rust variant.
    pub name: Given<String>,
    /// `type`, with the keys that refine it.
    pub ty: TypeRefDoc,
    /// `description`.
    pub description: Text,
}

/// Marks an object that selects the items of an operation.
#[derive(Clone, Debug)]
pub struct SelectionDoc {
    /// `everything`: the constructor that explicitly selects everything.
    pub everything: Text,
    /// `description` of that constructor.
    pub description: Text,
}
