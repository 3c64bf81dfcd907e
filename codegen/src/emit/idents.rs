//! Names of the model as tokens.

use crate::model::{FieldName, RustPath};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// An identifier, which must not be a keyword.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The identifier of a field, whose name may be an escaped keyword.
pub(super) fn field_ident(name: &FieldName) -> Ident {
    match name.as_str().strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => ident(name.as_str()),
    }
}

/// A path such as `crate::runtime`.
pub(super) fn path_tokens(path: &RustPath) -> TokenStream {
    let segments = path.as_str().split("::").map(ident);
    quote!(#(#segments)::*)
}
