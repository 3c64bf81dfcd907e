//! Enums of integers: with a list of values that may grow, or that is complete.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer};

/// An integer that this version of the SDK does not know as the value of an enum, unchanged.
///
/// It has no constructor: only reading an enum creates it, so it never is a known value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnrecognizedInteger<T>(T);

impl<T: Copy> UnrecognizedInteger<T> {
    /// Returns the integer as on the wire.
    pub fn value(self) -> T {
        self.0
    }
}

impl<T: fmt::Display> fmt::Display for UnrecognizedInteger<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<T: fmt::Debug> fmt::Debug for UnrecognizedInteger<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An enum of integers. Generated code lists its values with `open_integer_enum!` or
/// `closed_integer_enum!`.
pub trait IntegerEnum: Copy {
    /// The type of the integers.
    type Integer: Copy + fmt::Display + FromStr + 'static;

    /// The known values as on the wire, without former ones.
    const VALUES: &'static [Self::Integer];

    /// Returns the variant of an integer; `None` for an unknown one.
    fn known(integer: Self::Integer) -> Option<Self>;
}

/// An enum of integers with a catch-all.
pub trait OpenIntegerEnum: IntegerEnum {
    /// Creates the catch-all variant.
    fn unrecognized(integer: UnrecognizedInteger<Self::Integer>) -> Self;
}

/// Reads an integer; an unknown one is kept.
#[must_use]
pub fn read_integer<T: OpenIntegerEnum>(integer: T::Integer) -> T {
    T::known(integer).unwrap_or_else(|| T::unrecognized(UnrecognizedInteger(integer)))
}

/// Reads an integer, and rejects an unknown one.
///
/// # Errors
///
/// Returns [`ParseIntegerEnumError`] if the integer is unknown.
pub fn read_known_integer<T: IntegerEnum>(integer: T::Integer) -> Result<T, ParseIntegerEnumError> {
    T::known(integer).ok_or_else(|| ParseIntegerEnumError::unknown::<T>())
}

/// Parses the digits of an integer; an unknown integer is kept.
///
/// # Errors
///
/// Returns [`ParseIntegerEnumError`] if the text is not an integer of the enum's type.
pub fn parse_integer<T: OpenIntegerEnum>(text: &str) -> Result<T, ParseIntegerEnumError> {
    integer::<T>(text).map(read_integer)
}

/// Parses the digits of a known integer.
///
/// # Errors
///
/// Returns [`ParseIntegerEnumError`] if the text is not a known integer.
pub fn parse_known_integer<T: IntegerEnum>(text: &str) -> Result<T, ParseIntegerEnumError> {
    integer::<T>(text).and_then(read_known_integer)
}

fn integer<T: IntegerEnum>(text: &str) -> Result<T::Integer, ParseIntegerEnumError> {
    let not_an_integer = || ParseIntegerEnumError("not an integer in range".to_owned());
    text.parse().map_err(|_| not_an_integer())
}

/// Deserializes a closed enum from an integer.
///
/// # Errors
///
/// Returns the deserializer's error, and an error for an unknown integer.
pub fn deserialize_known_integer<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: IntegerEnum<Integer: Deserialize<'de>>,
    D: Deserializer<'de>,
{
    let integer = T::Integer::deserialize(deserializer)?;
    T::known(integer).ok_or_else(|| {
        let known = listed::<T>();
        de::Error::custom(format_args!(
            "unknown value `{integer}`, expected one of {known}"
        ))
    })
}

fn listed<T: IntegerEnum>() -> String {
    let known: Vec<_> = T::VALUES.iter().map(|known| format!("`{known}`")).collect();
    known.join(", ")
}

/// The error of a text or an integer that is not a value of an enum; its message lists the known
/// values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseIntegerEnumError(String);

impl ParseIntegerEnumError {
    fn unknown<T: IntegerEnum>() -> Self {
        Self(format!("not one of the known values: {}", listed::<T>()))
    }
}

impl fmt::Display for ParseIntegerEnumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ParseIntegerEnumError {}
