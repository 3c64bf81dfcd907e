//! Values of unions as Rust expressions.

use super::values::Values;
use crate::emit::idents::ident;
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::unions;
use crate::model::{Storage, TypeName, Union};
use serde_json::Value;

impl Values<'_> {
    /// A union by a conversion, or by its variant if several have the same type.
    pub(super) fn union(
        &mut self,
        name: &TypeName,
        union: &Union,
        value: &Value,
    ) -> Option<TokenStream> {
        let Some(variant) = union.variant_of(value) else {
            let (name, json) = (self.generated(name), self.json(value));
            return Some(quote!(#name::Unrecognized(#json)));
        };
        let inner = self.exact(&variant.field.ty, value)?;
        let name = self.generated(name);
        if unions::is_converted(union, variant) {
            return Some(quote!(#name::from(#inner)));
        }
        let rust = ident(variant.rust.as_str());
        Some(match variant.field.storage {
            Storage::Inline => quote!(#name::#rust(#inner)),
            Storage::Boxed => quote!(#name::#rust(Box::new(#inner))),
        })
    }
}
