//! Enums whose list of values is complete.

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};

/// An enum without a catch-all: generated code lists its values with `closed_enum!`.
pub trait ClosedEnum: Sized {
    /// All values as on the wire.
    const KNOWN: &'static [&'static str];

    /// The variant of a value.
    fn known(text: &str) -> Option<Self>;
}

/// A text is none of the values of an enum; the message names those that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    known: &'static [&'static str],
}

impl UnknownValue {
    /// The values there are, as on the wire.
    #[must_use]
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not one of the known values")?;
        for (position, known) in self.known.iter().enumerate() {
            let before = if position == 0 { ": " } else { ", " };
            write!(f, "{before}`{known}`")?;
        }
        Ok(())
    }
}

impl Error for UnknownValue {}

/// Reads a value.
///
/// # Errors
///
/// When it is none of those there are.
pub fn read_closed<T: ClosedEnum>(text: &str) -> Result<T, UnknownValue> {
    T::known(text).ok_or(UnknownValue { known: T::KNOWN })
}

/// Reads a closed enum from a string.
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

/// Makes an enum a [`ClosedEnum`], with everything that reads and writes it as text:
/// `"wire value" | "older wire value" => Variant;` for each value; the first one is written.
#[macro_export]
#[doc(hidden)]
macro_rules! __closed_enum {
    ($name:ident; $($wire:literal $(| $old:literal)* => $variant:ident;)*) => {
        impl $name {
            /// The value as on the wire.
            #[must_use]
            #[allow(deprecated)]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl $crate::runtime::ClosedEnum for $name {
            const KNOWN: &'static [&'static str] = &[$($wire),*];

            #[allow(deprecated)]
            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($wire $(| $old)* => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::runtime::read_closed(text)
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

        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_str($crate::runtime::ClosedEnumVisitor::default())
            }
        }

        impl $crate::runtime::Value for $name {
            fn is_blank(&self) -> bool {
                $crate::runtime::is_blank_text(self.as_str())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Priority {
        Low,
        High,
        #[deprecated(note = "use High")]
        Urgent,
    }

    crate::runtime::closed_enum! {
        Priority;
        "low" => Low;
        "high" | "old-high" => High;
        "urgent" => Urgent;
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
    fn unknown_values_are_errors_that_name_the_known() {
        let error = "canary".parse::<Priority>().unwrap_err();
        let message = "not one of the known values: `low`, `high`, `urgent`";
        assert_eq!(error.to_string(), message);
        assert_eq!(error.known(), ["low", "high", "urgent"]);
        let error = serde_json::from_str::<Priority>("\"Low\"").unwrap_err();
        assert!(error.to_string().contains("expected one of"), "{error}");
    }
}
