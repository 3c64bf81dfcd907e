//! The skeleton of Rust code without its texts.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Returns the tokens of a file, with all strings equal and without documentation. That keeps items
/// and their order, names, signatures, attributes, numbers, and the rows of tables.
pub fn skeleton(code: &str) -> syn::Result<String> {
    let file = syn::parse_file(code)?;
    let shebang = file.shebang.unwrap_or_default();
    let tokens: TokenStream = code.parse().map_err(syn::Error::from)?;
    Ok(shebang + &without_texts(tokens).to_string())
}

fn without_texts(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Literal(literal) if is_text(&literal.to_string()) => {
                kept.push(proc_macro2::Literal::string("").into());
            }
            TokenTree::Group(group) if is_documentation(&group, kept.last()) => {
                kept.pop();
            }
            TokenTree::Group(group) => {
                let inner = without_texts(group.stream());
                kept.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

fn is_text(literal: &str) -> bool {
    literal.starts_with(['"', 'r', 'b', 'c', '\''])
}

/// Detects `#[doc …]` by the brackets and the `#` before them.
fn is_documentation(group: &proc_macro2::Group, before: Option<&TokenTree>) -> bool {
    let is_attribute = matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
    let first = group.stream().into_iter().next();
    let is_doc = matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc");
    is_attribute && group.delimiter() == Delimiter::Bracket && is_doc
}
