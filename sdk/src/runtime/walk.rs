//! What an object shows of itself: its JSON, its `Debug` text and its criteria.

use std::convert::Infallible;
use std::fmt;

use serde::Serializer;
use serde::ser::SerializeMap;

use super::{Json, Object, Receiver, Rules, Value};

/// Serialises the fields that are set as a JSON object.
///
/// # Errors
///
/// What the serializer says.
pub fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = Entries(serializer.serialize_map(None)?);
    object.fields(&mut map)?;
    map.0.end()
}

/// Shows the fields that are set, by their names on the wire.
///
/// # Errors
///
/// What the formatter says.
pub fn debug<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = match T::EVERYTHING {
        Some(everything) if object.everything() => everything,
        _ => T::NAME,
    };
    let mut shown = Shown(f.debug_struct(name));
    let Ok(()) = object.fields(&mut shown);
    shown.0.finish()
}

/// The fields that are set: name on the wire and JSON value, in order.
pub fn criteria<T: Object>(object: &T) -> impl Iterator<Item = (&'static str, Json)> + use<T> {
    let mut criteria = Criteria(Vec::new());
    let Ok(()) = object.fields(&mut criteria);
    criteria.0.into_iter()
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

/// Shows each field.
struct Shown<'a, 'f>(fmt::DebugStruct<'a, 'f>);

impl Receiver for Shown<'_, '_> {
    type Stop = Infallible;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        _rules: &Rules,
    ) -> Result<(), Infallible> {
        self.0.field(name, value);
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
        _rules: &Rules,
    ) -> Result<(), Infallible> {
        // No value of a request fails to become JSON; should one ever, it shows as null.
        let json = serde_json::to_value(value).unwrap_or_default();
        self.0.push((name, json));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::criteria;
    use crate::runtime::list;
    use crate::runtime::testing::{Filter, Paint};

    #[test]
    fn only_what_is_set_is_shown_in_order() {
        let filter = Filter::ids(["7"]).with(|fields| {
            fields.limit = Some(1);
            fields.colours = list(["dark blue"]);
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
    fn debug_says_when_everything_is_meant() {
        let paint = Paint::new(Filter::all().with(|fields| fields.limit = Some(1)));
        let shown = "Paint { colour: Red, filter: Filter::all() { limit: 1 } }";
        assert_eq!(format!("{paint:?}"), shown);
        assert_ne!(Filter::all(), Filter::default());
    }
}
