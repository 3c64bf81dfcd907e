//! Names of the model as tokens.

use super::tokens::{Ident, TokenStream, quote};
use crate::model::{FieldName, RustPath};

/// An identifier, which must not be a keyword.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name)
}

/// The identifier of a field, whose name may be an escaped keyword.
pub(super) fn field_ident(name: &FieldName) -> Ident {
    ident(name.as_str())
}

/// A path such as `crate::runtime`.
pub(super) fn path_tokens(path: &RustPath) -> TokenStream {
    let segments = path.as_str().split("::").map(ident);
    quote!(#(#segments)::*)
}
