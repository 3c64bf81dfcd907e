//! Tokens that can be looked at: reading a `TokenStream` consumes it, or copies every token.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// A token, or a group of them.
pub(super) enum Tree {
    Word(Ident),
    Literal(Literal),
    Sign(Punct),
    Group(Delimiter, Vec<Self>),
}

impl Tree {
    /// Takes a stream apart.
    pub(super) fn read(tokens: TokenStream) -> Vec<Self> {
        let trees = tokens.into_iter().map(|token| match token {
            TokenTree::Ident(word) => Self::Word(word),
            TokenTree::Literal(literal) => Self::Literal(literal),
            TokenTree::Punct(sign) => Self::Sign(sign),
            TokenTree::Group(group) => {
                let (delimiter, tokens) = (group.delimiter(), group.stream());
                // The only other owner of the tokens goes, so that they are moved.
                drop(group);
                Self::Group(delimiter, Self::read(tokens))
            }
        });
        trees.collect()
    }

    /// Returns `true` for this sign.
    pub(super) fn is(&self, sign: char) -> bool {
        matches!(self, Self::Sign(punct) if punct.as_char() == sign)
    }

    /// Returns `true` for this sign, when the next sign belongs to it.
    pub(super) fn is_joint(&self, sign: char) -> bool {
        self.is(sign) && matches!(self, Self::Sign(punct) if punct.spacing() == Spacing::Joint)
    }

    /// Returns `true` for this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(ident) if ident == word)
    }

    /// Returns the content of a group with these delimiters.
    pub(super) fn inside(&self, delimiter: Delimiter) -> Option<&[Self]> {
        match self {
            Self::Group(found, trees) if *found == delimiter => Some(trees),
            _ => None,
        }
    }
}

impl ToTokens for Tree {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Word(word) => word.to_tokens(tokens),
            Self::Literal(literal) => literal.to_tokens(tokens),
            Self::Sign(sign) => sign.to_tokens(tokens),
            Self::Group(delimiter, trees) => {
                tokens.append(Group::new(*delimiter, stream(trees)));
            }
        }
    }
}

/// Puts a stream together again.
pub(super) fn stream(trees: &[Tree]) -> TokenStream {
    let mut tokens = TokenStream::new();
    tokens.append_all(trees);
    tokens
}

/// Splits at a sign outside of groups and angle brackets, and leaves the sign out.
pub(super) fn split(trees: &[Tree], at: char) -> Vec<&[Tree]> {
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
