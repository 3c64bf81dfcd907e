//! Questions about the fields of an object; each walk stops at the first match.

use std::collections::BTreeMap;

use crate::object::field_spec::FieldSpec;
use crate::object::model::{FieldVisitor, Object, Value};

/// Returns `true` if no field of the object narrows down what it selects.
pub fn is_blank_object<T: Object>(object: &T) -> bool {
    !object.selects_all() && !any_field(object, Selects)
}

/// Returns `true` if the object, or a value inside it, contains members unknown to the SDK.
pub fn has_extra<T: Object>(object: &T) -> bool {
    !object.extra().is_empty() || any_field(object, HasExtra)
}

/// Returns `true` if the field with this path of wire names, such as `filter.ids`, is set.
pub fn is_set<T: Object>(object: &T, path: &str) -> bool {
    any_field(object, IsSet(path))
}

/// A predicate on fields that are set.
trait Predicate {
    fn matches<V: Value>(&self, name: &str, value: &V, spec: &FieldSpec) -> bool;
}

/// Returns `true` if a field of the object is set and matches the predicate.
fn any_field<T: Object, P: Predicate>(object: &T, predicate: P) -> bool {
    object.fields(&mut Find(predicate)).is_err()
}

/// Stops at the first field that matches a predicate.
struct Find<P>(P);

/// A field matched.
struct Found;

impl<P: Predicate> FieldVisitor for Find<P> {
    type Stop = Found;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        spec: &FieldSpec,
    ) -> Result<(), Found> {
        if self.0.matches(name, value, spec) {
            Err(Found)
        } else {
            Ok(())
        }
    }

    fn additional<V: Value>(
        &mut self,
        _name: &'static str,
        members: &BTreeMap<String, V>,
        spec: &FieldSpec,
    ) -> Result<(), Found> {
        let mut members = members.iter();
        let is_found = members.any(|(name, value)| self.0.matches(name, value, spec));
        if is_found { Err(Found) } else { Ok(()) }
    }
}

/// Matches a field that narrows down what the object selects.
struct Selects;

impl Predicate for Selects {
    fn matches<V: Value>(&self, _name: &str, value: &V, spec: &FieldSpec) -> bool {
        spec.selects && !value.is_blank()
    }
}

/// Matches a field whose value contains unknown members.
struct HasExtra;

impl Predicate for HasExtra {
    fn matches<V: Value>(&self, _name: &str, value: &V, _spec: &FieldSpec) -> bool {
        value.has_extra()
    }
}

/// Matches the field at a path of wire names.
struct IsSet<'a>(&'a str);

impl Predicate for IsSet<'_> {
    fn matches<V: Value>(&self, name: &str, value: &V, _spec: &FieldSpec) -> bool {
        let inside = match self.0.strip_prefix(name) {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix('.').filter(|rest| !rest.is_empty()),
            None => None,
        };
        inside.is_some_and(|path| value.is_set(path))
    }
}

#[cfg(test)]
mod tests {
    use crate::object::predicates::is_set;
    use crate::test_util::{Filter, Paint};

    #[test]
    fn set_fields_are_found_by_path() {
        let paint = Paint::new(Filter::ids(["7"]));
        for path in ["colour", "filter", "filter.ids"] {
            assert!(is_set(&paint, path), "{path}");
        }
        for path in [
            "",
            ".",
            "filter.",
            "filter.limit",
            "ids",
            "filter.ids.x",
            "colours",
            "fil",
        ] {
            assert!(!is_set(&paint, path), "{path}");
        }
    }
}
