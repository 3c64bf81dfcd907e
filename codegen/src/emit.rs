//! [`Api`] to Rust tokens: the third stage. It is total: what reaches it can be emitted.
//!
//! Generated code is data. Where an emitter would want control flow, the SDK's runtime has a helper.

mod answers;
mod docs;
mod enums;
mod facts;
mod headers;
mod idents;
mod layout;
mod objects;
mod operations;
mod rust_types;
mod setters;

pub(crate) use docs::visible;
pub(crate) use layout::{BLANK_LINE, VERTICAL};

use crate::api::{Api, ModuleName, Object, Operation, Origin, TypeDef, TypeKind, TypeName};
use crate::lower::received;
use idents::{ident, path_tokens};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// One Rust file before it is text.
pub struct Module {
    /// Path below the output folder.
    pub path: String,
    /// The spec file it comes from.
    pub origin: Origin,
    /// Its items, in order.
    pub items: Vec<TokenStream>,
}

/// What every emitter may look up.
struct Context<'a> {
    api: &'a Api,
    /// The shared objects that answers hold.
    received: BTreeSet<TypeName>,
}

/// Every file of the generated code.
#[must_use]
pub fn emit(api: &Api) -> Vec<Module> {
    let cx = Context {
        api,
        received: received(&api.types, &api.operations),
    };
    let mut modules = vec![root(api), facts::module(api)];
    if has_types(api) {
        modules.push(types_root(api));
        modules.extend(api.types.iter().filter_map(|def| shared(&cx, def)));
    }
    if !api.operations.is_empty() {
        modules.push(operations_root(api));
        modules.extend(
            api.operations
                .iter()
                .map(|operation| operations::module(&cx, operation)),
        );
    }
    modules
}

fn has_types(api: &Api) -> bool {
    api.types
        .iter()
        .any(|def| !matches!(def.kind, TypeKind::External(_)))
}

fn root(api: &Api) -> Module {
    let mut parts = vec!["api"];
    if !api.operations.is_empty() {
        parts.push("operations");
    }
    if has_types(api) {
        parts.push("types");
    }
    let parts: Vec<_> = parts.into_iter().map(ident).collect();
    let mut items: Vec<_> = parts.iter().map(|part| quote!(mod #part;)).collect();
    items.extend(parts.iter().map(|part| quote!(pub use #part::*;)));
    Module {
        path: "mod.rs".to_owned(),
        origin: api.origin.clone(),
        items,
    }
}

fn types_root(api: &Api) -> Module {
    let emitted = api
        .types
        .iter()
        .filter(|def| !matches!(def.kind, TypeKind::External(_)));
    let names = emitted.map(|def| (&def.module, vec![&def.name]));
    folder_root(api, "types/mod.rs", names.collect())
}

fn operations_root(api: &Api) -> Module {
    let names = api
        .operations
        .iter()
        .map(|operation| (&operation.module, operation_names(operation)));
    folder_root(api, "operations/mod.rs", names.collect())
}

/// The public types of an operation's module.
fn operation_names(operation: &Operation) -> Vec<&TypeName> {
    let mut names = vec![&operation.name, &operation.headers.name];
    if let Some(body) = &operation.body {
        names.extend(objects::public_inline(&body.object).map(|object: &Object| &object.name));
    }
    if let Some(body) = operation.answer_body() {
        names.extend(
            answers::inline(&body.ty)
                .into_iter()
                .map(|object| &object.name),
        );
    }
    names.sort_by_key(|name| layout::import_order(name.as_str()));
    names
}

fn folder_root(api: &Api, path: &str, mut names: Vec<(&ModuleName, Vec<&TypeName>)>) -> Module {
    names.sort();
    let modules = names.iter().map(|(module, _)| {
        let module = ident(module.as_str());
        quote!(mod #module;)
    });
    let mut imports: Vec<_> = names.iter().collect();
    imports.sort_by_key(|(module, _)| layout::import_order(module.as_str()));
    let uses = imports.into_iter().flat_map(|(module, types)| {
        let module = ident(module.as_str());
        types.iter().map(move |ty| {
            let ty = ident(ty.as_str());
            quote!(pub use #module::#ty;)
        })
    });
    Module {
        path: path.to_owned(),
        origin: api.origin.clone(),
        items: modules.chain(uses).collect(),
    }
}

fn shared(cx: &Context<'_>, def: &TypeDef) -> Option<Module> {
    let items = match &def.kind {
        TypeKind::OpenEnum(open) => enums::items(def, open),
        TypeKind::Object(object) if cx.received.contains(&def.name) => answers::shared(cx, object),
        TypeKind::Object(object) => objects::items(cx, object),
        TypeKind::External(_) => return None,
    };
    let mut all = imports(cx, &items);
    all.extend(items);
    Some(Module {
        path: format!("types/{}.rs", def.module),
        origin: def.origin.clone(),
        items: all,
    })
}

/// The imports that a file's items need, in the order `rustfmt` keeps them.
fn imports(cx: &Context<'_>, items: &[TokenStream]) -> Vec<TokenStream> {
    let uses = |name: &str| items.iter().any(|item| idents::mentions(item, name));
    let api = ident(cx.api.name.as_str());
    let runtime = path_tokens(&cx.api.runtime);
    [
        (
            uses(cx.api.name.as_str()),
            quote!(use super::super::api::#api;),
        ),
        (
            uses("types"),
            quote!(
                use super::super::types;
            ),
        ),
        (uses("runtime"), quote!(use #runtime;)),
    ]
    .into_iter()
    .filter_map(|(used, import)| used.then_some(import))
    .collect()
}
