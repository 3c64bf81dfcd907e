//! The macros that implement reading, writing and validation of generated unions.

/// Implements `Serialize` and `Deserialize` for a union.
///
/// After `by "member";`, a row is `value => Variant;`: the member has that value, which is text, an
/// integer or a boolean. Otherwise a row
/// is `shape => Variant, setter(argument);` or `object_with("member") => Variant;`: the JSON has
/// that shape; the setters are the methods of `FieldSpec`.
#[macro_export]
#[doc(hidden)]
macro_rules! __response_union {
    ($name:ident; by $discriminator:literal; $($value:literal => $variant:ident;)*) => {
        impl $crate::union::Union for $name {
            const DISCRIMINATOR: &'static str = $discriminator;

            fn variant(
                tag: &$crate::Json,
                json: &$crate::Json,
            ) -> ::core::option::Option<::core::result::Result<Self, $crate::union::Problem>> {
                $(
                    if $crate::union::Tag::from($value).is(tag) {
                        let read = $crate::union::read(json).map(Self::$variant);
                        return ::core::option::Option::Some(read);
                    }
                )*
                ::core::option::Option::None
            }

            fn unrecognized(json: $crate::Json) -> Self {
                Self::Unrecognized(json)
            }
        }

        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(variant) => $crate::union::write_tagged(
                        $discriminator,
                        $crate::union::Tag::from($value),
                        variant,
                        serializer,
                    ),)*
                    Self::Unrecognized(json) => $crate::Serialize::serialize(json, serializer),
                }
            }
        }

        $crate::__response_union! { @read $name }
    };
    (@read $name:ident) => {
        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::union::read_union(deserializer)
            }
        }
    };
    (
        $name:ident;
        $(
            $shape:ident $(($member:literal))? => $variant:ident
            $(, $setter:ident($($argument:expr)?))*;
        )*
    ) => {
        impl $crate::union::Union for $name {
            const DISCRIMINATOR: &'static str = "";

            fn variant(
                _tag: &$crate::Json,
                json: &$crate::Json,
            ) -> ::core::option::Option<::core::result::Result<Self, $crate::union::Problem>> {
                type Read<T> =
                    fn(&$crate::Json) -> ::core::result::Result<T, $crate::union::Problem>;
                let variants: &[(bool, Read<Self>)] = &[$((
                    $crate::union::shapes::$shape(json $(, $member)?),
                    |json| $crate::union::read(json).map(Self::$variant),
                )),*];
                $crate::union::only(variants.iter().copied()).map(|read| read(json))
            }

            fn unrecognized(json: $crate::Json) -> Self {
                Self::Unrecognized(json)
            }
        }

        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(variant) => {
                        $crate::Serialize::serialize(variant, serializer)
                    })*
                    Self::Unrecognized(json) => $crate::Serialize::serialize(json, serializer),
                }
            }
        }

        $crate::__response_union! { @read $name }
    };
}

