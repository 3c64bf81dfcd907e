//! Mutations of the calls in the constant `METADATA`.

use super::Edit;
use super::lines::Lines;

/// Removes the call that is named on a line, and changes each of its numbers and texts.
pub(super) fn changes(lines: &Lines<'_>, at: usize) -> Vec<Edit> {
    let end = lines.next(at, |line| line.ends_with(';')) + 1;
    let whole: Vec<_> = (at..end).map(|index| lines.get(index)).collect();
    let whole = whole.join("\n");
    let Some((start, length)) = call(&whole) else {
        return Vec::new();
    };
    let (before, rest) = whole.split_at(start);
    let (call, after) = rest.split_at(length);
    let changed = changed(call).into_iter().chain([String::new()]);
    let edits = changed.map(|call| {
        let text = format!("{before}{call}{after}");
        let text = text.split('\n').map(str::to_owned);
        lines.edit(at..end, text.collect())
    });
    edits.collect()
}

/// Returns the start and the length of the first call of a method.
fn call(text: &str) -> Option<(usize, usize)> {
    let is_lowercase = |at: &usize| {
        let after = text.get(at + 1..).unwrap_or_default();
        after.starts_with(|c: char| c.is_ascii_lowercase())
    };
    let start = text
        .match_indices('.')
        .map(|(at, _)| at)
        .find(is_lowercase)?;
    let (mut depth, mut is_text) = (0_usize, false);
    for (at, c) in text.get(start..)?.char_indices() {
        match c {
            '"' => is_text = !is_text,
            '(' if !is_text => depth += 1,
            ')' if !is_text && depth == 1 => return Some((start, at + 1)),
            ')' if !is_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Returns the call once for each literal, with another value for it.
fn changed(call: &str) -> Vec<String> {
    let (mut changed, mut is_text) = (Vec::new(), false);
    let mut last = ' ';
    for (at, c) in call.char_indices() {
        let (before, after) = call.split_at(at);
        match c {
            '"' => {
                is_text = !is_text;
                if !is_text {
                    changed.push(format!("{before}-changed{after}"));
                }
            }
            '0'..='9' if !is_text && !last.is_alphanumeric() => {
                changed.push(format!("{before}1{after}"));
            }
            _ => {}
        }
        last = c;
    }
    changed
}
