//! The ids of an object.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::object::field_spec::FieldSpec;
use crate::object::model::{FieldVisitor, Object, Value};

/// Passes each id of the list with this path of wire names, such as `filter.ids`, to `visit`.
pub fn each_id<T: Object>(object: &T, path: &str, visit: &mut dyn FnMut(&str)) {
    let Ok(()) = object.fields(&mut Walk { path, visit });
}

struct Walk<'a> {
    path: &'a str,
    visit: &'a mut dyn FnMut(&str),
}

impl FieldVisitor for Walk<'_> {
    type Stop = Infallible;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        _: &FieldSpec,
    ) -> Result<(), Infallible> {
        if let Some(rest) = inside(self.path, name) {
            value.each_id(rest, self.visit);
        }
        Ok(())
    }

    /// The path of a list names a field.
    fn additional<V: Value>(
        &mut self,
        _: &'static str,
        _: &BTreeMap<String, V>,
        _: &FieldSpec,
    ) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Returns the rest of a path behind a name, which may itself contain dots.
pub(crate) fn inside<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    match path.strip_prefix(name)? {
        "" => Some(""),
        rest => rest.strip_prefix('.'),
    }
}
