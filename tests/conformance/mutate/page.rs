//! Mutations of the page.

use super::lines::{Lines, neighbour};
use super::{Edit, Kind, Mutation};
use crate::fact::{Section, Text};
use crate::page::{Fact, Page};
use crate::rules;
use std::ops::Range;

/// Returns every mutation of every fact, in the file that states it: the page, or the page of a
/// shared type.
#[must_use]
pub fn mutations(texts: &[&Text], page: &Page) -> Vec<Mutation> {
    let files: Vec<_> = texts
        .iter()
        .map(|text| (&text.path, Lines::new(&text.path, &text.text)))
        .collect();
    let facts = page.facts.iter();
    let facts = facts.filter(|fact| fact.key.section != Section::Endpoint);
    let mutations = facts.flat_map(|fact| {
        let file = files.iter().find(|(path, _)| **path == fact.place.file);
        file.map_or_else(Vec::new, |(_, lines)| of_fact(lines, page, fact))
    });
    mutations.collect()
}

fn of_fact(lines: &Lines<'_>, page: &Page, fact: &Fact) -> Vec<Mutation> {
    let at = fact.place.line - 1;
    let name = fact.key.name();
    let is_header = fact.key.section == Section::Headers;
    let marks = if is_header {
        ("| ", " |")
    } else {
        ("**", "**")
    };
    let marked = |name: &str| format!("{}{name}{}", marks.0, marks.1);
    let renamed = lines.replace(at, &marked(name), &marked(&format!("{name}Renamed")));
    let mut edits = vec![
        (Kind::Dropped, lines.remove(block(lines, fact))),
        (Kind::Renamed, renamed),
        (Kind::Retyped, retyped(lines, fact, at)),
        (Kind::Reworded, reworded(lines, at, is_header)),
    ];
    let required = fact.required;
    if let Some(required) = required.filter(|_| !rules::is_given_presence(&fact.key)) {
        edits.push((Kind::Reflagged, reflagged(lines, at, required)));
    }
    let is_sibling = |other: &&Fact| {
        let is_near = other.key.parent() == fact.key.parent();
        other.key.section == fact.key.section && is_near && other.place.file == fact.place.file
    };
    let siblings: Vec<_> = page.facts.iter().filter(is_sibling).collect();
    let keys: Vec<_> = siblings.iter().map(|sibling| &sibling.key).collect();
    if let Some(other) = neighbour(&keys, &&fact.key) {
        let swapped = lines.swap(&block(lines, fact), &block(lines, siblings[other]));
        edits.push((Kind::Reordered, swapped));
    }
    let mutation = |(kind, edit)| Mutation {
        key: fact.key.clone(),
        kind,
        what: "item",
        edits: vec![edit],
    };
    edits.into_iter().map(mutation).collect()
}

/// Returns the lines of an item with the items inside it; a row of a table is a line.
fn block(lines: &Lines<'_>, fact: &Fact) -> Range<usize> {
    let at = fact.place.line - 1;
    if fact.key.section == Section::Headers {
        at..at + 1
    } else {
        lines.indented_block(at)
    }
}

fn retyped(lines: &Lines<'_>, fact: &Fact, at: usize) -> Edit {
    let ty = fact.ty.as_deref().unwrap_or_default();
    let other = match ty {
        "string" => "boolean",
        "object" => "array",
        _ => "string",
    };
    if fact.key.section == Section::Headers {
        lines.replace(at, &format!("| {ty} |"), &format!("| {other} |"))
    } else {
        lines.replace(at, &format!("({ty})"), &format!("({other})"))
    }
}

fn reflagged(lines: &Lines<'_>, at: usize, required: bool) -> Edit {
    if required {
        lines.replace(at, " – Required", "")
    } else {
        lines.replace(at, "):", ") – Required:")
    }
}

fn reworded(lines: &Lines<'_>, at: usize, is_header: bool) -> Edit {
    let line = lines.get(at);
    let line = if is_header {
        format!("{} Or not. |", line.trim_end_matches(" |"))
    } else {
        format!("{line} Or not.")
    };
    lines.edit(at..at + 1, vec![line])
}
