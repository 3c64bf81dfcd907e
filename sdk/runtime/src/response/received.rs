//! Reading of JSON objects into generated structs.
//!
//! An object is read from a map only: a list never fills its fields by position. Members that the
//! struct does not have are skipped, or kept if the object is also sent. If a key comes twice, the
//! last value counts, as in maps and in free-form JSON; the former name of a renamed field is the
//! same key.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use crate::json::Json;
use crate::object::extra::Extra;
pub use crate::response::additional_members::AdditionalMembers;
use crate::response::field_rule::{
    ErrorList, FieldRule, Optional, OptionalRule, OrDefault, Present, Required, WriteRule,
};
use crate::response::tolerant::Tolerant;

/// A struct that is read from a JSON object. Generated code lists its fields with
/// `response_object!`.
pub trait ReadObject<'de>: Sized {
    /// The name of the Rust type.
    const TYPE: &'static str;

    /// Reads the members.
    ///
    /// # Errors
    ///
    /// Returns an error if a member has the wrong type or a required one is missing.
    fn read<M: MapAccess<'de>>(members: &mut Members<'de, M>) -> Result<Self, M::Error>;
}

/// Deserializes a struct from a map.
///
/// # Errors
///
/// Returns an error if the value is not an object, or its members do not match the struct.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::TYPE, &[], ObjectVisitor(PhantomData))
}

/// Reads an object; every other JSON is an error.
struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::TYPE)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
        let lifetime = PhantomData;
        T::read(&mut Members { map, lifetime })
    }
}

/// The members of an object, in the order of the text.
#[derive(Debug)]
pub struct Members<'de, M> {
    map: M,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, M: MapAccess<'de>> Members<'de, M> {
    /// Returns the name of the next member, whose value has to be read or skipped.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error.
    pub fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, M::Error> {
        self.map.next_key_seed(KeySeed)
    }

    /// Reads the value of a member by a rule.
    pub(crate) fn value<R: FieldRule<'de, T>, T>(&mut self) -> Result<T, M::Error> {
        self.map.next_value_seed(FieldSeed::<R, T>(PhantomData))
    }

    /// Skips the value of a member that the struct does not have.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error.
    pub fn skip(&mut self) -> Result<(), M::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }

    /// Reads an additional member; the last of several equal names counts.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error if the value does not have the type of the members.
    pub fn additional<T: AdditionalMembers>(
        &mut self,
        name: Cow<'de, str>,
        members: &mut T,
    ) -> Result<(), M::Error>
    where
        T::Value: Deserialize<'de>,
    {
        let value = (self.map).next_value_seed(FieldSeed::<Required, T::Value>(PhantomData))?;
        members.receive(name.into_owned(), value);
        Ok(())
    }

    /// Keeps a member that the struct does not have, to send it again.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error.
    pub fn keep(&mut self, name: Cow<'de, str>, extra: &mut Extra) -> Result<(), M::Error> {
        let value = self.map.next_value::<Json>()?;
        extra.receive(name.into_owned(), value);
        Ok(())
    }
}

/// Reads a key, without a copy if it needs no unescaping.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E: de::Error>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}

/// The value of a field while its object is read.
#[derive(Debug)]
pub struct Slot<R, T> {
    value: Option<T>,
    rule: PhantomData<R>,
}

impl<R, T> Slot<R, T> {
    const EMPTY: Self = Self {
        value: None,
        rule: PhantomData,
    };

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
        R: FieldRule<'de, T>,
    {
        self.value = Some(members.value::<R, T>()?);
        Ok(())
    }

    /// Reads the value of a member that has a former name of the field. A `null` does not replace a
    /// value: a server that sends both names may have emptied the former one.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error if the value does not match the field.
    pub fn read_former<'de, M: MapAccess<'de>>(
        &mut self,
        members: &mut Members<'de, M>,
    ) -> Result<(), M::Error>
    where
        R: FieldRule<'de, T>,
    {
        let seed = FormerSeed::<R, T>(PhantomData);
        match members.map.next_value_seed(seed)? {
            Some(value) => self.value = Some(value),
            None if self.value.is_none() => {
                // A required field has no `null`, and may still follow.
                let null = de::value::UnitDeserializer::<M::Error>::new();
                self.value = R::read(null).ok();
            }
            None => {}
        }
        Ok(())
    }

    /// Returns the value of a field that may be absent.
    pub fn optional<'de>(self) -> T
    where
        R: OptionalRule<'de, T>,
    {
        self.value.unwrap_or_else(R::absent)
    }
}

impl<T> Slot<Required, T> {
    /// Returns the value of a field that must be present.
    ///
    /// # Errors
    ///
    /// Returns an error that names the member if it was missing.
    pub fn required<E: de::Error>(self, wire: &'static str) -> Result<T, E> {
        self.value.ok_or_else(|| E::missing_field(wire))
    }
}

struct FieldSeed<R, T>(PhantomData<(R, T)>);

impl<'de, R: FieldRule<'de, T>, T> DeserializeSeed<'de> for FieldSeed<R, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        R::read(Tolerant(deserializer))
    }
}

/// Reads the value of a field, or `None` for `null`.
struct FormerSeed<R, T>(PhantomData<(R, T)>);

impl<'de, R: FieldRule<'de, T>, T> DeserializeSeed<'de> for FormerSeed<R, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, R: FieldRule<'de, T>, T> Visitor<'de> for FormerSeed<R, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        R::read(Tolerant(deserializer)).map(Some)
    }
}

/// Returns the slot of a field that must be present.
#[must_use]
pub fn required<T>() -> Slot<Required, T> {
    Slot::EMPTY
}

/// Returns the slot of a field that may be absent or `null`.
#[must_use]
pub fn optional<T>() -> Slot<Optional, T> {
    Slot::EMPTY
}

impl<T> Slot<Optional, T> {
    /// Distinguishes `null` from an absent field.
    #[must_use]
    pub fn nullable(self) -> Slot<Present, T> {
        Slot::EMPTY
    }

    /// Reads `null` and an absent field as the default.
    #[must_use]
    pub fn null_as_default(self) -> Slot<OrDefault, T> {
        Slot::EMPTY
    }

    /// Reads the errors of an API.
    #[must_use]
    pub fn error_list<A>(self) -> Slot<ErrorList<A>, T> {
        Slot::EMPTY
    }
}

impl<R: WriteRule<T>, T: Serialize> Slot<R, T> {
    /// Writes a field that is set.
    ///
    /// # Errors
    ///
    /// Returns the serializer's error.
    pub fn write<M: SerializeMap>(
        self,
        map: &mut M,
        wire: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        if R::is_unset(value) {
            return Ok(());
        }
        map.serialize_entry(wire, value)
    }
}
