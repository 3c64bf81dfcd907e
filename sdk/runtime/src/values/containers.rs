//! Values that contain other values: lists, maps and boxes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::http::encoded_body::EncodedBody;
use crate::object::any_object::{items, named};
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;
use crate::object::parts::Parts;
use crate::object::query::Query;
use crate::object::validate::Validator;

/// Collects the value of a list field from items that convert to it. Of equal ids, the first is
/// kept.
pub fn list<T: Value>(values: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    let mut list = values.into_iter().map(Into::into).collect();
    T::normalize_list(&mut list);
    list
}

/// Collects the value of a map field from pairs that convert to its entries. The last of several
/// equal keys wins.
pub fn map<K: Into<String>, V: Into<T>, T>(
    values: impl IntoIterator<Item = (K, V)>,
) -> BTreeMap<String, T> {
    let entry = |(key, value): (K, V)| (key.into(), value.into());
    values.into_iter().map(entry).collect()
}

impl<T: Value + Serialize> Value for Vec<T> {
    fn is_blank(&self) -> bool {
        self.iter().all(Value::is_blank)
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        validator.list(self, path, spec);
    }

    fn has_extra(&self) -> bool {
        self.iter().any(Value::has_extra)
    }

    fn normalize(&mut self) {
        for item in &mut *self {
            item.normalize();
        }
        T::normalize_list(self);
    }

    fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
        if path.is_empty() {
            for item in self {
                item.each_id(path, visit);
            }
        }
    }

    fn write_query(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        query: &mut Query<'_>,
    ) {
        query.list(path, name, &items(self), spec);
    }

    fn write_parts(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        parts: &mut Parts<'_>,
    ) {
        parts.list(path, name, &items(self), spec);
    }
}

impl<T: Value + Serialize> Value for BTreeMap<String, T> {
    fn is_blank(&self) -> bool {
        self.values().all(Value::is_blank)
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        validator.map(self, path, spec);
    }

    fn has_extra(&self) -> bool {
        self.values().any(Value::has_extra)
    }

    fn normalize(&mut self) {
        for value in self.values_mut() {
            value.normalize();
        }
    }

    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.contains_key(path)
    }

    fn write_query(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        query: &mut Query<'_>,
    ) {
        query.entries(path, name, &named(self), spec);
    }
}

impl<T: Value + Serialize> Value for Box<T> {
    fn select_all() -> Option<&'static str> {
        T::select_all()
    }

    fn is_blank(&self) -> bool {
        T::is_blank(self)
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        T::validate(self, path, spec, validator);
    }

    fn has_extra(&self) -> bool {
        T::has_extra(self)
    }

    fn normalize(&mut self) {
        T::normalize(self);
    }

    fn is_set(&self, path: &str) -> bool {
        T::is_set(self, path)
    }

    fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
        T::each_id(self, path, visit);
    }

    fn write_query(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        query: &mut Query<'_>,
    ) {
        T::write_query(self, path, name, spec, query);
    }

    fn write_parts(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        parts: &mut Parts<'_>,
    ) {
        T::write_parts(self, path, name, spec, parts);
    }

    fn raw_body(&self) -> Result<EncodedBody, &'static str> {
        T::raw_body(self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::object::model::Value;
    use crate::test_util::{Filter, Paint};
    use crate::values::containers::map;
    use crate::values::id::Id;

    #[test]
    fn a_map_is_collected_from_convertible_pairs() {
        let labels: BTreeMap<String, Id> = map([("a", 1_u64), ("b", 2)]);
        assert_eq!(labels["b"], "2");
        assert!(labels.is_set("a") && !labels.is_set("c"));
        assert!(!labels.is_blank());
        assert!(BTreeMap::<String, Id>::new().is_blank());
    }

    #[test]
    fn a_box_behaves_like_its_content() {
        let paint = Box::new(Paint::new(Filter::ids(["1"])));
        assert!(paint.is_set("filter.ids") && !paint.is_set("filter.limit"));
        assert_eq!(Box::<Filter>::select_all(), Some("Filter::all()"));
    }
}
