//! The tables of the runtime's macros, one row per line, and the items that its macros declare.

use super::tree::{Next, Tree};
use proc_macro2::Delimiter;

/// The macros whose first table in a file is explained, each with the comment.
const EXPLAINED: [(&str, &str); 6] = [
    (
        "object",
        "`object!` implements `Debug`, `Serialize` and validation from its rows.",
    ),
    (
        "sparse_object",
        "`sparse_object!` implements `Debug`, `Serialize` and validation from its rows.",
    ),
    (
        "response_object",
        "`response_object!` implements `Debug`, `Serialize` and `Deserialize` from its rows.",
    ),
    (
        "response_bodies",
        "`response_bodies!` implements `Serialize` from its rows.",
    ),
    (
        "union",
        "`union!` implements `Serialize`, `Deserialize` and validation from its rows.",
    ),
    (
        "response_union",
        "`response_union!` implements `Serialize` and `Deserialize` from its rows.",
    ),
];

/// The traits of a table, and those of one that also reads.
const WRITES: &str = "`Debug`, `Serialize` and validation";
const READS: &str = "`Debug`, `Serialize`, `Deserialize` and validation";

/// The comment of a `response_object!` table of an object that is also sent.
const RECEIVED: &str = "`response_object!` implements `Deserialize` from its rows.";

/// A call of a macro: `path! { … }`.
pub(super) struct Table<'a, 't> {
    path: &'a [Tree<'t>],
    pub(super) content: &'a [Tree<'t>],
}

impl<'a, 't> Table<'a, 't> {
    /// Returns the call that an item is.
    pub(super) fn of(item: &'a [Tree<'t>]) -> Option<Self> {
        let [path @ .., sign, Tree::Group(Delimiter::Brace, content)] = item else {
            return None;
        };
        let is_path = |tree: &Tree<'_>| matches!(tree, Tree::Word(_)) || tree.is(':');
        (sign.is('!') && path.iter().all(is_path)).then_some(Self { path, content })
    }

    /// Returns what the rows stand for, if the kind of the table is not among the explained ones yet.
    pub(super) fn explanation(&self, explained: &mut Vec<&'static str>) -> Option<String> {
        let name = self.path.last()?;
        let mut kinds = EXPLAINED.iter();
        let (kind, comment) = kinds.find(|(kind, _)| name.is_word(kind))?;
        if explained.contains(kind) {
            return None;
        }
        explained.push(kind);
        let comment = match *kind {
            "object" | "sparse_object" if self.has_row("read") => comment.replace(WRITES, READS),
            "response_object" if self.has_row("extra") => RECEIVED.to_owned(),
            _ => (*comment).to_owned(),
        };
        Some(format!("// {comment}\n"))
    }

    /// Returns `true` if a row starts with this word.
    fn has_row(&self, word: &str) -> bool {
        let mut rows = self.content.split(|tree| tree.is(';'));
        rows.any(|row| row.first().is_some_and(|first| first.is_word(word)))
    }

    /// Returns `true` if the macro declares an enum; its name ends with `_enum`.
    pub(super) fn is_declaration(&self) -> bool {
        matches!(self.path.last(), Some(Tree::Word(name)) if name.ends_with("_enum"))
    }

    /// Formats a macro that declares an item, from the layout of the item.
    pub(super) fn declaring(&self, item: &str) -> String {
        let mut formatted = self.head();
        for line in item.lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            formatted.extend([indent, line, "\n"]);
        }
        formatted.push_str("}\n");
        formatted
    }

    /// Formats a table, one row per line. `prettyplease` does not know where a row ends.
    pub(super) fn text(&self) -> String {
        let mut text = self.head();
        for row in self.content.split_inclusive(|tree| tree.is(';')) {
            if row.last().is_some_and(|tree| tree.is(';')) {
                text.push_str("    ");
                write_row(&mut text, row);
                text.push('\n');
            }
        }
        text.push_str("}\n");
        text
    }

    fn head(&self) -> String {
        let mut text = String::new();
        write_row(&mut text, self.path);
        text.push_str("! {\n");
        text
    }
}

/// Formats a row. It knows only what tables consist of: words, literals, paths, arrows and calls.
fn write_row(text: &mut String, row: &[Tree<'_>]) {
    let mut glue = true;
    for tree in row {
        let (glued_before, glued_after) = match tree {
            Tree::Sign(sign, next) => (
                matches!(sign, ',' | ';' | '.' | ':' | '!' | '?'),
                *next == Next::Joint || matches!(sign, '.' | ':' | '!' | '&' | '-'),
            ),
            Tree::Group(Delimiter::Parenthesis, _) => (true, false),
            _ => (false, false),
        };
        if !glue && !glued_before {
            text.push(' ');
        }
        match tree {
            Tree::Word(token) | Tree::Literal(token) => text.push_str(token),
            Tree::Sign(sign, _) => text.push(*sign),
            Tree::Group(delimiter, inside) => {
                let [open, close] = match delimiter {
                    Delimiter::Parenthesis => ["(", ")"],
                    Delimiter::Bracket => ["[", "]"],
                    Delimiter::Brace => ["{ ", " }"],
                    Delimiter::None => ["", ""],
                };
                text.push_str(open);
                write_row(text, inside);
                text.push_str(close);
            }
        }
        glue = glued_after;
    }
}
