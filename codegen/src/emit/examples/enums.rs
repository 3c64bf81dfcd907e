//! Values of enums as Rust expressions.

use super::values::{Values, integer};
use crate::emit::idents::ident;
use crate::emit::tokens::{TokenStream, quote};
use crate::model::{Enum, Openness, TypeName};
use serde_json::Value;

impl Values<'_> {
    /// A value of an enum by its variant, or by a conversion if the spec does not list it.
    pub(super) fn enum_value(
        &mut self,
        name: &TypeName,
        values: &Enum,
        value: &Value,
    ) -> Option<TokenStream> {
        let text = match value {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let mut known = values.values.iter();
        let known = known.find(|known| known.wire.as_str() == text);
        let name = self.generated(name);
        match known {
            Some(known) => {
                self.is_deprecated |= known.deprecated.is_some();
                let variant = ident(known.rust.as_str());
                Some(quote!(#name::#variant))
            }
            None if values.openness == Openness::Closed => None,
            None if values.is_of_integers() => {
                let integer = integer(&text)?;
                Some(quote!(#name::from(#integer)))
            }
            None => Some(quote!(#name::from(#text))),
        }
    }
}
