//! The members of an object that is read: each key is compared with the rows of the fields.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::mem;
use std::ops::Range;
use std::slice;

use serde::de::{Error, MapAccess};
use serde::{Deserialize, Serialize};

use crate::object::field_row::FieldRow;
use crate::object::idents::Idents;
use crate::object::model::Value;
use crate::object::set_fields::SetFields;
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

    /// Reads the next key; returns `false` at the end, and after an error.
    pub fn advance(&mut self) -> bool {
        if self.result.is_err() {
            return false;
        }
        self.result = self.next_key();
        self.result.is_ok() && self.key.is_some()
    }

    fn next_key(&mut self) -> Result<(), A::Error> {
        if let Some(key) = &self.key {
            return Err(unknown_key(key, self.fields));
        }
        self.rows = self.fields.iter();
        self.key = self.map.next_key()?;
        Ok(())
    }

    /// Returns the object, which has all members now.
    ///
    /// # Errors
    ///
    /// Returns the error of a member: its key is unknown or comes twice, or its value does not have the type
    /// of its field.
    pub fn end<T>(&mut self, object: T) -> Result<T, A::Error> {
        mem::replace(&mut self.result, Ok(())).map(|()| object)
    }

    /// Returns the value of a field that must be set.
    ///
    /// # Errors
    ///
    /// Returns the error of a member, or one that names the field if it is missing.
    pub fn required<T>(&mut self, name: &'static str, slot: Option<T>) -> Result<T, A::Error> {
        self.end(())?;
        slot.ok_or_else(|| A::Error::missing_field(name))
    }

    /// Returns the constant of a field that has only one value.
    ///
    /// # Errors
    ///
    /// Returns the error of a member, or one that names the field if it is set to another value.
    pub fn fixed<T: PartialEq + Serialize>(
        &mut self,
        name: &'static str,
        slot: Option<T>,
        constant: T,
    ) -> Result<T, A::Error> {
        self.end(())?;
        if slot.is_none_or(|value| value == constant) {
            return Ok(constant);
        }
        let constant = serde_json::to_string(&constant).unwrap_or_default();
        Err(A::Error::custom(format_args!(
            "{name}: is always {constant}: remove it"
        )))
    }

    /// Offers the place of the next field.
    pub fn field<T: Value + Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        if let Some(row) = self.rows.next()
            && let Some(key) = &self.key
            && key == row.wire
        {
            self.key = None;
            self.result = self.fill(row, slot);
        }
    }

    /// Offers the fields of a large object with these rows.
    pub fn set_field<V: ReadFieldValue<'de>>(
        &mut self,
        fields: &mut SetFields<V>,
        rows: Range<usize>,
    ) {
        self.rows = self.fields.get(rows.end..).unwrap_or_default().iter();
        let mut offered = self
            .fields
            .iter()
            .enumerate()
            .take(rows.end)
            .skip(rows.start);
        if let Some(key) = &self.key
            && let Some((index, row)) = offered.find(|(_, row)| key == row.wire)
        {
            self.key = None;
            self.result = self.set(row, index, fields);
        }
    }

    /// Offers the place of the additional members.
    pub fn additional<T: Value + Deserialize<'de>>(&mut self, members: &mut BTreeMap<String, T>) {
        if let Some(key) = self.key.take() {
            self.result = self.member(key, members);
        }
    }

    fn fill<T: Value + Deserialize<'de>>(
        &mut self,
        row: &FieldRow,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(row.wire));
        }
        *slot = Some(self.next_value(row.wire)?);
        Ok(())
    }

    fn set<V: ReadFieldValue<'de>>(
        &mut self,
        row: &'static FieldRow,
        index: usize,
        fields: &mut SetFields<V>,
    ) -> Result<(), A::Error> {
        if fields.get(index).is_some() {
            return Err(A::Error::duplicate_field(row.wire));
        }
        fields.set(index, V::read(row, self)?);
        Ok(())
    }

    /// Reads the value of the field with this row as one of the variants with these names, which are offered in
    /// their order.
    pub fn variants<V>(
        &mut self,
        row: &'static FieldRow,
        names: &'static str,
    ) -> Variants<'_, 'de, A, V> {
        Variants {
            names: Idents::of(names),
            wanted: row.variant(),
            row,
            members: self,
            value: None,
        }
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

/// The variants for the values of a large object, offered one after another; that of the row reads the value.
#[derive(Debug)]
#[must_use]
pub struct Variants<'a, 'de, A: MapAccess<'de>, V> {
    /// The names of the variants that were not offered.
    names: Idents,
    /// The name of the variant of the row.
    wanted: Option<&'static str>,
    row: &'static FieldRow,
    members: &'a mut Members<'de, A>,
    value: Option<Result<V, A::Error>>,
}

impl<'de, A: MapAccess<'de>, V> Variants<'_, 'de, A, V> {
    /// Offers the next variant.
    pub fn offer<T: Value + Deserialize<'de>>(&mut self, variant: fn(T) -> V) {
        if self.names.next() == self.wanted && self.value.is_none() {
            self.value = Some(self.members.next_value(self.row.wire).map(variant));
        }
    }

    /// Returns the value.
    ///
    /// # Errors
    ///
    /// Returns an error that names the field if the value does not have its type.
    pub fn end(self) -> Result<V, A::Error> {
        let has_no_type = || A::Error::custom(format_args!("{}: has no type", self.row.wire));
        self.value.unwrap_or_else(|| Err(has_no_type()))
    }
}

/// A value of any field of a large object that is read.
pub trait ReadFieldValue<'de>: Sized {
    /// Reads the value of the field with this row.
    ///
    /// # Errors
    ///
    /// Returns an error if the value does not have the type of the field.
    fn read<A: MapAccess<'de>>(
        row: &'static FieldRow,
        members: &mut Members<'de, A>,
    ) -> Result<Self, A::Error>;
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
