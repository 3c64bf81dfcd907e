//! The cause of a YAML error: the parser often stops one line after it, and with a message about
//! something else.

use crate::codes::{self, Code};

/// An error with its own message and location.
#[derive(Debug, PartialEq)]
pub(super) struct Cause {
    pub(super) code: Code,
    pub(super) message: String,
    /// The bytes of the text that are wrong.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) help: String,
}

/// Returns the cause of an error that the parser reports at an offset of a text, if it is known.
pub(super) fn find(problem: &str, text: &str, at: usize) -> Option<Cause> {
    let lines = Lines { text, at };
    tab(&lines)
        .filter(|_| problem.contains("tab") || problem.contains("':' must be followed"))
        .or_else(|| indentation(problem, &lines))
        .or_else(|| missing_space(problem, &lines))
        .or_else(|| first_character(problem, &lines))
}

/// The lines around the location of an error.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    /// Returns the offset of the line with the error.
    fn start(&self) -> usize {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Returns the line with the error.
    fn line(&self) -> &'t str {
        let rest = self.text.get(self.start()..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }

    /// Returns the lines before the error that are neither blank nor comments, last first, with their
    /// offsets.
    fn above(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let mut end = self.start();
        let text = self.text;
        let lines = std::iter::from_fn(move || {
            let before = text.get(..end)?.strip_suffix('\n')?;
            end = before.rfind('\n').map_or(0, |newline| newline + 1);
            Some((end, before.get(end..)?.trim_end_matches('\r')))
        });
        lines.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
    }
}

/// Finds the tab: the first one from the line of the error on that indents a line, or separates a key
/// from its value.
fn tab(lines: &Lines<'_>) -> Option<Cause> {
    let start = lines.start();
    let rest = lines.text.get(start..)?;
    let is_misplaced = |(at, _): &(usize, &str)| {
        let line = rest[..*at].rfind('\n').map_or(0, |newline| newline + 1);
        let before = rest[line..*at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with([':', '-'])
    };
    let (at, _) = rest.match_indices('\t').find(is_misplaced)?;
    let length = rest[at..].bytes().take_while(|byte| *byte == b'\t').count();
    Some(Cause {
        code: codes::TAB_INDENTATION,
        message: "invalid YAML: a tab, where only spaces are allowed".to_owned(),
        start: start + at,
        end: start + at + length,
        help: "write spaces".to_owned(),
    })
}

/// Returns the key at the beginning of a line, after the dash of a list, with its column.
fn key(line: &str) -> Option<(usize, &str)> {
    let item = line.trim_start_matches([' ', '-']);
    let column = line.len() - item.len();
    let word = item.split(':').next()?;
    let is_key = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let is_word = !word.is_empty() && word.len() < item.len() && word.chars().all(is_key);
    is_word.then_some((column, word))
}

/// Finds a key or an item of a list that is indented by another number of spaces than the lines above.
fn indentation(problem: &str, lines: &Lines<'_>) -> Option<Cause> {
    let is_colon = problem.contains("mapping values");
    if !is_colon && !problem.contains("expected key") && !problem.contains("'-' indicator") {
        return None;
    }
    let line = lines.line();
    let start = lines.start();
    let indent = line.len() - line.trim_start().len();
    let column = lines.at.checked_sub(start)?;
    let (what, end) = match key(line) {
        // The colon of the first key is the location of the error.
        Some((begin, word)) if !is_colon || begin + word.len() == column => {
            (format!("the key `{word}`"), begin + word.len())
        }
        None if !is_colon && line.trim_start().starts_with('-') => {
            ("this item".to_owned(), indent + 1)
        }
        _ => return None,
    };
    let open = open_levels(lines);
    if open.iter().any(|(column, _)| *column == indent) {
        return None;
    }
    // A key belongs below another key, and an item below another item.
    let kind = if key(line).is_some_and(|(begin, _)| begin == indent) {
        Level::Key
    } else {
        Level::Item
    };
    let levels = open.into_iter().filter(|(_, of)| *of == kind);
    let levels: Vec<usize> = levels.map(|(column, _)| column).collect();
    if levels.is_empty() {
        return None;
    }
    let further = levels.iter().filter(|level| **level > indent).min();
    let less = levels.iter().filter(|level| **level < indent).max();
    let spaces = |level: &usize| match level {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        more => format!("{more} spaces"),
    };
    let levels: Vec<_> = less.into_iter().chain(further).map(spaces).collect();
    let quoted = if is_colon {
        "; if it continues the text above, quote that text"
    } else {
        ""
    };
    Some(Cause {
        code: codes::INVALID_YAML,
        message: format!("invalid YAML: {what} is not indented like the lines above"),
        start: start + indent,
        end: start + end,
        help: match &levels.join(" or ")[..] {
            "no spaces" => format!("remove the spaces before it{quoted}"),
            levels => format!("indent it by {levels}{quoted}"),
        },
    })
}

/// The kind of node that begins in a column.
#[derive(PartialEq)]
enum Level {
    Key,
    Item,
    Text,
}

/// Returns the columns that are open: those of each line above that is indented less than the lines
/// below it.
fn open_levels(lines: &Lines<'_>) -> Vec<(usize, Level)> {
    let mut levels: Vec<(usize, Level)> = Vec::new();
    for (_, line) in lines.above() {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        let first = if start.starts_with('-') {
            Level::Item
        } else {
            Level::Text
        };
        let key = key(line).map(|(column, _)| (column, Level::Key));
        for (column, level) in key.into_iter().chain([(indent, first)]) {
            if levels.last().is_none_or(|(last, _)| column < *last) {
                levels.push((column, level));
            }
        }
    }
    levels
}

/// Finds a key without a space after its colon.
fn missing_space(problem: &str, lines: &Lines<'_>) -> Option<Cause> {
    if !problem.contains("simple key") {
        return None;
    }
    let (start, line) = lines.above().next()?;
    let (column, word) = key(line)?;
    let end = column + word.len() + 1;
    let value = line.get(end..).filter(|value| !value.starts_with(' '))?;
    Some(Cause {
        code: codes::INVALID_YAML,
        message: format!("invalid YAML: the space after `{word}:` is missing"),
        start: start + column,
        end: start + end,
        help: format!("write `{word}: {value}`"),
    })
}

/// Finds a text that begins with a character that has a meaning in YAML, and a colon in brackets.
fn first_character(problem: &str, lines: &Lines<'_>) -> Option<Cause> {
    let rest = lines.text.get(lines.at..)?;
    let first = rest.chars().next()?;
    let end = lines.at + first.len_utf8();
    if problem.contains("unexpected character") || problem.contains("comment or line break") {
        return Some(Cause {
            code: codes::INVALID_YAML,
            message: format!("invalid YAML: unquoted text cannot begin with `{first}`"),
            start: lines.at,
            end,
            help: "quote the text".to_owned(),
        });
    }
    let is_colon = rest.starts_with(": ") && problem.contains("',' or '}'");
    is_colon.then(|| Cause {
        code: codes::UNQUOTED_COLON,
        message: format!("invalid YAML: {problem}"),
        start: lines.at,
        end,
        help: "quote text that contains a colon and a space".to_owned(),
    })
}
