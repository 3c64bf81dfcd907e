//! Imports into a file that exists: facts come from the source, and everything else stays.

use super::existing::Deviation;
use super::express::{is_neutral, sort};
use super::plan::Hasher;
use super::yaml;
use crate::openapi::node::Node;

/// The keys that belong to the author: an import sets them once.
const OWN: [&str; 24] = [
    "advice",
    "batch",
    "deprecated",
    "description",
    "example",
    "examples",
    "idempotent",
    "name",
    "outcomes",
    "pagination",
    "permissions",
    "optional_permissions",
    "rate_limit",
    "renamed_from",
    "retry",
    "rust",
    "rust_name",
    "selection",
    "selects",
    "sensitive",
    "since",
    "success",
    "tags",
    "title",
];

/// The lists whose items have names, with the keys that identify an item.
const NAMED: [(&str, &[&str]); 7] = [
    ("fields", &["name"]),
    ("inputs", &["name", "in"]),
    ("outputs", &["name", "from"]),
    ("response_headers", &["name"]),
    ("values", &["value"]),
    ("errors", &["status"]),
    ("variants", &["value", "name", "type"]),
];

/// Returns the digest of the facts in a file: everything but sentences and names.
pub(super) fn facts(node: &Node) -> String {
    let mut hasher = Hasher::new();
    hasher.add(&yaml::write(&stripped(node, true), None));
    format!("{:016x}", hasher.finish())
}

fn stripped(node: &Node, is_file: bool) -> Node {
    match node {
        Node::Map(entries) => {
            let entries = entries.iter().filter(|(key, _)| {
                let is_name = is_file && (key == "operation" || key == "type");
                !is_name && !["description", "title", "example"].contains(&key.as_str())
            });
            Node::Map(
                entries
                    .map(|(key, value)| (key.clone(), stripped(value, false)))
                    .collect(),
            )
        }
        Node::List(items) => Node::List(items.iter().map(|item| stripped(item, false)).collect()),
        other => other.clone(),
    }
}

/// Combines an existing file with new facts.
pub(super) fn merged(old: &Node, new: &Node, deviations: &[Deviation]) -> Node {
    let name = new.text_of("operation").or(new.text_of("type"));
    let merge = Merge { deviations };
    merge.mapping(old, new, name.unwrap_or_default())
}

/// Replaces the neutral descriptions of an existing file.
pub(super) fn described(old: &Node, new: &Node) -> Node {
    match (old, new) {
        (Node::Map(entries), Node::Map(_)) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = match (value, new.get(key)) {
                    (Node::Text(own), Some(better)) if key == "description" && is_neutral(own) => {
                        better.clone()
                    }
                    (own, Some(other)) => match identity(key) {
                        Some(keys) => Node::List(
                            own.items()
                                .iter()
                                .map(|item| {
                                    found(other.items(), item, keys)
                                        .map_or(item.clone(), |new| described(item, new))
                                })
                                .collect(),
                        ),
                        None => described(own, other),
                    },
                    (own, None) => own.clone(),
                };
                (key.clone(), value)
            });
            Node::Map(entries.collect())
        }
        _ => old.clone(),
    }
}

fn identity(key: &str) -> Option<&'static [&'static str]> {
    let found = NAMED.iter().find(|(list, _)| *list == key)?;
    Some(found.1)
}

fn found<'n>(items: &'n [Node], item: &Node, keys: &[&str]) -> Option<&'n Node> {
    // A header can be its name alone.
    let same = |known: &&Node| match item {
        Node::Text(name) => known.as_text() == Some(name) || known.text_of("name") == Some(name),
        _ => keys.iter().all(|key| known.get(key) == item.get(key)),
    };
    items.iter().find(same)
}

struct Merge<'m> {
    deviations: &'m [Deviation],
}

