//! The generated code in parts, so that a mutation costs the reading of a few lines.

use conformance::code::{self, Code, Cut, Items};
use conformance::fact::{Problem, Text};
use conformance::mutate::Edit;

/// Lines of a file that are Rust on their own.
struct Lines {
    /// The lines, after as many empty lines as there are before them.
    text: Text,
    /// The lines that can be edited, from 0; the end is exclusive.
    first: usize,
    end: usize,
}

impl Lines {
    /// The header of an implementation, if there is one, takes the line before.
    fn of(path: &str, first: usize, lines: &[&str], header: Option<&str>) -> Self {
        let body = lines.join("\n");
        let text = match header {
            Some(header) => format!("{}{header}\n{body}\n}}", "\n".repeat(first - 1)),
            None => "\n".repeat(first) + &body,
        };
        let path = path.to_owned();
        Self {
            text: Text { path, text },
            first,
            end: first + lines.len(),
        }
    }

    fn contains(&self, edit: &Edit) -> bool {
        self.first <= edit.start && edit.end <= self.end
    }

    fn with(&self, edit: &Edit) -> Result<Items, Problem> {
        let path = edit.path.clone();
        let text = edit.apply(&self.text.text);
        Items::read(&Text { path, text })
    }
}

/// A top-level item of a generated file, or a method of it.
pub struct Part {
    lines: Lines,
    /// The line that opens the implementation around a method.
    header: Option<String>,
    pub items: Items,
}

impl Part {
    pub fn path(&self) -> &str {
        &self.lines.text.path
    }

    fn read(path: &str, first: usize, lines: &[&str], header: Option<&str>) -> Self {
        let lines = Lines::of(path, first, lines, header);
        Self {
            items: Items::read(&lines.text).expect("it is Rust"),
            lines,
            header: header.map(str::to_owned),
        }
    }

    fn is_touched(&self, edit: &Edit) -> bool {
        let Lines { first, end, .. } = self.lines;
        edit.path == self.path() && first < edit.end && edit.start < end
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
            None => vec![Part::read(&file.path, start, item, None)],
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
    let parts = methods
        .iter()
        .zip(ends)
        .map(|(&first, end)| Part::read(path, start + first, &item[first..end], Some(header)));
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
    let parts = pieces.iter().map(|piece| piece.part);
    let touched: Vec<_> = parts.filter(|part| part.is_touched(edit)).collect();
    let joined = joined(&touched, file, edit);
    let small = match (&*touched, &joined) {
        ([only], _) if only.lines.contains(edit) => Some(&only.lines),
        (_, joined) => joined.as_ref(),
    };
    let mut changed = small
        .map(|lines| lines.with(edit))
        .transpose()
        .map_err(one)?;
    let mut all = Items::default();
    for Piece { part, items } in pieces {
        if small.is_some() && part.is_touched(edit) {
            // The other parts that the edit touches are in the same lines.
            all.add(changed.take().unwrap_or_default().without(cut));
        } else if small.is_some() || part.path() != edit.path {
            all.add(items.clone());
        }
    }
    if let Some(file) = file.filter(|_| small.is_none()) {
        let (path, text) = (edit.path.clone(), edit.apply(file));
        let items = Items::read(&Text { path, text }).map_err(one)?;
        all.add(items.without(cut));
    }
    code::understand(&all.only(operation))
}

/// Returns the lines of several parts that an edit touches, if they are items, or methods of one type.
fn joined(touched: &[&Part], file: Option<&str>, edit: &Edit) -> Option<Lines> {
    let ([first, .., last], file) = (touched, file?) else {
        return None;
    };
    if touched.iter().any(|part| part.header != first.header) {
        return None;
    }
    let (start, end) = (first.lines.first, last.lines.end);
    let lines: Vec<_> = file.split('\n').skip(start).take(end - start).collect();
    let lines = Lines::of(&edit.path, start, &lines, first.header.as_deref());
    lines.contains(edit).then_some(lines)
}
