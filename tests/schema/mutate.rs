//! Mutations of valid values, one at a time.

use serde_json::{Value, json};
use std::fmt;

/// A mutation of a value. Only its description is kept: there are tens of thousands of them.
pub struct Mutation {
    /// The JSON pointer of the node that it changes.
    path: String,
    change: Change,
}

/// The change of a node.
enum Change {
    Is(Value),
    Lacks(String),
    Misspells(String),
    AlsoHas(String),
}

impl Mutation {
    /// Returns the value with the mutation.
    pub fn apply(&self, value: &Value) -> Value {
        let mut value = value.clone();
        let node = value.pointer_mut(&self.path);
        let node = node.expect("the path was found there");
        match &self.change {
            Change::Is(replacement) => node.clone_from(replacement),
            Change::Lacks(key) => drop(remove(node, key)),
            Change::Misspells(key) => {
                let value = remove(node, key);
                node[format!("{key}x")] = value;
            }
            Change::AlsoHas(key) => node[key] = json!("Text"),
        }
        value
    }
}

impl fmt::Display for Mutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.path)?;
        match &self.change {
            Change::Is(replacement) => write!(f, "is {replacement}"),
            Change::Lacks(key) => write!(f, "lacks {key}"),
            Change::Misspells(key) => write!(f, "misspells {key}"),
            Change::AlsoHas(key) => write!(f, "also has {key}"),
        }
    }
}

/// The replacements of a value: each type, and each bound of the numbers.
fn replacements() -> [Value; 12] {
    [
        json!(null),
        json!(true),
        json!(7),
        json!(-1),
        json!(4_294_967_296_u64),
        json!(1.5),
        json!("Text"),
        json!(""),
        json!([]),
        json!(["Text"]),
        json!({}),
        json!({"surplus": 1}),
    ]
}

/// Returns every mutation of a value: each node replaced, each key dropped, misspelled, and joined
/// by a key from elsewhere in the language.
pub fn all(value: &Value, keys: &[String]) -> Vec<Mutation> {
    let mut paths = Vec::new();
    walk(value, String::new(), &mut paths);
    let mut mutations = Vec::new();
    for path in paths {
        let mut changes: Vec<_> = replacements().into_iter().map(Change::Is).collect();
        if let Some(Value::Object(entries)) = value.pointer(&path) {
            for key in entries.keys() {
                changes.extend([Change::Lacks(key.clone()), Change::Misspells(key.clone())]);
            }
            let others = keys.iter().filter(|key| !entries.contains_key(*key));
            changes.extend(others.cloned().map(Change::AlsoHas));
        }
        mutations.extend(changes.into_iter().map(|change| Mutation {
            path: path.clone(),
            change,
        }));
    }
    mutations
}

/// Returns the positions of texts in a value.
pub fn texts(value: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    walk(value, String::new(), &mut paths);
    paths.retain(|path| value.pointer(path).is_some_and(Value::is_string));
    paths
}

fn remove(node: &mut Value, key: &str) -> Value {
    let entries = node.as_object_mut().expect("it is a mapping");
    entries.remove(key).expect("the key is there")
}

/// The keys with arbitrary YAML below them.
const ANY: [&str; 5] = ["/example", "/default", "/request", "/headers", "/body"];

/// Returns the JSON pointers of a value and of everything in it, except below the keys of [`ANY`].
fn walk(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            let is_any = ANY.iter().any(|key| path.ends_with(key));
            for (key, value) in entries.iter().filter(|_| !is_any) {
                walk(value, format!("{path}/{key}"), paths);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                walk(value, format!("{path}/{at}"), paths);
            }
        }
        _ => {}
    }
    paths.push(path);
}
