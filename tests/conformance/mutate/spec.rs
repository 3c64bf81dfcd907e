//! Mutations of the YAML.

use super::lines::{Lines, indent, neighbour};
use super::{Edit, Kind, Mutation};
use crate::fact::{Place, Section};
use crate::rules;
use crate::spec::{Fact, Spec};
use codegen::Sources;
use std::ops::Range;

/// The keys that refine a type and are invalid for another type.
const REFINEMENTS: [&str; 14] = [
    "items",
    "min_items",
    "max_items",
    "min_length",
    "max_length",
    "minimum",
    "maximum",
    "pattern",
    "format",
    "list_style",
    "object_style",
    "default",
    "fields",
    "rust",
];

/// The keys of the rules with a different name in the code.
const KEYS: [(&str, &str); 15] = [
    ("at_least", "minimum"),
    ("number_at_least", "minimum"),
    ("at_most", "maximum"),
    ("number_at_most", "maximum"),
    ("digits", "format"),
    ("md5", "format"),
    ("sha1", "format"),
    ("sha256", "format"),
    ("comma_separated", "list_style"),
    ("pipe_separated", "list_style"),
    ("space_separated", "list_style"),
    ("bracketed_items", "list_style"),
    ("repeated", "list_style"),
    ("bracketed_members", "object_style"),
    ("selects_nothing", "selects"),
];

/// The keys of an operation that become its metadata.
const METADATA: [&str; 5] = [
    "permissions",
    "optional_permissions",
    "retry",
    "rate_limit",
    "batch",
];

/// Returns every mutation of every fact.
#[must_use]
pub fn mutations(sources: &Sources, spec: &Spec) -> Vec<Mutation> {
    let facts = spec.facts.iter();
    let changes = facts.flat_map(|fact| {
        let changes = match fact.key.section {
            Section::Endpoint => metadata(sources, fact),
            Section::Headers => header(sources, spec, fact),
            Section::Inputs | Section::Outputs => field(sources, spec, fact),
        };
        changes.into_iter().map(|(kind, what, edits)| Mutation {
            key: fact.key.clone(),
            kind,
            what,
            edits,
        })
    });
    changes.collect()
}

type Change = (Kind, &'static str, Vec<Edit>);

fn lines<'s>(sources: &'s Sources, path: &str) -> Lines<'s> {
    let file = sources
        .iter()
        .find(|(file, _)| sources.origin(*file) == path);
    Lines::new(path, file.map_or("", |(_, file)| file.text.as_str()))
}

fn places(spec: &Spec, fact: &Fact) -> (Vec<Place>, Option<usize>) {
    let is_sibling = |other: &&Fact| {
        other.key.section == fact.key.section && other.key.parent() == fact.key.parent()
    };
    let places = spec.facts.iter().filter(is_sibling);
    let places: Vec<_> = places.map(|sibling| sibling.place.clone()).collect();
    let other = neighbour(&places, &fact.place);
    (places, other)
}

fn field(sources: &Sources, spec: &Spec, fact: &Fact) -> Vec<Change> {
    let lines = lines(sources, &fact.place.file);
    let block = lines.indented_block(fact.place.line - 1);
    let name = fact.key.name();
    let field = Field {
        lines: &lines,
        inner: indent(lines.get(block.start)) + 2,
        block: block.clone(),
    };
    let (from, to) = (format!("name: {name}"), format!("name: {name}Renamed"));
    let renamed = lines.replace(block.start, &from, &to);
    let mut changes = vec![
        (Kind::Renamed, "field", vec![renamed]),
        (Kind::Reflagged, "field", vec![field.reflagged()]),
    ];
    changes.extend(
        field
            .reworded()
            .map(|edit| (Kind::Reworded, "field", vec![edit])),
    );
    changes.extend(field.retyped());
    changes.extend(field.moved());
    let rules = fact.rules.iter().flatten();
    changes.extend(rules.filter_map(|rule| field.rebound(rule)));
    let (siblings, other) = places(spec, fact);
    let mut whole = block.clone();
    if let Some(other) = other {
        let other = lines.indented_block(siblings[other].line - 1);
        changes.push((Kind::Reordered, "field", vec![lines.swap(&block, &other)]));
    } else {
        // A list without items is not a list any more: its key is removed too.
        whole.start -= 1;
    }
    changes.push((Kind::Dropped, "field", vec![lines.remove(whole)]));
    changes
}

