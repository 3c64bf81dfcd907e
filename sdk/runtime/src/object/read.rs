//! Reading an object that is sent, from configuration: unknown keys and invalid values are errors.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, MapAccess, Visitor};

use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::members::Members;
use crate::object::model::Object;
use crate::object::type_name::type_name;
use crate::object::validate::Validator;
use crate::object::violation::{Listed, Violation};

/// An object that is read from the members of a map. Generated code lists its fields with `object!`.
pub trait ReadObject<'de>: Object {
    /// Reads the members.
    ///
    /// # Errors
    ///
    /// Returns an error if a key is unknown, a value does not have the type of its field, or a
    /// required field is missing.
    fn read<A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Result<Self, A::Error>
    where
        Self: Sized;
}

/// Reads an object.
///
/// # Errors
///
/// Returns an error if the value is not an object with the fields of `T`, or if it is invalid: an
/// object that must select something is never read from an empty table.
pub fn object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the fields of {}", type_name::<T>())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(&mut Members::new(map, T::FIELDS)).and_then(valid)
    }
}

/// Returns everything that is wrong with an object by itself.
pub(crate) fn violations<T: Object>(object: &T) -> Vec<Violation> {
    let mut validator = Validator::default();
    validator.object(&object, &FieldPath::ROOT, &FieldSpec::NONE);
    validator.into_violations()
}

