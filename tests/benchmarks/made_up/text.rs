//! The YAML of a file, edited line by line: a copy keeps quotes, comments and layout.

use super::real::NUMBER;
use crate::Result;
use serde_yaml::Value;
use std::collections::BTreeSet;

/// Returns the text with the placeholder after each value that is one of the names, and without the
/// members that name one of the missing operations.
///
/// # Errors
///
/// Returns an error if a name is inside of a line.
pub fn template(text: &str, names: &BTreeSet<String>, missing: &BTreeSet<&str>) -> Result<String> {
    let mut template = String::new();
    for member in members(text) {
        let tree: Value = serde_yaml::from_str(&member)?;
        if values(&tree).is_disjoint(missing) {
            let lines = member.lines().map(|line| renamed(line, names));
            template.extend(lines.flat_map(|line| [line, "\n".to_owned()]));
        }
    }
    let tree: Value = serde_yaml::from_str(&template)?;
    if let Some(name) = values(&tree).into_iter().find(|name| names.contains(*name)) {
        return Err(format!("`{name}` cannot be replaced: write it at the end of a line").into());
    }
    Ok(template)
}

/// Returns the text without the member with this key.
pub fn without(text: &str, key: &str) -> String {
    let members = members(text).into_iter();
    members
        .filter(|member| !member.starts_with(&format!("{key}:")))
        .collect()
}

/// Splits a text into the members of its mapping.
fn members(text: &str) -> Vec<String> {
    let mut members = vec![String::new()];
    for line in text.lines() {
        if line.starts_with(char::is_alphabetic) {
            members.push(String::new());
        }
        if let Some(member) = members.last_mut() {
            member.push_str(line);
            member.push('\n');
        }
    }
    members
}

/// Appends the placeholder to the value of a line if it is one of the names.
fn renamed(line: &str, names: &BTreeSet<String>) -> String {
    let start = line.rfind(": ").or_else(|| line.rfind("- "));
    match start.map(|start| &line[start + 2..]) {
        Some(path) if names.contains(path) && path.starts_with('/') => format!("{line}/{NUMBER}"),
        Some(value) if names.contains(value) => format!("{line}{NUMBER}"),
        _ => line.to_owned(),
    }
}

/// Returns the text with a smaller number in the first `max_items`; `None` without one.
pub fn narrowed(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("max_items: ")?;
    let (number, rest) = rest.split_once('\n')?;
    let number = number.parse::<u64>().ok()?.checked_sub(1)?;
    Some(format!("{before}max_items: {number}\n{rest}"))
}

/// Returns all texts of a tree that are not keys.
pub fn values(tree: &Value) -> BTreeSet<&str> {
    match tree {
        Value::String(text) => BTreeSet::from([text.as_str()]),
        Value::Sequence(items) => items.iter().flat_map(values).collect(),
        Value::Mapping(members) => members.values().flat_map(values).collect(),
        _ => BTreeSet::new(),
    }
}

/// Returns the names of the types that a tree declares in place.
pub fn declared(tree: &Value) -> BTreeSet<String> {
    match tree {
        Value::Sequence(items) => items.iter().flat_map(declared).collect(),
        Value::Mapping(members) => {
            let name = members.get("rust").and_then(Value::as_str);
            let name = name.filter(|name| name.starts_with(char::is_uppercase));
            let inside = members.values().flat_map(declared);
            inside.chain(name.map(str::to_owned)).collect()
        }
        _ => BTreeSet::new(),
    }
}
