//! The comments and blank lines of a file that an import writes again.

use crate::openapi::node::Node;
use crate::parse::outline;
use crate::source::SourceFile;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeMap;

/// Returns the text of a changed file with the comments and blank lines of the old text: those of a line
/// stay with the key that the line begins with, or stand before the next key that is left.
pub(super) fn with_comments(old: &str, new: &str) -> String {
    let lines: Vec<_> = new.lines().collect();
    let (keys, places) = (keys_by_line(old), lines_by_key(new));
    let place = |line: usize| keys.get(&line)?.iter().find_map(|key| places.get(key));
    let mut before: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut behind: BTreeMap<usize, &str> = BTreeMap::new();
    for comment in comments(old) {
        let is_line = comment.column == 0;
        let key = if is_line {
            keys.range(comment.line..).next()
        } else {
            keys.range(..=comment.line).next_back()
        };
        match key.and_then(|(line, _)| place(*line)) {
            Some(at) if !is_line && !behind.contains_key(at) => {
                behind.insert(*at, comment.text);
            }
            None if comment.is_blank() => {}
            _ => {
                let mut next = keys.range(comment.line..);
                let next = next.find_map(|(line, _)| place(*line));
                let next = next.copied().unwrap_or(lines.len());
                before.entry(next).or_default().push(comment.text);
            }
        }
    }
    let mut text = String::new();
    for (at, line) in lines.iter().copied().chain([""]).enumerate() {
        for comment in before.remove(&at).unwrap_or_default() {
            let above = at.checked_sub(1).map_or("", |above| lines[above]);
            text.push_str(&indented(comment, above, line));
            text.push('\n');
        }
        if at < lines.len() {
            text.extend([line, behind.get(&at).unwrap_or(&""), "\n"]);
        }
    }
    if Node::read(&text) == Node::read(new) {
        return text;
    }
    // A comment must not change a value.
    let comments = comments(old).into_iter();
    let comments = comments.map(|comment| format!("{}\n", comment.text.trim()));
    new.to_owned() + &comments.collect::<String>()
}

/// Indents a comment as it was, unless it would be a part of the text above it.
fn indented(comment: &str, above: &str, below: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let text = comment.trim();
    if text.is_empty() {
        return String::new();
    }
    let own = indent(comment);
    let is_outside = own < indent(above) || own == indent(below);
    let own = if is_outside { own } else { indent(below) };
    format!("{}{text}", " ".repeat(own))
}

/// A comment or a blank line.
struct Comment<'a> {
    /// The line, from 0.
    line: usize,
    /// The bytes of the line before the comment and the spaces around it; 0 for a whole line.
    column: usize,
    /// The comment, with the spaces before it.
    text: &'a str,
}

impl Comment<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Returns the comments and the blank lines of a file, except the first line if it names the schema, which
/// the new text has.
fn comments(yaml: &str) -> Vec<Comment<'_>> {
    let texts = texts(yaml);
    let lines = yaml.lines().enumerate();
    let comments = lines.filter_map(|(line, text)| {
        let inside = texts.get(&line).map_or(&[][..], Vec::as_slice);
        let is_inside = |column: usize| {
            inside
                .iter()
                .any(|(from, to)| (*from..*to).contains(&column))
        };
        if text.trim().is_empty() {
            let text = "";
            return (!is_inside(0)).then_some(Comment {
                line,
                column: 0,
                text,
            });
        }
        let mut last = ' ';
        let mut columns = text.char_indices().enumerate();
        let (_, (start, _)) = columns.find(|(column, (_, c))| {
            let is_first = std::mem::replace(&mut last, *c).is_whitespace();
            *c == '#' && is_first && !is_inside(*column)
        })?;
        let column = text[..start].trim_end().len();
        let is_schema = line == 0 && text.contains("$schema=");
        (!is_schema).then(|| Comment {
            line,
            column,
            text: &text[column..],
        })
    });
    comments.collect()
}

/// Returns the columns in texts by line: a `#` there begins no comment.
fn texts(yaml: &str) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let lines: Vec<_> = yaml.lines().collect();
    let mut texts: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for (event, span) in Parser::new_from_str(yaml).map_while(Result::ok) {
        let Event::Scalar(_, style, ..) = event else {
            continue;
        };
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let first = span.start.line().saturating_sub(1);
        let (last, end) = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                end_of_quoted(&lines, first, span.start.col())
            }
            _ => (span.end.line().saturating_sub(1), span.end.col()),
        };
        for line in first..=last {
            let from = if line == first && !is_block {
                span.start.col()
            } else {
                0
            };
            let to = if line == last { end } else { usize::MAX };
            // A block ends before the first character behind it, which can be in a later line.
            let is_behind = is_block && line == last && {
                let text = lines.get(line).copied().unwrap_or_default();
                text.chars().take(to).all(char::is_whitespace)
            };
            if !is_behind {
                texts.entry(line).or_default().push((from, to));
            }
        }
    }
    texts
}

