//! The macro that implements the object model for a generated struct.

/// Implements `Object`, `Value`, `Serialize` and `Debug` for a struct from the list of its fields.
///
/// A field is `optional "wireName" => field, setter(argument);`, `required ..`, or
/// `fixed "wireName" => field = constant, ..`; the setters are the methods of `FieldSpec`. In a
/// struct that holds its fields in `fields`, a `Boxed`, each is `fields.field`. A field `read_only ..`
/// is an `Option` that is shown but neither validated nor sent. The line
/// `.. "additional" => field, setter(argument);` at the end names the map of the additional members.
/// The line `selection flag => "Type::all()";` in front requires the object to select something
/// unless the flag is set, and names the expression that sets it. The line `extra field;` names the
/// field that keeps unknown members. The line `read;`, or `read Holder;` for fields in a
/// `Boxed<Holder>`, implements `Deserialize`.
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    ($name:ident; selection $($flag:ident).+ => $select_all:literal; $($fields:tt)*) => {
        $crate::__object! { @extra $name, ::core::option::Option::Some($select_all), [$($flag).+]; $($fields)* }
    };
    (@extra $name:ident, $select_all:expr, $flag:tt; extra $($extra:ident).+; $($fields:tt)*) => {
        $crate::__object! { @read $name, $select_all, $flag, [$($extra).+]; $($fields)* }
    };
    (@extra $name:ident, $select_all:expr, $flag:tt; $($fields:tt)*) => {
        $crate::__object! { @read $name, $select_all, $flag, []; $($fields)* }
    };
    (
        @read $name:ident, $select_all:expr, $flag:tt, $extra:tt;
        read $($holder:ident)?; $($fields:tt)*
    ) => {
        $crate::__object! { @rows $name, $select_all, $flag, $extra; $($fields)* }
        $crate::__read_object! { $name [$($holder)?] $flag $extra $($fields)* }
    };
    (@read $name:ident, $select_all:expr, $flag:tt, $extra:tt; $($fields:tt)*) => {
        $crate::__object! { @rows $name, $select_all, $flag, $extra; $($fields)* }
    };
    (
        @rows $name:ident, $select_all:expr, $flag:tt, $extra:tt;
        $(
            $presence:ident $wire:literal => $field:ident $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(.. $members:literal => $additional:ident $(, $rule:ident($($value:expr)?))*;)?
    ) => {
        $crate::__object! {
            @impl $name, $select_all, $flag, $extra, [];
            $($presence $wire => $field $(, $setter($($argument)?))*;)*
            $(.. $members => $additional $(, $rule($($value)?))*;)?
        }
    };
    (
        @rows $name:ident, $select_all:expr, $flag:tt, $extra:tt;
        $(
            $presence:ident $wire:literal => $boxed:ident . $field:ident $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(
            .. $members:literal => $boxed_additional:ident . $additional:ident
            $(, $rule:ident($($value:expr)?))*;
        )?
    ) => {
        $crate::__object! {
            @impl $name, $select_all, $flag, $extra, [fields];
            $($presence $wire => $field $(, $setter($($argument)?))*;)*
            $(.. $members => $additional $(, $rule($($value)?))*;)?
        }
    };
    (
        @impl $name:ident, $select_all:expr, [$($flag:tt)*], [$($extra:tt)*], [$($boxed:ident)?];
        $(
            $presence:ident $wire:literal => $field:ident
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(.. $members:literal => $additional:ident $(, $rule:ident($($value:expr)?))*;)?
    ) => {
        impl $crate::Object for $name {
            const TYPE: &'static str = ::core::stringify!($name);
            const FIELDS: &'static [$crate::FieldRow] = &[$(
                $crate::FieldRow::$presence(
                    $wire,
                    ::core::stringify!($field),
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
                let source = $crate::__object!(@source self $($boxed)?);
                let mut walk = $crate::Walk::new(visitor, Self::FIELDS);
                // An operation without inputs has no fields.
                let _ = (&mut walk, source);
                $(walk.$presence(&source.$field);)*
                $(walk.additional(
                    $members,
                    &source.$additional,
                    &const { $crate::FieldSpec::NONE $(.$rule($($value)?))* },
                );)?
                walk.end()
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
                $crate::debug(&self, f)
            }
        }

        impl $crate::Value for $name {
            fn select_all() -> ::core::option::Option<&'static str> {
                $select_all
            }

            fn is_blank(&self) -> bool {
                $crate::is_blank_object(&self)
            }

            fn validate(
                &self,
                path: &$crate::FieldPath<'_>,
                spec: &$crate::FieldSpec,
                validator: &mut $crate::Validator,
            ) {
                validator.object(&self, path, spec);
            }

            fn has_extra(&self) -> bool {
                $crate::has_extra(&self)
            }

            fn is_set(&self, path: &str) -> bool {
                path.is_empty() || $crate::is_set(&self, path)
            }

            fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
                $crate::each_id(&self, path, visit);
            }

            fn write_query(
                &self,
                path: &$crate::FieldPath<'_>,
                name: &str,
                spec: &$crate::FieldSpec,
                query: &mut $crate::Query<'_>,
            ) {
                query.members(&self, path, name, spec);
            }
        }
    };
    // A box is opened once, not for each field.
    (@source $this:ident) => { $this };
    (@source $this:ident $boxed:ident) => { &*$this.$boxed };
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

/// Implements `Deserialize` for a struct from the list of its fields; called by `object!`.
#[macro_export]
#[doc(hidden)]
macro_rules! __read_object {
    (
        $name:ident [$holder:ident] [$($boxed_flag:ident . $flag:ident)?]
        [$($boxed_extra:ident . $extra:ident)?]
        $(
            $presence:ident $wire:literal => $boxed:ident . $field:ident $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(
            .. $members:literal => $boxed_additional:ident . $additional:ident
            $(, $rule:ident($($value:expr)?))*;
        )?
    ) => {
        $crate::__read_object! {
            @impl $name members fields [fields]
            ($name { fields: $crate::Boxed::new(fields) })
            $holder [$($flag)?] [$($extra)?] [$($additional)?]
            $($presence $wire $field $(= $constant)?;)*
        }
    };
    (
        $name:ident [] [$($flag:ident)?] [$($extra:ident)?]
        $(
            $presence:ident $wire:literal => $field:ident $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(
            .. $members:literal => $additional:ident $(, $rule:ident($($value:expr)?))*;
        )?
    ) => {
        $crate::__read_object! {
            @impl $name members fields [] (fields)
            $name [$($flag)?] [$($extra)?] [$($additional)?]
            $($presence $wire $field $(= $constant)?;)*
        }
    };
    (@impl $name:ident $members:ident $($rest:tt)*) => {
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
            ) -> ::core::result::Result<Self, A::Error> {
                $crate::__read_object! { @body $name $members $($rest)* }
            }
        }
    };
    // The fields are read in place if all of them may be unset.
    (
        @body $name:ident $members:ident $fields:ident [$($boxed:ident)?] $whole:tt
        $holder:ident $flag:tt $extra:tt []
        $(optional $wire:literal $field:ident;)*
    ) => {
        let mut object = <$name as ::core::default::Default>::default();
        let $fields = $crate::__read_object!(@target object $($boxed)?);
        $crate::__read_object! { @members $members [] $($fields.$field;)* }
        ::core::result::Result::Ok(object)
    };
    (
        @body $name:ident $members:ident $fields:ident $boxed:tt ($whole:expr)
        $holder:ident [$($flag:ident)?] [$($extra:ident)?] [$($additional:ident)?]
        $($presence:ident $wire:literal $field:ident $(= $constant:expr)?;)*
    ) => {
        $(let mut $field = ::core::option::Option::None;)*
        $(let mut $additional = ::std::collections::BTreeMap::new();)?
        $crate::__read_object! { @members $members [$($additional)?] $($field;)* }
        let $fields = $holder {
            $($flag: false,)?
            $($extra: ::core::default::Default::default(),)?
            $($field: $crate::__read_object!(@value $presence $wire $field $(= $constant)?),)*
            $($additional,)?
        };
        ::core::result::Result::Ok($whole)
    };
    (@target $object:ident) => { &mut $object };
    (@target $object:ident $boxed:ident) => { &mut *$object.$boxed };
    (@members $members:ident [$($additional:ident)?] $($slot:expr;)*) => {
        while $members.advance()? {
            $($members.field(&mut $slot);)*
            $($members.additional(&mut $additional);)?
        }
    };
    (@value optional $wire:literal $field:ident) => { $field };
    (@value $presence:ident $wire:literal $field:ident $(= $constant:expr)?) => {
        $crate::object::read::$presence($wire, $field $(, $constant)?)?
    };
}
