//! The layout of items whose lines are short: the one of prettyplease, made from the tokens without a syntax
//! tree. Nearly all generated code is of this kind, and it takes a tenth of the time.
//!
//! Each function returns `None` if prettyplease has to decide about a line: because it is too long, or
//! because [`line`] does not know its tokens.

use super::line::line;
use super::pretty;
use super::tree::{Tree, split};
use crate::emit::NEW_LINE;
use proc_macro2::Delimiter;
use std::borrow::Cow;

/// The longest line of prettyplease.
const MARGIN: usize = 89;

/// The spaces of a level of indentation.
const INDENT: usize = 4;

/// Lays out an item.
pub(super) fn item(trees: &[Tree<'_>]) -> Option<String> {
    let mut page = Page::default();
    let item = page.attributes(0, trees)?;
    let is_item_of = |word: &str| item.iter().take(3).any(|tree| tree.is_word(word));
    if item.last()?.is(';') {
        page.line(0, item)?;
    } else if item.first()?.is_word("impl") {
        page.implementation(item)?;
    } else if is_item_of("fn") {
        page.function(0, item)?;
    } else if is_item_of("struct") || is_item_of("enum") {
        page.members(item)?;
    } else {
        return None;
    }
    Some(page.text)
}

/// Returns what follows the attributes of an item.
pub(super) fn without_attributes<'a, 't>(mut trees: &'a [Tree<'t>]) -> &'a [Tree<'t>] {
    while let [sign, Tree::Group(Delimiter::Bracket, _), rest @ ..] = trees
        && sign.is('#')
    {
        trees = rest;
    }
    trees
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn indent(&mut self, indent: usize) {
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// Ends a line, which must not be longer than the margin.
    fn end(&mut self, start: usize) -> Option<()> {
        let is_short = self.text.len() - start <= MARGIN;
        self.text.push('\n');
        is_short.then_some(())
    }

    fn line(&mut self, indent: usize, trees: &[Tree<'_>]) -> Option<()> {
        self.ended(indent, trees, "")
    }

    /// Adds a line that ends with a text.
    fn ended(&mut self, indent: usize, trees: &[Tree<'_>], end: &str) -> Option<()> {
        let start = self.text.len();
        self.indent(indent);
        line(&mut self.text, trees)?;
        self.text.push_str(end);
        self.end(start)
    }

    /// Adds the attributes of an item, and returns what follows them.
    fn attributes<'a, 't>(
        &mut self,
        indent: usize,
        mut trees: &'a [Tree<'t>],
    ) -> Option<&'a [Tree<'t>]> {
        while let [sign, Tree::Group(Delimiter::Bracket, attribute), rest @ ..] = trees
            && sign.is('#')
        {
            match &attribute[..] {
                [name, _, Tree::Literal(text)] if name.is_word("doc") => {
                    self.documentation(indent, text)?;
                }
                _ => {
                    let start = self.text.len();
                    self.indent(indent);
                    self.text.push_str("#[");
                    line(&mut self.text, attribute)?;
                    self.text.push(']');
                    self.end(start)?;
                }
            }
            trees = rest;
        }
        Some(trees)
    }

    /// Adds a doc comment, given as a literal.
    fn documentation(&mut self, indent: usize, literal: &str) -> Option<()> {
        let quoted = literal.strip_prefix('"')?.strip_suffix('"')?;
        let text = unescaped(quoted)?;
        if text.starts_with('/') || text.contains('\n') {
            return None;
        }
        let has_lines = text.contains(NEW_LINE);
        for line in text.split(NEW_LINE) {
            let line = if has_lines {
                line.trim_end()
            } else {
                line.trim_end_matches(' ')
            };
            self.indent(indent);
            self.text.extend(["///", line, "\n"]);
        }
        Some(())
    }

    /// Adds a struct or an enum with its members.
    fn members(&mut self, item: &[Tree<'_>]) -> Option<()> {
        let [head @ .., Tree::Group(Delimiter::Brace, members)] = item else {
            return None;
        };
        if members.is_empty() {
            return self.ended(0, head, " {}");
        }
        self.ended(0, head, " {")?;
        for member in split(members, ',') {
            let member = self.attributes(INDENT, member)?;
            self.ended(INDENT, member, ",")?;
        }
        self.text.push_str("}\n");
        Some(())
    }

    fn implementation(&mut self, item: &[Tree<'_>]) -> Option<()> {
        let [head @ .., Tree::Group(Delimiter::Brace, members)] = item else {
            return None;
        };
        if members.is_empty() {
            return self.ended(0, head, " {}");
        }
        self.ended(0, head, " {")?;
        let mut rest = &members[..];
        let mut is_first = true;
        while !rest.is_empty() {
            let (member, is_function, after) = first_member(rest)?;
            if is_function && !is_first {
                self.text.push('\n');
            }
            let start = self.text.len();
            if self.member(member, is_function).is_none() {
                self.text.truncate(start);
                self.text.push_str(&pretty::member(member)?);
            }
            rest = after;
            is_first = false;
        }
        self.text.push_str("}\n");
        Some(())
    }

    fn member(&mut self, member: &[Tree<'_>], is_function: bool) -> Option<()> {
        let member = self.attributes(INDENT, member)?;
        if is_function {
            self.function(INDENT, member)
        } else {
            self.line(INDENT, member)
        }
    }

    fn function(&mut self, indent: usize, function: &[Tree<'_>]) -> Option<()> {
        let [head @ .., Tree::Group(Delimiter::Brace, body)] = function else {
            return None;
        };
        let open = if body.is_empty() { " {}" } else { " {" };
        self.signature(indent, head, open)?;
        if body.is_empty() {
            return Some(());
        }
        let is_result = !body.last()?.is(';');
        let statements = split(body, ';');
        let last = statements.len() - 1;
        for (at, statement) in statements.into_iter().enumerate() {
            let end = if is_result && at == last { "" } else { ";" };
            // prettyplease ends an assignment with a semicolon.
            let is_assignment = statement.iter().any(|tree| tree.is('='));
            if statement.is_empty() || (end.is_empty() && is_assignment) {
                return None;
            }
            let start = self.text.len();
            if self.ended(indent + INDENT, statement, end).is_none() {
                self.text.truncate(start);
                self.long_statement(indent + INDENT, statement, end)?;
            }
        }
        self.indent(indent);
        self.text.push_str("}\n");
        Some(())
    }

    /// Adds a statement that is too long for a line: the call of a method of a field of `self`, or a
    /// variable that is the result of a function.
    fn long_statement(&mut self, indent: usize, trees: &[Tree<'_>], end: &str) -> Option<()> {
        let [receiver @ .., dot, _, arguments] = trees else {
            return None;
        };
        if let [start, _, sign, path @ .., arguments] = trees
            && start.is_word("let")
            && sign.is('=')
            && path
                .iter()
                .all(|tree| matches!(tree, Tree::Word(_)) || tree.is(':'))
        {
            let function = &trees[..trees.len() - 1];
            let arguments = arguments.inside(Delimiter::Parenthesis)?;
            self.call(indent, function, arguments, &format!("){end}"))?;
            self.text.push('\n');
            return Some(());
        }
        let is_field =
            matches!(receiver, [this, dot, Tree::Word(_)] if this.is_word("self") && dot.is('.'));
        arguments.inside(Delimiter::Parenthesis)?;
        if !is_field || !dot.is('.') {
            return None;
        }
        self.line(indent, receiver)?;
        self.argument(indent + INDENT, &trees[receiver.len()..], end)?;
        self.text.push('\n');
        Some(())
    }

    /// Adds a call with a line for each argument.
    fn call(
        &mut self,
        indent: usize,
        function: &[Tree<'_>],
        arguments: &[Tree<'_>],
        end: &str,
    ) -> Option<()> {
        self.indent(indent);
        line(&mut self.text, function)?;
        self.text.push_str("(\n");
        let arguments = split(arguments, ',');
        let last = arguments.len().checked_sub(1)?;
        for (at, argument) in arguments.into_iter().enumerate() {
            // The comma behind the last one may exceed the margin.
            let [counted, end] = if at == last { ["", ",\n"] } else { [",", "\n"] };
            self.argument(indent + INDENT, argument, counted)?;
            self.text.push_str(end);
        }
        self.indent(indent);
        self.text.push_str(end);
        Some(())
    }

    /// Adds an argument, on one line if it fits, or else as a call.
    fn argument(&mut self, indent: usize, trees: &[Tree<'_>], end: &str) -> Option<()> {
        let start = self.text.len();
        self.indent(indent);
        line(&mut self.text, trees)?;
        self.text.push_str(end);
        if self.text.len() - start <= MARGIN {
            return Some(());
        }
        self.text.truncate(start);
        let [function @ .., arguments] = trees else {
            return None;
        };
        let arguments = arguments.inside(Delimiter::Parenthesis)?;
        self.call(indent, function, arguments, &format!("){end}"))
    }

    fn signature(&mut self, indent: usize, head: &[Tree<'_>], open: &str) -> Option<()> {
        let start = self.text.len();
        if self.ended(indent, head, open).is_some() {
            return Some(());
        }
        self.text.truncate(start);
        let name = head.iter().position(|tree| tree.is_word("fn"))? + 1;
        let arguments = name + 1;
        let found = head.get(arguments)?.inside(Delimiter::Parenthesis)?;
        if found.is_empty() {
            return None;
        }
        let (before, after) = (&head[..arguments], &head[arguments + 1..]);
        self.indent(indent);
        line(&mut self.text, before)?;
        let opened = self.text.len();
        line(&mut self.text, &head[arguments..=arguments])?;
        let mut result = String::from(")");
        line(&mut result, after)?;
        result.push_str(open);
        // The arguments stay on the line if it is short up to the first place where the type of the
        // result can be broken.
        let breakable = result.find(['<', '(']).map_or(result.len(), |at| at + 1);
        if self.text.len() - start + breakable - 1 <= MARGIN {
            return None;
        }
        self.text.truncate(opened);
        self.text.push_str("(\n");
        for argument in split(found, ',') {
            self.ended(indent + INDENT, argument, ",")?;
        }
        let last = self.text.len();
        self.indent(indent);
        self.text.push_str(&result);
        self.end(last)
    }
}

/// Takes the escapes out of a text: those of backslashes and quotes.
fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('\\') {
        return Some(text.into());
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let escaped = rest.chars().next().filter(|c| matches!(c, '\\' | '"'))?;
        plain.push(escaped);
        rest = &rest[1..];
    }
    plain.push_str(rest);
    Some(plain.into())
}

/// Returns the first member of an `impl`, whether it is a function, and the members after it.
fn first_member<'a, 't>(members: &'a [Tree<'t>]) -> Option<(&'a [Tree<'t>], bool, &'a [Tree<'t>])> {
    let attributes = members.len() - without_attributes(members).len();
    for (at, tree) in members.iter().enumerate().skip(attributes) {
        let is_end = tree.is(';');
        let is_body = tree.inside(Delimiter::Brace).is_some();
        let before = &members[attributes..at];
        let is_function = is_body && before.iter().any(|tree| tree.is_word("fn"));
        if is_end || is_function {
            let (member, rest) = members.split_at(at + 1);
            return Some((member, is_function, rest));
        }
    }
    None
}
