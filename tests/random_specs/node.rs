//! YAML as a tree, and the tree as text: the same tree in many styles.

use crate::random_specs::words;
use serde_json::Value;

/// A node of YAML.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Text(String),
    /// A number or a boolean.
    Bare(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(values) => Self::List(values.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter();
                Self::Map(
                    members
                        .map(|(key, value)| (key.clone(), value.into()))
                        .collect(),
                )
            }
            bare => Self::Bare(bare.to_string()),
        }
    }
}

/// The style of a tree. Every style has the same meaning.
pub struct Writer {
    /// Chooses quotes, brackets and the order of keys; without it, the style is plain and ordered.
    random: Option<fastrand::Rng>,
}

/// Words that YAML does not read as text without quotes.
const NO_TEXT: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

impl Writer {
    pub fn plain() -> Self {
        Self { random: None }
    }

    pub fn random(seed: u64) -> Self {
        Self {
            random: Some(fastrand::Rng::with_seed(seed)),
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.random
            .as_mut()
            .map_or(0, |random| random.usize(..bound))
    }

    /// Writes a whole file.
    pub fn file(&mut self, node: &Node) -> String {
        let mut text = String::new();
        self.block(node, 0, &mut text);
        text
    }

    fn block(&mut self, node: &Node, indent: usize, text: &mut String) {
        let margin = "  ".repeat(indent);
        match node {
            Node::List(nodes) => {
                for node in nodes {
                    text.extend([&margin, "-"]);
                    self.value(node, indent + 1, text);
                }
            }
            Node::Map(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                if let Some(random) = &mut self.random {
                    random.shuffle(&mut entries);
                }
                for (key, value) in entries {
                    text.extend([&margin, &self.inline_text(key), ":"]);
                    self.value(value, indent + 1, text);
                }
            }
            Node::Text(_) | Node::Bare(_) => self.value(node, indent, text),
        }
    }

    /// Writes the value after a colon or a dash.
    fn value(&mut self, node: &Node, indent: usize, text: &mut String) {
        let is_block = match node {
            Node::List(nodes) => !nodes.is_empty() && self.below(6) != 1,
            Node::Map(entries) => !entries.is_empty() && self.below(6) != 1,
            Node::Text(words) if is_literal(words) && self.below(3) == 1 => {
                let margin = "  ".repeat(indent + 1);
                text.push_str(" |-\n");
                for line in words.split('\n') {
                    text.extend([if line.is_empty() { "" } else { &margin }, line, "\n"]);
                }
                return;
            }
            Node::Text(_) | Node::Bare(_) => false,
        };
        if is_block {
            text.push('\n');
            self.block(node, indent, text);
        } else {
            text.extend([" ", &self.flow(node), "\n"]);
        }
    }

    fn flow(&mut self, node: &Node) -> String {
        match node {
            Node::Text(text) => self.inline_text(text),
            Node::Bare(text) => text.clone(),
            Node::List(nodes) => {
                let nodes: Vec<_> = nodes.iter().map(|node| self.flow(node)).collect();
                format!("[{}]", nodes.join(", "))
            }
            Node::Map(entries) => {
                let entries = entries.iter();
                let entries: Vec<_> = entries
                    .map(|(key, value)| format!("{}: {}", self.inline_text(key), self.flow(value)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    fn inline_text(&mut self, text: &str) -> String {
        let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !NO_TEXT.contains(&text.to_ascii_lowercase().as_str());
        let is_printable = text.chars().all(is_printable);
        match self.below(3) {
            0 if is_word => text.to_owned(),
            1 if is_printable => format!("'{}'", text.replace('\'', "''")),
            _ => quoted(text),
        }
    }
}

/// Returns `true` for characters that YAML accepts in one line without escapes.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn is_literal(text: &str) -> bool {
    let is_line = |line: &str| line.trim() == line && line.chars().all(is_printable);
    !text.is_empty()
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && text.split('\n').all(is_line)
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => quoted.extend(["\\u".to_owned(), format!("{:04X}", u32::from(c))]),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader independent of the generator returns the written tree.
    #[test]
    fn a_written_tree_is_read_back() {
        let texts = words::PROSE.iter().chain(&words::VALUES);
        let texts: Vec<_> = texts
            .map(|text| Value::String((*text).to_owned()))
            .collect();
        let value = serde_json::json!({ "a b": texts, "empty": [], "none": {}, "yes": [[1, -2.5], [true]] });
        for seed in 0..50 {
            let text = Writer::random(seed).file(&Node::from(&value));
            let read: Value =
                serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(read, value, "{text}");
        }
    }
}
