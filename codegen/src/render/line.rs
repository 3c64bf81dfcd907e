//! A line of code, with the spaces of prettyplease. It covers what generated code mostly consists of: paths,
//! types, calls and assignments.

use super::tree::{Next, Tree};
use proc_macro2::Delimiter;

/// Appends tokens as they are written on one line. Returns `None` if the layout is prettyplease's to
/// decide.
pub(super) fn line(text: &mut String, trees: &[Tree<'_>]) -> Option<()> {
    let mut line = Line {
        text,
        trees,
        at: 0,
        is_apart: false,
    };
    while line.at < trees.len() {
        line.tree()?;
        line.at += 1;
    }
    Some(())
}

struct Line<'a, 't> {
    text: &'a mut String,
    trees: &'a [Tree<'t>],
    /// The position in the trees.
    at: usize,
    /// `true` if the previous token does not touch the next word.
    is_apart: bool,
}

impl<'a, 't> Line<'a, 't> {
    fn tree(&mut self) -> Option<()> {
        match &self.trees[self.at] {
            Tree::Word(word) => {
                if is_unclear(word) {
                    return None;
                }
                self.space();
                self.text.push_str(word);
                self.is_apart = true;
            }
            Tree::Literal(literal) => {
                if literal.contains('\n') {
                    return None;
                }
                self.space();
                self.text.push_str(literal);
                self.is_apart = true;
            }
            Tree::Sign(sign, next) => self.sign(*sign, *next)?,
            Tree::Group(delimiter, inside) => {
                self.group(*delimiter, inside)?;
                self.is_apart = true;
            }
        }
        Some(())
    }

    fn space(&mut self) {
        if self.is_apart {
            self.text.push(' ');
        }
    }

    /// Appends a sign that touches the previous token.
    fn touching(&mut self, sign: &str, is_apart: bool) {
        self.text.push_str(sign);
        self.is_apart = is_apart;
    }

    /// Appends a sign that touches the next token.
    fn leading(&mut self, sign: char) {
        self.space();
        self.text.push(sign);
        self.is_apart = false;
    }

    fn previous(&self) -> Option<&'a Tree<'t>> {
        self.trees[..self.at].last()
    }

    fn next(&self) -> Option<&'a Tree<'t>> {
        self.trees.get(self.at + 1)
    }

    fn sign(&mut self, sign: char, next: Next) -> Option<()> {
        match (sign, next == Next::Joint) {
            (',', false) if self.next().is_some_and(|next| !next.is('>')) => {
                self.touching(",", true);
            }
            (';', false) => self.touching(";", true),
            (':', false) => self.touching(":", true),
            (':', true) if self.next()?.is(':') => {
                let is_path = self.previous().is_some_and(ends_a_path);
                is_path.then(|| self.touching("::", false))?;
                self.at += 1;
            }
            ('.', false) => self.touching(".", false),
            ('?', false) if matches!(self.previous()?, Tree::Word(_) | Tree::Group(..)) => {
                self.touching("?", true);
            }
            ('=', false) => self.touching(" =", true),
            ('+', false) => self.touching(" +", true),
            ('|', false) if matches!(self.previous()?, Tree::Literal(_)) => {
                self.touching(" |", true);
            }
            ('-', true) if self.next()?.is('>') => {
                self.touching(" ->", true);
                self.at += 1;
            }
            ('<', false) => self.angle()?,
            ('>', false) => self.touching(">", true),
            ('*', false) if self.is_after_path() => self.touching("*", true),
            ('&', false) if self.is_prefix() => self.leading('&'),
            ('\'', true) => self.leading('\''),
            _ => return None,
        }
        Some(())
    }

    fn is_after_path(&self) -> bool {
        !self.is_apart && self.previous().is_some_and(|previous| previous.is(':'))
    }

    /// Returns `true` if an operator at this position has nothing to its left.
    fn is_prefix(&self) -> bool {
        match self.previous() {
            None => true,
            Some(Tree::Sign(sign, _)) => !matches!(sign, '?' | '\'' | '.'),
            Some(previous) => previous.is_word("for"),
        }
    }

    /// Opens angle brackets: those of a qualified path, or of arguments of a type.
    fn angle(&mut self) -> Option<()> {
        let is_of_type = match self.previous() {
            Some(Tree::Word(word)) => {
                *word == "impl" || word.starts_with(|c: char| c.is_ascii_uppercase())
            }
            _ => self.is_after_path(),
        };
        if is_of_type {
            self.touching("<", false);
            return Some(());
        }
        self.is_prefix().then(|| self.leading('<'))
    }

    fn group(&mut self, delimiter: Delimiter, inside: &[Tree<'_>]) -> Option<()> {
        let previous = self.previous();
        let is_list = inside.iter().any(|tree| tree.is(','));
        let is_flat = !inside.iter().any(|tree| matches!(tree, Tree::Group(..)));
        match (delimiter, previous) {
            (Delimiter::Parenthesis, Some(Tree::Word(word))) => {
                (!is_prefix_word(word)).then(|| self.bracketed(['(', ')'], true, inside))?
            }
            (Delimiter::Parenthesis | Delimiter::Bracket, None | Some(Tree::Sign(..))) => {
                let is_call = previous.is_some_and(|sign| sign.is('>')) && !self.is_after_arrow();
                let signs = match delimiter {
                    Delimiter::Parenthesis => ['(', ')'],
                    _ => ['[', ']'],
                };
                self.bracketed(signs, is_call, inside)
            }
            // A `use` of one name has no braces, and one of more levels several lines.
            (Delimiter::Brace, _) if self.is_after_path() && is_list && is_flat => {
                self.bracketed(['{', '}'], true, inside)
            }
            _ => None,
        }
    }

    fn is_after_arrow(&self) -> bool {
        self.at >= 2 && self.trees[self.at - 2].is_joint('-')
    }

    fn bracketed(&mut self, signs: [char; 2], touches: bool, inside: &[Tree<'_>]) -> Option<()> {
        if !touches {
            self.space();
        }
        let inside = match inside {
            // The comma of a tuple of one value is kept.
            [inside @ .., last] if last.is(',') => {
                let is_list = touches || inside.iter().any(|tree| tree.is(','));
                (is_list || signs[0] != '(').then_some(inside)?
            }
            inside => inside,
        };
        self.text.push(signs[0]);
        line(self.text, inside)?;
        self.text.push(signs[1]);
        Some(())
    }
}

/// Returns `true` if `::` after this token continues a path.
fn ends_a_path(tree: &Tree<'_>) -> bool {
    matches!(tree, Tree::Word(_)) || tree.is('>')
}

/// Returns `true` for words whose expressions prettyplease may rewrite, or whose next token is not the
/// operator that it looks like.
fn is_unclear(word: &str) -> bool {
    matches!(
        word,
        "async" | "break" | "continue" | "move" | "return" | "unsafe" | "where" | "yield"
    )
}

/// Returns `true` for words before parentheses that are not the arguments of a call.
fn is_prefix_word(word: &str) -> bool {
    matches!(
        word,
        "as" | "const" | "dyn" | "for" | "impl" | "in" | "let" | "mut" | "ref" | "static"
    )
}
