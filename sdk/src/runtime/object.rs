//! Objects of a request body: one walk over the fields serves checking, serialising and showing.

use super::extra::{Extra, Known};
use super::{Rules, Value};

/// A JSON object that is sent: generated code lists its fields with `object!`.
pub trait Object {
    /// Name of the Rust type.
    const TYPE: &'static str;
    /// As [`Value::EVERYTHING`].
    const EVERYTHING: Option<&'static str>;

    /// The fields by their names.
    const FIELDS: &'static [Known];

    /// What the caller gave beside the fields.
    fn extra(&self) -> &Extra {
        Extra::NONE
    }

    /// Whether the caller said that everything is meant.
    fn everything(&self) -> bool;

    /// Hands each field that is set to the receiver, in order, until the receiver stops.
    ///
    /// # Errors
    ///
    /// What the receiver stopped with.
    fn fields<R: Receiver>(&self, receiver: &mut R) -> Result<(), R::Stop>;
}

/// Takes the fields of an [`Object`] one after the other.
pub trait Receiver {
    /// Why the walk ends early.
    type Stop;

    /// Takes a field that is set, under its name on the wire.
    ///
    /// # Errors
    ///
    /// To end the walk.
    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Self::Stop>;

    /// Hears of a field that is not set.
    ///
    /// # Errors
    ///
    /// To end the walk.
    #[inline]
    fn unset<V: Value>(&mut self, name: &'static str) -> Result<(), Self::Stop> {
        let _ = name;
        Ok(())
    }
}

/// Hands over a field that may be unset.
///
/// # Errors
///
/// What the receiver stopped with.
#[inline]
pub fn optional<V: Value, R: Receiver>(
    receiver: &mut R,
    name: &'static str,
    value: &Option<V>,
    rules: &Rules,
) -> Result<(), R::Stop> {
    match value {
        Some(value) => receiver.field(name, value, rules),
        None => receiver.unset::<V>(name),
    }
}

/// Hands over a field that is always set.
///
/// # Errors
///
/// What the receiver stopped with.
#[inline]
pub fn required<V: Value, R: Receiver>(
    receiver: &mut R,
    name: &'static str,
    value: &V,
    rules: &Rules,
) -> Result<(), R::Stop> {
    receiver.field(name, value, rules)
}

/// Makes a struct an [`Object`] from the list of its fields, with `Serialize`, `Debug` and
/// [`Value`].
///
/// A field is `optional "wireName" => path.to.field, rule(argument);` or `required ..`; rules are
/// the methods of [`Rules`]. The line `selection path.to.flag => "Type::everything()";` in front
/// says that the object has to select something unless the flag is set. The line
/// `extra path.to.extra;` says where the object keeps members that it does not know.
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    ($name:ident; selection $($flag:ident).+ => $everything:literal; $($fields:tt)*) => {
        $crate::__object! { @extra $name, ::core::option::Option::Some($everything), [$($flag).+]; $($fields)* }
    };
    (@extra $name:ident, $everything:expr, $flag:tt; extra $($extra:ident).+; $($fields:tt)*) => {
        $crate::__object! { @impl $name, $everything, $flag, [$($extra).+]; $($fields)* }
    };
    (@extra $name:ident, $everything:expr, $flag:tt; $($fields:tt)*) => {
        $crate::__object! { @impl $name, $everything, $flag, []; $($fields)* }
    };
    (
        @impl $name:ident, $everything:expr, [$($flag:tt)*], [$($extra:tt)*];
        $(
            $presence:ident $wire:literal => $($field:ident).+
            $(, $rule:ident($($argument:expr)?))*;
        )*
    ) => {
        impl $crate::runtime::Object for $name {
            const TYPE: &'static str = ::core::stringify!($name);
            const EVERYTHING: ::core::option::Option<&'static str> = $everything;
            const FIELDS: &'static [$crate::runtime::Known] = &[$(
                $crate::runtime::Known::new(
                    $wire,
                    ::core::stringify!($($field).+),
                    &$crate::runtime::Rules::NONE $(.$rule($($argument)?))*,
                )
            ),*];

            fn everything(&self) -> bool {
                $crate::__object!(@flag self $($flag)*)
            }

            $crate::__object!(@extra_of self $($extra)*);

            fn fields<R: $crate::runtime::Receiver>(
                &self,
                receiver: &mut R,
            ) -> ::core::result::Result<(), R::Stop> {
                // An operation without inputs has no fields.
                let _ = &receiver;
                $($crate::runtime::$presence(
                    receiver,
                    $wire,
                    &self.$($field).+,
                    &const { $crate::runtime::Rules::NONE $(.$rule($($argument)?))* },
                )?;)*
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::serialize(self, serializer)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::runtime::debug(self, f)
            }
        }

        impl $crate::runtime::Value for $name {
            const EVERYTHING: ::core::option::Option<&'static str> =
                <Self as $crate::runtime::Object>::EVERYTHING;

            fn is_blank(&self) -> bool {
                $crate::runtime::is_blank_object(self)
            }

            fn check(
                &self,
                place: &$crate::runtime::Place<'_>,
                _rules: &$crate::runtime::Rules,
                check: &mut $crate::runtime::Check,
            ) {
                check.object(self, place);
            }

            fn has_extra(&self) -> bool {
                $crate::runtime::has_extra(self)
            }

            fn is_set(&self, path: &str) -> bool {
                path.is_empty() || $crate::runtime::is_set(self, path)
            }

            fn write_query(
                &self,
                place: &$crate::runtime::Place<'_>,
                _name: &str,
                _rules: &$crate::runtime::Rules,
                query: &mut $crate::runtime::Query<'_>,
            ) {
                query.members(self, place);
            }
        }
    };
    (@flag $this:ident) => { false };
    (@flag $this:ident $($flag:ident).+) => { $this.$($flag).+ };
    (@extra_of $this:ident) => {};
    (@extra_of $this:ident $($extra:ident).+) => {
        fn extra(&$this) -> &$crate::runtime::Extra {
            &$this.$($extra).+
        }
    };
    ($name:ident; $($fields:tt)*) => {
        $crate::__object! { @extra $name, ::core::option::Option::None, []; $($fields)* }
    };
}
