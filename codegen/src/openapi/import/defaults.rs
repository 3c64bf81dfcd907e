//! Imports into a spec with `defaults`: a field that they would change gets its own key.

use super::express::sort;
use crate::lower::FORM;
use crate::openapi::node::Node;
use std::collections::BTreeSet;

/// The default of a spec for one key, and the value that an absent key has without it.
struct Default<'a> {
    key: &'a str,
    usual: &'static str,
}

impl Default<'_> {
    /// Writes the usual value to a mapping without the key.
    fn keep_usual(&self, node: &mut Node) {
        if let Node::Map(entries) = node
            && entries.iter().all(|(key, _)| key != self.key)
        {
            entries.push((self.key.to_owned(), Node::text(self.usual)));
            sort(entries);
        }
    }
}

/// Keeps the meaning of imported types and operations despite the defaults of the API.
pub(super) fn override_in<'n>(api: &Node, nodes: impl Iterator<Item = &'n mut Node>) {
    let Some(defaults) = api.get("defaults") else {
        return;
    };
    let mut nodes: Vec<_> = nodes.collect();
    for (key, usual, apply) in [
        ("list_style", "repeat", list_styles as Apply),
        ("object_style", "members", object_styles),
        ("encoding", "number", encodings),
        ("media_type", "application/json", media_types),
    ] {
        if defaults.text_of(key).is_some_and(|word| word != usual) {
            apply(&Default { key, usual }, &mut nodes);
        }
    }
}

type Apply = fn(&Default<'_>, &mut [&mut Node]);

/// Keeps the styles of parameters and of fields of forms. That of a list in an object is written at the
/// object.
fn list_styles(default: &Default<'_>, nodes: &mut [&mut Node]) {
    styles(default, nodes, &["list", "object"]);
}

fn object_styles(default: &Default<'_>, nodes: &mut [&mut Node]) {
    styles(default, nodes, &["map", "object"]);
}

fn styles(default: &Default<'_>, nodes: &mut [&mut Node], kinds: &[&str]) {
    let objects = nodes
        .iter()
        .filter(|node| node.text_of("kind") == Some("object"));
    let objects: BTreeSet<_> = objects
        .filter_map(|node| node.text_of("type"))
        .map(str::to_owned)
        .collect();
    let applies = |field: &Node| {
        let word = field.text_of("type").unwrap_or_default();
        // Only the lists in a map in brackets have a text form.
        let has_lists = word == "map" && field.text_of("object_style") == Some("brackets");
        kinds.contains(&word) || objects.contains(word) || has_lists
    };
    for input in fields_under(nodes, "inputs") {
        let is_form = is_form(input);
        match (input.text_of("in"), input.text_of("type")) {
            (Some("query"), _) if applies(input) => default.keep_usual(input),
            (Some("body"), Some("object")) if is_form => {
                for member in list(input, "fields").filter(|member| applies(member)) {
                    default.keep_usual(member);
                }
            }
            // A form has no name that could be before brackets.
            (Some("body"), Some(name))
                if is_form && objects.contains(name) && default.key == "list_style" =>
            {
                default.keep_usual(input);
            }
            _ => {}
        }
    }
}

fn encodings(default: &Default<'_>, nodes: &mut [&mut Node]) {
    for key in ["inputs", "outputs"] {
        let fields = fields_under(nodes, key);
        for body in fields.filter(|field| is_body(field) && !is_form(field)) {
            encoding(default, body);
        }
    }
    for key in ["errors", "variants"] {
        for typed in fields_under(nodes, key) {
            encoding(default, typed);
        }
    }
    // A shared type is an object with fields.
    for node in nodes {
        encoding(default, node);
    }
}

/// Keeps the encoding of integers in a type, which may be a word: `items: int64`.
fn encoding(default: &Default<'_>, ty: &mut Node) {
    if is_wide(ty.text_of("type")) {
        default.keep_usual(ty);
    }
    let Node::Map(entries) = ty else { return };
    let is_inner = |key: &str| matches!(key, "items" | "additional");
    for (_, items) in entries.iter_mut().filter(|(key, _)| is_inner(key)) {
        if is_wide(items.as_text()) {
            *items = Node::Map(vec![("type".to_owned(), items.clone())]);
        }
        encoding(default, items);
    }
    for field in list(ty, "fields") {
        encoding(default, field);
    }
}

fn media_types(default: &Default<'_>, nodes: &mut [&mut Node]) {
    for key in ["inputs", "outputs"] {
        for body in fields_under(nodes, key).filter(|field| is_body(field)) {
            if !matches!(body.text_of("type"), Some("text" | "bytes" | "nothing")) {
                default.keep_usual(body);
            }
        }
    }
}

fn fields_under<'n>(
    nodes: &'n mut [&mut Node],
    key: &'static str,
) -> impl Iterator<Item = &'n mut Node> {
    nodes.iter_mut().flat_map(move |node| list(node, key))
}

/// Returns the items of a list under a key.
fn list<'n>(node: &'n mut Node, key: &'static str) -> impl Iterator<Item = &'n mut Node> {
    let entries = match node {
        Node::Map(entries) => &mut entries[..],
        _ => &mut [],
    };
    let lists = entries.iter_mut().filter(move |(name, _)| name == key);
    lists.flat_map(|(_, value)| match value {
        Node::List(items) => &mut items[..],
        _ => &mut [],
    })
}

fn is_wide(word: Option<&str>) -> bool {
    matches!(word, Some("int64" | "uint64"))
}

fn is_body(field: &Node) -> bool {
    field.text_of("in").or(field.text_of("from")) == Some("body")
}

fn is_form(field: &Node) -> bool {
    field.text_of("media_type") == Some(FORM)
}
