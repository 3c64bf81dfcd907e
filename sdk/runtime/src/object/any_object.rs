//! Objects and values of any type: code that visits them is compiled once, with the runtime, and not
//! for each type in the crate of the generated code.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

use serde::Serialize;

use crate::object::extra::Extra;
use crate::object::field_row::FieldRow;
use crate::object::field_spec::FieldSpec;
use crate::object::model::{FieldVisitor, Object, Value};
use crate::object::type_name::type_name;

/// An [`Object`] of any type.
pub trait AnyObject {
    /// Returns the name of the Rust type.
    fn type_name(&self) -> &'static str;

    /// Returns the rows of the fields, in order.
    fn rows(&self) -> &'static [FieldRow];

    /// Returns the expression that selects everything; `None` if the object need not select
    /// something.
    fn select_all(&self) -> Option<&'static str>;

    /// Returns the members that the caller added to the fields.
    fn extra(&self) -> &Extra;

    /// Returns `true` if the caller explicitly selected everything.
    fn selects_all(&self) -> bool;

    /// Passes each field to the visitor, in order, until the visitor stops.
    fn visit(&self, visitor: &mut dyn ValueVisitor) -> ControlFlow<()>;
}

/// A question about an object, which has the answer yes or no.
///
/// With the closure in its signature, a method of each object takes the compiler more than twice as long to check.
pub struct Question<'a>(&'a mut dyn FnMut(&dyn AnyObject) -> bool);

impl<'a> Question<'a> {
    /// Creates the question.
    pub(super) fn new(ask: &'a mut dyn FnMut(&dyn AnyObject) -> bool) -> Self {
        Self(ask)
    }

    /// Returns the answer.
    pub fn about<T: Object>(self, object: &T) -> bool {
        (self.0)(&object)
    }
}

impl fmt::Debug for Question<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question").finish_non_exhaustive()
    }
}

/// A reference, whose drop code is empty: that of the object itself would be copied into each unit of a
/// program that names its pointer table.
impl<T: Object> AnyObject for &T {
    fn type_name(&self) -> &'static str {
        type_name::<T>()
    }

    fn rows(&self) -> &'static [FieldRow] {
        T::FIELDS
    }

    fn select_all(&self) -> Option<&'static str> {
        <T as Value>::select_all()
    }

    fn extra(&self) -> &Extra {
        Object::extra(*self)
    }

    fn selects_all(&self) -> bool {
        Object::selects_all(*self)
    }

    fn visit(&self, visitor: &mut dyn ValueVisitor) -> ControlFlow<()> {
        match self.fields(&mut AnyValue(visitor)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(Stopped) => ControlFlow::Break(()),
        }
    }
}

/// Members without a field, by wire name.
pub type NamedValues<'a> = [(&'a str, &'a dyn Value)];

/// Returns the entries of a map as values of any type.
pub(crate) fn named<V: Value>(map: &BTreeMap<String, V>) -> Vec<(&str, &dyn Value)> {
    map.iter()
        .map(|(name, value)| (name.as_str(), value as &dyn Value))
        .collect()
}

/// Returns the items of a list as values of any type.
#[inline(never)]
pub(crate) fn items<V: Value>(list: &[V]) -> Vec<&dyn Value> {
    list.iter().map(|item| item as &dyn Value).collect()
}

/// A visitor of the fields of [`AnyObject`].
pub trait ValueVisitor {
    /// Visits a field that is set, under its wire name.
    fn field(&mut self, name: &'static str, value: &dyn Value, spec: &FieldSpec)
    -> ControlFlow<()>;

    /// Visits the additional members of an object, if it has some; `name` is their field in Rust.
    fn additional(
        &mut self,
        name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()>;

    /// Called for each field that is unset and must select something; `select_all` is the expression
    /// that selects everything.
    fn unset(&mut self, name: &'static str, select_all: &'static str) {
        let _ = (name, select_all);
    }

    /// Called for each read-only field that is set: only the server sets it, and requests do not have
    /// it.
    fn read_only(&mut self, name: &'static str, value: &dyn fmt::Debug, spec: &FieldSpec) {
        let _ = (name, value, spec);
    }
}

/// Passes the fields on as values of any type.
struct AnyValue<'a>(&'a mut dyn ValueVisitor);

/// The visitor stopped.
struct Stopped;

fn stopped(flow: ControlFlow<()>) -> Result<(), Stopped> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Stopped),
    }
}

impl FieldVisitor for AnyValue<'_> {
    type Stop = Stopped;

    #[inline(never)]
    fn field<V: Value + Serialize>(
        &mut self,
        row: &'static FieldRow,
        value: &V,
    ) -> Result<(), Stopped> {
        stopped(self.0.field(row.wire, value, row.spec))
    }

    fn additional<V: Value + Serialize>(
        &mut self,
        name: &'static str,
        members: &BTreeMap<String, V>,
        spec: &FieldSpec,
    ) -> Result<(), Stopped> {
        if members.is_empty() {
            return Ok(());
        }
        stopped(self.0.additional(name, &named(members), spec))
    }

    #[inline]
    fn unset<V: Value>(&mut self, name: &'static str) -> Result<(), Stopped> {
        if let Some(select_all) = V::select_all() {
            self.0.unset(name, select_all);
        }
        Ok(())
    }

    fn read_only<T: fmt::Debug>(
        &mut self,
        name: &'static str,
        value: &T,
        spec: &FieldSpec,
    ) -> Result<(), Stopped> {
        self.0.read_only(name, value, spec);
        Ok(())
    }
}
