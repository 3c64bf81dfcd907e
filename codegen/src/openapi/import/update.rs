//! Imports into a file that exists: facts come from the source, and everything else stays.

use super::existing::Deviation;
use super::express::{is_neutral, sort};
use super::plan::Hasher;
use super::yaml;
use crate::openapi::node::Node;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The keys that belong to the author: an import sets them once.
const OWN: [&str; 25] = [
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
    "preview",
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
    digest(&stripped(node, true))
}

/// Returns the digest of the facts in a file that an update replaces.
pub(super) fn replaceable(node: &Node) -> String {
    digest(&without_own(node))
}

fn digest(node: &Node) -> String {
    let mut hasher = Hasher::new();
    hasher.add(&yaml::write(node, None));
    format!("{:016x}", hasher.finish())
}

fn without_own(node: &Node) -> Node {
    match node {
        Node::Map(entries) => {
            let entries = entries
                .iter()
                .filter(|(key, _)| key == "name" || !is_own(key));
            let entries = entries.map(|(key, value)| (key.clone(), without_own(value)));
            Node::Map(entries.collect())
        }
        Node::List(items) => Node::List(items.iter().map(without_own).collect()),
        other => other.clone(),
    }
}

/// The keys of the author that state facts about other keys, which a newer source can contradict.
pub(super) const DEPENDENT: [&str; 6] = [
    "batch",
    "example",
    "examples",
    "outcomes",
    "pagination",
    "retry",
];

/// Returns `true` for a key that belongs to the author.
pub(super) fn is_own(key: &str) -> bool {
    OWN.contains(&key)
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

/// Combines an existing file with new facts; the `unfit` keys are facts, too. Returns the file, and the
/// positions of the deviations that keep a fact which differs.
pub(super) fn merged(
    old: &Node,
    new: &Node,
    deviations: &[Deviation],
    unfit: &BTreeSet<&'static str>,
) -> (Node, BTreeSet<usize>) {
    let merge = Merge {
        deviations,
        unfit,
        used: RefCell::default(),
    };
    let file = merge.mapping(old, new, name_of(new));
    (file, merge.used.into_inner())
}

/// Returns the name of an operation or a type.
pub(super) fn name_of(file: &Node) -> &str {
    let name = file.text_of("operation").or(file.text_of("type"));
    name.unwrap_or_default()
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
                    (Node::List(items), Some(Node::List(others))) if is_named(key) => {
                        let items = items.iter().map(|item| {
                            partner(others, item, key)
                                .map_or(item.clone(), |new| described(item, new))
                        });
                        Node::List(items.collect())
                    }
                    (own, Some(other)) => described(own, other),
                    (own, None) => own.clone(),
                };
                (key.clone(), value)
            });
            Node::Map(entries.collect())
        }
        _ => old.clone(),
    }
}

fn is_named(key: &str) -> bool {
    NAMED.iter().any(|(list, _)| *list == key)
}

/// Returns the item of a list with the identity of another. An input that has moved keeps its name.
pub(super) fn partner<'n>(items: &'n [Node], item: &Node, list: &str) -> Option<&'n Node> {
    let (_, keys) = NAMED.iter().find(|(known, _)| *known == list)?;
    // A header can be its name alone.
    let same = |known: &&Node| match item {
        Node::Text(name) => known.as_text() == Some(name) || known.text_of("name") == Some(name),
        _ => keys.iter().all(|key| known.get(key) == item.get(key)),
    };
    let namesake = || {
        let is_namesake = |known: &&Node| known.get("name") == item.get("name");
        let mut namesakes = items.iter().filter(is_namesake);
        namesakes.next().filter(|_| namesakes.next().is_none())
    };
    let found = items.iter().find(same);
    found.or_else(|| namesake().filter(|_| list == "inputs"))
}

struct Merge<'m> {
    deviations: &'m [Deviation],
    /// The keys of the author that the source contradicts.
    unfit: &'m BTreeSet<&'static str>,
    /// The positions of the deviations that keep a fact which differs.
    used: RefCell<BTreeSet<usize>>,
}

