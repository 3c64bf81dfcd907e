//! The request as a report saves it.

use crate::json::Json;
use crate::object::model::Object;
use crate::object::validate::Validator;
use crate::outcomes::requested::without;

/// Returns the request without its ids, which the report has by their states, and without its sensitive
/// values, which do not belong in a file.
pub(super) fn saved_request<T: Object>(request: &T, ids: &str) -> Json {
    let json = Json::encode(request).unwrap_or_default();
    let mut saved = without(json, ids);
    for names in Validator::sensitive_values(request) {
        if removes(&mut saved, &names) {
            return Json::default();
        }
    }
    saved
}

/// Removes the values with these names on the way to them, in each item of a list. Returns `true` if `json`
/// itself has to be removed: it is such a value, or it has one in a form that cannot be looked into.
fn removes(json: &mut Json, names: &[String]) -> bool {
    let Some((name, rest)) = names.split_first() else {
        return true;
    };
    if let Some(items) = json.as_array_mut() {
        items.retain_mut(|item| !removes(item, names));
        return false;
    }
    let Some(members) = json.as_object_mut() else {
        return true;
    };
    if members
        .get_mut(name)
        .is_some_and(|value| removes(value, rest))
    {
        members.remove(name);
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::{removes, saved_request};
    use crate::json::Json;
    use crate::test_util::{Filter, Paint};
    use crate::values::sensitive::Sensitive;

    #[derive(Clone)]
    struct Key {
        name: String,
        value: Sensitive<String>,
    }

    crate::object! { Key; required "name" => name; required "a.value" => value; }

    struct Login {
        password: String,
        keys: Vec<Key>,
        by_name: BTreeMap<String, Key>,
        codes: Vec<Sensitive<String>>,
        secrets: BTreeMap<String, String>,
        more: BTreeMap<String, String>,
    }

    crate::object! {
        Login;
        required "password" => password, sensitive(), in_header();
        required "keys" => keys;
        required "byName" => by_name;
        required "codes" => codes;
        required "secrets" => secrets, sensitive();
        .. "more" => more, sensitive();
    }

    fn login(secret: &str) -> Login {
        let key = |name: &str| Key {
            name: name.to_owned(),
            value: secret.into(),
        };
        let secrets = BTreeMap::from([(secret.to_owned(), secret.to_owned())]);
        Login {
            password: secret.to_owned(),
            keys: vec![key("a"), key("b")],
            by_name: BTreeMap::from([(String::new(), key("c")), ("x.y".to_owned(), key("d"))]),
            codes: vec![secret.into()],
            secrets: secrets.clone(),
            more: secrets,
        }
    }

    #[test]
    fn sensitive_values_are_left_out_wherever_they_are() {
        let saved = saved_request(&login("canary"), "ids");
        let expected = json!({
            "keys": [{"name": "a"}, {"name": "b"}],
            "byName": {"": {"name": "c"}, "x.y": {"name": "d"}},
        });
        assert_eq!(saved, Json::from(expected));
        assert_eq!(saved_request(&login("other"), "ids"), saved);
    }

    #[test]
    fn a_value_that_cannot_be_looked_into_is_left_out() {
        let mut json =
            Json::from(json!({"a": "{\"b\":\"canary\"}", "c": ["canary", {"b": 1}], "d": 1}));
        let names = |names: [&str; 2]| names.map(str::to_owned);
        assert!(!removes(&mut json, &names(["a", "b"])));
        assert!(!removes(&mut json, &names(["c", "b"])));
        assert_eq!(json, Json::from(json!({"c": [{}], "d": 1})));
        assert!(removes(&mut json, &[]));
    }

    #[test]
    fn a_request_without_sensitive_values_has_no_ids() {
        let saved = saved_request(&Paint::new(Filter::ids(["7", "8"])), "filter.ids");
        assert_eq!(saved, Json::from(json!({"colour": "red", "filter": {}})));
    }
}
