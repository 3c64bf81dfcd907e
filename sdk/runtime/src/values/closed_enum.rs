//! Enums whose list of values is complete.

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};

use crate::object::suggest::did_you_mean;

/// An enum without a catch-all. Generated code lists its values with `closed_enum!`.
pub trait ClosedEnum: Sized {
    /// All values as on the wire.
    const KNOWN: &'static [&'static str];

    /// Returns the variant of a wire value; `None` for an unknown value.
    fn known(text: &str) -> Option<Self>;
}

/// The error of a text that is not a value of an enum; its message lists the known values, and the
/// one that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseEnumError {
    known: &'static [&'static str],
    suggestion: Option<&'static str>,
}

impl ParseEnumError {
    /// Describes a text that is not one of the known values.
    pub(crate) fn new(text: &str, known: &'static [&'static str]) -> Self {
        let suggestion = did_you_mean(text, known.iter().copied());
        Self { known, suggestion }
    }

    /// Returns the known value that was probably meant; `None` if none is similar.
    #[must_use]
    pub fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }

    /// Returns the known values as on the wire.
    #[must_use]
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

impl fmt::Display for ParseEnumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the known values")?;
        for (position, known) in self.known.iter().enumerate() {
            let before = if position == 0 { ": " } else { ", " };
            write!(f, "{before}`{known}`")?;
        }
        match self.suggestion {
            Some(suggestion) => write!(f, "; did you mean `{suggestion}`?"),
            None => Ok(()),
        }
    }
}

impl Error for ParseEnumError {}

/// Parses a wire value.
///
/// # Errors
///
/// Returns [`ParseEnumError`] if the value is unknown.
pub fn read_closed<T: ClosedEnum>(text: &str) -> Result<T, ParseEnumError> {
    T::known(text).ok_or_else(|| ParseEnumError::new(text, T::KNOWN))
}

/// Deserializes a closed enum from a string.
#[derive(Debug)]
pub struct ClosedEnumVisitor<T>(PhantomData<T>);

impl<T> Default for ClosedEnumVisitor<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<T: ClosedEnum> Visitor<'_> for ClosedEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::known(text).ok_or_else(|| E::unknown_variant(text, T::KNOWN))
    }
}

/// Declares a `ClosedEnum` with its conversions from and to text.
///
/// A variant is `Variant = "wire value" | "older wire value",`: all values are read, and the first
/// is written. The macro adds the derives.
#[macro_export]
#[doc(hidden)]
macro_rules! __closed_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $wire:literal $(| $old:literal)*,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
        }

        impl $name {
            /// Returns the value as on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }

            /// Returns the values as on the wire, in the documentation's order.
            #[must_use]
            pub const fn known_values() -> &'static [&'static str] {
                <Self as $crate::ClosedEnum>::KNOWN
            }
        }

        impl $crate::ClosedEnum for $name {
            const KNOWN: &'static [&'static str] = &[$($wire),*];

            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($wire $(| $old)* => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::ParseEnumError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::read_closed(text)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_str($crate::ClosedEnumVisitor::default())
            }
        }

        impl $crate::Value for $name {
            fn is_blank(&self) -> bool {
                $crate::is_blank_text(self.as_str())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::closed_enum! {
        enum Priority {
            Low = "low",
            High = "high" | "old-high",
            Urgent = "urgent",
        }
    }

    #[test]
    fn known_values_are_read_and_written() {
        for (text, priority, wire) in [
            ("low", Priority::Low, "low"),
            ("high", Priority::High, "high"),
            ("old-high", Priority::High, "high"),
        ] {
            assert_eq!(text.parse(), Ok(priority));
            let json = format!("\"{text}\"");
            assert_eq!(serde_json::from_str::<Priority>(&json).unwrap(), priority);
            assert_eq!(
                serde_json::to_string(&priority).unwrap(),
                format!("\"{wire}\"")
            );
            assert_eq!(priority.to_string(), wire);
        }
    }

    #[test]
    fn unknown_values_are_errors_that_list_the_known_ones() {
        let error = "canary".parse::<Priority>().unwrap_err();
        let message = "not one of the known values: `low`, `high`, `urgent`";
        assert_eq!(error.to_string(), message);
        assert_eq!(error.known(), ["low", "high", "urgent"]);
        assert_eq!(Priority::known_values(), error.known());
        let error = "Urgnt".parse::<Priority>().unwrap_err();
        assert_eq!(error.suggestion(), Some("urgent"));
        let error = serde_json::from_str::<Priority>("\"Low\"").unwrap_err();
        assert!(error.to_string().contains("expected one of"), "{error}");
    }
}
