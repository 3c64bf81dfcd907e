//! [`Api`] to Rust tokens: the third stage. It is total: what reaches it can be emitted.
//!
//! Generated code is data. Where an emitter would want control flow, the SDK's runtime has a helper.

mod answers;
mod contracts;
mod docs;
mod enums;
mod examples;
mod extra;
mod facts;
mod headers;
mod idents;
mod layout;
mod numbers;
mod objects;
mod operations;
mod paging;
mod rust_types;
mod setters;
mod tables;

pub(crate) use docs::visible;
pub(crate) use layout::{BLANK_LINE, NEW_LINE, VERTICAL};

use crate::model::{
    Api, Direction, ModuleName, Object, Operation, Origin, ResponseKind, TypeDef, TypeKind,
    TypeName,
};
use idents::{ident, path_tokens};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

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
    types: BTreeMap<&'a TypeName, &'a TypeDef>,
}

impl<'a> Context<'a> {
    /// The shape of a shared type.
    fn kind(&self, name: &TypeName) -> Option<&'a TypeKind> {
        self.types.get(name).map(|def| &def.kind)
    }
}

/// The files that an API becomes. Each is emitted for itself, from the model alone, so that they need
/// not be in memory together.
pub struct Plan<'a> {
    cx: Context<'a>,
    files: Vec<Planned<'a>>,
}

/// One of them.
pub enum Planned<'a> {
    /// `mod.rs`.
    Root,
    /// The facts of the whole API.
    Facts,
    /// What makes the shared types public.
    TypesRoot,
    /// A shared type that is not written by hand.
    Type(&'a TypeDef),
    /// What makes the operations public.
    OperationsRoot,
    /// An operation.
    Operation(&'a Operation),
}

impl<'a> Plan<'a> {
    /// Every file of the generated code.
    #[must_use]
    pub fn new(api: &'a Api) -> Self {
        let mut files = vec![Planned::Root, Planned::Facts];
        if has_types(api) {
            files.push(Planned::TypesRoot);
            files.extend(emitted(api).map(Planned::Type));
        }
        if !api.operations.is_empty() {
            files.push(Planned::OperationsRoot);
            files.extend(api.operations.iter().map(Planned::Operation));
        }
        let types = api.types.iter().map(|def| (&def.name, def)).collect();
        Self {
            cx: Context { api, types },
            files,
        }
    }

    /// The files, in the order of their places in the generated code.
    #[must_use]
    pub fn files(&self) -> &[Planned<'a>] {
        &self.files
    }

    /// Emits one of them.
    #[must_use]
    pub fn emit(&self, file: &Planned<'a>) -> Module {
        let cx = &self.cx;
        match file {
            Planned::Root => root(cx.api),
            Planned::Facts => facts::module(cx.api),
            Planned::TypesRoot => types_root(cx.api),
            Planned::Type(def) => shared(cx, def),
            Planned::OperationsRoot => operations_root(cx.api),
            Planned::Operation(operation) => operations::module(cx, operation),
        }
    }
}

impl Planned<'_> {
    /// How much there is to emit, in fields and values.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Self::Root | Self::Facts => 0,
            // They name all types.
            Self::TypesRoot | Self::OperationsRoot => usize::MAX,
            Self::Operation(operation) => operation.request.fields.len() + operation.outputs.len(),
            Self::Type(def) => match &def.kind {
                TypeKind::Enum(values) => values.values.len(),
                TypeKind::Object(object) => object.fields.len(),
                TypeKind::External(_) => 0,
            },
        }
    }
}

fn has_types(api: &Api) -> bool {
    emitted(api).next().is_some()
}

/// The shared types that are not written by hand.
fn emitted(api: &Api) -> impl Iterator<Item = &TypeDef> + Clone {
    let types = api.types.iter();
    types.filter(|def| !matches!(def.kind, TypeKind::External(_)))
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
    let emitted = emitted(api);
    let names = emitted.clone().map(|def| (&def.module, type_names(def)));
    let mut root = folder_root(api, "types/mod.rs", names.collect());
    let renamed = emitted.filter_map(|def| Some((def.renamed_from.as_ref()?, &def.name)));
    root.items.extend(former_names(renamed));
    root
}

/// The public types of a shared type's module.
fn type_names(def: &TypeDef) -> Vec<TypeName> {
    let inline = match &def.kind {
        TypeKind::Object(object) => objects::nested_in(object).collect(),
        TypeKind::Enum(_) | TypeKind::External(_) => Vec::new(),
    };
    let names = inline
        .into_iter()
        .map(|object: &Object| object.name.clone());
    std::iter::once(def.name.clone()).chain(names).collect()
}

fn operations_root(api: &Api) -> Module {
    let names = api
        .operations
        .iter()
        .map(|operation| (&operation.module, operation_names(operation)));
    let mut root = folder_root(api, "operations/mod.rs", names.collect());
    let operations = api.operations.iter();
    let renamed = operations
        .filter_map(|operation| Some((operation.renamed_from.as_ref()?, &operation.name)));
    root.items.extend(former_names(renamed));
    root
}

/// The public types of an operation's module.
fn operation_names(operation: &Operation) -> Vec<TypeName> {
    let mut names = vec![operation.name.clone(), operation.headers.name.clone()];
    let inline = objects::public_inline(&operation.request);
    names.extend(inline.map(|object: &Object| object.name.clone()));
    if operation.response == ResponseKind::ByStatus {
        names.push(answers::by_status_name(operation));
    }
    for body in operation.response_bodies() {
        let inline = answers::inline(&body.field.ty);
        names.extend(inline.into_iter().map(|object| object.name.clone()));
    }
    names
}

fn folder_root(api: &Api, path: &str, mut names: Vec<(&ModuleName, Vec<TypeName>)>) -> Module {
    names.sort();
    for (_, types) in &mut names {
        types.sort_by_key(|name| layout::import_order(name.as_str()));
    }
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

fn shared(cx: &Context<'_>, def: &TypeDef) -> Module {
    let items = match &def.kind {
        TypeKind::Enum(values) => enums::items(def, values),
        TypeKind::Object(object) if object.direction == Direction::Received => {
            answers::shared(cx, object)
        }
        TypeKind::Object(object) => objects::items(cx, object),
        TypeKind::External(_) => Vec::new(),
    };
    let mut all = imports(cx, &items, false);
    all.extend(items);
    Module {
        path: format!("types/{}.rs", def.module),
        origin: def.origin.clone(),
        items: all,
    }
}

/// The names that types had before, for those who still use them. They stand where the types are
/// made public: to do that to a deprecated name would be a use of it.
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

/// The imports that a file's items need, in the order `rustfmt` keeps them. Only operations name the
/// API: a shared type belongs to whatever uses it.
fn imports(cx: &Context<'_>, items: &[TokenStream], names_api: bool) -> Vec<TokenStream> {
    let uses = |name: &str| items.iter().any(|item| idents::leads_a_path(item, name));
    let api = ident(cx.api.name.as_str());
    let runtime = path_tokens(&cx.api.runtime);
    [
        (names_api, quote!(use super::super::api::#api;)),
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
