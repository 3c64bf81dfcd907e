//! The members of an object that is read: each key is compared with the rows of the fields.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::slice;

use serde::Deserialize;
use serde::de::{Error, MapAccess};

use crate::object::field_row::FieldRow;
use crate::object::model::Value;
use crate::object::suggest::did_you_mean;

/// The members of an object. For each key, generated code offers the places of all fields, in the order
/// of their rows; the place of the key gets the value.
#[derive(Debug)]
pub struct Members<'de, A: MapAccess<'de>> {
    map: A,
    fields: &'static [FieldRow],
    /// The rows of the fields that were not offered for this key.
    rows: slice::Iter<'static, FieldRow>,
    /// The key, until it has found its place.
    key: Option<String>,
    result: Result<(), A::Error>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    pub(super) fn new(map: A, fields: &'static [FieldRow]) -> Self {
        Self {
            map,
            fields,
            rows: fields.iter(),
            key: None,
            result: Ok(()),
            lifetime: PhantomData,
        }
    }

    /// Reads the next key; returns `false` at the end.
    ///
    /// # Errors
    ///
    /// Returns the error of the last member: its key is unknown or comes twice, or its value does not
    /// have the type of its field.
    pub fn advance(&mut self) -> Result<bool, A::Error> {
        std::mem::replace(&mut self.result, Ok(()))?;
        if let Some(key) = &self.key {
            return Err(unknown_key(key, self.fields));
        }
        self.rows = self.fields.iter();
        self.key = self.map.next_key()?;
        Ok(self.key.is_some())
    }

    /// Offers the place of the next field.
    pub fn field<T: Value + Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        if let Some(row) = self.rows.next()
            && let Some(key) = &self.key
            && key == row.wire
        {
            self.key = None;
            self.result = self.value(row.wire, slot);
        }
    }

    /// Offers the place of the additional members.
    pub fn additional<T: Value + Deserialize<'de>>(&mut self, members: &mut BTreeMap<String, T>) {
        if let Some(key) = self.key.take() {
            self.result = self.member(key, members);
        }
    }

    fn value<T: Value + Deserialize<'de>>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(name));
        }
        *slot = Some(self.next_value(name)?);
        Ok(())
    }

    fn member<T: Value + Deserialize<'de>>(
        &mut self,
        name: String,
        members: &mut BTreeMap<String, T>,
    ) -> Result<(), A::Error> {
        let shown = name.escape_debug();
        if members.contains_key(&name) {
            return Err(A::Error::custom(format_args!("duplicate field `{shown}`")));
        }
        let value = self.next_value(&shown.to_string())?;
        members.insert(name, value);
        Ok(())
    }

    /// Reads a value, whose errors name the field.
    fn next_value<T: Value + Deserialize<'de>>(&mut self, shown: &str) -> Result<T, A::Error> {
        let mut value: T = self.map.next_value().map_err(|error| {
            let error = error.to_string();
            A::Error::custom(format_args!("{shown}: {}", error.trim_end()))
        })?;
        value.normalize();
        Ok(value)
    }
}

/// Returns the error of a key that is not a field: it names the field that was probably meant, or
/// all of them.
fn unknown_key<E: Error>(key: &str, fields: &[FieldRow]) -> E {
    let names = || fields.iter().map(|field| field.wire);
    let key = key.escape_debug().to_string();
    if let Some(near) = did_you_mean(&key, names()) {
        return E::custom(format_args!(
            "unknown field `{key}`: did you mean `{near}`?"
        ));
    }
    let names: Vec<_> = names().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    E::custom(format_args!(
        "unknown field `{key}`, expected one of {names}"
    ))
}
