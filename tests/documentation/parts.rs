//! The generated code in parts, so that a mutation costs the reading of a few lines.

use conformance::code::{self, Code, Cut, Items};
use conformance::fact::{Problem, Text};
use conformance::mutate::Edit;

/// A top-level item of a generated file, or a method of it.
pub struct Part {
    /// The item, after as many empty lines as there are lines before it.
    text: Text,
    /// The lines that can be edited, from 0; the end is exclusive.
    first_line: usize,
    last_line: usize,
    pub items: Items,
}

impl Part {
    pub fn path(&self) -> &str {
        &self.text.path
    }

    fn read(path: &str, first_line: usize, lines: &[&str]) -> Self {
        let text = "\n".repeat(first_line) + &lines.join("\n");
        let path = path.to_owned();
        let text = Text { path, text };
        Self {
            items: Items::read(&text).expect("it is Rust"),
            text,
            first_line,
            last_line: first_line + lines.len(),
        }
    }

    fn contains(&self, edit: &Edit) -> bool {
        let is_inside = self.first_line <= edit.start && edit.end <= self.last_line;
        edit.path == self.path() && is_inside && edit.start < self.last_line
    }

    fn with(&self, edit: &Edit) -> Result<Items, Problem> {
        let path = edit.path.clone();
        let text = edit.apply(&self.text.text);
        Items::read(&Text { path, text })
    }
}

/// A part, and what a slice keeps of its items.
pub struct Piece<'a> {
    part: &'a Part,
    pub items: Items,
}

impl<'a> Piece<'a> {
    pub fn of(part: &'a Part, cut: &Cut) -> Self {
        let items = part.items.clone().without(cut);
        Self { part, items }
    }
}

/// Splits a file at the empty lines between its items and between their methods; nothing else begins at
/// the margin of a file or of an implementation.
pub fn parts(file: &Text) -> Vec<Part> {
    let lines: Vec<&str> = file.text.split('\n').collect();
    let items = starts(&lines, "");
    let ends = items.iter().skip(1).copied().chain([lines.len()]);
    let parts = items.iter().zip(ends).flat_map(|(&start, end)| {
        let item = &lines[start..end];
        match implementation(item) {
            Some((header, close)) => methods(&file.path, start, &item[..close], header),
            None => vec![Part::read(&file.path, start, item)],
        }
    });
    parts.collect()
}

/// Returns the lines after an empty line that begin with that indentation and a word.
fn starts(lines: &[&str], indent: &str) -> Vec<usize> {
    let is_start = |index: &usize| {
        let word = lines[*index].strip_prefix(indent);
        let begins = word.is_some_and(|word| word.starts_with(|c: char| c != ' ' && c != '}'));
        *index == 0 || begins && lines[index - 1].is_empty()
    };
    (0..lines.len()).filter(is_start).collect()
}

/// Returns the line that opens the methods of a type, and the one that closes them.
fn implementation<'l>(item: &[&'l str]) -> Option<(&'l str, usize)> {
    let first = *item.first()?;
    let is_inherent = first.starts_with("impl ") && !first.contains(" for ");
    let close = item.iter().position(|line| *line == "}")?;
    let is_plain = is_inherent && first.ends_with('{') && item.len() > 3;
    is_plain.then_some((first, close))
}

/// Splits an implementation. The lines around each method open and close it again.
fn methods(path: &str, start: usize, item: &[&str], header: &str) -> Vec<Part> {
    let mut methods = starts(item, "    ");
    methods.retain(|first| *first > 0);
    methods.insert(0, 1);
    let ends = methods
        .iter()
        .skip(1)
        .map(|first| first - 1)
        .chain([item.len()]);
    let parts = methods.iter().zip(ends).map(|(&first, end)| {
        let mut lines = vec![header];
        lines.extend(&item[first..end]);
        lines.push("}");
        let part = Part::read(path, start + first - 1, &lines);
        Part {
            first_line: start + first,
            last_line: start + end,
            ..part
        }
    });
    parts.collect()
}

/// Reads the code of an operation with an edit, from its pieces.
pub fn with(
    pieces: &[Piece<'_>],
    file: Option<&str>,
    edit: &Edit,
    cut: &Cut,
    operation: &str,
) -> Result<Vec<Code>, Vec<Problem>> {
    let one = |problem| vec![problem];
    let is_small = pieces.iter().any(|piece| piece.part.contains(edit));
    let mut all = Items::default();
    for Piece { part, items } in pieces {
        if is_small && part.contains(edit) {
            all.add(part.with(edit).map_err(one)?.without(cut));
        } else if is_small || part.path() != edit.path {
            all.add(items.clone());
        }
    }
    // An edit across several parts.
    if let Some(file) = file.filter(|_| !is_small) {
        let (path, text) = (edit.path.clone(), edit.apply(file));
        let items = Items::read(&Text { path, text }).map_err(one)?;
        all.add(items.without(cut));
    }
    code::understand(&all.only(operation))
}
