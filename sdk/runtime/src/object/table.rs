//! The macro that implements the object model for a generated struct.

/// Implements `Object`, `Value`, `Serialize` and `Debug` for a struct from the list of its fields.
///
/// A field is `optional "wireName" => field, setter(argument);`, `required ..`, or
/// `fixed "wireName" => field = constant, ..`; the setters are the methods of `FieldSpec`. A field
/// `read_only ..` is an `Option` that is shown but neither validated nor sent. The line
/// `.. "additional" => field, setter(argument);` at the end names the map of the additional members.
/// The line `selection flag => "Type::all()";` in front requires the object to select something
/// unless the flag is set, and names the expression that sets it. The line `extra field;` names the
/// field that keeps unknown members. The line `read;` implements `Deserialize`.
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    ($name:ident; selection $flag:ident => $select_all:literal; $($fields:tt)*) => {
        $crate::__object! { @extra $name, [$select_all], [$flag]; $($fields)* }
    };
    (@extra $name:ident, $select_all:tt, $flag:tt; extra $extra:ident; $($fields:tt)*) => {
        $crate::__object! { @read $name, $select_all, $flag, [$extra]; $($fields)* }
    };
    (@extra $name:ident, $select_all:tt, $flag:tt; $($fields:tt)*) => {
        $crate::__object! { @read $name, $select_all, $flag, []; $($fields)* }
    };
    (@read $name:ident, $select_all:tt, $flag:tt, $extra:tt; read; $($fields:tt)*) => {
        $crate::__object! { @rows $name, $select_all, $flag, $extra; $($fields)* }
        $crate::__read_object! { $name $flag $extra $($fields)* }
    };
    (@read $name:ident, $select_all:tt, $flag:tt, $extra:tt; $($fields:tt)*) => {
        $crate::__object! { @rows $name, $select_all, $flag, $extra; $($fields)* }
    };
    (
        @rows $name:ident, $select_all:tt, [$($flag:ident)?], [$($extra:ident)?];
        $(
            $presence:ident $wire:literal => $field:ident $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(.. $members:literal => $additional:ident $(, $rule:ident($($value:expr)?))*;)?
    ) => {
        impl $crate::Object for $name {
            const FIELDS: &'static [$crate::FieldRow] = &$crate::FieldRow::table(
                &[$($wire),*],
                &[$($crate::FieldSpec::$presence() $(.$setter($($argument)?))*),*],
                ::core::stringify!($($field)*),
            );

            $(fn selects_all(&self) -> bool {
                self.$flag
            })?

            $(fn extra(&self) -> &$crate::Extra {
                &self.$extra
            })?

            fn fields<F: $crate::FieldVisitor>(
                &self,
                visitor: &mut F,
            ) -> ::core::result::Result<(), F::Stop> {
                let mut walk = $crate::Walk::new(visitor, Self::FIELDS);
                // An operation without inputs has no fields.
                let _ = &mut walk;
                $(walk.$presence(&self.$field);)*
                $(walk.additional(
                    $members,
                    &self.$additional,
                    &const { $crate::FieldSpec::NONE $(.$rule($($value)?))* },
                );)?
                walk.end()
            }
        }

        $crate::__object_traits! { $name, $select_all }
    };
    ($name:ident; $($fields:tt)*) => {
        $crate::__object! { @extra $name, [], []; $($fields)* }
    };
}

/// Implements the traits of a struct that has the object model; called by `object!`.
#[macro_export]
#[doc(hidden)]
macro_rules! __object_traits {
    ($name:ident, [$($select_all:literal)?]) => {
        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug(self, f)
            }
        }

        impl $crate::Value for $name {
            $(fn select_all() -> ::core::option::Option<&'static str> {
                ::core::option::Option::Some($select_all)
            })?

            fn ask(&self, question: $crate::Question<'_>) -> bool {
                question.about(self)
            }
        }
    };
}

/// Implements `Deserialize` for a struct from the list of its fields; called by `object!`.
#[macro_export]
#[doc(hidden)]
macro_rules! __read_object {
    // The fields are read in place if all of them may be unset.
    (
        $name:ident [$($flag:ident)?] [$($extra:ident)?]
        $(optional $wire:literal => $field:ident $(, $setter:ident($($argument:expr)?))*;)*
    ) => {
        $crate::__read_object! {
            @traits $name members {
                let mut object = <$name as ::core::default::Default>::default();
                while members.advance() {
                    $(members.field(&mut object.$field);)*
                }
                members.end(object)
            }
        }
    };
    (
        $name:ident [$($flag:ident)?] [$($extra:ident)?]
        $(
            $presence:ident $wire:literal => $field:ident $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(.. $members:literal => $additional:ident $(, $rule:ident($($value:expr)?))*;)?
    ) => {
        $crate::__read_object! {
            @traits $name members {
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $additional = ::std::collections::BTreeMap::new();)?
                while members.advance() {
                    $(members.field(&mut $field);)*
                    $(members.additional(&mut $additional);)?
                }
                let object = $name {
                    $($flag: false,)?
                    $($extra: ::core::default::Default::default(),)?
                    $($field: $crate::__read_object!(
                        @value members $presence $wire $field $(= $constant)?
                    ),)*
                    $($additional,)?
                };
                members.end(object)
            }
        }
    };
    (@traits $name:ident $members:ident $read:block) => {
        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::object::read::object(deserializer)
            }
        }

        impl<'de> $crate::object::read::ReadObject<'de> for $name {
            fn read<A: $crate::serde::de::MapAccess<'de>>(
                $members: &mut $crate::object::members::Members<'de, A>,
            ) -> ::core::result::Result<Self, A::Error> $read
        }
    };
    (@value $members:ident optional $wire:literal $field:ident) => { $field };
    (@value $members:ident $presence:ident $wire:literal $field:ident $(= $constant:expr)?) => {
        match $members.$presence($wire, $field $(, $constant)?) {
            ::core::result::Result::Ok(value) => value,
            ::core::result::Result::Err(error) => return ::core::result::Result::Err(error),
        }
    };
}
