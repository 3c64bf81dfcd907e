//! Names of the model as tokens.

use crate::model::{FieldName, RustPath};
use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
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

/// Whether a path anywhere in the tokens begins with this name.
pub(super) fn leads_a_path(tokens: &TokenStream, name: &str) -> bool {
    // What stands before the token at hand: the first half of `::`, its second half, a name.
    let mut follows_path = false;
    let mut is_name = false;
    let mut was_joint = false;
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            is_name = !follows_path && ident == name;
            (follows_path, was_joint) = (false, false);
            false
        }
        TokenTree::Punct(punct) => {
            let is_colon = punct.as_char() == ':';
            let is_joint = is_colon && punct.spacing() == Spacing::Joint;
            let is_found = is_name && is_joint;
            follows_path = is_colon && was_joint;
            (is_name, was_joint) = (false, is_joint);
            is_found
        }
        TokenTree::Group(group) => {
            (follows_path, is_name, was_joint) = (false, false, false);
            leads_a_path(&group.stream(), name)
        }
        TokenTree::Literal(_) => {
            (follows_path, is_name, was_joint) = (false, false, false);
            false
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{leads_a_path, quote};

    #[test]
    fn a_path_begins_with_a_name() {
        for (tokens, leads) in [
            (quote!(a: types::B), true),
            (quote!(a::<types::B>()), true),
            (quote!(f(x, [types::B])), true),
            (quote!(a::types::B), false),
            (quote!(crate::a::types::B), false),
            (quote!(types: u8), false),
            (quote!(self.types), false),
            (quote!("types::B"), false),
        ] {
            assert_eq!(leads_a_path(&tokens, "types"), leads, "{tokens}");
        }
    }
}