/// A field of the YAML: `- name: …` and the keys below.
struct Field<'l> {
    lines: &'l Lines<'l>,
    block: Range<usize>,
    /// The indentation of its keys.
    inner: usize,
}

impl Field<'_> {
    fn key(&self, key: &str) -> Option<Range<usize>> {
        let start = format!("{}{key}:", " ".repeat(self.inner));
        let inside = self.block.start + 1..self.block.end;
        let found = self.lines.find(inside, |line| line.starts_with(&start))?;
        let block = self.lines.indented_block(found);
        // A list may be as far left as its key.
        let end = self.lines.next(block.end, |line| {
            !(indent(line) == self.inner && line.trim_start().starts_with("- "))
        });
        Some(found..end.min(self.block.end).max(block.end))
    }

    fn reflagged(&self) -> Edit {
        if let Some(flag) = self.key("required") {
            return self.lines.remove(flag);
        }
        let at = self.block.start + 1;
        let flag = format!("{}required: true", " ".repeat(self.inner));
        self.lines.edit(at..at, vec![flag])
    }

    fn reworded(&self) -> Option<Edit> {
        let last = self.key("description")?.end - 1;
        let line = format!("{} Or not.", self.lines.get(last));
        Some(self.lines.edit(last..last + 1, vec![line]))
    }

    /// Changes the type, also that of the items of a list or a map; or removes `null`.
    fn retyped(&self) -> Vec<Change> {
        let Some(at) = self.key("type").map(|range| range.start) else {
            return Vec::new();
        };
        let ty = self.lines.get(at).trim().trim_start_matches("type: ");
        let other = match ty {
            "object" => "json",
            "boolean" | "list" | "map" | "uint16" | "uint64" | "error_list" => "string",
            _ => "boolean",
        };
        let mut changes = vec![(Kind::Retyped, "type", vec![self.with_type(at, other)])];
        if let Some(items) = self.key("items") {
            let is_other = self.lines.get(items.start).trim() != "items: boolean";
            let other = if is_other { "boolean" } else { "string" };
            let line = format!("{}items: {other}", " ".repeat(self.inner));
            changes.push((
                Kind::Retyped,
                "items",
                vec![self.lines.edit(items, vec![line])],
            ));
        }
        let nullable = self.key("nullable");
        changes
            .extend(nullable.map(|key| (Kind::Retyped, "nullable", vec![self.lines.remove(key)])));
        changes
    }

    /// Changes the location in the message: that of an input, or the statuses of a body.
    fn moved(&self) -> Option<Change> {
        let inner = " ".repeat(self.inner);
        if let Some(status) = self.key("status") {
            let line = format!("{inner}status: 299");
            return Some((
                Kind::Moved,
                "status",
                vec![self.lines.edit(status, vec![line])],
            ));
        }
        let place = self.key("in")?;
        let other = match self.lines.get(place.start).trim() {
            "in: path" | "in: header" => "query",
            _ => "header",
        };
        let line = format!("{inner}in: {other}");
        Some((
            Kind::Moved,
            "place",
            vec![self.lines.edit(place, vec![line])],
        ))
    }

    /// Changes the number of a rule of the code, or removes the key that it comes from.
    fn rebound(&self, rule: &str) -> Option<Change> {
        if rules::is_place(rule) {
            return None;
        }
        let (rule, _) = rule.split_once('(')?;
        let known = KEYS.iter().find(|(known, _)| *known == rule);
        let key = known.map_or(rule, |(_, key)| *key);
        let of_items = || {
            let start = format!("{key}:");
            let inside = self.key("items")?;
            let found = self
                .lines
                .find(inside, |line| line.trim().starts_with(&start))?;
            Some(found..found + 1)
        };
        let range = self.key(key).or_else(of_items)?;
        let line = self.lines.get(range.start);
        let is_number = key != "format" && line.ends_with(|c: char| c.is_ascii_digit());
        let edit = if is_number {
            self.lines.edit(range, vec![format!("{line}9")])
        } else {
            self.lines.remove(range)
        };
        Some((Kind::Rebound, "rule", vec![edit]))
    }

    fn with_type(&self, at: usize, ty: &str) -> Edit {
        let refinements: Vec<_> = REFINEMENTS.iter().filter_map(|key| self.key(key)).collect();
        let kept = self
            .block
            .clone()
            .filter(|index| !refinements.iter().any(|range| range.contains(index)));
        let lines = kept.map(|index| {
            if index == at {
                format!("{}type: {ty}", " ".repeat(self.inner))
            } else {
                self.lines.get(index).to_owned()
            }
        });
        self.lines.edit(self.block.clone(), lines.collect())
    }
}

