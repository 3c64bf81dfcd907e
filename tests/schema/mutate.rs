//! Mutations of valid values, one at a time.

use serde_json::{Value, json};

/// A mutated value, and a description of the mutation.
pub struct Mutant {
    pub change: String,
    pub value: Value,
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
pub fn all(value: &Value, keys: &[String]) -> Vec<Mutant> {
    let mut paths = Vec::new();
    walk(value, String::new(), &mut paths);
    let mut mutants = Vec::new();
    for path in paths {
        let node = value.pointer(&path).expect("the path was found there");
        for replacement in replacements() {
            mutants.push(mutant(value, &path, &format!("is {replacement}"), |node| {
                *node = replacement;
            }));
        }
        let Value::Object(entries) = node else {
            continue;
        };
        for key in entries.keys() {
            mutants.push(mutant(value, &path, &format!("lacks {key}"), |node| {
                remove(node, key);
            }));
            mutants.push(mutant(value, &path, &format!("misspells {key}"), |node| {
                let value = remove(node, key);
                node[format!("{key}x")] = value;
            }));
        }
        for key in keys.iter().filter(|key| !entries.contains_key(*key)) {
            mutants.push(mutant(value, &path, &format!("also has {key}"), |node| {
                node[key] = json!("Text");
            }));
        }
    }
    mutants
}

/// Returns the positions of texts in a value.
pub fn texts(value: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    walk(value, String::new(), &mut paths);
    paths.retain(|path| value.pointer(path).is_some_and(Value::is_string));
    paths
}

fn mutant(value: &Value, path: &str, change: &str, edit: impl FnOnce(&mut Value)) -> Mutant {
    let mut value = value.clone();
    edit(value.pointer_mut(path).expect("the path was found there"));
    Mutant {
        change: format!("{path} {change}"),
        value,
    }
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
