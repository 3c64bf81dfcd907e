//! Valid values made invalid, or differently valid, one change at a time.

use serde_json::{Value, json};

/// A value with one change, and what the change was.
pub struct Mutant {
    pub change: String,
    pub value: Value,
}

/// What a value is replaced with: each type, and each bound of the numbers.
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

/// Every change of a value: each node in it replaced, each key dropped, misspelled, and joined by a
/// key that stands elsewhere in the language.
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

/// Where the texts of a value stand.
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

/// The keys that any YAML can stand under.
const ANY: [&str; 5] = ["/example", "/default", "/request", "/headers", "/body"];

/// The JSON pointers of a value and of all in it but what is below the keys of [`ANY`].
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
