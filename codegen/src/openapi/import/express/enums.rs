//! The values of enums.

use super::keys::Keys;
use super::{Express, sentences};
use crate::lower::names;
use crate::openapi::document::IntegerValue;
use crate::openapi::import::own::Shape;
use crate::openapi::import::plan::Words;
use crate::openapi::node::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the values of an open enum.
pub(super) fn values(express: &Express<'_, '_>, values: &[(String, Option<String>)]) -> Node {
    let mut capitals: BTreeMap<String, usize> = BTreeMap::new();
    for (text, _) in values {
        *capitals.entry(text.to_lowercase()).or_default() += 1;
    }
    let mut used = BTreeSet::new();
    let items = values.iter().map(|(text, description)| {
        let mut keys = Keys::default();
        keys.text("value", text);
        let made = names::variant(text).map(|name| name.to_string());
        let is_unique = capitals.get(&text.to_lowercase()) == Some(&1);
        if let Some(name) = made.filter(|name| is_unique && !used.contains(name)) {
            used.insert(name);
        } else {
            let name = variant(text, &used);
            used.insert(name.clone());
            keys.text("name", name);
        }
        let given = description.as_deref().filter(|_| express.with_descriptions);
        let shown = if text.trim().is_empty() {
            "(blank)"
        } else {
            text
        };
        keys.text(
            "description",
            sentences::given_or_neutral(given, "value", shown),
        );
        keys.node()
    });
    Node::List(items.collect())
}

/// Returns the keys of an enum in the description of a spec, which lists the facts of its values.
pub(super) fn of_spec(express: &mut Express<'_, '_>, pointer: &str) -> Option<Keys> {
    let own = express.own;
    let raw = own.at(pointer)?;
    let values = own.member(express.report, pointer, "x-values", Shape::Mappings)?;
    let mut list = Vec::new();
    for value in values.items() {
        let name = value.get("value")?.shown();
        let mut keys = Keys::default();
        for (key, value) in value.entries() {
            keys.put(key, value.clone());
        }
        let own = value.text_of("description");
        keys.put("description", express.description("value", &name, own));
        list.push(keys.node());
    }
    let known = raw.get("anyOf").and_then(|list| list.items().first());
    let mut keys = Keys::default();
    keys.text(
        "kind",
        if known.is_some() {
            "open_enum"
        } else {
            "closed_enum"
        },
    );
    let ty = known.unwrap_or(raw);
    if ty.text_of("type") == Some("integer")
        && let Some(format) = ty.text_of("format")
    {
        keys.text("wire", format);
    }
    keys.put("values", Node::List(list));
    Some(keys)
}

/// Makes a name for a value that lacks one: its letters, with the first free number.
fn variant(text: &str, used: &BTreeSet<String>) -> String {
    let has_capitals = text.chars().any(char::is_uppercase);
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut stem = String::from(if letters.is_empty() { "Value" } else { "" });
    for (at, c) in letters.chars().enumerate() {
        stem.push(if at == 0 { c.to_ascii_uppercase() } else { c });
    }
    if !stem.starts_with(|c: char| c.is_ascii_uppercase()) || (!has_capitals && letters.is_empty())
    {
        stem = format!("Value{letters}");
    }
    if matches!(stem.as_str(), "Self" | "Unrecognized") {
        stem.push('2');
    }
    if !used.contains(&stem) {
        return stem;
    }
    let mut number = 2_u32;
    loop {
        let candidate = format!("{stem}{number}");
        if !used.contains(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// Returns the values of an open enum of integers. Each needs a name.
pub(super) fn integers(express: &Express<'_, '_>, values: &[IntegerValue]) -> Node {
    let mut used = BTreeSet::new();
    let items = values.iter().map(|known| {
        let own = known.name.as_deref().map(Words::camel);
        let is_name = |name: &String| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && !matches!(name.as_str(), "Self" | "Unrecognized")
        };
        let sign = if known.value < 0 { "Minus" } else { "Value" };
        let name = own
            .filter(is_name)
            .unwrap_or_else(|| format!("{sign}{}", known.value.unsigned_abs()));
        let name = if used.contains(&name) {
            variant(&name, &used)
        } else {
            name
        };
        used.insert(name.clone());
        let mut keys = Keys::default();
        keys.put("value", Node::Number(known.value.into()));
        keys.text("name", &name);
        let given = known.description.as_deref();
        let given = given.filter(|_| express.with_descriptions);
        keys.text(
            "description",
            sentences::given_or_neutral(given, "value", &name),
        );
        keys.node()
    });
    Node::List(items.collect())
}