/// Implements `Value`, `Serialize` and `Deserialize` for a union that is sent; the rows are those of
/// `response_union!`.
#[macro_export]
#[doc(hidden)]
macro_rules! __union {
    ($name:ident; by $discriminator:literal; $($value:literal => $variant:ident;)*) => {
        $crate::__response_union! { $name; by $discriminator; $($value => $variant;)* }
        $crate::__union! { @value $name; [] $($variant;)* }
    };
    (@value $name:ident; [$($parts:item)?] $($variant:ident $(, $setter:ident($($argument:expr)?))*;)*) => {
        impl $crate::Value for $name {
            fn is_blank(&self) -> bool {
                match self {
                    $(Self::$variant(variant) => $crate::Value::is_blank(variant),)*
                    Self::Unrecognized(json) => $crate::Value::is_blank(json),
                }
            }

            fn validate(
                &self,
                path: &$crate::FieldPath<'_>,
                spec: &$crate::FieldSpec,
                validator: &mut $crate::Validator,
            ) {
                match self {
                    $(Self::$variant(variant) => {
                        let own = const { $crate::FieldSpec::NONE $(.$setter($($argument)?))* };
                        $crate::Value::validate(variant, path, &own.within(spec), validator);
                    })*
                    Self::Unrecognized(_) => {}
                }
            }

            fn has_extra(&self) -> bool {
                match self {
                    $(Self::$variant(variant) => $crate::Value::has_extra(variant),)*
                    Self::Unrecognized(_) => true,
                }
            }

            fn normalize(&mut self) {
                match self {
                    $(Self::$variant(variant) => $crate::Value::normalize(variant),)*
                    Self::Unrecognized(_) => {}
                }
            }

            $($parts)?
        }
    };
    (
        $name:ident;
        $(
            $shape:ident $(($member:literal))? => $variant:ident
            $(, $setter:ident($($argument:expr)?))*;
        )*
    ) => {
        $crate::__response_union! {
            $name;
            $($shape $(($member))? => $variant $(, $setter($($argument)?))*;)*
        }
        $crate::__union! {
            @value $name;
            [
                fn write_parts(
                    &self,
                    path: &$crate::FieldPath<'_>,
                    name: &str,
                    spec: &$crate::FieldSpec,
                    parts: &mut $crate::object::Parts<'_>,
                ) {
                    match self {
                        $(Self::$variant(variant) => {
                            $crate::Value::write_parts(variant, path, name, spec, parts);
                        })*
                        Self::Unrecognized(json) => {
                            $crate::Value::write_parts(json, path, name, spec, parts);
                        }
                    }
                }
            ]
            $($variant $(, $setter($($argument)?))*;)*
        }
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Json;
    use crate::object::extra::Extra;
    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::validate::Validator;
    use crate::response::json::json as decode;

    #[derive(Clone, PartialEq)]
    struct Block {
        width: Option<i32>,
        inside: Option<Vec<Rule>>,
        extra: Extra,
    }

    crate::object! {
        Block;
        extra extra;
        optional "width" => width, at_most(9);
        optional "inside" => inside;
    }

    crate::response_object! {
        Block;
        extra extra;
        optional "width" => width;
        optional "inside" => inside;
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Rule {
        Block(Box<Block>),
        Stop(Box<Block>),
        Unrecognized(Json),
    }

    crate::union! { Rule; by "kind"; "block" => Block; "stop" => Stop; }

    #[derive(Clone, Debug, PartialEq)]
    enum Target {
        One(String),
        Count(u16),
        Several(Vec<String>),
        Is(bool),
        Rule(Rule),
        Unrecognized(Json),
    }

    crate::union! {
        Target;
        text => One, max_length(3);
        number => Count, at_most(5);
        list => Several, max_items(1);
        boolean => Is;
        object_with("kind") => Rule;
    }

    #[test]
    fn a_union_is_blank_if_its_variant_is() {
        for (body, is_blank) in [
            (r#"" ""#, true),
            (r#"["",""]"#, true),
            (r#"["x"]"#, false),
            ("0", false),
            (r#"{"kind":"block"}"#, true),
            (r#"{"kind":"block","width":1}"#, false),
            ("null", true),
        ] {
            let target: Target = decode(body.as_bytes()).unwrap();
            assert_eq!(target.is_blank(), is_blank, "{body}");
        }
    }

    fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize>(body: &str) -> T {
        let value: T = decode(body.as_bytes()).unwrap();
        let expected: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(serde_json::to_value(&value).unwrap(), expected, "{body}");
        value
    }

    #[test]
    fn the_discriminator_selects_the_variant_wherever_it_is() {
        for body in [
            r#"{"kind":"block","width":1,"new":[{}]}"#,
            r#"{"inside":[{"kind":"stop"},{"kind":"else","a":1}],"kind":"stop"}"#,
        ] {
            assert!(!matches!(round_trip(body), Rule::Unrecognized(_)), "{body}");
        }
        let text = serde_json::to_string(&round_trip::<Rule>(r#"{"kind":"block","width":1}"#));
        assert_eq!(text.unwrap(), r#"{"kind":"block","width":1}"#);
        let Rule::Block(mut block) = round_trip(r#"{"kind":"block"}"#) else {
            panic!("it is a block");
        };
        crate::object::extra::extra("kind", "stop").add(&mut block.extra);
        let error = serde_json::to_string(&Rule::Block(block)).unwrap_err();
        assert!(
            error.to_string().starts_with("`kind` is `block`"),
            "{error}"
        );
        for body in [
            r#"{"kind":"Block","width":"x"}"#,
            r#"{"kind":1}"#,
            r#"{"width":1}"#,
            "[1]",
            "null",
        ] {
            assert!(matches!(round_trip(body), Rule::Unrecognized(_)), "{body}");
        }
    }

    #[test]
    fn the_shape_selects_the_variant() {
        assert_eq!(round_trip::<Target>("\"a\""), Target::One("a".to_owned()));
        assert_eq!(round_trip::<Target>("7"), Target::Count(7));
        assert_eq!(decode::<Target>(b"7.0").unwrap(), Target::Count(7));
        let exact = "[1.50,123456789012345678901234567890]";
        let kept = decode::<Rule>(exact.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&kept).unwrap(), exact);
        assert_eq!(round_trip::<Target>("true"), Target::Is(true));
        assert_eq!(round_trip::<Target>("[]"), Target::Several(Vec::new()));
        assert!(matches!(
            round_trip(r#"{"kind":"stop"}"#),
            Target::Rule(Rule::Stop(_))
        ));
        for body in [r#"{"a":1}"#, "null"] {
            assert!(
                matches!(round_trip(body), Target::Unrecognized(_)),
                "{body}"
            );
        }
    }

    #[test]
    fn a_variant_that_does_not_fit_is_an_error_with_its_path() {
        type Rules = Vec<Target>;
        for (body, path, message) in [
            (
                r#"[{"kind":"block","width":"x"}]"#,
                "[0].width",
                "string \"x\"",
            ),
            (
                r#"["a",{"kind":"stop","inside":[{"kind":"stop","inside":[{"kind":"block","width":true}]}]}]"#,
                "[1].inside[0].inside[0].width",
                "boolean `true`",
            ),
            (r#"[["a",2]]"#, "[0][1]", "integer `2`"),
            ("[70000]", "[0]", "invalid value: integer `70000`"),
        ] {
            let problem = decode::<Rules>(body.as_bytes()).unwrap_err();
            assert_eq!(problem.path.as_deref(), Some(path), "{body}");
            let found = problem.source.to_string();
            assert!(
                found.starts_with("invalid ") && found.contains(message),
                "{found}"
            );
        }
        let levels = 50;
        let deep = [
            r#"{"kind":"stop","inside":["#.repeat(levels),
            r#"{"kind":"block","width":[]}"#.to_owned(),
            "]}".repeat(levels),
        ];
        let problem = decode::<Rule>(deep.concat().as_bytes()).unwrap_err();
        let path = format!("{}width", "inside[0].".repeat(levels));
        assert_eq!(problem.path, Some(path));
        let problem = decode::<Rule>(br#"{"kind":"block","width":"x"}"#).unwrap_err();
        assert_eq!(problem.path.as_deref(), Some("width"));
    }

    #[test]
    fn bounds_apply_inside() {
        let violations = |target: Target| {
            let mut validator = Validator::default();
            let path = FieldPath::ROOT.field("x");
            target.validate(&path, &FieldSpec::NONE, &mut validator);
            let violations = validator.into_violations();
            violations
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        for (json, expected) in [
            (json!("abcd"), "x: is longer than 3 characters"),
            (json!(6), "x: is too large: must be at most 5"),
            (json!(["a", "b"]), "x: has 2 items, accepts at most 1"),
            (
                json!({"kind": "block", "width": 10}),
                "x.width: is too large: must be at most 9",
            ),
        ] {
            assert_eq!(
                violations(serde_json::from_value(json).unwrap()),
                [expected]
            );
        }
        assert!(violations(Target::Unrecognized(json!({"a": 1}).into())).is_empty());
        assert!(Target::Unrecognized(Json::Null).has_extra() && !Target::Is(true).has_extra());
    }
}
