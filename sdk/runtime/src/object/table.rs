//! The macro that implements the object model for a generated struct.

/// Implements `Object`, `Value`, `Serialize` and `Debug` for a struct from the list of its fields.
///
/// A field is `optional "wireName" => path.to.field, setter(argument);`, `required ..`, or
/// `fixed "wireName" => path.to.field = constant, ..`; the setters are the methods of `FieldSpec`. A
/// field `read_only ..` is an `Option` that is shown but neither validated nor sent. The line
/// `.. "additional" => path.to.field, setter(argument);` at the end names the map of the additional
/// members. The line `selection path.to.flag => "Type::all()";` in
/// front requires the object to select something unless the flag is set, and names the expression
/// that sets it. The line `extra path.to.extra;` names the field that keeps unknown members. The line
/// `read;`, or `read Holder;` for fields in a `Box<Holder>`, implements `Deserialize`.
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
        $crate::__object! { @impl $name, $select_all, $flag, $extra; $($fields)* }
        $crate::__read_object! { $name [$($holder)?] $flag $extra $($fields)* }
    };
    (@read $name:ident, $select_all:expr, $flag:tt, $extra:tt; $($fields:tt)*) => {
        $crate::__object! { @impl $name, $select_all, $flag, $extra; $($fields)* }
    };
    (
        @impl $name:ident, $select_all:expr, [$($flag:tt)*], [$($extra:tt)*];
        $(
            $presence:ident $wire:literal => $($field:ident).+ $(= $constant:expr)?
            $(, $setter:ident($($argument:expr)?))*;
        )*
        $(
            .. $members:literal => $($additional:ident).+
            $(, $rule:ident($($value:expr)?))*;
        )?
    ) => {
        impl $crate::Object for $name {
            const TYPE: &'static str = ::core::stringify!($name);
            const FIELDS: &'static [$crate::FieldName] = &[$(
                $crate::FieldName::$presence(
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
                $(visitor.additional(
                    $members,
                    &self.$($additional).+,
                    &const { $crate::FieldSpec::NONE $(.$rule($($value)?))* },
                )?;)?
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
                spec: &$crate::FieldSpec,
                validator: &mut $crate::Validator,
            ) {
                validator.object(self, path, spec);
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
                name: &str,
                spec: &$crate::FieldSpec,
                query: &mut $crate::Query<'_>,
            ) {
                query.members(self, path, name, spec);
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
            @impl $name fields
            [
                $holder [$($flag)?] [$($extra)?] [$($additional)?]
                $($presence $wire $field $(= $constant)?;)*
            ]
            ($name { fields: ::std::boxed::Box::new(fields) })
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
            @impl $name fields
            [
                $name [$($flag)?] [$($extra)?] [$($additional)?]
                $($presence $wire $field $(= $constant)?;)*
            ]
            (fields)
        }
    };
    (
        @impl $name:ident $fields:ident
        [
            $holder:ident [$($flag:ident)?] [$($extra:ident)?] [$($additional:ident)?]
            $($presence:ident $wire:literal $field:ident $(= $constant:expr)?;)*
        ]
        ($whole:expr)
    ) => {
        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                struct Visitor;

                impl<'de> $crate::serde::de::Visitor<'de> for Visitor {
                    type Value = $name;

                    fn expecting(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str(::core::concat!(
                            "an object with the fields of ",
                            ::core::stringify!($name)
                        ))
                    }

                    fn visit_map<A: $crate::serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> ::core::result::Result<$name, A::Error> {
                        $(let mut $field = ::core::option::Option::None;)*
                        $(let mut $additional = ::std::collections::BTreeMap::new();)?
                        while let ::core::option::Option::Some(key) =
                            map.next_key::<::std::string::String>()?
                        {
                            match key.as_str() {
                                $($wire => {
                                    $crate::object::read::value(&mut map, $wire, &mut $field)?;
                                })*
                                key => $crate::__read_object!(
                                    @unknown $name, map, key $(, $additional)?
                                ),
                            }
                        }
                        let $fields = $holder {
                            $($flag: false,)?
                            $($extra: ::core::default::Default::default(),)?
                            $($field: $crate::object::read::$presence($wire, $field $(, $constant)?)?,)*
                            $($additional,)?
                        };
                        $crate::object::read::valid($whole)
                    }
                }

                deserializer.deserialize_map(Visitor)
            }
        }
    };
    (@unknown $name:ident, $map:ident, $key:ident) => {
        return ::core::result::Result::Err($crate::object::read::unknown_key(
            $key,
            <$name as $crate::Object>::FIELDS,
        ))
    };
    (@unknown $name:ident, $map:ident, $key:ident, $additional:ident) => {
        $crate::object::read::additional(&mut $map, $key, &mut $additional)?
    };
}
