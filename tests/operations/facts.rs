//! The facts of the vendor's description.

use std::sync::LazyLock;

use serde_json::{Map, Value};

/// The facts of one operation.
pub struct Facts {
    whole: Value,
}

static ALL: LazyLock<Value> = LazyLock::new(|| {
    let facts = include_str!("facts.json");
    serde_json::from_str(facts).expect("the facts are JSON")
});

/// Returns the properties of the filter of threats.
pub fn threat_filter() -> Map<String, Value> {
    let filter = ALL["threat_filter"].as_object();
    filter.expect("the filter has properties").clone()
}

/// Returns the facts of all operations.
pub fn all() -> Vec<Facts> {
    let operations = ALL["operations"].as_array().expect("a list");
    let facts = operations.iter().cloned();
    facts.map(|whole| Facts { whole }).collect()
}

/// Returns the facts of the operation with this method and path.
pub fn of(method: &str, path: &str) -> Facts {
    let found = all().into_iter().find(|facts| facts.is(method, path));
    found.unwrap_or_else(|| panic!("no facts of {method} {path}"))
}

impl Facts {
    fn is(&self, method: &str, path: &str) -> bool {
        self.whole["method"] == method && self.whole["path"] == path
    }

    /// Returns the method and the path.
    pub fn name(&self) -> String {
        let word = |key: &str| self.whole[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}", word("method"), word("path"))
    }

    /// Returns the permissions under a key; none if the description has none.
    pub fn permissions(&self, key: &str) -> Vec<String> {
        let list = self.whole[key].as_array().into_iter().flatten();
        list.filter_map(|text| text.as_str().map(str::to_owned))
            .collect()
    }

    /// Returns the schema of the JSON body of a request.
    pub fn body(&self) -> Option<Value> {
        self.whole.get("body").map(whole)
    }

    /// Returns the schema of the body of a success; `None` if it is not JSON.
    pub fn response(&self) -> Option<Value> {
        let schema = &self.whole["responses"]["200"];
        schema.get("type").is_some().then(|| schema.clone())
    }

    /// Returns the schemas of the parameters in a location.
    pub fn parameters(&self, location: &str) -> Map<String, Value> {
        let given = self.whole["parameters"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        let mut found = Map::new();
        if given.contains_key("filter") {
            found.extend(without(threat_filter(), &given["missing"]));
            for key in ["different", "others"] {
                found.extend(given[key].as_object().cloned().unwrap_or_default());
            }
        } else {
            found.extend(given);
        }
        found.retain(|_, schema| schema.get("in").is_none_or(|place| place == location));
        // The members of the filter state no location: they are in the query.
        if location != "query" {
            found.retain(|_, schema| schema.get("in").is_some());
        }
        found
    }
}

/// Replaces references to the filter with its properties.
fn whole(schema: &Value) -> Value {
    let mut schema = schema.clone();
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        return schema;
    };
    for property in properties.values_mut() {
        if property.get("same_as").is_some() {
            let filter = without(threat_filter(), &property["missing"]);
            *property =
                serde_json::json!({"type": "object", "properties": filter, "required": true});
        } else {
            *property = whole(property);
        }
    }
    schema
}

fn without(mut fields: Map<String, Value>, missing: &Value) -> Map<String, Value> {
    for name in missing.as_array().into_iter().flatten() {
        fields.remove(name.as_str().unwrap_or_default());
    }
    fields
}
