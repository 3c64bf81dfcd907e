//! The macro of enums of integers whose list of values is complete.

/// Declares an `IntegerEnum` without a catch-all, with its conversions from and to integers.
///
/// A variant is `Variant = 1 | 2,`: all values are read, and the first is written. The attribute `wire`
/// names the type of the integers. The macro adds the derives.
#[macro_export]
#[doc(hidden)]
macro_rules! __closed_integer_enum {
    (
        #[wire($integer:ident)]
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
            pub const fn value(self) -> $integer {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        $crate::__integer_enum! { $name $integer [$($variant = $wire $(| $old)*,)*] }

        impl ::core::convert::TryFrom<$integer> for $name {
            type Error = $crate::ParseIntegerEnumError;

            fn try_from(integer: $integer) -> ::core::result::Result<Self, Self::Error> {
                $crate::read_known_integer(integer)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::ParseIntegerEnumError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::parse_known_integer(text)
            }
        }

        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::deserialize_known_integer(deserializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::closed_integer_enum! {
        #[wire(u16)]
        /// A switch.
        enum Switch {
            Off = 0,
            On = 1 | 2,
        }
    }

    #[test]
    fn known_values_are_read_and_written() {
        for (json, switch, value) in [
            ("0", Switch::Off, 0),
            ("1", Switch::On, 1),
            ("2", Switch::On, 1),
        ] {
            assert_eq!(serde_json::from_str::<Switch>(json).unwrap(), switch);
            assert_eq!(json.parse(), Ok(switch));
            assert_eq!(switch.value(), value);
            assert_eq!(u16::from(switch), value);
            assert_eq!(serde_json::to_string(&switch).unwrap(), value.to_string());
        }
    }

    #[test]
    fn unknown_values_are_errors_that_list_the_known_ones() {
        let error = serde_json::from_str::<Switch>("7").unwrap_err().to_string();
        assert!(
            error.starts_with("unknown value `7`, expected one of `0`, `1`"),
            "{error}"
        );
        let error = Switch::try_from(7).unwrap_err();
        assert_eq!(error.to_string(), "not one of the known values: `0`, `1`");
        assert_eq!(Switch::known_values(), [0, 1]);
        assert!("on".parse::<Switch>().is_err() && Switch::parse_known("7").is_err());
    }
}
