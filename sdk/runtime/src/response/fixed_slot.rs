//! Reading of fields that have only one documented value.

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use crate::response::field_rule::Optional;
use crate::response::received::{Members, Slot};

impl<T> Slot<Optional, T> {
    /// Reads `null` and an absent field as a constant.
    #[must_use]
    pub fn fixed<F: Fn() -> T>(self, constant: F) -> FixedSlot<T, F> {
        FixedSlot {
            value: None,
            constant,
        }
    }
}

/// The value of a field that has only one documented value, while its object is read. Any other value
/// of its type is kept: a newer server may send it.
#[derive(Debug)]
pub struct FixedSlot<T, F> {
    value: Option<T>,
    constant: F,
}

impl<T, F: Fn() -> T> FixedSlot<T, F> {
    /// Reads the value of the current member.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error if the value does not match the field.
    pub fn read<'de, M: MapAccess<'de>>(
        &mut self,
        members: &mut Members<'de, M>,
    ) -> Result<(), M::Error>
    where
        T: Deserialize<'de>,
    {
        self.value = members.value::<Optional, Option<T>>()?;
        Ok(())
    }

    /// Reads the value of a member that has a former name of the field. A `null` does not replace a
    /// value.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error if the value does not match the field.
    pub fn read_former<'de, M: MapAccess<'de>>(
        &mut self,
        members: &mut Members<'de, M>,
    ) -> Result<(), M::Error>
    where
        T: Deserialize<'de>,
    {
        if let Some(value) = members.value::<Optional, Option<T>>()? {
            self.value = Some(value);
        }
        Ok(())
    }

    /// Returns the value of the field.
    pub fn optional(self) -> T {
        self.value.unwrap_or_else(self.constant)
    }

    /// Writes the field.
    ///
    /// # Errors
    ///
    /// Returns the serializer's error.
    pub fn write<M: SerializeMap>(
        self,
        map: &mut M,
        wire: &'static str,
        value: &T,
    ) -> Result<(), M::Error>
    where
        T: Serialize,
    {
        map.serialize_entry(wire, value)
    }
}
