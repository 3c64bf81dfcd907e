//! The `mod.rs` files, which declare the modules and re-export their types.

use super::idents::{ident, path_tokens};
use super::{Context, Module, docs, examples, exports, imports};
use crate::model::{Api, ModuleName, Operation, TypeDef, TypeKind, TypeName};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;

/// The shared types that are not written by hand.
pub(super) fn emitted(api: &Api) -> impl Iterator<Item = &TypeDef> + Clone {
    let types = api.types.iter();
    types.filter(|def| !matches!(def.kind, TypeKind::External(_)))
}

pub(super) fn has_types(api: &Api) -> bool {
    emitted(api).next().is_some()
}

/// The operations with examples.
pub(super) fn exemplified(api: &Api) -> impl Iterator<Item = &Operation> {
    let operations = api.operations.iter();
    operations.filter(|operation| !operation.examples.is_empty())
}

pub(super) fn has_examples(api: &Api) -> bool {
    exemplified(api).next().is_some()
}

pub(super) fn root(api: &Api) -> Module {
    let mut parts = vec![ident("api")];
    if !api.operations.is_empty() {
        parts.push(ident("operations"));
    }
    if has_types(api) {
        parts.push(ident("types"));
    }
    let mut items: Vec<_> = parts.iter().map(|part| quote!(mod #part;)).collect();
    if has_examples(api) {
        let examples = quote! {
            #[cfg(test)]
            mod examples;
        };
        items.insert(1, examples);
    }
    items.extend(parts.iter().map(|part| quote!(pub use #part::*;)));
    // Examples name the values by the path that users write.
    if api.public_path.is_some() {
        let runtime = path_tokens(&api.runtime);
        items.push(quote!(
            pub use #runtime::values;
        ));
    }
    file(api, "mod.rs", items)
}

pub(super) fn types(api: &Api) -> Module {
    let names = emitted(api).map(|def| (&def.module, exports::type_names(def)));
    let renamed = emitted(api).filter_map(|def| Some((def.renamed_from.as_ref()?, &def.name)));
    let items = folder(names.collect()).chain(former_names(renamed));
    file(api, "types/mod.rs", items.collect())
}

pub(super) fn operations(api: &Api) -> Module {
    let operations = api.operations.iter();
    let names = operations
        .clone()
        .map(|operation| (&operation.module, exports::operation_names(operation)));
    let renamed = operations
        .filter_map(|operation| Some((operation.renamed_from.as_ref()?, &operation.name)));
    let parents = if api.operations.iter().any(imports::names_types) {
        quote!(
            use super::{api, types};
        )
    } else {
        quote!(
            use super::api;
        )
    };
    let items = std::iter::once(parents)
        .chain(folder(names.collect()))
        .chain(former_names(renamed));
    file(api, "operations/mod.rs", items.collect())
}

pub(super) fn examples(cx: &Context<'_>) -> Module {
    let api = cx.api;
    let parents = examples::parents(cx, exemplified(api));
    let mut modules: Vec<_> = exemplified(api)
        .map(|operation| &operation.module)
        .collect();
    modules.sort();
    let modules = modules.into_iter().map(|module| {
        let module = ident(module.as_str());
        quote!(mod #module;)
    });
    file(
        api,
        "examples/mod.rs",
        parents.into_iter().chain(modules).collect(),
    )
}

fn file(api: &Api, path: &str, items: Vec<TokenStream>) -> Module {
    Module {
        path: path.to_owned(),
        origin: api.origin.clone(),
        items,
    }
}

/// The modules of a folder, and the re-exports of their types.
fn folder(mut names: Vec<(&ModuleName, Vec<TypeName>)>) -> impl Iterator<Item = TokenStream> {
    names.sort();
    let modules = names.iter().map(|(module, _)| {
        let module = ident(module.as_str());
        quote!(mod #module;)
    });
    let exports = names.iter().map(|(module, types)| {
        let module = ident(module.as_str()).into_token_stream();
        let types = types.iter().map(TypeName::as_str);
        imports::grouped(&module, types).exported()
    });
    let items: Vec<_> = modules.chain(exports).collect();
    items.into_iter()
}

/// Aliases under the types' former names, for code that still uses them. They are declared in
/// `mod.rs`: to re-export a deprecated name would count as a use of it.
fn former_names<'a>(
    renamed: impl Iterator<Item = (&'a TypeName, &'a TypeName)>,
) -> impl Iterator<Item = TokenStream> {
    let sorted: BTreeMap<_, _> = renamed.collect();
    sorted.into_iter().map(|(old, name)| {
        let note = format!("renamed to `{name}`");
        let docs = docs::markdown(&format!("The former name of [`{name}`]."));
        let (name, old) = (ident(name.as_str()), ident(old.as_str()));
        quote!(#docs #[deprecated(note = #note)] pub type #old = #name;)
    })
}