impl Merge<'_> {
    fn has(&self, path: &str, kind: &str) -> bool {
        self.recorded(path, kind).next().is_some()
    }

    fn recorded(&self, path: &str, kind: &str) -> impl Iterator<Item = usize> {
        let numbered = self.deviations.iter().enumerate();
        numbered
            .filter(move |(_, known)| known.kind == kind && known.item == path)
            .map(|(at, _)| at)
    }

    /// Notes that the deviations of a kind keep a fact which differs.
    fn uses(&self, path: &str, kind: &str) {
        let found = self.recorded(path, kind);
        self.used.borrow_mut().extend(found);
    }

    fn use_all(&self, path: &str, kinds: &[&str]) {
        for kind in kinds {
            self.uses(path, kind);
        }
    }

    /// Returns the kinds of recorded deviations that keep the value of a key.
    fn kinds(&self, key: &str, path: &str) -> Vec<&'static str> {
        let kinds = KEPT.iter().filter(|(_, keys)| keys.contains(&key));
        let kinds = kinds.map(|(kind, _)| *kind);
        kinds.filter(|kind| self.has(path, kind)).collect()
    }

    fn is_own(&self, key: &str) -> bool {
        is_own(key) && !self.unfit.contains(key)
    }

    fn mapping(&self, old: &Node, new: &Node, path: &str) -> Node {
        let (Node::Map(own), Node::Map(facts)) = (old, new) else {
            return new.clone();
        };
        let mut entries: Vec<(String, Node)> = Vec::new();
        for (key, value) in facts {
            let known = old.get(key);
            let kinds = self.kinds(key, path);
            if known != Some(value) {
                self.use_all(path, &kinds);
            }
            let value = match known {
                Some(Node::Text(text)) if key == "description" && is_neutral(text) => value.clone(),
                Some(known) if self.is_own(key) || !kinds.is_empty() => known.clone(),
                Some(known) => self.value(key, known, value, path),
                None if !kinds.is_empty() && !self.is_own(key) => continue,
                None => value.clone(),
            };
            entries.push((key.clone(), value));
        }
        for (key, value) in own.iter().filter(|(key, _)| new.get(key).is_none()) {
            let kinds = self.kinds(key, path);
            self.use_all(path, &kinds);
            if self.is_own(key) || !kinds.is_empty() || key == "response_headers" {
                entries.push((key.clone(), value.clone()));
            }
        }
        sort(&mut entries);
        Node::Map(entries)
    }

    fn value(&self, key: &str, old: &Node, new: &Node, path: &str) -> Node {
        if let (Node::List(old), Node::List(new)) = (old, new)
            && is_named(key)
        {
            return self.list(key, old, new, path);
        }
        // The items of a list can be the name of their type alone.
        let whole = |node: &Node| match node {
            Node::Text(_) if ["items", "additional"].contains(&key) => {
                Node::Map(vec![("type".to_owned(), node.clone())])
            }
            other => other.clone(),
        };
        let merged = match (whole(old), whole(new)) {
            (old @ Node::Map(_), new @ Node::Map(_)) => self.mapping(&old, &new, path),
            _ => return new.clone(),
        };
        match merged.entries() {
            [(only, name)] if only == "type" && matches!(new, Node::Text(_)) => name.clone(),
            _ => merged,
        }
    }

    fn list(&self, key: &str, old: &[Node], new: &[Node], path: &str) -> Node {
        let path = match key {
            "inputs" | "outputs" => format!("{path}.{key}"),
            "response_headers" => format!("{path}.headers"),
            _ => path.to_owned(),
        };
        let below = |item: &Node| {
            let name = if key == "values" { "value" } else { "name" };
            match item.get(name) {
                Some(name) => format!("{path}.{}", name.shown()),
                None => match item {
                    Node::Text(name) => format!("{path}.{name}"),
                    _ => path.clone(),
                },
            }
        };
        let mut items: Vec<Node> = new
            .iter()
            .map(|item| match partner(old, item, key) {
                Some(known) => self.mapping(known, item, &below(item)),
                None => item.clone(),
            })
            .collect();
        for (at, item) in old.iter().enumerate() {
            if partner(new, item, key).is_some() {
                continue;
            }
            self.uses(&below(item), "added");
            let is_kept = item.get("since").is_some()
                || self.has(&below(item), "added")
                || key == "response_headers";
            if is_kept {
                items.insert(at.min(items.len()), item.clone());
            }
        }
        if key == "fields" && self.has(&path, "order") {
            let before = items.clone();
            let place = |item: &Node| {
                let mut known = old.iter();
                known.position(|known| partner(std::slice::from_ref(known), item, key).is_some())
            };
            // New members come last.
            items.sort_by_key(|item| place(item).unwrap_or(usize::MAX));
            if items != before {
                self.uses(&path, "order");
            }
        }
        Node::List(items)
    }
}

/// The kinds of deviations with the keys whose values they keep. Both spellings of a limit are one bound.
const KEPT: [(&str, &[&str]); 13] = [
    ("type", &OF_TYPE),
    ("presence", &["required"]),
    ("selection", &["selection"]),
    ("min_items", &["min_items"]),
    ("max_items", &["max_items"]),
    ("format", &["format"]),
    ("min_length", &["min_length"]),
    ("max_length", &["max_length"]),
    ("pattern", &["pattern"]),
    ("minimum", &LEAST),
    ("exclusive_minimum", &LEAST),
    ("maximum", &MOST),
    ("exclusive_maximum", &MOST),
];

const LEAST: [&str; 2] = ["minimum", "exclusive_minimum"];
const MOST: [&str; 2] = ["maximum", "exclusive_maximum"];

/// The keys that belong to a type.
const OF_TYPE: [&str; 15] = [
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
];
