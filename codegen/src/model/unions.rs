//! Unions: values of one of several types.

use super::fields::Field;
use super::names::{VariantName, WireName};
use super::types::Direction;
use serde_json::Value;

/// A value of one of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The direction in which it is transferred.
    pub direction: Direction,
    /// The member that tells the variants apart; `None` if their shapes do.
    pub discriminator: Option<WireName>,
    /// Its variants.
    pub variants: Vec<Variant>,
}

/// One type of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The variant.
    pub rust: VariantName,
    /// The JSON that belongs to it.
    pub case: Case,
    /// Its type, with bounds and description.
    pub field: Field,
}

/// The JSON that belongs to a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Case {
    /// An object whose discriminator has this value: text, an integer or a boolean.
    Value(Value),
    /// JSON of a shape.
    Shape(Shape),
    /// An object with this member.
    Member(WireName),
}

/// A shape of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A string or a number, as an id.
    TextOrNumber,
    /// `true` or `false`.
    Boolean,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Shape {
    /// Returns `true` if the JSON has the shape.
    fn is_shape_of(self, json: &Value) -> bool {
        match self {
            Self::Text => json.is_string(),
            Self::Number => json.is_number(),
            Self::TextOrNumber => json.is_string() || json.is_number(),
            Self::Boolean => json.is_boolean(),
            Self::List => json.is_array(),
            Self::Object => json.is_object(),
        }
    }
}

impl Union {
    /// Returns the variant to which the JSON belongs.
    pub(crate) fn variant_of(&self, json: &Value) -> Option<&Variant> {
        let discriminator = self.discriminator.as_ref();
        let value = discriminator.and_then(|name| json.get(name.as_str()));
        let mut variants = self.variants.iter().filter(|variant| match &variant.case {
            Case::Value(known) => value == Some(known),
            Case::Shape(shape) => shape.is_shape_of(json),
            Case::Member(name) => json.get(name.as_str()).is_some(),
        });
        variants.next().filter(|_| variants.next().is_none())
    }
}
