//! Open enums.

use super::docs::{Docs, markdown, prose, since_note};
use super::idents::ident;
use crate::api::{Enum, EnumValue, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(def: &TypeDef, open: &Enum) -> Vec<TokenStream> {
    vec![declaration(def, open), table(def, open)]
}

fn declaration(def: &TypeDef, open: &Enum) -> TokenStream {
    let name = ident(def.name.as_str());
    let description = prose(&def.description);
    let variants = open.values.iter().map(variant);
    let unrecognized =
        markdown("A value that this version of the SDK does not know, kept as it came.");
    quote! {
        #description
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unrecognized
            Unrecognized(runtime::Unrecognized),
        }
    }
}

fn variant(value: &EnumValue) -> TokenStream {
    let name = ident(value.rust.as_str());
    let wire = value.wire.as_str();
    let since = value
        .since
        .as_ref()
        .map(|since| since_note(since))
        .unwrap_or_default();
    let description = Docs::default()
        .prose(&value.description)
        .markdown(&since)
        .tokens();
    let alias = alias(wire, value.rust.as_str());
    quote!(#description #alias #name)
}

/// Lets a search for the documented name find the Rust item. The compiler refuses an alias that
/// is empty, that repeats the item's name, or that holds quotes or odd white space.
pub(super) fn alias(wire: &str, rust: &str) -> Option<TokenStream> {
    let odd = |c: char| c == '"' || c == '\'' || (c.is_whitespace() && c != ' ');
    let rust = rust.trim_start_matches("r#");
    let usable = !wire.is_empty() && wire != rust && !wire.contains(odd) && wire.trim() == wire;
    usable.then(|| quote!(#[doc(alias = #wire)]))
}

/// The table from which the runtime makes the conversions.
fn table(def: &TypeDef, open: &Enum) -> TokenStream {
    let name = ident(def.name.as_str());
    let rows = open.values.iter().map(|value| {
        let (wire, variant) = (value.wire.as_str(), ident(value.rust.as_str()));
        quote!(#wire => #variant;)
    });
    quote!(runtime::open_enum! { #name; #(#rows)* })
}
