//! Values that hold other values: lists, maps and boxes.

use std::collections::BTreeMap;

use super::Value;
use crate::runtime::parts::Raw;
use crate::runtime::{Check, Place, Query, Rules};

/// The value of a list field from whatever the caller has.
pub fn list<T>(values: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    values.into_iter().map(Into::into).collect()
}

/// The value of a map field from whatever the caller has; of equal keys the last one stays.
pub fn map<K: Into<String>, V: Into<T>, T>(
    values: impl IntoIterator<Item = (K, V)>,
) -> BTreeMap<String, T> {
    let entry = |(key, value): (K, V)| (key.into(), value.into());
    values.into_iter().map(entry).collect()
}

impl<T: Value> Value for Vec<T> {
    fn is_blank(&self) -> bool {
        self.iter().all(Value::is_blank)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.list(self, place, rules);
    }

    fn has_extra(&self) -> bool {
        self.iter().any(Value::has_extra)
    }

    fn write_query(&self, place: &Place<'_>, name: &str, rules: &Rules, query: &mut Query<'_>) {
        query.list(place, name, self, rules);
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn is_blank(&self) -> bool {
        self.values().all(Value::is_blank)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.map(self, place, rules);
    }

    fn has_extra(&self) -> bool {
        self.values().any(Value::has_extra)
    }

    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.contains_key(path)
    }

    fn write_query(&self, place: &Place<'_>, _name: &str, rules: &Rules, query: &mut Query<'_>) {
        query.entries(place, self, rules);
    }
}

impl<T: Value> Value for Box<T> {
    const EVERYTHING: Option<&'static str> = T::EVERYTHING;

    fn is_blank(&self) -> bool {
        T::is_blank(self)
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        T::check(self, place, rules, check);
    }

    fn has_extra(&self) -> bool {
        T::has_extra(self)
    }

    fn is_set(&self, path: &str) -> bool {
        T::is_set(self, path)
    }

    fn write_query(&self, place: &Place<'_>, name: &str, rules: &Rules, query: &mut Query<'_>) {
        T::write_query(self, place, name, rules, query);
    }

    fn raw_body(&self) -> Result<Raw, &'static str> {
        T::raw_body(self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Value, map};
    use crate::runtime::Id;
    use crate::runtime::testing::{Filter, Paint};

    #[test]
    fn a_map_takes_whatever_becomes_its_entries() {
        let labels: BTreeMap<String, Id> = map([("a", 1_u64), ("b", 2)]);
        assert_eq!(labels["b"], "2");
        assert!(labels.is_set("a") && !labels.is_set("c"));
        assert!(!labels.is_blank());
        assert!(BTreeMap::<String, Id>::new().is_blank());
    }

    #[test]
    fn a_box_is_what_is_in_it() {
        let paint = Box::new(Paint::new(Filter::ids(["1"])));
        assert!(paint.is_set("filter.ids") && !paint.is_set("filter.limit"));
        assert_eq!(Box::<Filter>::EVERYTHING, Some("Filter::all()"));
    }
}
