//! The members of a received object that no field has.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::values::sensitive::Sensitive;

/// The additional members of a received object, by name.
pub trait AdditionalMembers: Default {
    /// The type of their values.
    type Value;

    /// Adds a member.
    fn receive(&mut self, name: String, value: Self::Value);

    /// Writes each member as an entry of a map.
    ///
    /// # Errors
    ///
    /// Returns the serializer's error.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>
    where
        Self::Value: Serialize;
}

impl<T> AdditionalMembers for BTreeMap<String, T> {
    type Value = T;

    fn receive(&mut self, name: String, value: T) {
        self.insert(name, value);
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>
    where
        T: Serialize,
    {
        let mut members = self.iter();
        members.try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

impl<T: AdditionalMembers> AdditionalMembers for Sensitive<T> {
    type Value = T::Value;

    fn receive(&mut self, name: String, value: T::Value) {
        self.get_mut().receive(name, value);
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>
    where
        T::Value: Serialize,
    {
        (**self).write(map)
    }
}
