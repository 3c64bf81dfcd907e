//! The macro of enums of integers whose list of values may grow on the server's side.

/// Declares an `OpenIntegerEnum` with its conversions from and to integers.
///
/// A variant is `Variant = 1 | 2,`: all values are read, and the first is written. The attribute `wire`
/// names the type of the integers. The macro adds the derives, `#[non_exhaustive]` and the variant
/// `Unrecognized`.
#[macro_export]
#[doc(hidden)]
macro_rules! __open_integer_enum {
    (
        #[wire($integer:ident)]
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $wire:literal $(| $old:literal)*,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that this version of the SDK does not know, unchanged.
            Unrecognized($crate::UnrecognizedInteger<$integer>),
        }

        impl $name {
            /// Returns the value as on the wire.
            #[must_use]
            pub fn value(self) -> $integer {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(integer) => integer.value(),
                }
            }
        }

        $crate::__integer_enum! { $name $integer [$($variant = $wire $(| $old)*,)*] }

        impl $crate::OpenIntegerEnum for $name {
            fn unrecognized(integer: $crate::UnrecognizedInteger<$integer>) -> Self {
                Self::Unrecognized(integer)
            }
        }

        impl ::core::convert::From<$integer> for $name {
            fn from(integer: $integer) -> Self {
                $crate::read_integer(integer)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::ParseIntegerEnumError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::parse_integer(text)
            }
        }

        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$integer as $crate::Deserialize>::deserialize(deserializer)
                    .map($crate::read_integer)
            }
        }
    };
}

/// Implements what open and closed enums of integers have in common; called by their macros.
#[macro_export]
#[doc(hidden)]
macro_rules! __integer_enum {
    ($name:ident $integer:ident [$($variant:ident = $wire:literal $(| $old:literal)*,)*]) => {
        impl $name {
            /// Returns the known values as on the wire, in the documentation's order.
            #[must_use]
            pub const fn known_values() -> &'static [$integer] {
                <Self as $crate::IntegerEnum>::VALUES
            }

            /// Parses a value that must be known, for configuration and command lines.
            ///
            /// # Errors
            ///
            /// Returns an error with the known values.
            pub fn parse_known(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::ParseIntegerEnumError> {
                $crate::parse_known_integer(text)
            }
        }

        impl $crate::IntegerEnum for $name {
            type Integer = $integer;
            const VALUES: &'static [$integer] = &[$($wire),*];

            fn known(integer: $integer) -> ::core::option::Option<Self> {
                match integer {
                    $($wire $(| $old)* => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::convert::From<$name> for $integer {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::Serialize::serialize(&self.value(), serializer)
            }
        }

        impl $crate::Value for $name {
            fn is_blank(&self) -> bool {
                false
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #![expect(deprecated, reason = "the tables also list deprecated values")]

    use serde::Deserialize;

    use crate::response::tolerant::Tolerant;

    crate::open_integer_enum! {
        #[wire(i32)]
        /// A level.
        enum Level {
            Low = -1,
            High = 100_000 | 3,
            #[deprecated(note = "use High")]
            Top = 4,
        }
    }

    fn read(json: &str) -> Result<Level, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        Level::deserialize(Tolerant(&mut deserializer)).map_err(|error| error.to_string())
    }

    #[test]
    fn known_and_unknown_values_round_trip() {
        for (json, value, is_known) in [
            ("-1", -1, true),
            ("100000", 100_000, true),
            ("1e5", 100_000, true),
            ("3", 100_000, true),
            ("4.0", 4, true),
            ("7", 7, false),
            ("-2147483648", i32::MIN, false),
        ] {
            let level = read(json).unwrap();
            assert_eq!(level.value(), value, "{json}");
            assert_eq!(matches!(level, Level::Unrecognized(_)), !is_known);
            assert_eq!(Level::from(value), level);
            assert_eq!(i32::from(level), value);
            assert_eq!(level.to_string().parse(), Ok(level));
            assert_eq!(serde_json::to_string(&level).unwrap(), value.to_string());
        }
        assert_eq!(format!("{:?}", Level::from(7)), "Unrecognized(7)");
    }

    #[test]
    fn other_values_are_errors() {
        for json in ["\"4\"", "1.5", "2147483648", "null", "true"] {
            assert!(read(json).is_err(), "{json}");
        }
        for text in ["", "low", "1.5", "2147483648"] {
            let error = text.parse::<Level>().unwrap_err();
            assert_eq!(error.to_string(), "not an integer in range", "{text}");
        }
        assert_eq!(Level::known_values(), [-1, 100_000, 4]);
        assert_eq!(Level::parse_known("3"), Ok(Level::High));
        let error = Level::parse_known("7").unwrap_err().to_string();
        assert_eq!(error, "not one of the known values: `-1`, `100000`, `4`");
    }
}
