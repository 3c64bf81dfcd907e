//! The functions behind the methods and traits of open enums. Each method of generated code is a single call of
//! one of them, because the compiler checks that fastest, and an API has many enums.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{self, Visitor};
use serde::{Deserializer, Serializer};

use crate::object::OpenValue;
use crate::object::idents::Idents;
use crate::values::closed_enum::ParseEnumError;
use crate::values::enum_table::{EnumTable, position};
use crate::values::unrecognized::Unrecognized;

/// An enum with a catch-all. Generated code lists its values with `open_enum!`.
pub trait OpenEnum: Clone + AsRef<str> + 'static {
    /// The known values.
    const TABLE: EnumTable<Self>;
}

/// Returns the known values as on the wire.
#[must_use]
pub const fn known_values<T: OpenEnum>() -> &'static [&'static str] {
    T::TABLE.values
}

/// Parses a wire value. A known value allocates nothing.
#[must_use]
pub fn read<T: OpenEnum>(text: impl AsRef<str>) -> T {
    let text = text.as_ref();
    match T::TABLE.variant(text) {
        Some(variant) => variant.clone(),
        None => (T::TABLE.unrecognized)(Unrecognized::new(text)),
    }
}

/// Parses a wire value like [`read`], for `FromStr`.
///
/// # Errors
///
/// Never returns an error.
pub fn parse<T: OpenEnum, E>(text: &str) -> Result<T, E> {
    Ok(read(text))
}

/// Parses a wire value, and rejects unknown ones.
///
/// # Errors
///
/// Returns [`ParseEnumError`] if the value is unknown.
pub fn parse_known<T: OpenEnum>(text: &str) -> Result<T, ParseEnumError> {
    match T::TABLE.variant(text) {
        Some(variant) => Ok(variant.clone()),
        None => Err(ParseEnumError::new(text, T::TABLE.values)),
    }
}

/// Returns `true` if two values are the same on the wire: a catch-all never contains a known value.
#[must_use]
pub fn equal<T: OpenEnum>(one: &T, other: &T) -> bool {
    one.as_ref() == other.as_ref()
}

/// Compares two values: known ones by their order in the documentation, then unknown ones as text.
#[must_use]
pub fn compare<T: OpenEnum>(one: &T, other: &T) -> Ordering {
    compare_texts(one.as_ref(), other.as_ref(), T::TABLE.values)
}

fn compare_texts(one: &str, other: &str, known: &[&str]) -> Ordering {
    let rank = |value| position(known, value).unwrap_or(known.len());
    rank(one).cmp(&rank(other)).then_with(|| one.cmp(other))
}

/// Hashes a value as its text.
pub fn hash<T: OpenEnum, H: Hasher>(value: &T, state: &mut H) {
    value.as_ref().hash(state);
}

/// Formats a value like the derive of `Debug`.
///
/// # Errors
///
/// Returns the formatter's error.
pub fn debug<T: OpenEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_text(value.as_ref(), T::TABLE.values, T::TABLE.names, f)
}

fn debug_text(
    text: &str,
    values: &[&str],
    names: &'static str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let name = position(values, text).and_then(|index| Idents::of(names).nth(index));
    match name {
        Some(name) => f.write_str(name),
        None => f.debug_tuple("Unrecognized").field(&text).finish(),
    }
}

/// Serializes a value as its text.
///
/// # Errors
///
/// Returns the serializer's error.
pub fn serialize<T: OpenEnum, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.as_ref())
}

/// Deserializes a value from a string.
///
/// # Errors
///
/// Returns the deserializer's error.
pub fn deserialize<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(OpenEnumVisitor(PhantomData))
}

struct OpenEnumVisitor<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for OpenEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(read(text))
    }
}

/// Returns a value as the object model sees it, for the method of `Value`.
#[must_use]
pub fn open_value<T: OpenEnum>(value: &T) -> Option<OpenValue<'_>> {
    let text = value.as_ref();
    let known = T::TABLE.values;
    Some(OpenValue { text, known })
}
