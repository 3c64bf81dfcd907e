//! What an object shows of itself: its JSON, its `Debug` text and its criteria.

use std::convert::Infallible;
use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::rules::Part;
use super::{Json, Object, Receiver, Rules, Value};

/// What is shown in the place of what is not to be shown.
pub(super) const HIDDEN: &str = "***";

/// Serialises the fields that are set as a JSON object.
///
/// # Errors
///
/// What the serializer says.
pub fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = Entries(serializer.serialize_map(None)?);
    object.fields(&mut map)?;
    end(map.0, object)
}

/// The fields of an operation that are members of its JSON body, which has no other fields.
pub(super) struct Members<'a, T>(pub(super) &'a T);

impl<T: Object> Serialize for Members<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = MemberEntries(serializer.serialize_map(None)?);
        self.0.fields(&mut map)?;
        end(map.0, self.0)
    }
}

/// Writes what was given beside the fields.
fn end<T: Object, M: SerializeMap>(mut map: M, object: &T) -> Result<M::Ok, M::Error> {
    for (name, value) in object.extra().iter() {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// Whether the field with this path of wire names, such as `filter.ids`, is set.
pub fn is_set<T: Object>(object: &T, path: &str) -> bool {
    object.fields(&mut Sought(path)).is_err()
}

/// Shows the fields that are set, by their names on the wire.
///
/// # Errors
///
/// What the formatter says.
pub fn debug<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = match T::EVERYTHING {
        Some(everything) if object.everything() => everything,
        _ => T::TYPE,
    };
    let mut shown = Shown(f.debug_struct(name));
    let Ok(()) = object.fields(&mut shown);
    for (name, value) in object.extra().iter() {
        shown.0.field(name, &format_args!("{value}"));
    }
    shown.0.finish()
}

/// The fields that are set, and then what was given beside them: name on the wire and JSON value,
/// in order.
pub fn criteria<T: Object>(object: &T) -> impl Iterator<Item = (&str, Json)> + use<'_, T> {
    let mut criteria = Criteria(Vec::new());
    let Ok(()) = object.fields(&mut criteria);
    let extra = object.extra().iter();
    let fields = criteria.0.into_iter();
    fields.chain(extra.map(|(name, value)| (name, value.clone())))
}

/// Writes each field as an entry of a map.
struct Entries<M>(M);

impl<M: SerializeMap> Receiver for Entries<M> {
    type Stop = M::Error;

    #[inline]
    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        _rules: &Rules,
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }
}

/// Writes each field that is a member of the body.
struct MemberEntries<M>(M);

impl<M: SerializeMap> Receiver for MemberEntries<M> {
    type Stop = M::Error;

    #[inline]
    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), M::Error> {
        match rules.part {
            Part::Member => self.0.serialize_entry(name, value),
            Part::Path | Part::Query | Part::Header | Part::Body | Part::RawBody => Ok(()),
        }
    }
}

/// Looks for a field by its path, and stops at it.
struct Sought<'a>(&'a str);

/// The field was found, and is set.
struct IsSet;

impl Receiver for Sought<'_> {
    type Stop = IsSet;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        _rules: &Rules,
    ) -> Result<(), IsSet> {
        let inside = match self.0.strip_prefix(name) {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix('.').filter(|rest| !rest.is_empty()),
            None => None,
        };
        match inside {
            Some(path) if value.is_set(path) => Err(IsSet),
            Some(_) | None => Ok(()),
        }
    }
}

/// Shows each field.
struct Shown<'a, 'f>(fmt::DebugStruct<'a, 'f>);

impl Receiver for Shown<'_, '_> {
    type Stop = Infallible;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Infallible> {
        if rules.sensitive {
            self.0.field(name, &format_args!("{HIDDEN}"));
        } else {
            self.0.field(name, value);
        }
        Ok(())
    }
}

/// Collects each field with its JSON value.
struct Criteria(Vec<(&'static str, Json)>);

impl Receiver for Criteria {
    type Stop = Infallible;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Infallible> {
        // No value of a request fails to become JSON; should one ever, it shows as null.
        let json = if rules.sensitive {
            Json::from(HIDDEN)
        } else {
            serde_json::to_value(value).unwrap_or_default()
        };
        self.0.push((name, json));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{criteria, is_set};
    use crate::runtime::list;
    use crate::runtime::testing::{Filter, Paint};

    #[test]
    fn only_what_is_set_is_shown_in_order() {
        let filter = Filter::ids(["7"]).with(|fields| {
            fields.limit = Some(1);
            fields.colours = Some(list(["dark blue"]));
        });
        let shown = [
            ("ids", json!(["7"])),
            ("colours", json!(["dark blue"])),
            ("limit", json!(1)),
        ];
        assert!(criteria(&filter).eq(shown));
        let json = serde_json::to_string(&Paint::new(filter)).unwrap();
        let expected =
            r#"{"colour":"red","filter":{"ids":["7"],"colours":["dark blue"],"limit":1}}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn what_is_set_is_found_by_its_path() {
        let paint = Paint::new(Filter::ids(["7"]));
        for path in ["colour", "filter", "filter.ids"] {
            assert!(is_set(&paint, path), "{path}");
        }
        for path in [
            "",
            ".",
            "filter.",
            "filter.limit",
            "ids",
            "filter.ids.x",
            "colours",
            "fil",
        ] {
            assert!(!is_set(&paint, path), "{path}");
        }
    }

    #[test]
    fn what_is_sensitive_is_not_shown() {
        struct Login {
            password: String,
        }
        crate::runtime::object! { Login; required "password" => password, sensitive(); }

        let login = Login {
            password: "canary".to_owned(),
        };
        assert_eq!(format!("{login:?}"), "Login { password: *** }");
        assert!(criteria(&login).eq([("password", json!("***"))]));
        assert!(serde_json::to_string(&login).unwrap().contains("canary"));
    }

    #[test]
    fn debug_says_when_everything_is_meant() {
        let paint = Paint::new(Filter::all().with(|fields| fields.limit = Some(1)));
        let shown = "Paint { colour: Red, filter: Filter::all() { limit: 1 } }";
        assert_eq!(format!("{paint:?}"), shown);
        assert_ne!(Filter::all(), Filter::default());
    }
}
