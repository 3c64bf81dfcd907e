//! The macro that implements the object model for a generated struct.

/// Implements `Object`, `Value`, `Serialize` and `Debug` for a struct from the list of its fields.
///
/// A field is `optional "wireName" => path.to.field, setter(argument);` or `required ..`; the
/// setters are the methods of `FieldSpec`. The line `selection path.to.flag => "Type::all()";` in
/// front requires the object to select something unless the flag is set, and names the expression
/// that sets it. The line `extra path.to.extra;` names the field that keeps unknown members.
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    ($name:ident; selection $($flag:ident).+ => $select_all:literal; $($fields:tt)*) => {
        $crate::__object! { @extra $name, ::core::option::Option::Some($select_all), [$($flag).+]; $($fields)* }
    };
    (@extra $name:ident, $select_all:expr, $flag:tt; extra $($extra:ident).+; $($fields:tt)*) => {
        $crate::__object! { @impl $name, $select_all, $flag, [$($extra).+]; $($fields)* }
    };
    (@extra $name:ident, $select_all:expr, $flag:tt; $($fields:tt)*) => {
        $crate::__object! { @impl $name, $select_all, $flag, []; $($fields)* }
    };
    (
        @impl $name:ident, $select_all:expr, [$($flag:tt)*], [$($extra:tt)*];
        $(
            $presence:ident $wire:literal => $($field:ident).+
            $(, $setter:ident($($argument:expr)?))*;
        )*
    ) => {
        impl $crate::Object for $name {
            const TYPE: &'static str = ::core::stringify!($name);
            const FIELDS: &'static [$crate::FieldName] = &[$(
                $crate::FieldName::new(
                    $wire,
                    ::core::stringify!($($field).+),
                    &$crate::FieldSpec::NONE $(.$setter($($argument)?))*,
                )
            ),*];

            fn selects_all(&self) -> bool {
                $crate::__object!(@flag self $($flag)*)
            }

            $crate::__object!(@extra_of self $($extra)*);

            fn fields<F: $crate::FieldVisitor>(
                &self,
                visitor: &mut F,
            ) -> ::core::result::Result<(), F::Stop> {
                // An operation without inputs has no fields.
                let _ = &visitor;
                $($crate::$presence(
                    visitor,
                    $wire,
                    &self.$($field).+,
                    &const { $crate::FieldSpec::NONE $(.$setter($($argument)?))* },
                )?;)*
                ::core::result::Result::Ok(())
            }
        }

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
            const SELECT_ALL: ::core::option::Option<&'static str> = $select_all;

            fn is_blank(&self) -> bool {
                $crate::is_blank_object(self)
            }

            fn validate(
                &self,
                path: &$crate::FieldPath<'_>,
                _spec: &$crate::FieldSpec,
                validator: &mut $crate::Validator,
            ) {
                validator.object(self, path);
            }

            fn has_extra(&self) -> bool {
                $crate::has_extra(self)
            }

            fn is_set(&self, path: &str) -> bool {
                path.is_empty() || $crate::is_set(self, path)
            }

            fn write_query(
                &self,
                path: &$crate::FieldPath<'_>,
                _name: &str,
                _spec: &$crate::FieldSpec,
                query: &mut $crate::Query<'_>,
            ) {
                query.members(self, path);
            }
        }
    };
    (@flag $this:ident) => { false };
    (@flag $this:ident $($flag:ident).+) => { $this.$($flag).+ };
    (@extra_of $this:ident) => {};
    (@extra_of $this:ident $($extra:ident).+) => {
        fn extra(&$this) -> &$crate::Extra {
            &$this.$($extra).+
        }
    };
    ($name:ident; $($fields:tt)*) => {
        $crate::__object! { @extra $name, ::core::option::Option::None, []; $($fields)* }
    };
}