/// Returns the object that was read, if it is valid.
fn valid<T: Object, E: Error>(object: T) -> Result<T, E> {
    let violations = violations(&object);
    if violations.is_empty() {
        return Ok(object);
    }
    Err(E::custom(Listed(&violations)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use crate::test_util::{Filter, Paint};
    use crate::values::id::Id;

    fn read(json: &serde_json::Value) -> Result<Filter, String> {
        serde_json::from_value(json.clone()).map_err(|error| error.to_string())
    }

    #[test]
    fn an_object_is_read_by_its_wire_names() {
        let filter = read(&json!({
            "ids": ["7", 8, "7"], "colours": ["red", "mauve"], "active": true, "limit": 2,
            "since": "2018-02-27T04:49:26Z",
        }));
        let filter = filter.unwrap();
        assert_eq!(filter.ids, Some(vec![Id::from("7"), Id::from("8")]));
        let json = serde_json::to_value(&filter).unwrap();
        assert_eq!(read(&json).unwrap(), filter);
        let paint: Paint =
            serde_json::from_value(json!({"colour": "red", "filter": json})).unwrap();
        assert_eq!(paint, Paint::new(filter));
    }

    #[test]
    fn unknown_keys_are_errors_that_name_the_key_and_the_field_meant() {
        for (json, message) in [
            (
                json!({"idz": ["7"]}),
                "unknown field `idz`: did you mean `ids`?",
            ),
            (
                json!({"name_contains": ["ab"]}),
                "unknown field `name_contains`: did you mean `name__contains`?",
            ),
            (
                json!({"ids": ["7"], "all": true}),
                "unknown field `all`, expected one of `ids`, `colours`, `name__contains`, \
                 `query`, `since`, `active`, `limit`",
            ),
            (
                json!({"ids": null}),
                "ids: invalid type: null, expected a sequence",
            ),
            (
                json!({"ids": "7"}),
                "ids: invalid type: string \"7\", expected a sequence",
            ),
            (
                json!([["7"]]),
                "invalid type: sequence, expected an object with the fields of Filter",
            ),
        ] {
            assert_eq!(read(&json).unwrap_err(), message, "{json}");
        }
        let fraction = read(&json!({"limit": 1.5, "ids": ["7"]})).unwrap_err();
        assert!(fraction.starts_with("limit: invalid "), "{fraction}");
        let twice = serde_json::from_str::<Filter>(r#"{"limit": 1, "limit": 2}"#).unwrap_err();
        assert!(
            twice.to_string().starts_with("duplicate field `limit`"),
            "{twice}"
        );
        let missing = serde_json::from_str::<Paint>(r#"{"colour": "red"}"#).unwrap_err();
        assert!(
            missing.to_string().starts_with("missing field `filter`"),
            "{missing}"
        );
    }

    #[test]
    fn an_object_that_is_read_is_valid() {
        for (json, start) in [
            (json!({}), "selects nothing"),
            (json!({"limit": 1}), "selects nothing"),
            (json!({"ids": []}), "ids: the list is empty"),
            (
                json!({"ids": ["1", "2", "3", "4"]}),
                "ids: has 4 items, accepts at most 3",
            ),
            (
                json!({"ids": ["7 "]}),
                "ids: item 0 starts or ends with white space",
            ),
            (
                json!({"colours": ["Red", "red"]}),
                "colours: item 0 is another spelling",
            ),
        ] {
            let error = read(&json).unwrap_err();
            assert!(error.starts_with(start), "{json}: {error}");
        }
    }

    #[test]
    fn an_object_that_selects_nothing_is_not_written() {
        for filter in [Filter::default(), Filter::ids([]), Filter::ids([" "])] {
            let error = serde_json::to_string(&filter).unwrap_err().to_string();
            assert!(error.starts_with("`Filter` selects nothing"), "{error}");
            assert!(serde_json::to_string(&Paint::new(filter)).is_err());
        }
        assert_eq!(serde_json::to_string(&Filter::all()).unwrap(), "{}");
    }

    #[test]
    fn an_object_is_checked_alone() {
        assert!(Filter::ids(["7"]).validate().is_ok() && Filter::all().validate().is_ok());
        let error = Filter::ids(["7\r"]).validate().unwrap_err();
        assert_eq!(error.object, "Filter");
        assert_eq!(error.violations[0].path, "ids");
        let message = "Filter is invalid: ids: item 0 starts or ends with white space: trim it";
        assert_eq!(error.to_string(), message);
    }

    #[derive(Clone, Default, PartialEq)]
    struct Part {
        skip: Option<i32>,
        limit: Option<i32>,
    }

    crate::object! {
        Part;
        read;
        optional "skip" => skip;
        optional "limit" => limit, at_most(9);
    }

    #[test]
    fn an_object_without_required_fields_is_read_into_its_default() {
        let read = |json: &str| {
            let part = serde_json::from_str::<Part>(json);
            part.map_err(|error| error.to_string())
        };
        let limit = read(r#"{"limit":2}"#).unwrap();
        assert_eq!((limit.skip, limit.limit), (None, Some(2)));
        for json in ["{}", r#"{"limit":2}"#, r#"{"skip":1,"limit":2}"#] {
            let part = read(json).unwrap();
            assert_eq!(serde_json::to_string(&part).unwrap(), json);
        }
        for (json, start) in [
            (r#"{"limit":10}"#, "limit: "),
            (r#"{"skip":1,"skip":1}"#, "duplicate field `skip`"),
            (r#"{"skip":"1"}"#, "skip: invalid type"),
            (
                r#"{"skips":1}"#,
                "unknown field `skips`: did you mean `skip`",
            ),
        ] {
            let error = read(json).err().unwrap();
            assert!(error.starts_with(start), "{error}");
        }
    }

    #[derive(Clone, PartialEq)]
    struct Circle {
        kind: String,
        radius: Option<i32>,
    }

    crate::object! {
        Circle;
        read;
        fixed "kind" => kind = "circle".to_owned(), selects_nothing();
        optional "radius" => radius;
    }

    #[test]
    fn a_constant_is_set_or_left_out() {
        let read = |json| serde_json::from_str::<Circle>(json);
        for json in [r#"{"radius":1}"#, r#"{"kind":"circle","radius":1}"#] {
            let circle = read(json).unwrap();
            let written = serde_json::to_string(&circle).unwrap();
            assert_eq!(written, r#"{"kind":"circle","radius":1}"#);
        }
        for (json, start) in [
            (
                r#"{"kind":"oval"}"#,
                "kind: is always \"circle\": remove it",
            ),
            (r#"{"kind":"oval","radius":"1"}"#, "radius: invalid type"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
        }
    }

    #[derive(Clone, PartialEq)]
    struct Codes {
        name: String,
        more: BTreeMap<String, Vec<Id>>,
    }

    crate::object! {
        Codes;
        read;
        required "name" => name;
        .. "more" => more, sensitive(), max_length(3);
    }

    #[test]
    fn additional_members_are_read_by_their_type() {
        let read = |json: &str| {
            let codes = serde_json::from_str::<Codes>(json);
            codes.map_err(|error| error.to_string())
        };
        let codes = read(r#"{"b": ["7", "7"], "name": "a", "a": []}"#).unwrap();
        assert_eq!(codes.more["b"], ["7"]);
        let json = serde_json::to_string(&codes).unwrap();
        assert_eq!(json, r#"{"name":"a","a":[],"b":["7"]}"#);
        for (json, message) in [
            (r#"{"name": "a", "b": "7"}"#, "b: invalid type: string"),
            (r#"{"name": "a", "b": [], "b": []}"#, "duplicate field `b`"),
            (r#"{"name": "a", "b": ["1234"]}"#, "item 0 is longer than 3"),
        ] {
            let error = read(json).err().unwrap();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn sensitive_additional_members_are_not_shown() {
        let more = BTreeMap::from([("secret".to_owned(), vec![Id::from(" 1")])]);
        let name = "a".to_owned();
        let codes = Codes { name, more };
        assert_eq!(format!("{codes:?}"), r#"Codes { name: "a", more: *** }"#);
        let violations = super::violations(&codes);
        let found: Vec<_> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!found[0].contains("secret"), "{found:?}");
    }
}
