//! Writing of received structs: as JSON objects, and for `Debug`.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

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
    /// Writes a field: its rule, its names on the wire and in Rust, and its value.
    fn field<R: WriteRule<T>, T: Serialize + fmt::Debug>(
        &mut self,
        rule: R,
        wire: &'static str,
        name: &'static str,
        value: &T,
    );

    /// Writes the additional members.
    fn additional<T: AdditionalMembers + fmt::Debug>(&mut self, name: &'static str, members: &T)
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

/// Formats a struct like the derive of `Debug`.
///
/// # Errors
///
/// Returns the formatter's error.
pub fn debug<T: WriteObject>(
    object: &T,
    name: &'static str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    object.write(&mut shown);
    shown.finish()
}

/// Writes fields to a map, up to the first error.
struct MapWriter<M: SerializeMap> {
    map: M,
    result: Result<(), M::Error>,
}

impl<M: SerializeMap> FieldWriter for MapWriter<M> {
    fn field<R: WriteRule<T>, T: Serialize + fmt::Debug>(
        &mut self,
        _rule: R,
        wire: &'static str,
        _name: &'static str,
        value: &T,
    ) {
        if self.result.is_ok() && !R::is_unset(value) {
            self.result = self.map.serialize_entry(wire, value);
        }
    }

    fn additional<T: AdditionalMembers + fmt::Debug>(&mut self, _name: &'static str, members: &T)
    where
        T::Value: Serialize,
    {
        if self.result.is_ok() {
            self.result = members.write(&mut self.map);
        }
    }
}

impl FieldWriter for fmt::DebugStruct<'_, '_> {
    fn field<R: WriteRule<T>, T: Serialize + fmt::Debug>(
        &mut self,
        _rule: R,
        _wire: &'static str,
        name: &'static str,
        value: &T,
    ) {
        fmt::DebugStruct::field(self, name, value);
    }

    fn additional<T: AdditionalMembers + fmt::Debug>(&mut self, name: &'static str, members: &T)
    where
        T::Value: Serialize,
    {
        fmt::DebugStruct::field(self, name, members);
    }
}
