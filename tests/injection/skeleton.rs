//! The skeleton of Rust code without its texts.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Returns the tokens of a file, with all strings equal, and without documentation and trailing commas:
/// a long string can break a line, which adds a comma. That keeps items and their order, names,
/// signatures, attributes, numbers, and the rows of tables.
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
            TokenTree::Group(group) if is_attribute_of("serde", &group, kept.last()) => {
                let keys = unnamed(&without_texts(group.stream()));
                if keys.is_empty() {
                    kept.pop();
                } else {
                    kept.push(proc_macro2::Literal::string(&keys.join(",")).into());
                }
            }
            TokenTree::Group(group) => {
                let inner = without_texts(group.stream());
                kept.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            other => kept.push(other),
        }
    }
    kept.pop_if(|last| matches!(last, TokenTree::Punct(punct) if punct.as_char() == ','));
    kept.into_iter().collect()
}

fn is_text(literal: &str) -> bool {
    literal.starts_with(['"', 'r', 'b', 'c', '\''])
}

/// Returns the keys of `serde(…)` without those whose text is a name on the wire: that name decides
/// which of them a field needs.
fn unnamed(attribute: &TokenStream) -> Vec<String> {
    let Some(TokenTree::Group(list)) = attribute.clone().into_iter().nth(1) else {
        return vec![attribute.to_string()];
    };
    let text = list.stream().to_string();
    let keys = text.split(',').map(str::trim);
    let keys = keys.filter(|key| !["rename = \"\"", "rename_all = \"\""].contains(key));
    keys.map(str::to_owned).collect()
}

/// Returns `true` for the brackets of `#[doc …]`.
fn is_documentation(group: &proc_macro2::Group, before: Option<&TokenTree>) -> bool {
    is_attribute_of("doc", group, before)
}

/// Returns `true` for the brackets of `#[name …]`.
fn is_attribute_of(name: &str, group: &proc_macro2::Group, before: Option<&TokenTree>) -> bool {
    let is_attribute = matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
    let first = group.stream().into_iter().next();
    let is_named = matches!(first, Some(TokenTree::Ident(ident)) if ident == name);
    is_attribute && group.delimiter() == Delimiter::Bracket && is_named
}
