//! Writing of received structs: as JSON objects, and for `Debug`.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::object::idents::Idents;
use crate::object::type_name::type_name;
use crate::response::additional_members::AdditionalMembers;
use crate::response::field_rule::WriteRule;

/// A struct whose fields can be written. Generated code lists them with `response_object!`.
pub trait WriteObject {
    /// Passes each field to a writer, in the order of the rows.
    fn write<W: FieldWriter>(&self, writer: &mut W);
}

/// Receives the fields of a struct.
///
/// A call per field, without a result, is what the compiler checks fastest.
pub trait FieldWriter {
    /// Writes a field by its rule: its name on the wire, and its value.
    fn field<R: WriteRule<T>, T: Serialize + fmt::Debug>(&mut self, wire: &'static str, value: &T);

    /// Writes the additional members.
    fn additional<T: AdditionalMembers + fmt::Debug>(&mut self, members: &T)
    where
        T::Value: Serialize;
}

/// Serializes a struct as a map.
///
/// # Errors
///
/// Returns the serializer's error.
pub fn serialize<T: WriteObject, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut writer = MapWriter {
        map: serializer.serialize_map(None)?,
        result: Ok(()),
    };
    object.write(&mut writer);
    writer.result?;
    writer.map.end()
}

/// Formats a struct like the derive of `Debug`, with the names of its fields as `stringify!` lists them.
///
/// # Errors
///
/// Returns the formatter's error.
pub fn debug<T: WriteObject>(
    object: &T,
    names: &'static str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut writer = DebugWriter {
        shown: f.debug_struct(type_name::<T>()),
        names: Idents::of(names),
    };
    object.write(&mut writer);
    writer.shown.finish()
}

/// Writes fields to a map, up to the first error.
struct MapWriter<M: SerializeMap> {
    map: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> FieldWriter for MapWriter<M> {
    fn field<R: WriteRule<T>, T: Serialize + fmt::Debug>(&mut self, wire: &'static str, value: &T) {
        if self.result.is_ok() && !R::is_unset(value) {
            self.result = self.map.serialize_entry(wire, value);
        }
    }

    fn additional<T: AdditionalMembers + fmt::Debug>(&mut self, members: &T)
    where
        T::Value: Serialize,
    {
        if self.result.is_ok() {
            self.result = members.write(&mut self.map);
        }
    }
}

/// Writes fields for `Debug`.
struct DebugWriter<'a, 'b> {
    shown: fmt::DebugStruct<'a, 'b>,
    names: Idents,
}

impl DebugWriter<'_, '_> {
    fn next(&mut self, value: &dyn fmt::Debug) {
        self.shown
            .field(self.names.next().unwrap_or_default(), value);
    }
}

impl FieldWriter for DebugWriter<'_, '_> {
    fn field<R: WriteRule<T>, T: Serialize + fmt::Debug>(
        &mut self,
        _wire: &'static str,
        value: &T,
    ) {
        self.next(value);
    }

    fn additional<T: AdditionalMembers + fmt::Debug>(&mut self, members: &T)
    where
        T::Value: Serialize,
    {
        self.next(members);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::response::json::json;

    #[derive(Clone, Debug, PartialEq)]
    struct Derived {
        name: String,
        age: Option<u16>,
        by_name: BTreeMap<String, u8>,
        others: BTreeMap<String, u8>,
    }

    mod by_rows {
        use std::collections::BTreeMap;

        #[derive(PartialEq)]
        pub(super) struct Derived {
            name: String,
            age: Option<u16>,
            by_name: BTreeMap<String, u8>,
            others: BTreeMap<String, u8>,
        }

        crate::response_object! {
            Derived;
            required "petName" => name, or_error;
            optional "age" => age;
            null_as_default "byName" => by_name;
            .. others;
        }
    }

    #[test]
    fn debug_shows_every_field_like_the_derive() {
        let body = r#"{"petName":"Eve","x":1,"y":2}"#;
        let shown: by_rows::Derived = json(body.as_bytes()).unwrap();
        let expected = Derived {
            name: "Eve".to_owned(),
            age: None,
            by_name: BTreeMap::new(),
            others: BTreeMap::from([("x".to_owned(), 1), ("y".to_owned(), 2)]),
        };
        assert_eq!(format!("{shown:?}"), format!("{expected:?}"));
        assert_eq!(format!("{shown:#?}"), format!("{expected:#?}"));
        let written = serde_json::to_string(&shown).unwrap();
        assert_eq!(written, r#"{"petName":"Eve","byName":{},"x":1,"y":2}"#);
    }

    #[derive(PartialEq)]
    struct Typed {
        r#type: String,
    }

    crate::response_object! { Typed; required "type" => r#type, or_error; }

    #[test]
    fn debug_shows_raw_names_like_the_derive() {
        let typed: Typed = json(br#"{"type":"a"}"#).unwrap();
        assert_eq!(format!("{typed:?}"), r#"Typed { type: "a" }"#);
    }
}
