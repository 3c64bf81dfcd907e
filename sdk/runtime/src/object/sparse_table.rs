//! The macros that implement the object model for a large struct, which keeps only the fields that are set.

/// Declares the values of the fields of a large object, with one variant for each type. With `#[read]` they
/// are also read from configuration.
#[macro_export]
#[doc(hidden)]
macro_rules! __value_enum {
    (#[read] enum $name:ident { $($variant:ident($value:ty $(,)?),)* }) => {
        $crate::__value_enum! { enum $name { $($variant($value),)* } }

        impl<'de> $crate::object::members::ReadFieldValue<'de> for $name {
            fn read<A: $crate::serde::de::MapAccess<'de>>(
                row: &'static $crate::FieldRow,
                members: &mut $crate::object::members::Members<'de, A>,
            ) -> ::core::result::Result<Self, A::Error> {
                let names = ::core::stringify!($($variant)*);
                let mut variants = members.variants(row, names);
                $(variants.offer(Self::$variant);)*
                variants.end()
            }
        }
    };
    (enum $name:ident { $($variant:ident($value:ty $(,)?),)* }) => {
        #[derive(Clone, PartialEq)]
        enum $name {
            $($variant($value),)*
        }

        impl $crate::object::set_fields::FieldValue for $name {
            #[inline]
            fn visit<F: $crate::FieldVisitor>(
                &self,
                row: &'static $crate::FieldRow,
                visitor: &mut F,
            ) -> ::core::result::Result<(), F::Stop> {
                match self {
                    $(Self::$variant(value) => visitor.field(row, value),)*
                }
            }
        }
    };
}

/// Returns the value of a field of a large object as an `Option` of a reference.
#[macro_export]
#[doc(hidden)]
macro_rules! __value_of {
    ($fields:expr, $row:path, $variant:path) => {
        match $fields.get($row as usize) {
            ::core::option::Option::Some($variant(value)) => ::core::option::Option::Some(value),
            _ => ::core::option::Option::None,
        }
    };
}

/// Calls a setter of the object in a field of a large object, if the field is set.
#[macro_export]
#[doc(hidden)]
macro_rules! __update_object {
    ($fields:expr, $row:path, $variant:path, $setter:ident($argument:expr)) => {
        $fields.update($row as usize, |value| match value {
            $variant(object) => $variant(object.$setter($argument).into()),
            other => other,
        })
    };
}

/// Implements `Object`, `Value`, `Serialize` and `Debug` for a large struct from the list of its fields.
///
/// After `[first to last];` come the rows between these fields, `"wireName" => Variant(field), setter(argument);`:
/// the fields in `fields_`, a `Box<SetFields<_>>`, with the variants of their values. `rows Rows of Values;` names
/// the enum of all rows, which it declares, and the enum of these values. The other lines are those of `object!`,
/// except that `selection "Type::all()";` names no flag.
#[macro_export]
#[doc(hidden)]
macro_rules! __sparse_object {
    (
        $name:ident;
        $(selection $select_all:literal;)?
        // The semicolon is only captured to know that the line is there.
        $(read $read:tt)?
        rows $rows:ident of $values:ident;
        $(
            $(
                $presence:ident $wire:literal => $field:ident $(= $constant:expr)?
                $(, $setter:ident($($argument:expr)?))*;
            )*
            [$($first:ident to $last:ident)?];
            $(
                $set_wire:literal => $variant:ident($set_field:ident)
                $(, $set_setter:ident($($set_argument:expr)?))*;
            )*
        )*
        $(.. $members:literal => $additional:ident $(, $rule:ident($($value:expr)?))*;)?
    ) => {
        /// The rows, in the order of the table.
        #[allow(dead_code, non_camel_case_types, reason = "a row has the name of its field")]
        enum $rows {
            $($($field,)* $($set_field,)*)*
        }

        impl $name {
            /// Sets the field in a row.
            #[inline]
            fn with_(mut self, row: $rows, value: $values) -> Self {
                self.fields_.set(row as usize, value);
                self
            }
        }

        impl $crate::Object for $name {
            const FIELDS: &'static [$crate::FieldRow] = &$crate::FieldRow::with_variants(
                &[$($($wire,)* $($set_wire,)*)*],
                &[$(
                    $($crate::FieldSpec::$presence() $(.$setter($($argument)?))*,)*
                    $($crate::FieldSpec::NONE $(.$set_setter($($set_argument)?))*,)*
                )*],
                ::core::stringify!($($($field)* $($set_field)*)*),
                // A row with a separate place has the name of no variant.
                ::core::stringify!($($($presence)* $($variant)*)*),
            );

            fn selects_all(&self) -> bool {
                self.fields_.selects_all
            }

            fn extra(&self) -> &$crate::Extra {
                &self.fields_.extra_
            }

            fn fields<F: $crate::FieldVisitor>(
                &self,
                visitor: &mut F,
            ) -> ::core::result::Result<(), F::Stop> {
                let mut walk = $crate::Walk::new(visitor, Self::FIELDS);
                $(
                    $(walk.$presence(&self.$field);)*
                    $(walk.set_fields(
                        &self.fields_,
                        $rows::$first as usize..$rows::$last as usize + 1,
                    );)?
                )*
                $(walk.additional(
                    $members,
                    &self.$additional,
                    &const { $crate::FieldSpec::NONE $(.$rule($($value)?))* },
                );)?
                walk.end()
            }
        }

        $crate::__object_traits! { $name, [$($select_all)?] }

        $crate::__read_sparse_object! {
            [$($read)?] $name $rows of $values;
            $(
                $($presence $wire => $field $(= $constant)?;)*
                [$($first to $last)?];
            )*
            $(.. $additional;)?
        }
    };
}

/// Implements `Deserialize` for a large struct from the list of its separate fields, unless the brackets are
/// empty; called by `sparse_object!`.
///
/// The fields that are kept only if they are set are found by their rows, so that this macro does not have to
/// match a hundred of them again.
#[macro_export]
#[doc(hidden)]
macro_rules! __read_sparse_object {
    ([] $($rest:tt)*) => {};
    (
        [;] $name:ident $rows:ident of $values:ident;
        $(
            $($presence:ident $wire:literal => $field:ident $(= $constant:expr)?;)*
            [$($first:ident to $last:ident)?];
        )*
        $(.. $additional:ident;)?
    ) => {
        $crate::__read_object! {
            @traits $name members {
                let mut fields = ::std::boxed::Box::<$crate::SetFields<$values>>::default();
                $($(let mut $field = ::core::option::Option::None;)*)*
                $(let mut $additional = ::std::collections::BTreeMap::new();)?
                while members.advance() {
                    $(
                        $(members.field(&mut $field);)*
                        $(members.set_field(
                            &mut fields,
                            $rows::$first as usize..$rows::$last as usize + 1,
                        );)?
                    )*
                    $(members.additional(&mut $additional);)?
                }
                let object = $name {
                    $($($field: $crate::__read_object!(
                        @value members $presence $wire $field $(= $constant)?
                    ),)*)*
                    $($additional,)?
                    fields_: fields,
                };
                members.end(object)
            }
        }
    };
}