/// Mutates the permissions, retries and limits of an operation: removes each key, and changes each
/// number.
fn metadata(sources: &Sources, fact: &Fact) -> Vec<Change> {
    if fact.rules.is_none() {
        return Vec::new();
    }
    let lines = lines(sources, &fact.place.file);
    let starts = METADATA.iter().filter_map(|key| {
        let start = format!("{key}:");
        lines.find(0..lines.len(), |line| line.starts_with(&start))
    });
    let edits = starts.flat_map(|start| {
        let block = lines.indented_block(start);
        let numbers = block.clone().filter_map(|index| {
            let line = lines.get(index);
            let (kept, digit) = line.split_at_checked(line.len().checked_sub(1)?)?;
            let digit = digit.parse::<u8>().ok()?;
            let line = format!("{kept}{}", (digit + 1) % 10);
            Some(lines.edit(index..index + 1, vec![line]))
        });
        let numbers: Vec<_> = numbers.collect();
        numbers.into_iter().chain([lines.remove(block)])
    });
    edits
        .map(|edit| (Kind::Rebound, "metadata", vec![edit]))
        .collect()
}

/// Mutates a header, which is in the operation's list and described there or in `api.yaml`.
fn header(sources: &Sources, spec: &Spec, fact: &Fact) -> Vec<Change> {
    let list = lines(sources, &fact.place.file);
    let at = fact.place.line - 1;
    let own = list.indented_block(at);
    let api = lines(sources, "spec/api.yaml");
    let name = fact.key.name();
    let other_name = format!("{name}-Renamed");
    let entry = format!("- name: {name}");
    let (siblings, other) = places(spec, fact);
    // A list without items is not a list any more: its key is removed too.
    let first = own.start - usize::from(other.is_none());
    let dropped = list.remove(first..own.end);
    let mut changes = vec![(Kind::Dropped, "list", vec![dropped])];
    let renamed = list.replace(at, name, &other_name);
    if list.get(at).trim() == entry {
        changes.push((Kind::Renamed, "list", vec![renamed]));
        changes.extend(described(&list, own.clone()));
    } else if let Some(described_at) = api.find(0..api.len(), |line| line.trim() == entry) {
        let block = api.indented_block(described_at);
        let both = vec![api.replace(described_at, name, &other_name), renamed];
        changes.push((Kind::Renamed, "both", both));
        changes.extend(described(&api, block.clone()));
        changes.push((Kind::Dropped, "description", vec![api.remove(block)]));
    }
    if let Some(other) = other.map(|other| siblings[other].line - 1) {
        let swapped = list.swap(&own, &list.indented_block(other));
        changes.push((Kind::Reordered, "list", vec![swapped]));
    }
    changes
}

/// Mutates the description of a header.
fn described(lines: &Lines<'_>, block: Range<usize>) -> Vec<Change> {
    let field = Field {
        lines,
        inner: indent(lines.get(block.start)) + 2,
        block,
    };
    let ty = format!("{}type: boolean", " ".repeat(field.inner));
    let retyped = match field.key("type") {
        Some(range) if lines.get(range.start) == ty => lines.remove(range),
        Some(range) => lines.edit(range, vec![ty]),
        None => {
            let below = field.block.start + 1;
            lines.edit(below..below, vec![ty])
        }
    };
    let reworded = field.reworded();
    let reworded = reworded.map(|edit| (Kind::Reworded, "description", vec![edit]));
    let retyped = (Kind::Retyped, "description", vec![retyped]);
    std::iter::once(retyped).chain(reworded).collect()
}
