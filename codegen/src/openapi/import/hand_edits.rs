//! The hand-written parts of a file that an update drops or replaces: each becomes a note.

use super::express::is_neutral;
use super::update::{is_own, partner};
use crate::openapi::node::Node;
use std::collections::BTreeSet;

/// The keys besides descriptions that an import hardly ever writes.
const BY_HAND: [&str; 11] = [
    "advice",
    "batch",
    "outcomes",
    "overrides",
    "rate_limit",
    "renamed_from",
    "retry",
    "selects",
    "since",
    "success",
    "without",
];

/// The maximum number of parts that a note quotes.
const MOST_QUOTED: usize = 3;

/// Lists the items of a file that are gone after an update, with the words that a person wrote there.
pub(super) fn dropped(old: &Node, new: &Node) -> Vec<String> {
    let mut notes = Vec::new();
    walk(old, new, "", &mut |path, lost| {
        let mut quotes = Vec::new();
        written_by_hand(lost, &mut quotes);
        if quotes.is_empty() {
            return;
        }
        let count = quotes.len();
        quotes.truncate(MOST_QUOTED);
        let more = match count - quotes.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let quotes = quotes.join(", ");
        notes.push(format!(
            "the source no longer has `{path}` here; written by hand there: {quotes}{more}"
        ));
    });
    notes
}

/// Lists the facts of a file that an update changes, for a file whose facts a person edited.
pub(super) fn replaced(old: &Node, new: &Node) -> Vec<String> {
    let mut notes = Vec::new();
    changed(old, new, "", &mut notes);
    notes
}

/// Lists the values of some keys that an update drops or replaces, because the source contradicts one.
pub(super) fn contradicted(old: &Node, new: &Node, keys: &BTreeSet<&'static str>) -> Vec<String> {
    let mut notes = Vec::new();
    compare(old, new, "", &mut |key, path, now| {
        if keys.contains(key) {
            let place = if path.is_empty() { "the file" } else { path };
            let done = match now {
                Some(_) => "replaced",
                None => "left out",
            };
            notes.push(format!(
                "`{key}` of `{place}` does not fit the source any more, or another one in the file; it is {done}"
            ));
        }
    });
    notes
}

/// Calls a function with each key of an item on both sides whose value is no longer the same.
fn compare(old: &Node, new: &Node, path: &str, differs: &mut dyn FnMut(&str, &str, Option<&Node>)) {
    for (key, value) in old.entries() {
        let now = new.get(key);
        match (value, now) {
            (value, Some(now)) if value == now => {}
            (Node::List(items), Some(Node::List(others)))
                if items
                    .iter()
                    .any(|item| partner(others, item, key).is_some()) =>
            {
                for item in items {
                    if let Some(known) = partner(others, item, key) {
                        compare(item, known, &below(path, item), differs);
                    }
                }
            }
            (Node::Map(_), Some(now @ Node::Map(_))) if !is_own(key) => {
                compare(value, now, path, differs);
            }
            (_, now) => differs(key, path, now),
        }
    }
}

/// Calls a function with each part of `old` that has no counterpart in `new`.
fn walk(old: &Node, new: &Node, path: &str, lost: &mut dyn FnMut(&str, &Node)) {
    for (key, value) in old.entries() {
        let now = new.get(key);
        if now == Some(value) {
            continue;
        }
        match value {
            Node::List(items) => {
                for item in items.iter().filter(|item| matches!(item, Node::Map(_))) {
                    let below = below(path, item);
                    match partner(now.map_or(&[], Node::items), item, key) {
                        Some(known) => walk(item, known, &below, lost),
                        None => lost(&below, item),
                    }
                }
            }
            Node::Map(_) => match now {
                Some(now @ Node::Map(_)) => walk(value, now, path, lost),
                _ => lost(&joined(path, key), value),
            },
            _ => {}
        }
    }
}

fn changed(old: &Node, new: &Node, path: &str, notes: &mut Vec<String>) {
    for (key, value) in old.entries().iter().filter(|(key, _)| !is_own(key)) {
        let now = new.get(key);
        let place = if path.is_empty() { "the file" } else { path };
        match (value, now) {
            (Node::List(items), now) if items.iter().any(|item| matches!(item, Node::Map(_))) => {
                for item in items {
                    let below = below(path, item);
                    match partner(now.map_or(&[], Node::items), item, key) {
                        Some(known) => changed(item, known, &below, notes),
                        None => notes.push(format!("`{below}` is gone")),
                    }
                }
            }
            (Node::Map(_), Some(now @ Node::Map(_))) => changed(value, now, path, notes),
            (value, Some(now)) if value == now => {}
            (value, now) => {
                let (was, is) = (value.shown(), now.map(Node::shown));
                let is = is.map_or_else(|| "gone".to_owned(), |is| format!("`{key}: {is}`"));
                notes.push(format!("`{key}: {was}` of `{place}` is {is} now"));
            }
        }
    }
}

fn below(path: &str, item: &Node) -> String {
    let names = ["name", "value", "status"].iter();
    let name = names
        .filter_map(|key| item.get(key))
        .map(Node::shown)
        .next();
    joined(path, &name.unwrap_or_else(|| "an item".to_owned()))
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// Collects the descriptions and keys that a person wrote.
fn written_by_hand(node: &Node, quotes: &mut Vec<String>) {
    for item in node.items() {
        written_by_hand(item, quotes);
    }
    for (key, value) in node.entries() {
        match value {
            Node::Text(text) if key == "description" && !is_neutral(text) => {
                quotes.push(format!("\"{text}\""));
            }
            _ if BY_HAND.contains(&key.as_str()) => quotes.push(format!("`{key}`")),
            Node::Map(_) | Node::List(_) if !is_own(key) => written_by_hand(value, quotes),
            _ => {}
        }
    }
}
