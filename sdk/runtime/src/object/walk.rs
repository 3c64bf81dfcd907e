//! The walk over the fields of an object: it matches each field with its row.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::slice;

use serde::Serialize;

use crate::object::field_row::FieldRow;
use crate::object::field_spec::FieldSpec;
use crate::object::model::{FieldVisitor, Value};
use crate::object::set_fields::{FieldValue, SetFields};

/// Passes the fields of an object to a visitor, until the visitor stops. The fields come in the order
/// of their rows.
///
/// A call per field, without a result, is what the compiler checks fastest: a walk of generated code
/// has a hundred of them.
#[derive(Debug)]
#[must_use]
pub struct Walk<'a, F: FieldVisitor> {
    visitor: &'a mut F,
    fields: &'static [FieldRow],
    /// The rows of the fields to come.
    rows: slice::Iter<'static, FieldRow>,
    result: Result<(), F::Stop>,
}

impl<'a, F: FieldVisitor> Walk<'a, F> {
    /// Starts a walk over the fields with these rows.
    pub fn new(visitor: &'a mut F, fields: &'static [FieldRow]) -> Self {
        Self {
            visitor,
            fields,
            rows: fields.iter(),
            result: Ok(()),
        }
    }

    /// Returns the row of the next field; `None` if the visitor has stopped.
    #[inline]
    fn row(&mut self) -> Option<&'static FieldRow> {
        self.rows.next().filter(|_| self.result.is_ok())
    }

    /// Passes on a field that may be unset.
    #[inline]
    pub fn optional<V: Value + Serialize>(&mut self, value: &Option<V>) {
        if let Some(row) = self.row() {
            self.result = match value {
                Some(value) => self.visitor.field(row, value),
                None => self.visitor.unset::<V>(row.wire),
            };
        }
    }

    /// Passes on a field that is always set.
    #[inline]
    pub fn required<V: Value + Serialize>(&mut self, value: &V) {
        if let Some(row) = self.row() {
            self.result = self.visitor.field(row, value);
        }
    }

    /// Passes on a field that has only one value.
    #[inline]
    pub fn fixed<V: Value + Serialize>(&mut self, value: &V) {
        self.required(value);
    }

    /// Passes on a read-only field, if the server set it.
    #[inline]
    pub fn read_only<T: fmt::Debug>(&mut self, value: &Option<T>) {
        if let Some(row) = self.row()
            && let Some(value) = value
        {
            self.result = self.visitor.read_only(row.wire, value, row.spec);
        }
    }

    /// Passes on the fields of a large object that are set, among these rows.
    #[inline]
    pub fn set_fields<V: FieldValue>(&mut self, fields: &SetFields<V>, rows: Range<usize>) {
        if self.result.is_ok() {
            self.result = fields.within(&rows).try_for_each(|(row, value)| {
                let row = self.fields.get(row);
                row.map_or(Ok(()), |row| value.visit(row, self.visitor))
            });
        }
        self.rows = self.fields.get(rows.end..).unwrap_or_default().iter();
    }

    /// Passes on the additional members, by wire name; `name` is their field in Rust.
    pub fn additional<V: Value + Serialize>(
        &mut self,
        name: &'static str,
        members: &BTreeMap<String, V>,
        spec: &FieldSpec,
    ) {
        if self.result.is_ok() {
            self.result = self.visitor.additional(name, members, spec);
        }
    }

    /// Ends the walk.
    ///
    /// # Errors
    ///
    /// Returns the visitor's reason for stopping.
    #[inline]
    pub fn end(self) -> Result<(), F::Stop> {
        self.result
    }
}
