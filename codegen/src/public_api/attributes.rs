//! The attributes of items.

use super::tokens;
use syn::{Attribute, Item};

/// Returns the attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Returns `true` for items that exist only in tests.
pub fn is_for_tests(attrs: &[Attribute]) -> bool {
    cfgs(attrs)
        .iter()
        .any(|cfg| matches!(cfg.as_str(), "test" | "doctest"))
}

/// Returns `true` for `#[doc(hidden)]`.
pub fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        attr.path().is_ident("doc")
            && matches!(&attr.meta, syn::Meta::List(list) if list.tokens.to_string() == "hidden")
    })
}

/// Returns the conditions of an item, as written in `#[cfg(..)]`.
pub fn cfgs(attrs: &[Attribute]) -> Vec<String> {
    let cfgs = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let cfgs = cfgs.filter_map(|attr| match &attr.meta {
        syn::Meta::List(list) => Some(tokens::text(list.tokens.clone())),
        _ => None,
    });
    cfgs.collect()
}
