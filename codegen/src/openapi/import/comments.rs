//! The comments of a file that an import writes again.

use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeSet;

/// Returns the text of a changed file, with the comments of the old text before the lines that they
/// stood before.
pub(super) fn with_comments(old: &str, new: &str) -> String {
    let mut written = lines(new);
    let mut comments: Vec<&str> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let keys = lines(old).into_iter().enumerate();
    for (index, (_, line)) in keys.filter(|(_, (is_text, _))| !is_text) {
        if line.trim_start().starts_with('#') {
            // The first line names the schema, and the new text has it.
            if index > 0 || !line.contains("$schema=") {
                comments.push(line);
            }
            continue;
        }
        seen.push(line);
        if comments.is_empty() {
            continue;
        }
        let earlier = seen.iter().filter(|known| **known == line).count() - 1;
        let mut places = written
            .iter()
            .enumerate()
            .filter(|(_, known)| **known == (false, line))
            .map(|(at, _)| at);
        let at = places.nth(earlier).unwrap_or(written.len());
        written.splice(at..at, comments.drain(..).map(|comment| (false, comment)));
    }
    let lines = written.into_iter().map(|(_, line)| line);
    let lines: Vec<_> = lines.chain(comments).collect();
    lines.join("\n") + "\n"
}

/// Returns the lines of a file, and whether each is inside a text: a `#` there begins no comment.
fn lines(yaml: &str) -> Vec<(bool, &str)> {
    let lines: Vec<_> = yaml.lines().collect();
    let mut texts = BTreeSet::new();
    for (event, span) in Parser::new_from_str(yaml).map_while(Result::ok) {
        let Event::Scalar(_, style, ..) = event else {
            continue;
        };
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let first = span.start.line() + usize::from(!is_block);
        // A block ends before the first character behind it, which can be in a later line.
        let last = lines.get(span.end.line() - 1).map(|line| {
            let mut before = line.chars().take(span.end.col());
            before.any(|c| !c.is_whitespace())
        });
        let end = span.end.line() + usize::from(last == Some(true));
        texts.extend(first..end);
    }
    let numbered = lines.into_iter().enumerate();
    let marked = numbered.map(|(index, line)| (texts.contains(&(index + 1)), line));
    marked.collect()
}