impl Merge<'_> {
    fn has(&self, path: &str, kind: &str) -> bool {
        self.deviations
            .iter()
            .any(|known| known.kind == kind && known.item == path)
    }

    /// Returns `true` for a key whose value in the spec stays.
    fn keeps(&self, key: &str, path: &str) -> bool {
        let is_bound = || bound_kinds(key).iter().any(|kind| self.has(path, kind));
        OWN.contains(&key)
            || is_of_type(key) && (self.has(path, "type") || is_bound())
            || key == "required" && self.has(path, "presence")
    }

    fn mapping(&self, old: &Node, new: &Node, path: &str) -> Node {
        let (Node::Map(own), Node::Map(facts)) = (old, new) else {
            return new.clone();
        };
        let mut entries: Vec<(String, Node)> = Vec::new();
        for (key, value) in facts {
            let is_kept = self.keeps(key, path);
            let value = match old.get(key) {
                Some(Node::Text(text)) if key == "description" && is_neutral(text) => value.clone(),
                Some(known) if is_kept => known.clone(),
                Some(known) => self.value(key, known, value, path),
                None if is_kept && !OWN.contains(&key.as_str()) => continue,
                None => value.clone(),
            };
            entries.push((key.clone(), value));
        }
        for (key, value) in own {
            let is_kept = self.keeps(key, path) || key == "response_headers";
            if new.get(key).is_none() && is_kept {
                entries.push((key.clone(), value.clone()));
            }
        }
        sort(&mut entries);
        Node::Map(entries)
    }

    fn value(&self, key: &str, old: &Node, new: &Node, path: &str) -> Node {
        let Some(keys) = identity(key) else {
            return match (old, new) {
                (Node::Map(_), Node::Map(_)) => self.mapping(old, new, path),
                // The items of a list can be the name of their type alone.
                (Node::Map(_), Node::Text(_)) if is_type_reference(key) => {
                    let whole = Node::Map(vec![("type".to_owned(), new.clone())]);
                    match self.mapping(old, &whole, path) {
                        Node::Map(entries) if entries.len() > 1 => Node::Map(entries),
                        _ => new.clone(),
                    }
                }
                _ => new.clone(),
            };
        };
        let path = match key {
            "inputs" | "outputs" => format!("{path}.{key}"),
            "response_headers" => format!("{path}.headers"),
            _ => path.to_owned(),
        };
        let below = |item: &Node| {
            let name = if key == "values" { "value" } else { "name" };
            match item.get(name) {
                Some(name) => format!("{path}.{}", name.shown()),
                None => path.clone(),
            }
        };
        let mut items: Vec<Node> = new
            .items()
            .iter()
            .map(|item| match found(old.items(), item, keys) {
                Some(known) => self.mapping(known, item, &below(item)),
                None => item.clone(),
            })
            .collect();
        for (at, item) in old.items().iter().enumerate() {
            let is_kept = item.get("since").is_some()
                || self.has(&below(item), "added")
                || key == "response_headers";
            if found(new.items(), item, keys).is_none() && is_kept {
                items.insert(at.min(items.len()), item.clone());
            }
        }
        if key == "fields" && self.has(&path, "order") {
            let place = |item: &Node| {
                let mut known = old.items().iter();
                known.position(|known| found(std::slice::from_ref(known), item, keys).is_some())
            };
            // New members come last.
            items.sort_by_key(|item| place(item).unwrap_or(usize::MAX));
        }
        Node::List(items)
    }
}

/// Returns `true` for the keys whose value is a type, or a mapping with a type.
fn is_type_reference(key: &str) -> bool {
    ["items", "additional"].contains(&key)
}

/// Returns the kinds of deviations that are about a bound: both spellings of a limit are one bound.
fn bound_kinds(key: &str) -> Vec<&str> {
    let other = match key {
        "minimum" => Some("exclusive_minimum"),
        "maximum" => Some("exclusive_maximum"),
        _ => key.strip_prefix("exclusive_"),
    };
    std::iter::once(key).chain(other).collect()
}

/// Returns `true` for the keys that belong to a type.
fn is_of_type(key: &str) -> bool {
    [
        "type",
        "items",
        "additional",
        "min_items",
        "max_items",
        "format",
        "min_length",
        "max_length",
        "minimum",
        "maximum",
        "exclusive_minimum",
        "exclusive_maximum",
        "encoding",
        "pattern",
        "fields",
    ]
    .contains(&key)
}
