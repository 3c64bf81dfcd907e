//! Reading of JSON objects into generated structs.
//!
//! An object is read from a map only: a list never fills its fields by position. Members that the
//! struct does not have are skipped, or kept if the object is also sent. If a key comes twice, the
//! last value counts, as in maps and in free-form JSON; the former name of a renamed field is the
//! same key.

use std::any;
use std::fmt;
use std::marker::PhantomData;
use std::mem;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::json::Json;
use crate::object::extra::Extra;
use crate::object::type_name::type_name;
use crate::response::additional_members::AdditionalMembers;
use crate::response::error_path;
use crate::response::field_rule::{FieldRule, Present};
pub use crate::response::field_rule::{read, write};
use crate::response::tolerant::Tolerant;
#[cfg(feature = "mock")]
use crate::response::unknown_members::is_searched;
pub use crate::response::written::{FieldWriter, WriteObject, debug, serialize};

/// A struct that is read from a JSON object. Generated code lists its fields with
/// `response_object!`.
pub trait ReadObject<'de>: Sized {
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
    // The name is for formats other than JSON; the short one would be searched for each object.
    deserializer.deserialize_struct(any::type_name::<T>(), &[], ObjectVisitor(PhantomData))
}

/// Reads an object; every other JSON is an error.
struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", type_name::<T>())
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
        T::read(&mut Members {
            map,
            name: Name::Escaped,
            escaped: String::new(),
            result: Ok(()),
        })
    }
}

/// The name of a member.
#[derive(Clone, Copy, Debug)]
enum Name<'de> {
    /// A name that needs no unescaping.
    Borrowed(&'de str),
    /// The unescaped name that [`Members`] keeps.
    Escaped,
}

/// The members of an object, in the order of the text.
///
/// An invalid member is the error of [`end`](Self::end): a call per field, without a result and without the
/// name, is what the compiler checks fastest.
#[derive(Debug)]
pub struct Members<'de, M: MapAccess<'de>> {
    map: M,
    /// The name of the current member.
    name: Name<'de>,
    escaped: String,
    result: Result<(), M::Error>,
}

impl<'de, M: MapAccess<'de>> Members<'de, M> {
    /// Goes on to the next member, whose value has to be read or skipped; returns `false` at the end, and after
    /// an error.
    #[inline]
    pub fn advance(&mut self) -> bool {
        if self.result.is_ok() {
            match self.map.next_key_seed(NameSeed(&mut self.escaped)) {
                Ok(Some(name)) => {
                    self.name = name;
                    return true;
                }
                Ok(None) => {}
                Err(error) => self.stop(error),
            }
        }
        false
    }

    #[cold]
    fn stop(&mut self, error: M::Error) {
        self.result = Err(error);
    }

    /// Returns the object, which has all members now.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error about a member.
    #[inline]
    pub fn end<T>(&mut self, object: T) -> Result<T, M::Error> {
        mem::replace(&mut self.result, Ok(())).map(|()| object)
    }

    /// Returns the value of a field whose member must not be absent.
    ///
    /// # Errors
    ///
    /// Returns the error about an invalid member, or one that names this member if it was absent.
    #[inline]
    pub fn or_error<T>(&mut self, wire: &'static str, field: Option<T>) -> Result<T, M::Error> {
        match field {
            Some(value) => Ok(value),
            None => self
                .end(())
                .and_then(|()| Err(de::Error::missing_field(wire))),
        }
    }

    /// Returns the value of a field, or a constant if its member was absent.
    ///
    /// # Errors
    ///
    /// Returns no error.
    #[inline]
    pub fn or_constant<T>(
        &mut self,
        _wire: &'static str,
        field: Option<T>,
        constant: impl FnOnce() -> T,
    ) -> Result<T, M::Error> {
        Ok(field.unwrap_or_else(constant))
    }

    #[inline]
    fn text(&self) -> &str {
        match self.name {
            Name::Borrowed(name) => name,
            Name::Escaped => &self.escaped,
        }
    }

    /// Reads the member into a field if it has one of the field's names: the current one, or a former one. The
    /// last of several members counts.
    #[inline]
    pub fn field<R: FieldRule<'de, T>, T, const N: usize>(
        &mut self,
        names: [&'static str; N],
        field: &mut T,
    ) -> bool {
        let text = self.text();
        if text == names[0] {
            self.read::<R, T>(field);
            return true;
        }
        let is_former = N > 1 && names.contains(&text);
        if is_former {
            self.read_former::<R, T>(field);
        }
        is_former
    }

    /// Skips the value of a member that the struct does not have.
    pub fn skip(&mut self) -> bool {
        self.result = self.map.next_value::<IgnoredAny>().map(drop);
        if is_searched() {
            self.fail(de::Error::custom("unknown member"));
        }
        true
    }

    /// Reads an additional member; the last of several equal names counts.
    pub fn additional<T: AdditionalMembers>(&mut self, members: &mut T) -> bool
    where
        T::Value: Deserialize<'de>,
    {
        let mut value = None;
        self.read::<Present, _>(&mut value);
        if let Some(value) = value {
            members.receive(self.text().to_owned(), value);
        }
        true
    }

    /// Keeps a member that the struct does not have, to send it again.
    pub fn keep(&mut self, extra: &mut Extra) -> bool {
        match self.map.next_value::<Json>() {
            Ok(value) => extra.receive(self.text().to_owned(), value),
            Err(error) => self.fail(error),
        }
        true
    }

    fn read<R: FieldRule<'de, T>, T>(&mut self, field: &mut T) {
        match self.map.next_value_seed(FieldSeed::<R, T>(PhantomData)) {
            Ok(value) => *field = value,
            Err(error) => self.fail(error),
        }
    }

    /// Reads the value of a member that has a former name of the field. A `null` does not replace a
    /// value: a server that sends both names may have emptied the former one.
    fn read_former<R: FieldRule<'de, T>, T>(&mut self, field: &mut T) {
        match self.map.next_value_seed(FormerSeed::<R, T>(PhantomData)) {
            Ok(Some(value)) => *field = value,
            Ok(None) if R::is_unset(field) => {
                // A required field has no `null`, and may still follow.
                let null = de::value::UnitDeserializer::<M::Error>::new();
                if let Ok(value) = R::read(null) {
                    *field = value;
                }
            }
            Ok(None) => {}
            Err(error) => self.fail(error),
        }
    }

    #[cold]
    fn fail(&mut self, error: M::Error) {
        error_path::note_member(self.text());
        self.result = Err(error);
    }
}

/// Returns `false`: only mocks search for members that no type has.
#[cfg(not(feature = "mock"))]
const fn is_searched() -> bool {
    false
}

/// Reads a name, without a copy if it needs no unescaping; any other name replaces the text.
struct NameSeed<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = Name<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for NameSeed<'_> {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name::Borrowed(name))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        name.clone_into(self.0);
        Ok(Name::Escaped)
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
