//! Names of the model as tokens.

use crate::api::{FieldName, RustPath};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

/// An identifier that is no keyword.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A field, whose name may be an escaped keyword.
pub(super) fn field_ident(name: &FieldName) -> Ident {
    match name.as_str().strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => ident(name.as_str()),
    }
}

pub(super) fn path_tokens(path: &RustPath) -> TokenStream {
    let segments = path.as_str().split("::").map(ident);
    quote!(#(#segments)::*)
}

/// Whether an identifier stands anywhere in the tokens, or leads a path in a string literal of an
/// attribute.
pub(super) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