/// Returns line and column behind a text in quotes. The parser counts a comment behind it as a part of it.
fn end_of_quoted(lines: &[&str], first: usize, start: usize) -> (usize, usize) {
    let mut quote = None;
    for (line, text) in lines.iter().enumerate().skip(first) {
        let skipped = if line == first { start } else { 0 };
        let mut chars = text.chars().enumerate().skip(skipped).peekable();
        while let Some((column, c)) = chars.next() {
            match quote {
                None => quote = Some(c),
                Some('"') if c == '\\' => drop(chars.next()),
                Some('\'') if c == '\'' && chars.next_if(|(_, c)| *c == '\'').is_some() => {}
                Some(quote) if c == quote => return (line, column + 1),
                Some(_) => {}
            }
        }
    }
    (lines.len(), 0)
}

/// Returns the line of each key and each named item, from 0, by path.
fn lines_by_key(yaml: &str) -> BTreeMap<String, usize> {
    let source = SourceFile {
        path: String::new(),
        text: yaml.to_owned(),
        is_utf8: true,
    };
    let keys = outline(&source).into_iter();
    keys.map(|(path, line)| (path, line - 1)).collect()
}

/// Returns the paths of the keys in each line, the innermost first.
fn keys_by_line(yaml: &str) -> BTreeMap<usize, Vec<String>> {
    let mut keys: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (path, line) in lines_by_key(yaml).into_iter().rev() {
        keys.entry(line).or_default().push(path);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"# yaml-language-server: $schema=../schema.json
# The first one.
type: Pet # a type

kind: object # of many
description: >- # folded
  An # animal.

  # A heading.
# before the fields
fields:
  # before a field
  - name: name # its name
    type: string
    # why 3
    max_length: 3 # three
    description: "The # name."
  - type: int64 # wide
    name: age
    description: 'It''s # not
      # quoted.' # quoted
  - name: tag#1 #odd
    type: string
# the end
"#;

    /// Returns the lines of a text with comments.
    fn commented(text: &str) -> Vec<&str> {
        let found = comments(text).into_iter();
        let found = found.filter(|comment| !comment.is_blank());
        found.map(|comment| comment.text.trim()).collect()
    }

    #[test]
    fn comments_are_told_from_texts() {
        let expected = [
            "# The first one.",
            "# a type",
            "# of many",
            "# folded",
            "# before the fields",
            "# before a field",
            "# its name",
            "# why 3",
            "# three",
            "# wide",
            "# quoted",
            "#odd",
            "# the end",
        ];
        assert_eq!(commented(OLD), expected);
    }

    #[test]
    fn quotes_and_flows_end_before_comments() {
        let text = "a: \"x # \\\" # y\" # 1\nb: 'it''s # y' # 2\nc: \"x\n  # y\" # 3\nd: plain\n  # 4\ne: [a, '#', \"c\"] # 5\n\
                    f: |\n  text # y\n\n  # z\n# 6\ng: {a: '}'} # 7\n'h # y': \"\" # 8\ni: |- # 9\n  # y\n";
        let expected: Vec<_> = (1..=9).map(|number| format!("# {number}")).collect();
        assert_eq!(commented(text), expected);
    }

    #[test]
    fn comments_stay_with_their_keys() {
        let new = r#"# yaml-language-server: $schema=../schema.json
type: Pet
kind: object
description: >-
  An # animal.
fields:
  - name: new
    type: string
    max_length: 3
  - name: name
    type: text
    max_length: 4
    description: "The # name."
  - name: age
    type: int32
    description: "It's # not"
  - name: tag#1
    type: string
"#;
        let expected = r#"# yaml-language-server: $schema=../schema.json
# The first one.
type: Pet # a type

kind: object # of many
description: >- # folded
  An # animal.
# before the fields
fields:
  - name: new
    type: string
    max_length: 3
  # before a field
  - name: name # its name
    type: text
    # why 3
    max_length: 4 # three
    description: "The # name."
  - name: age
    type: int32 # wide
    description: "It's # not" # quoted
  - name: tag#1 #odd
    type: string
# the end
"#;
        assert_eq!(with_comments(OLD, new), expected);
        assert_eq!(with_comments(expected, new), expected);
    }

    #[test]
    fn comments_of_removed_keys_stay_in_the_file() {
        for new in [
            "type: Pet\n",
            "fields:\n  - name: age\n",
            "{}\n",
            "a: >-\n  b\n",
        ] {
            let text = with_comments(OLD, new);
            let mut kept = commented(&text);
            let mut expected = commented(OLD);
            kept.sort_unstable();
            expected.sort_unstable();
            assert_eq!(kept, expected, "{text}");
            assert_eq!(Node::read(&text), Node::read(new), "{text}");
        }
    }
}
