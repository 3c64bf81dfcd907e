//! The macro that implements reading and writing for a generated struct of a response.

/// Implements `Deserialize` for a received struct, and `Serialize` and `Debug` unless it keeps extra
/// members.
///
/// A row is `rule "wireName" | "formerName" => field;`. The rule names what `null` and an absent member become:
///
/// - `optional`: `None`,
/// - `nullable`: `None` if absent, and `null` is a value,
/// - `null_as_default`: the default,
/// - `error_list(Api)`: an empty list,
/// - `required`, followed by `, or_error`: an error,
/// - `fixed`, followed by `, or_constant(expression)`: the constant.
///
/// The line `.. field;` at the end names the map of the additional members. The line `extra field;` in front
/// names the field that keeps unknown members; `object!` implements the other two traits then.
///
/// A row expands without further macros: an API has tens of thousands of them, and the compiler keeps every
/// expansion. For the same reason, nothing is passed on with `?`, which is a call of two more traits.
#[macro_export]
#[doc(hidden)]
macro_rules! __response_object {
    ($name:ident; extra $extra:ident; $($rows:tt)*) => {
        $crate::__response_object! { @read $name, [$extra]; $($rows)* }
    };
    // The fields are read in place if all of their members may be absent.
    (
        @read $name:ident, [$($extra:ident)?];
        $($rule:ident $(($api:ty))? $wire:literal $(| $old:literal)* => $field:ident;)*
        $(.. $additional:ident;)?
    ) => {
        $crate::__response_object! {
            @traits $name members {
                let mut object = Self {
                    $($field: ::core::default::Default::default(),)*
                    $($extra: ::core::default::Default::default(),)?
                    $($additional: ::core::default::Default::default(),)?
                };
                while members.advance() {
                    _ = $(members.field::<$crate::received::read::$rule $(::<$api>)?, _, _>(
                        [$wire $(, $old)*],
                        &mut object.$field,
                    ) ||)*
                    $(members.additional(&mut object.$additional) ||)?
                    $(members.keep(&mut object.$extra) ||)?
                    members.skip();
                }
                members.end(object)
            }
        }
    };
    (
        @read $name:ident, [$($extra:ident)?];
        $(
            $rule:ident $(($api:ty))? $wire:literal $(| $old:literal)* => $field:ident
            $(, $end:ident $(($constant:expr))?)?;
        )*
        $(.. $additional:ident;)?
    ) => {
        $crate::__response_object! {
            @traits $name members {
                $(let mut $field = ::core::default::Default::default();)*
                $(let mut $extra = $crate::Extra::default();)?
                $(let mut $additional = ::core::default::Default::default();)?
                loop {
                    // The end comes first: it tells the compiler the types of the fields.
                    if !members.advance() {
                        $($(let $field = match members.$end($wire, $field $(, || $constant)?) {
                            ::core::result::Result::Ok(field) => field,
                            ::core::result::Result::Err(error) => {
                                return ::core::result::Result::Err(error);
                            }
                        };)?)*
                        return members.end(Self {
                            $($field,)*
                            $($extra,)?
                            $($additional,)?
                        });
                    }
                    _ = $(members.field::<$crate::received::read::$rule $(::<$api>)?, _, _>(
                        [$wire $(, $old)*],
                        &mut $field,
                    ) ||)*
                    $(members.additional(&mut $additional) ||)?
                    $(members.keep(&mut $extra) ||)?
                    members.skip();
                }
            }
        }
    };
    (@traits $name:ident $members:ident $read:block) => {
        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::received::read_object(deserializer)
            }
        }

        impl<'de> $crate::received::ReadObject<'de> for $name {
            fn read<M: $crate::serde::de::MapAccess<'de>>(
                $members: &mut $crate::received::Members<'de, M>,
            ) -> ::core::result::Result<Self, M::Error> $read
        }
    };
    (
        $name:ident;
        $(
            $rule:ident $(($api:ty))? $wire:literal $(| $old:literal)* => $field:ident
            $(, $end:ident $(($constant:expr))?)?;
        )*
        $(.. $additional:ident;)?
    ) => {
        $crate::__response_object! {
            @read $name, [];
            $($rule $(($api))? $wire $(| $old)* => $field $(, $end $(($constant))?)?;)*
            $(.. $additional;)?
        }

        impl $crate::received::WriteObject for $name {
            fn write<W: $crate::received::FieldWriter>(&self, writer: &mut W) {
                $(writer.field::<$crate::received::write::$rule $(::<$api>)?, _>(
                    $wire,
                    &self.$field,
                );)*
                $(writer.additional(&self.$additional);)?
            }
        }

        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::received::serialize(self, serializer)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let names = ::core::stringify!($($field)* $($additional)?);
                $crate::received::debug(self, names, f)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::Json;
    use crate::error::ErrorDetail;
    use crate::object::extra::Extra;
    use crate::response::json::json;
    use crate::test_util::Example;
    use crate::values::id::Id;
    use crate::values::nullable::Nullable;

    #[derive(Clone, PartialEq)]
    struct Pet {
        id: Id,
        age: Option<u16>,
        owner: Option<Nullable<String>>,
        toys: Vec<Toy>,
        by_name: BTreeMap<String, Toy>,
        mother: Option<Box<Pet>>,
        errors: Vec<ErrorDetail>,
    }

    crate::response_object! {
        Pet;
        required "id" | "petId" => id, or_error;
        optional "age" => age;
        nullable "owner" | "keeper" => owner;
        null_as_default "toys" => toys;
        null_as_default "byName" => by_name;
        optional "mother" => mother;
        error_list(Example) "errors" => errors;
    }

    #[derive(Clone, PartialEq)]
    struct Toy {
        name: String,
    }

    crate::response_object! { Toy; required "name" => name, or_error; }

    /// Returns the pet, or path and message of the problem.
    fn read(body: &str) -> Result<Pet, (Option<String>, String)> {
        json::<Pet>(body.as_bytes()).map_err(|problem| (problem.path, problem.source.to_string()))
    }

    #[test]
    fn lists_are_not_read_by_position() {
        for (body, path) in [
            (r#"["1",2]"#, None),
            ("[]", None),
            (r#"{"id":"1","toys":[["ball"]]}"#, Some("toys[0]")),
            (r#"{"id":"1","toys":[{"name":"a"},[]]}"#, Some("toys[1]")),
            (r#"{"id":"1","byName":{"a":["ball"]}}"#, Some("byName.a")),
            (r#"{"id":"1","mother":["2"]}"#, Some("mother")),
            (
                r#"{"id":"1","mother":{"id":"2","mother":[3]}}"#,
                Some("mother.mother"),
            ),
        ] {
            let (found, message) = read(body).unwrap_err();
            assert_eq!(found.as_deref(), path, "{body}");
            let start = "invalid type: sequence, expected an object (";
            assert!(message.starts_with(start), "{message}");
        }
        assert!(serde_json::from_str::<Pet>(r#"["1",2]"#).is_err());
        assert!(serde_json::from_value::<Toy>(serde_json::json!(["ball"])).is_err());
    }

    #[test]
    fn the_order_of_the_members_does_not_matter() {
        let members = [
            r#""id":"1""#,
            r#""new":[1,{"id":"2"}]"#,
            r#""age":3"#,
            r#""newer":null"#,
            r#""toys":[{"x":1,"name":"ball","y":2}]"#,
            r#""mother":{"id":"4"}"#,
        ];
        let expected = read(&format!("{{{}}}", members.join(","))).unwrap();
        assert_eq!((&*expected.id, expected.age), ("1", Some(3)));
        assert_eq!(expected.toys[0].name, "ball");
        assert_eq!(expected.mother.as_ref().unwrap().id, "4");
        for start in 0..members.len() {
            let mut rotated = members;
            rotated.rotate_left(start);
            assert!(read(&format!("{{{}}}", rotated.join(","))).unwrap() == expected);
            rotated.reverse();
            assert!(read(&format!("{{{}}}", rotated.join(","))).unwrap() == expected);
        }
    }

    #[test]
    fn a_missing_member_is_named() {
        let (path, message) = read(r#"{"id":"1","toys":[{"nam":"a"}]}"#).unwrap_err();
        assert_eq!(path.as_deref(), Some("toys[0]"));
        assert!(message.starts_with("missing field `name`"), "{message}");
        let (path, message) = read("null").unwrap_err();
        assert_eq!(path, None);
        assert!(
            message.starts_with("invalid type: null, expected an object (Pet)"),
            "{message}"
        );
    }

    #[test]
    fn the_first_error_counts() {
        for (body, path) in [
            (r#"{"age":"x","id":[]}"#, "age"),
            (r#"{"new":1,"petId":{},"age":"x"}"#, "petId"),
            (
                r#"{"id":"1","toys":[{"name":1,"new":[]}],"age":[]}"#,
                "toys[0].name",
            ),
        ] {
            let (found, message) = read(body).unwrap_err();
            assert_eq!(found.as_deref(), Some(path), "{body}");
            assert!(message.starts_with("invalid type"), "{body}: {message}");
        }
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        let pet =
            read(r#"{"id":"1","age":1,"id":"2","\u0061ge":3.0,"toys":[],"toys":null}"#).unwrap();
        assert_eq!((&*pet.id, pet.age), ("2", Some(3)));
        assert_eq!(read(r#"{"petId":"1","id":"2"}"#).unwrap().id, "2");
        assert_eq!(read(r#"{"id":"2","petId":"1"}"#).unwrap().id, "1");
        let pet = read(r#"{"id":"1","byName":{"a":{"name":"x"},"a":{"name":"y","name":"z"}}}"#);
        assert_eq!(pet.unwrap().by_name["a"].name, "z");
        let free: Json = json(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(free, serde_json::json!({"a": 2}));
        let pet = read(r#"{"id":"1","errors":[{"code":1,"code":2}]}"#).unwrap();
        assert_eq!(pet.errors[0].code.as_ref().unwrap(), &2);
    }

    #[test]
    fn null_under_a_former_name_does_not_replace_a_value() {
        for body in [
            r#"{"id":"1","petId":null}"#,
            r#"{"petId":null,"id":"1"}"#,
            r#"{"petId":"1","petId":null}"#,
        ] {
            assert_eq!(read(body).unwrap().id, "1", "{body}");
        }
        let (path, message) = read(r#"{"petId":null}"#).unwrap_err();
        assert_eq!(path, None);
        assert!(message.starts_with("missing field `id`"), "{message}");
        assert_eq!(
            read(r#"{"petId":[]}"#).unwrap_err().0.as_deref(),
            Some("petId")
        );
        let owner = |body: &str| read(body).unwrap().owner;
        assert_eq!(owner(r#"{"id":1,"keeper":null}"#), Some(Nullable::Null));
        let name = Some(Nullable::Value("Eve".to_owned()));
        assert_eq!(owner(r#"{"id":1,"owner":"Eve","keeper":null}"#), name);
        assert_eq!(
            owner(r#"{"id":1,"keeper":"Eve","owner":null}"#),
            Some(Nullable::Null)
        );
    }

    #[test]
    fn absent_and_null_members_follow_their_rows() {
        let bare = read(r#"{"id":1,"new":[{"a":1e400}]}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&bare).unwrap(),
            r#"{"id":"1","toys":[],"byName":{},"errors":[]}"#
        );
        let nulls =
            r#"{"id":"1","age":null,"toys":null,"byName":null,"mother":null,"errors":null}"#;
        assert_eq!(read(nulls).unwrap(), bare);
        let pet = read(r#"{"id":"1","owner":null}"#).unwrap();
        assert_eq!(pet.owner, Some(Nullable::Null));
        let json = serde_json::to_string(&pet).unwrap();
        assert_eq!(serde_json::from_str::<Pet>(&json).unwrap(), pet);
        assert!(read(r#"{"id":null}"#).is_err());
    }

    #[derive(Clone, PartialEq)]
    struct Note {
        text: String,
        parts: Option<Vec<Note>>,
        extra: Extra,
    }

    crate::object! {
        Note;
        extra extra;
        required "text" => text;
        optional "parts" => parts;
    }

    crate::response_object! {
        Note;
        extra extra;
        required "text" => text, or_error;
        optional "parts" => parts;
    }

    #[test]
    fn an_object_that_is_also_sent_keeps_unknown_members() {
        let body = r#"{"text":"a","parts":[{"text":"b","new":[{}]}],"a.b":null,"new":{"n":1.5}}"#;
        let note: Note = json(body.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&note).unwrap(), body);
        let shown = r#"Note { text: "a", parts: [Note { text: "b", new: [{}] }], a.b: null, "#;
        assert!(format!("{note:?}").starts_with(shown), "{note:?}");
        let without: Note = json(br#"{"text":"a","parts":[{"text":"b"}]}"#).unwrap();
        assert_ne!(note, without);
    }

    #[derive(Clone, PartialEq)]
    struct Circle {
        kind: String,
        sides: u16,
    }

    crate::response_object! {
        Circle;
        fixed "kind" => kind, or_constant("circle".to_owned());
        fixed "sides" | "edges" => sides, or_constant(0);
    }

    #[test]
    fn a_constant_replaces_an_absent_member_and_other_values_are_kept() {
        for (body, kind, sides) in [
            ("{}", "circle", 0),
            (r#"{"kind":null,"edges":0.0}"#, "circle", 0),
            (r#"{"kind":"disc","sides":1,"kind":"oval"}"#, "oval", 1),
        ] {
            let circle: Circle = json(body.as_bytes()).unwrap();
            assert_eq!((&*circle.kind, circle.sides), (kind, sides), "{body}");
        }
        let problem = json::<Circle>(br#"{"kind":1}"#).unwrap_err();
        assert_eq!(problem.path.as_deref(), Some("kind"));
        let circle: Circle = json(b"{}").unwrap();
        let written = serde_json::to_string(&circle).unwrap();
        assert_eq!(written, r#"{"kind":"circle","sides":0}"#);
    }
}
