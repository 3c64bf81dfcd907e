//! The conditions under which items are compiled, as attributes.

use super::tokens::{TokenStream, quote};
use super::visible;
use crate::model::Condition;
use std::collections::BTreeSet;

/// `#[cfg(…)]`; nothing for an item that is always compiled.
pub(super) fn cfg(condition: &Condition) -> Option<TokenStream> {
    let predicate = predicate(condition)?;
    Some(quote!(#[cfg(#predicate)]))
}

/// `#[cfg(…)]` in a test.
pub(super) fn cfg_test(condition: &Condition) -> TokenStream {
    let cfg = predicate(condition).map(|predicate| quote!(#[cfg(all(test, #predicate))]));
    cfg.unwrap_or_else(|| quote!(#[cfg(test)]))
}

/// `#[cfg(…)]`, and the note about it in the documentation.
pub(super) fn documented_cfg(condition: &Condition) -> Option<TokenStream> {
    let predicate = predicate(condition)?;
    Some(quote!(#[cfg(#predicate)] #[cfg_attr(docsrs, doc(cfg(#predicate)))]))
}

/// A line of documentation if an item is compiled, and another one if not.
pub(super) fn doc_line(condition: &Condition, on: &str, off: &str) -> TokenStream {
    let [on, off] = [on, off].map(|line| line.chars().map(visible).collect::<String>());
    let lines = predicate(condition).map(|predicate| {
        quote! {
            #[cfg_attr(#predicate, doc = #on)]
            #[cfg_attr(not(#predicate), doc = #off)]
        }
    });
    lines.unwrap_or_else(|| quote!(#[doc = #on]))
}

fn predicate(condition: &Condition) -> Option<TokenStream> {
    match condition {
        Condition::Always => None,
        Condition::AnyOf(features) => Some(any(features)),
    }
}

fn any(features: &BTreeSet<String>) -> TokenStream {
    let features: Vec<_> = features
        .iter()
        .map(|feature| quote!(feature = #feature))
        .collect();
    if let [feature] = &features[..] {
        feature.clone()
    } else {
        quote!(any(#(#features),*))
    }
}
