//! `#[derive(..)]` as the implementations that it stands for.

use super::attributes::attributes;
use super::signature::{arguments, generics};
use syn::{Generics, Item};

/// Returns the heads of the derived implementations of a type.
pub fn heads(item: &Item) -> Vec<String> {
    let (declared, ident) = match item {
        Item::Struct(item) => (&item.generics, &item.ident),
        Item::Enum(item) => (&item.generics, &item.ident),
        _ => return Vec::new(),
    };
    let ident = ident.to_string();
    let mut heads = Vec::new();
    let attributes = attributes(item).iter();
    for attr in attributes.filter(|attr| attr.path().is_ident("derive")) {
        let _ = attr.parse_nested_meta(|meta| {
            let name = meta.path.segments.last().map(|one| one.ident.to_string());
            let name = name.unwrap_or_default();
            heads.push(derived(&name, declared, &ident));
            if name == "Error" {
                // The derive of `thiserror` writes the message, too.
                heads.push(derived("Display", declared, &ident));
            }
            Ok(())
        });
    }
    heads
}

/// Returns the head of a derived implementation: every type parameter is bound by the trait.
fn derived(name: &str, declared: &Generics, ident: &str) -> String {
    let mut bound = declared.clone();
    for param in bound.type_params_mut() {
        if let Ok(bound) = syn::parse_str(name) {
            param.bounds.push(bound);
        }
        param.default = None;
    }
    if name == "Deserialize" {
        for param in bound.type_params_mut() {
            param.bounds = syn::parse_quote!(Deserialize<'de>);
        }
        bound.params.insert(0, syn::parse_quote!('de));
        let (params, clause) = generics(&bound);
        let arguments = arguments(declared);
        return format!("impl{params} Deserialize<'de> for {ident}{arguments}{clause}");
    }
    let (params, clause) = generics(&bound);
    format!(
        "impl{params} {name} for {ident}{}{clause}",
        arguments(declared)
    )
}
