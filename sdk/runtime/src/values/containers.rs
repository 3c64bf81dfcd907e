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
    fn has_length() -> bool {
        true
    }

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
    fn has_length() -> bool {
        true
    }

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

    fn has_length() -> bool {
        T::has_length()
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

    use serde::Serialize;

    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::validate::Validator;
    use crate::test_util::{Filter, Paint};
    use crate::values::containers::map;
    use crate::values::id::Id;
    use crate::values::nullable::Nullable;
    use crate::values::sensitive::Sensitive;

    #[test]
    fn a_map_is_collected_from_convertible_pairs() {
        let labels: BTreeMap<String, Id> = map([("a", 1_u64), ("b", 2)]);
        assert_eq!(labels["b"], "2");
        assert!(labels.is_set("a") && !labels.is_set("c"));
        assert!(!labels.is_blank());
        assert!(BTreeMap::<String, Id>::new().is_blank());
    }

    #[test]
    fn the_bounds_of_a_list_are_not_those_of_the_lists_in_it() {
        fn violations<T: Value + Serialize>(lists: &[Vec<T>]) -> Vec<usize> {
            let count = |list: &Vec<T>| {
                let mut validator = Validator::default();
                let spec = FieldSpec::NONE.min_items(2).max_items(2);
                list.validate(&FieldPath::ROOT.field("x"), &spec, &mut validator);
                validator.into_violations().len()
            };
            lists.iter().map(count).collect()
        }

        let lengths = [1, 2, 3].map(|length| vec!["a".to_owned(); length]);
        let of = |count: usize| lengths.iter().cycle().take(count).cloned();
        let counts = [1, 2, 3];
        let plain = counts.map(|count| of(count).collect());
        assert_eq!(violations::<Vec<String>>(&plain), [1, 0, 1]);
        let boxed = counts.map(|count| of(count).map(Box::new).collect());
        assert_eq!(violations::<Box<Vec<String>>>(&boxed), [1, 0, 1]);
        let nullable = counts.map(|count| of(count).map(Nullable::Value).collect());
        assert_eq!(violations::<Nullable<Vec<String>>>(&nullable), [1, 0, 1]);
        let secret = counts.map(|count| of(count).map(Sensitive::from).collect());
        assert_eq!(violations::<Sensitive<Vec<String>>>(&secret), [1, 0, 1]);
        let entry = |list: Vec<String>| map([(list.concat(), "x")]);
        let maps = counts.map(|count| of(count).map(entry).collect());
        assert_eq!(violations::<BTreeMap<String, String>>(&maps), [1, 0, 1]);
    }

    #[test]
    fn a_box_behaves_like_its_content() {
        let paint = Box::new(Paint::new(Filter::ids(["1"])));
        assert!(paint.is_set("filter.ids") && !paint.is_set("filter.limit"));
        assert_eq!(Box::<Filter>::select_all(), Some("Filter::all()"));
    }
}
