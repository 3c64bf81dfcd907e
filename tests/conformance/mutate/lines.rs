//! A file as lines, and the edits that the three sides share.

use super::Edit;
use std::ops::Range;

pub(super) struct Lines<'t> {
    path: String,
    lines: Vec<&'t str>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(path: &str, text: &'t str) -> Self {
        Self {
            path: path.to_owned(),
            lines: text.split('\n').collect(),
        }
    }

    pub(super) fn get(&self, index: usize) -> &'t str {
        self.lines.get(index).copied().unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the first matching line from there on; the end of the file without a match.
    pub(super) fn next(&self, from: usize, fits: impl Fn(&str) -> bool) -> usize {
        let found = (from..self.len()).find(|&index| fits(self.get(index)));
        found.unwrap_or(self.len())
    }

    pub(super) fn find(&self, range: Range<usize>, fits: impl Fn(&str) -> bool) -> Option<usize> {
        range.into_iter().find(|&index| fits(self.get(index)))
    }

    /// Returns a line and the more indented lines below it.
    pub(super) fn indented_block(&self, index: usize) -> Range<usize> {
        let own = indent(self.get(index));
        let end = self.next(index + 1, |line| {
            line.trim().is_empty() || indent(line) <= own
        });
        index..end
    }

    pub(super) fn edit(&self, range: Range<usize>, lines: Vec<String>) -> Edit {
        Edit {
            path: self.path.clone(),
            start: range.start,
            end: range.end,
            lines,
        }
    }

    pub(super) fn remove(&self, range: Range<usize>) -> Edit {
        self.edit(range, Vec::new())
    }

    /// Replaces the first `from` of a line with `to`.
    pub(super) fn replace(&self, index: usize, from: &str, to: &str) -> Edit {
        let line = self.get(index).replacen(from, to, 1);
        self.edit(index..index + 1, vec![line])
    }

    pub(super) fn swap(&self, one: &Range<usize>, other: &Range<usize>) -> Edit {
        let (first, second) = if one.start < other.start {
            (one, other)
        } else {
            (other, one)
        };
        let parts = [second.clone(), first.end..second.start, first.clone()];
        let lines = parts
            .into_iter()
            .flatten()
            .map(|index| self.get(index).to_owned());
        self.edit(first.start..second.end, lines.collect())
    }
}

pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the previous item, or for the first item the next one.
pub(super) fn neighbour<T: PartialEq>(items: &[T], item: &T) -> Option<usize> {
    let index = items.iter().position(|known| known == item)?;
    let neighbour = index.checked_sub(1).unwrap_or(index + 1);
    (neighbour < items.len()).then_some(neighbour)
}
