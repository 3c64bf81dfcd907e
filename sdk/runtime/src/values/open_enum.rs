//! The macro of enums whose list of values may grow on the server's side.

/// Declares an `OpenEnum` with its conversions from and to text.
///
/// A variant is `Variant = "wire value" | "older wire value",`: all values are read, and the first
/// is written. The macro adds `#[non_exhaustive]`, the variant `Unrecognized` and the traits.
#[macro_export]
#[doc(hidden)]
macro_rules! __open_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $wire:literal $(| $old:literal)*,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that this version of the SDK does not know, unchanged.
            Unrecognized($crate::Unrecognized),
        }

        impl $name {
            /// Returns the value as on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(value) => value.as_str(),
                }
            }

            /// Returns the known values as on the wire, in the documentation's order.
            #[must_use]
            pub const fn known_values() -> &'static [&'static str] {
                $crate::open::known_values::<Self>()
            }

            /// Parses a value that must be known, for configuration and command lines. All other
            /// conversions keep unknown values, which the server may know.
            ///
            /// # Errors
            ///
            /// Returns an error with the known values, and with the one that was probably meant.
            pub fn parse_known(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::ParseEnumError> {
                $crate::open::parse_known(text)
            }
        }

        impl $crate::OpenEnum for $name {
            const TABLE: $crate::EnumTable<Self> = $crate::EnumTable {
                values: &[$($wire),*],
                variants: &[$(Self::$variant),*],
                names: ::core::stringify!($($variant)*),
                former: &[$($(($old, Self::$variant),)*)*],
                unrecognized: Self::Unrecognized,
            };
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::open::debug(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::open::equal(self, other)
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                $crate::open::compare(self, other)
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $crate::open::hash(self, state);
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::open::read(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::open::read(text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::open::parse(text)
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
                $crate::open::serialize(self, serializer)
            }
        }

        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::open::deserialize(deserializer)
            }
        }

        impl $crate::Value for $name {
            fn open_value(&self) -> ::core::option::Option<$crate::OpenValue<'_>> {
                $crate::open::open_value(self)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    #![expect(deprecated, reason = "the tables also list deprecated values")]

    use std::collections::HashSet;

    use crate::test_util::{Colour, Filter};

    crate::open_enum! {
        enum Renamed {
            New = "new" | "old" | "older",
            #[deprecated(note = "use New")]
            Gone = "gone",
        }
    }

    #[test]
    fn older_wire_values_are_read_as_the_new_variant() {
        for text in ["new", "old", "older"] {
            assert_eq!(Renamed::from(text), Renamed::New);
        }
        assert_eq!(Renamed::New.to_string(), "new");
        assert_eq!(format!("{:?}", Renamed::from("old")), "New");
        assert_eq!(Renamed::from("gone").to_string(), "gone");
    }

    #[test]
    fn the_strict_parse_rejects_unknown_values_and_suggests_known_ones() {
        assert_eq!(Colour::parse_known("dark blue"), Ok(Colour::DarkBlue));
        assert_eq!(Renamed::parse_known("older"), Ok(Renamed::New));
        assert_eq!(Renamed::known_values(), ["new", "gone"]);
        let error = Colour::parse_known("dark-blu").unwrap_err();
        let message = "not one of the known values: `red`, `dark blue`; did you mean `dark blue`?";
        assert_eq!(error.to_string(), message);
        assert_eq!(error.suggestion(), Some("dark blue"));
        let error = Colour::parse_known("canary").unwrap_err();
        assert_eq!(
            error.to_string(),
            "not one of the known values: `red`, `dark blue`"
        );
        assert_eq!(
            (error.known(), error.suggestion()),
            (Colour::known_values(), None)
        );
        assert!(Colour::parse_known("Red").is_err() && Colour::parse_known("").is_err());
    }

    #[test]
    fn other_spellings_of_known_values_are_violations() {
        let violations = |colours: &[&str]| {
            let colours: Vec<Colour> = colours.iter().map(|colour| (*colour).into()).collect();
            let filter = Filter::ids(["7"]).with(|fields| fields.colours = Some(colours));
            match filter.validate() {
                Ok(()) => Vec::new(),
                Err(error) => error.violations.iter().map(ToString::to_string).collect(),
            }
        };
        let wrong = [
            "colours: item 1 is another spelling of a known value: write `red`",
            "colours: item 2 is another spelling of a known value: write `dark blue`",
        ];
        assert_eq!(violations(&["red", "Red", " DarkBlue\n"]), wrong);
        assert_eq!(violations(&["red", "mauve"]), [""; 0]);
    }

    #[test]
    fn known_values_are_ordered_as_documented_and_unknown_ones_follow_as_text() {
        let mut colours = ["mauve", "dark blue", "azure", "red", "mauve"].map(Colour::from);
        colours.sort();
        let expected = ["red", "dark blue", "azure", "mauve", "mauve"];
        assert_eq!(colours.each_ref().map(Colour::as_str), expected);
        assert!(Colour::Red < Colour::DarkBlue && Colour::from("azure") > Colour::DarkBlue);
        assert_eq!(colours.iter().collect::<HashSet<_>>().len(), 4);
        assert!(colours[0] != colours[1] && colours[2] != colours[3] && colours[3] == colours[4]);
        assert!(Colour::from("red") == Colour::Red && Colour::from("Red") != Colour::Red);
    }

    #[test]
    fn known_and_unknown_values_round_trip() {
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
