//! Enums, open and closed.

use super::docs::{Docs, markdown, prose, since_note};
use super::idents::ident;
use crate::model::{Deprecation, Enum, EnumValue, Openness, TypeDef, WireName};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn items(def: &TypeDef, values: &Enum) -> Vec<TokenStream> {
    vec![declaration(def, values), table(def, values)]
}

fn declaration(def: &TypeDef, values: &Enum) -> TokenStream {
    let name = ident(def.name.as_str());
    let description = prose(&def.description);
    let variants = values.values.iter().map(variant);
    if values.openness == Openness::Closed {
        return quote! {
            #description
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name { #(#variants,)* }
        };
    }
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
    let deprecated = deprecated(value.deprecated.as_ref());
    quote!(#description #alias #deprecated #name)
}

/// Warns whoever uses it, and says what to use instead.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    deprecation.map(|Deprecation(note)| quote!(#[deprecated(note = #note)]))
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
fn table(def: &TypeDef, values: &Enum) -> TokenStream {
    let name = ident(def.name.as_str());
    let rows = values.values.iter().map(|value| {
        let (wire, variant) = (value.wire.as_str(), ident(value.rust.as_str()));
        let old = value.renamed_from.iter().map(WireName::as_str);
        quote!(#wire #(| #old)* => #variant;)
    });
    match values.openness {
        Openness::Open => quote!(runtime::open_enum! { #name; #(#rows)* }),
        Openness::Closed => quote!(runtime::closed_enum! { #name; #(#rows)* }),
    }
}
