//! The ids of an object.

use std::ops::ControlFlow;

use crate::object::any_object::{AnyObject, NamedValues, ValueVisitor};
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;

/// Passes each id of the list with this path of wire names, such as `filter.ids`, to `visit`.
pub fn each_id(object: &dyn AnyObject, path: &str, visit: &mut dyn FnMut(&str)) {
    let _ = object.visit(&mut Walk { path, visit });
}

struct Walk<'a> {
    path: &'a str,
    visit: &'a mut dyn FnMut(&str),
}

impl ValueVisitor for Walk<'_> {
    fn field(&mut self, name: &'static str, value: &dyn Value, _: &FieldSpec) -> ControlFlow<()> {
        if let Some(rest) = inside(self.path, name) {
            value.each_id(rest, self.visit);
        }
        ControlFlow::Continue(())
    }

    /// The path of a list names a field.
    fn additional(
        &mut self,
        _: &'static str,
        _: &NamedValues<'_>,
        _: &FieldSpec,
    ) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Returns the rest of a path behind a name, which may itself contain dots.
pub(crate) fn inside<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    match path.strip_prefix(name)? {
        "" => Some(""),
        rest => rest.strip_prefix('.'),
    }
}
