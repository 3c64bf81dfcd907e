//! The keys of a spec file with their lines, by path.

use super::yaml::{self, Node, NodeKind};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, SourceFile, Span};
use serde_yaml::Value;
use std::collections::BTreeMap;

/// The keys that name an item of a sequence, in the order in which they are tried.
const NAMES: [&str; 8] = [
    "value",
    "operation",
    "credential",
    "outcome",
    "name",
    "status",
    "item",
    "type",
];

/// Returns the lines of the keys of a file, from 1. The parts of a path are keys, and the names of items
/// in sequences: `fields/ids/max_items`.
pub(crate) fn outline(source: &SourceFile) -> BTreeMap<String, usize> {
    let mut spans = BTreeMap::new();
    if let Some(root) = yaml::read(FileId::FIRST, source, &mut Diagnostics::default()) {
        add("", &root, &mut spans);
    }
    let ends = source.text.match_indices('\n');
    let ends: Vec<_> = ends.map(|(at, _)| at).collect();
    let line = |span: Span| ends.partition_point(|end| *end < span.start()) + 1;
    let lines = spans.into_iter().map(|(path, span)| (path, line(span)));
    lines.collect()
}

fn add(path: &str, node: &Node, spans: &mut BTreeMap<String, Span>) {
    let below = |name: &str| {
        let name = name.replace('/', "\u{0}");
        if path.is_empty() {
            name
        } else {
            format!("{path}/{name}")
        }
    };
    match &node.kind {
        NodeKind::Scalar(_) => {}
        NodeKind::Sequence(items) => {
            for item in items {
                if let Some((name, span)) = name_of(item) {
                    let path = below(&name);
                    spans.insert(path.clone(), span);
                    add(&path, item, spans);
                }
            }
        }
        NodeKind::Mapping(entries) => {
            for entry in entries {
                let path = below(&entry.key);
                spans.insert(path.clone(), entry.key_span);
                add(&path, &entry.value, spans);
            }
        }
    }
}

/// Returns the name of an item of a sequence, and its span.
fn name_of(item: &Node) -> Option<(String, Span)> {
    match &item.kind {
        NodeKind::Scalar(value) => Some((text(value)?, item.span)),
        NodeKind::Sequence(_) => None,
        NodeKind::Mapping(entries) => NAMES.iter().find_map(|key| {
            let entry = entries.iter().find(|entry| entry.key == *key)?;
            let name = match &entry.value.kind {
                NodeKind::Scalar(value) => text(value)?,
                NodeKind::Sequence(items) => {
                    let items = items.iter().filter_map(|item| Some(name_of(item)?.0));
                    items.collect::<Vec<_>>().join(", ")
                }
                NodeKind::Mapping(_) => return None,
            };
            Some((name, entry.value.span))
        }),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
