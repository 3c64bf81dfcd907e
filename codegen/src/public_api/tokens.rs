//! Text of tokens, spaced as a person writes a signature.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// Returns the text of a piece of code on one line.
pub fn text(code: impl ToTokens) -> String {
    let mut words = Vec::new();
    flatten(code.into_token_stream(), &mut words);
    let (mut text, mut last) = (String::new(), None);
    for (position, word) in words.iter().enumerate() {
        let next = words.get(position + 1).map(String::as_str);
        if word == "," && matches!(next, Some(")" | "]" | ">" | "}")) {
            continue;
        }
        if last.is_some_and(|last| is_spaced(last, word)) {
            text.push(' ');
        }
        text += word;
        last = Some(word);
    }
    text
}

/// Splits code into words: identifiers, literals, lifetimes, brackets and whole operators.
fn flatten(code: TokenStream, words: &mut Vec<String>) {
    let mut joint = false;
    for token in code {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                words.extend((!open.is_empty()).then(|| open.to_owned()));
                flatten(group.stream(), words);
                words.extend((!close.is_empty()).then(|| close.to_owned()));
                joint = false;
            }
            TokenTree::Punct(punct) => {
                let sign = punct.as_char();
                match words.last_mut() {
                    Some(last) if joint && is_operator(last, sign) => last.push(sign),
                    _ => words.push(sign.to_string()),
                }
                joint = punct.spacing() == Spacing::Joint;
            }
            TokenTree::Ident(ident) => {
                match words.last_mut() {
                    Some(last) if joint && last == "'" => *last += &ident.to_string(),
                    _ => words.push(ident.to_string()),
                }
                joint = false;
            }
            TokenTree::Literal(literal) => {
                words.push(literal.to_string());
                joint = false;
            }
        }
    }
}

/// Returns `true` if the signs are one operator.
fn is_operator(first: &str, second: char) -> bool {
    matches!(
        (first, second),
        (":", ':') | ("-" | "=", '>') | ("." | "..", '.') | (".." | "=", '=')
    )
}

/// Returns `true` if a space separates two words.
fn is_spaced(left: &str, right: &str) -> bool {
    let is_lifetime = left.starts_with('\'') && !left.ends_with('\'');
    let keyword = matches!(left, "as" | "dyn" | "for" | "in" | "mut" | "where") || is_lifetime;
    match (left, right) {
        ("(" | "[" | "<" | "&" | "::" | "#" | "?" | "." | ".." | "*", _) | ("for", "<") => false,
        ("," | ":" | ";" | "->" | "=" | "=>" | "+" | "|" | "{", _) => true,
        (_, "::" | "<" | "[" | "(") => keyword,
        (_, right) => !matches!(right, "," | ";" | ")" | "]" | ">" | ":" | "."),
    }
}
