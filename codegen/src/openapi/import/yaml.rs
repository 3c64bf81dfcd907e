//! Writes YAML that a person would have written.

use crate::openapi::node::Node;
use serde_json::Number;
use std::fmt::Write;

/// The width of a line of text.
const WIDTH: usize = 112;

/// The length from which a sentence with quotes or colons is folded instead of quoted.
const SHORTEST_QUOTED: usize = 24;

/// Writes a document. `schema` is the path of the schema for editors.
pub(super) fn write(node: &Node, schema: Option<&str>) -> String {
    let mut text = String::new();
    if let Some(schema) = schema {
        let _ = writeln!(text, "# yaml-language-server: $schema={schema}");
    }
    if let Node::Map(entries) = node {
        map(&mut text, entries, 0);
    }
    text
}

fn map(text: &mut String, entries: &[(String, Node)], indent: usize) {
    for (key, value) in entries {
        let _ = write!(text, "{}{}:", " ".repeat(indent), scalar(key));
        value_of(text, value, indent, key.len());
    }
}

/// Writes the value after a key.
fn value_of(text: &mut String, value: &Node, indent: usize, key: usize) {
    match value {
        Node::Map(entries) if entries.is_empty() => text.push_str(" {}\n"),
        Node::List(items) if items.is_empty() => text.push_str(" []\n"),
        Node::Map(entries) => {
            text.push('\n');
            map(text, entries, indent + 2);
        }
        Node::List(items) => {
            text.push('\n');
            list(text, items, indent + 2);
        }
        Node::Text(long) if is_long(long, indent + key) => folded(text, long, indent + 2),
        other => {
            let _ = writeln!(text, " {}", flow(other));
        }
    }
}

fn list(text: &mut String, items: &[Node], indent: usize) {
    let lead = " ".repeat(indent);
    for item in items {
        match item {
            Node::Map(entries) if !entries.is_empty() => {
                let mut inner = String::new();
                map(&mut inner, entries, indent + 2);
                let _ = write!(text, "{lead}- {}", &inner[indent + 2..]);
            }
            Node::List(nested) if !nested.is_empty() => {
                let _ = writeln!(text, "{lead}-");
                list(text, nested, indent + 2);
            }
            other => {
                let _ = writeln!(text, "{lead}- {}", flow(other));
            }
        }
    }
}

fn flow(node: &Node) -> String {
    match node {
        Node::Text(text) => scalar(text),
        Node::Map(_) => "{}".to_owned(),
        Node::List(_) => "[]".to_owned(),
        Node::Number(number) => digits(number),
        other => other.shown(),
    }
}

/// Returns a number without an exponent, which some readers take as text. A large one is not an integer.
fn digits(number: &Number) -> String {
    let text = number.to_string();
    match number.as_f64() {
        Some(float) if text.contains(['e', 'E']) => {
            let text = float.to_string();
            let end = if text.contains('.') { "" } else { ".0" };
            text + end
        }
        _ => text,
    }
}

/// Returns `true` for a sentence that does not fit into the line and that can be folded.
fn is_long(text: &str, before: usize) -> bool {
    let is_foldable = text.contains(' ')
        && !text.contains("  ")
        && text
            .split('\n')
            .all(|line| !line.is_empty() && line.trim() == line)
        && text.chars().all(|c| {
            (!c.is_control() || c == '\n')
                && c != '\u{2028}'
                && c != '\u{2029}'
                && c != '\u{feff}'
                && c != '\u{85}'
        });
    let is_sentence = text.len() > SHORTEST_QUOTED && !self::is_plain(text);
    is_foldable && (text.contains('\n') || is_sentence || text.chars().count() + before + 2 > WIDTH)
}

fn folded(text: &mut String, long: &str, indent: usize) {
    text.push_str(" >-\n");
    for (at, paragraph) in long.split('\n').enumerate() {
        if at > 0 {
            text.push('\n');
        }
        fold(text, paragraph, indent);
    }
}

fn fold(text: &mut String, paragraph: &str, indent: usize) {
    let lead = " ".repeat(indent);
    let mut line = String::new();
    for word in paragraph.split(' ') {
        if !line.is_empty() && indent + line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(text, "{lead}{line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(text, "{lead}{line}");
}

/// Returns a text without quotes if every reader takes it as that text.
fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control()
                || ('\u{2028}'..='\u{2029}').contains(&c)
                || c == '\u{feff}'
                || c == '\u{fffe}'
                || c == '\u{ffff}' =>
            {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain(text: &str) -> bool {
    let words = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    ];
    let starts_well =
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '/' || c == '$');
    let is_safe = |c: char| c.is_alphanumeric() || " _-./,;()'`{}$=+*!?&%@<>~^|\"".contains(c);
    starts_well
        && text.chars().all(|c| is_safe(c) || c == ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !text.contains("  ")
        && !words.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_as_written() {
        for text in [
            "plain",
            "",
            " ",
            "no",
            "12",
            "1e3",
            "a: b",
            "a #b",
            "it's",
            "\"q\"",
            "- x",
            "a\nb",
            "{a}",
            "/a/{b}",
            "*",
            "~",
            "=",
            "2026-01-31",
            "a:",
            "\u{7f}\u{85}\u{2028}",
            "日本",
            "\\d+",
            "y",
            "@a",
            "`a`",
            "%",
            "> x",
            "a  b",
            "one.\nTwo words.",
            "#x",
            "!x",
            "&a",
            "?",
            "null",
            ".5",
            "0x1F",
            "1:30",
            "'",
            "on",
        ] {
            let node = Node::Map(vec![("key".to_owned(), Node::text(text))]);
            let written = write(&node, None);
            let read = Node::read(&written).unwrap_or(Node::Null);
            assert_eq!(read.text_of("key"), Some(text), "{written}");
        }
    }

    #[test]
    fn long_sentences_are_folded() {
        let sentence = "A word and another word. ".repeat(12);
        let node = Node::Map(vec![("key".to_owned(), Node::text(sentence.trim()))]);
        let written = write(&node, None);
        assert!(written.lines().all(|line| line.len() <= WIDTH), "{written}");
        assert_eq!(Node::read(&written).ok().as_ref(), Some(&node));
    }

    #[test]
    fn nested_lists_and_mappings() {
        let text = "a:\n  - b: 1\n    c:\n      - 2\n      - d: {}\n  -\n    - x\n";
        let node = Node::read(text).expect("valid");
        assert_eq!(Node::read(&write(&node, None)).ok(), Some(node));
    }
}
