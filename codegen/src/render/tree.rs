//! Tokens as a tree: groups, and the words, literals and signs in them.

use crate::emit::TokenStream;
use proc_macro2::Delimiter;

/// A token, or a group of them.
pub(super) enum Tree<'t> {
    Word(&'t str),
    Literal(&'t str),
    Sign(char, Next),
    Group(Delimiter, Vec<Self>),
}

/// The place of the sign after a sign: the two of `::` are joint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Joint,
    Apart,
}

impl<'t> Tree<'t> {
    /// Reads all tokens.
    pub(super) fn read(tokens: &'t TokenStream) -> Vec<Self> {
        let rest = tokens.as_str();
        let open = Vec::new();
        Reader { rest, open }.trees()
    }

    /// Returns `true` for this sign.
    pub(super) fn is(&self, sign: char) -> bool {
        matches!(self, Self::Sign(found, _) if *found == sign)
    }

    /// Returns `true` for this sign, when the next sign belongs to it.
    pub(super) fn is_joint(&self, sign: char) -> bool {
        matches!(self, Self::Sign(found, Next::Joint) if *found == sign)
    }

    /// Returns `true` for this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if *found == word)
    }

    /// Returns the content of a group with these delimiters.
    pub(super) fn inside(&self, delimiter: Delimiter) -> Option<&[Self]> {
        match self {
            Self::Group(found, trees) if *found == delimiter => Some(trees),
            _ => None,
        }
    }
}

/// Reads tokens one after another.
struct Reader<'t> {
    /// The text that is not read yet.
    rest: &'t str,
    /// The tokens of open groups: a closed group takes its own off the end.
    open: Vec<Tree<'t>>,
}

impl<'t> Reader<'t> {
    /// Reads up to the end of the group, or of the text.
    fn trees(&mut self) -> Vec<Tree<'t>> {
        let start = self.open.len();
        while let Some(tree) = self.tree() {
            self.open.push(tree);
        }
        self.open.drain(start..).collect()
    }

    fn tree(&mut self) -> Option<Tree<'t>> {
        self.rest = self.rest.trim_ascii_start();
        let first = *self.rest.as_bytes().first()?;
        if let Some(prefix) = self.prefix_of_text(first) {
            return Some(Tree::Literal(self.text(prefix)));
        }
        Some(match first {
            b'(' => self.group(Delimiter::Parenthesis),
            b'[' => self.group(Delimiter::Bracket),
            b'{' => self.group(Delimiter::Brace),
            b')' | b']' | b'}' => {
                self.take(1);
                return None;
            }
            b'0'..=b'9' => Tree::Literal(self.number()),
            first if is_of_word(first) => Tree::Word(self.word()),
            sign => {
                self.take(1);
                let next = self.rest.as_bytes().first();
                let is_joint = sign == b'\'' || next.is_some_and(|next| is_sign(*next));
                let next = if is_joint { Next::Joint } else { Next::Apart };
                Tree::Sign(char::from(sign), next)
            }
        })
    }

    fn group(&mut self, delimiter: Delimiter) -> Tree<'t> {
        self.take(1);
        Tree::Group(delimiter, self.trees())
    }

    /// Takes a number of bytes, or all that are left.
    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn word(&mut self) -> &'t str {
        let prefix = if self.rest.starts_with("r#") { 2 } else { 0 };
        let mut bytes = self.rest.bytes().skip(prefix);
        let length = bytes.position(|byte| !is_of_word(byte));
        self.take(length.map_or(self.rest.len(), |length| prefix + length))
    }

    fn number(&mut self) -> &'t str {
        let bytes = self.rest.as_bytes();
        let is_end = |at: &usize| match bytes[*at] {
            b'.' => !bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            byte => !is_of_word(byte),
        };
        let end = (0..bytes.len()).find(is_end);
        self.take(end.unwrap_or(bytes.len()))
    }

    /// Returns the length of what precedes the quotes of a text: nothing, `b`, or `r##`.
    fn prefix_of_text(&self, first: u8) -> Option<usize> {
        if !matches!(first, b'"' | b'b' | b'r') {
            return None;
        }
        let letters = self.rest.trim_start_matches(['b', 'r']);
        let text = letters.trim_start_matches('#');
        text.starts_with('"').then(|| self.rest.len() - text.len())
    }

    /// Takes a text with its quotes and a prefix of this length.
    fn text(&mut self, prefix: usize) -> &'t str {
        let (before, text) = self.rest.split_at(prefix);
        let is_raw = before.contains('r');
        let fence = before.trim_start_matches(['b', 'r']);
        let bytes = text.as_bytes();
        let mut at = 1;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'\\' if !is_raw => at += 1,
                b'"' if bytes[at..].starts_with(fence.as_bytes()) => break,
                _ => {}
            }
        }
        self.take(prefix + at + fence.len())
    }
}

/// Returns `true` for letters, digits and underscores; all characters beyond ASCII are letters.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn is_sign(byte: u8) -> bool {
    let is_other = matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'_');
    byte.is_ascii_punctuation() && !is_other
}

/// Writes tokens as text again, without a layout.
pub(super) fn source(trees: &[Tree<'_>]) -> String {
    let mut text = String::new();
    write(&mut text, trees);
    text
}

fn write(text: &mut String, trees: &[Tree<'_>]) {
    for tree in trees {
        match tree {
            Tree::Word(token) | Tree::Literal(token) => text.push_str(token),
            Tree::Sign(sign, _) => text.push(*sign),
            Tree::Group(delimiter, inside) => {
                let [open, close] = match delimiter {
                    Delimiter::Parenthesis => ['(', ')'],
                    Delimiter::Bracket => ['[', ']'],
                    Delimiter::Brace => ['{', '}'],
                    Delimiter::None => [' ', ' '],
                };
                text.push(open);
                write(text, inside);
                text.push(close);
            }
        }
        if !matches!(tree, Tree::Sign(_, Next::Joint)) {
            text.push(' ');
        }
    }
}

/// Splits at a sign outside of groups and angle brackets, and leaves the sign out.
pub(super) fn split<'a, 't>(trees: &'a [Tree<'t>], at: char) -> Vec<&'a [Tree<'t>]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (index, tree) in trees.iter().enumerate() {
        let is_arrow = index > 0 && trees[index - 1].is_joint('-');
        if tree.is('<') {
            depth += 1;
        } else if tree.is('>') && !is_arrow {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && tree.is(at) {
            parts.push(&trees[start..index]);
            start = index + 1;
        }
    }
    if start < trees.len() {
        parts.push(&trees[start..]);
    }
    parts
}
