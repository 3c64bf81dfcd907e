//! Enums whose list of values grows on the server's side.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};

/// A value that this version of the SDK does not know, kept as it came.
///
/// It has no constructor: it comes out of reading text, so it never holds a value that is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// The value as on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Unrecognized {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An enum with a catch-all: generated code lists its values with `open_enum!`.
pub trait OpenEnum: Sized {
    /// The variant of a known value.
    fn known(text: &str) -> Option<Self>;

    /// The catch-all.
    fn unrecognized(value: Unrecognized) -> Self;
}

/// Reads a value; a known one allocates nothing.
#[must_use]
pub fn read_str<T: OpenEnum>(text: &str) -> T {
    T::known(text).unwrap_or_else(|| T::unrecognized(Unrecognized(text.into())))
}

/// Reads a value that is owned already.
#[must_use]
pub fn read_owned<T: OpenEnum>(text: String) -> T {
    T::known(&text).unwrap_or_else(|| T::unrecognized(Unrecognized(text.into())))
}

/// Reads an open enum from a string.
#[derive(Debug)]
pub struct OpenEnumVisitor<T>(PhantomData<T>);

impl<T> Default for OpenEnumVisitor<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<T: OpenEnum> Visitor<'_> for OpenEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(read_str(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
        Ok(read_owned(text))
    }
}

/// Makes an enum with the variant `Unrecognized` an [`OpenEnum`], with everything that reads and
/// writes it as text: `"wire value" | "older wire value" => Variant;` for each
/// known value; the first one is written.
#[macro_export]
#[doc(hidden)]
macro_rules! __open_enum {
    ($name:ident; $($wire:literal $(| $old:literal)* => $variant:ident;)*) => {
        impl $name {
            /// The value as on the wire.
            #[must_use]
            #[allow(deprecated)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(value) => value.as_str(),
                }
            }
        }

        impl $crate::runtime::OpenEnum for $name {
            #[allow(deprecated)]
            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($wire $(| $old)* => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn unrecognized(value: $crate::runtime::Unrecognized) -> Self {
                Self::Unrecognized(value)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::runtime::read_str(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::runtime::read_owned(text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::runtime::read_str(text))
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
                deserializer.deserialize_str($crate::runtime::OpenEnumVisitor::default())
            }
        }

        impl $crate::runtime::Value for $name {
            fn is_blank(&self) -> bool {
                $crate::runtime::is_blank_text(self.as_str())
            }

            fn check(
                &self,
                place: &$crate::runtime::Place<'_>,
                rules: &$crate::runtime::Rules,
                check: &mut $crate::runtime::Check,
            ) {
                if let Self::Unrecognized(value) = self {
                    check.unrecognized(value, place, rules);
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::runtime::testing::Colour;

    #[derive(Clone, Debug, PartialEq)]
    enum Renamed {
        New,
        #[deprecated(note = "use New")]
        Gone,
        Unrecognized(crate::runtime::Unrecognized),
    }

    crate::runtime::open_enum! {
        Renamed;
        "new" | "old" | "older" => New;
        "gone" => Gone;
    }

    #[test]
    fn older_names_are_read_as_the_new_one() {
        for text in ["new", "old", "older"] {
            assert_eq!(Renamed::from(text), Renamed::New);
        }
        assert_eq!(Renamed::New.to_string(), "new");
        assert_eq!(Renamed::from("gone").to_string(), "gone");
    }

    #[test]
    fn known_and_unknown_values_are_kept() {
        for (text, known) in [
            ("red", true),
            ("dark blue", true),
            ("Red", false),
            ("", false),
        ] {
            let json = serde_json::to_string(text).unwrap();
            for colour in [
                Colour::from(text),
                Colour::from(text.to_owned()),
                text.parse().unwrap(),
                serde_json::from_str(&json).unwrap(),
            ] {
                assert_eq!(colour.to_string(), text);
                assert_eq!(serde_json::to_string(&colour).unwrap(), json);
                assert_eq!(matches!(colour, Colour::Unrecognized(_)), !known);
            }
        }
        assert_eq!(format!("{:?}", Colour::from("x")), "Unrecognized(\"x\")");
    }
}
