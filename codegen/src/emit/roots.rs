//! The `mod.rs` files, which declare the modules and re-export their types.

use super::idents::{ident, path_tokens};
use super::tokens::{Ident, ToTokens, TokenStream, quote};
use super::{Context, Module, conditions, docs, examples, exports, imports, tag_docs};
use crate::model::{Api, Condition, ModuleName, Operation, TypeDef, TypeKind, TypeName};

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
    let operations = condition(api.operations.iter());
    let types = Condition::any(emitted(api).map(|def| &def.condition));
    let mut parts = vec![(ident("api"), None)];
    if !api.operations.is_empty() {
        parts.push((ident("operations"), conditions::cfg(&operations)));
    }
    if has_types(api) {
        parts.push((ident("types"), conditions::cfg(&types)));
    }
    let has_tags = |part: &Ident| part == "operations" && !api.tags.is_empty();
    let mut items: Vec<_> = parts
        .iter()
        .map(|(part, cfg)| {
            let reason = "tables are constants, and also list what is deprecated";
            let allow = (part != "api").then(
                || quote!(#[allow(clippy::large_stack_arrays, deprecated, reason = #reason)]),
            );
            if has_tags(part) {
                let docs = tag_docs::of_module(api);
                quote!(#docs #allow #cfg pub mod #part;)
            } else {
                quote!(#allow #cfg mod #part;)
            }
        })
        .collect();
    if has_examples(api) {
        let cfg = conditions::cfg_test(&condition(exemplified(api)));
        items.insert(1, quote!(#cfg mod examples;));
    }
    items.extend(parts.iter().map(|(part, cfg)| {
        // The documentation of a public module would list its items there only.
        let inline = has_tags(part).then(|| quote!(#[doc(inline)]));
        quote!(#cfg #inline pub use #part::*;)
    }));
    // Examples name the values by the path that users write.
    if api.public_path.is_some() {
        let runtime = path_tokens(&api.runtime);
        items.push(quote!(
            pub use #runtime::values;
        ));
    }
    file(api, "mod.rs", items)
}

/// The condition under which one of several operations is compiled.
fn condition<'a>(operations: impl Iterator<Item = &'a Operation>) -> Condition {
    Condition::any(operations.map(|operation| &operation.condition))
}

pub(super) fn types(api: &Api) -> Module {
    let names = emitted(api).map(|def| Exports {
        module: &def.module,
        types: exports::type_names(def),
        condition: &def.condition,
    });
    let renamed = emitted(api).filter_map(|def| {
        Some(Renamed {
            old: def.renamed_from.as_ref()?,
            types: exports::type_names(def),
            condition: &def.condition,
        })
    });
    let items = folder(names.collect()).chain(former_names(api, &renamed.collect::<Vec<_>>()));
    file(api, "types/mod.rs", items.collect())
}

pub(super) fn operations(api: &Api) -> Module {
    let operations = api.operations.iter();
    let names = operations.clone().map(|operation| Exports {
        module: &operation.module,
        types: exports::operation_names(operation),
        condition: &operation.condition,
    });
    let renamed = operations.filter_map(|operation| {
        Some(Renamed {
            old: operation.renamed_from.as_ref()?,
            types: exports::operation_names(operation),
            condition: &operation.condition,
        })
    });
    let with_types = api.operations.iter();
    let with_types = with_types.filter(|operation| imports::names_types(operation));
    let parents = Parents {
        first: "api",
        around: &condition(api.operations.iter()),
        types: with_types.map(|operation| &operation.condition).collect(),
    };
    let items = parents
        .imports()
        .into_iter()
        .chain(folder(names.collect()))
        .chain(former_names(api, &renamed.collect::<Vec<_>>()));
    file(api, "operations/mod.rs", items.collect())
}

/// The modules that a folder's files import from the root: one that all files need, and the types.
struct Parents<'a> {
    first: &'static str,
    /// The condition of the folder.
    around: &'a Condition,
    /// The conditions of the files that need the types.
    types: Vec<&'a Condition>,
}

impl Parents<'_> {
    fn imports(&self) -> Vec<TokenStream> {
        let first = ident(self.first);
        if self.types.is_empty() {
            return vec![quote!(use super::#first;)];
        }
        let types = Condition::any(self.types.iter().copied());
        if types == *self.around {
            return vec![quote!(use super::{#first, types};)];
        }
        let cfg = conditions::cfg(&types);
        vec![quote!(use super::#first;), quote!(#cfg use super::types;)]
    }
}

pub(super) fn examples(cx: &Context<'_>) -> Module {
    let api = cx.api;
    let needs: Vec<_> = exemplified(api)
        .map(|operation| (operation, examples::needs(cx, operation)))
        .collect();
    let of = |is_needed: fn(&examples::Needs) -> bool| {
        let needing = needs.iter().filter(move |(_, needs)| is_needed(needs));
        needing
            .map(|(operation, _)| &operation.condition)
            .collect::<Vec<_>>()
    };
    let (tests, types) = (of(|needs| needs.operations), of(|needs| needs.types));
    let around = condition(exemplified(api));
    let of_tests = Condition::any(tests.iter().copied());
    let parents = match &tests[..] {
        [] => Vec::new(),
        _ if of_tests == around => {
            let first = "operations";
            let around = &around;
            Parents {
                first,
                around,
                types,
            }
            .imports()
        }
        _ => {
            let cfg = conditions::cfg(&of_tests);
            let types = (!types.is_empty()).then(|| {
                let cfg = conditions::cfg(&Condition::any(types.iter().copied()));
                quote!(#cfg use super::types;)
            });
            let operations = quote!(#cfg use super::operations;);
            std::iter::once(operations).chain(types).collect()
        }
    };
    let mut modules: Vec<_> = exemplified(api)
        .map(|operation| (&operation.module, &operation.condition))
        .collect();
    modules.sort_by_key(|(module, _)| *module);
    let modules = modules.into_iter().map(|(module, condition)| {
        let (module, cfg) = (ident(module.as_str()), conditions::cfg(condition));
        quote!(#cfg mod #module;)
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

/// The exported types of a module.
struct Exports<'a> {
    module: &'a ModuleName,
    types: Vec<TypeName>,
    condition: &'a Condition,
}

/// The modules of a folder, and the re-exports of their types.
fn folder(mut names: Vec<Exports<'_>>) -> impl Iterator<Item = TokenStream> {
    names.sort_by_key(|exports| exports.module);
    let modules = names.iter().map(|exports| {
        let module = ident(exports.module.as_str());
        let cfg = conditions::cfg(exports.condition);
        quote!(#cfg mod #module;)
    });
    let exports = names.iter().map(|exports| {
        let module = ident(exports.module.as_str()).to_token_stream();
        let types = exports.types.iter().map(TypeName::as_str);
        let cfg = conditions::documented_cfg(exports.condition);
        let export = imports::grouped(&module, types).exported();
        quote!(#cfg #export)
    });
    let items: Vec<_> = modules.chain(exports).collect();
    items.into_iter()
}

/// A renamed type or operation, and the types that are named after it.
struct Renamed<'a> {
    /// The former name.
    old: &'a TypeName,
    /// The types of its module, its own first.
    types: Vec<TypeName>,
    condition: &'a Condition,
}

impl Renamed<'_> {
    /// Returns the former names of its types.
    fn former_types(&self) -> impl Iterator<Item = (TypeName, &TypeName)> {
        let owner = self.types.first();
        self.types.iter().filter_map(move |name| {
            let old = exports::former_name(name, owner?, self.old)?;
            Some((old, name))
        })
    }
}

/// Aliases under the types' former names, for code that still uses them. They are declared in
/// `mod.rs`: to re-export a deprecated name would count as a use of it. A name that another type has
/// now is not an alias.
fn former_names(api: &Api, renamed: &[Renamed<'_>]) -> impl Iterator<Item = TokenStream> + use<> {
    let mut sorted: Vec<_> = renamed
        .iter()
        .flat_map(|renamed| {
            let types = renamed.former_types();
            types.map(|(old, name)| (old, name.clone(), renamed.condition.clone()))
        })
        .collect();
    let taken = exports::taken(api);
    sorted.retain(|(old, ..)| !taken.contains(old));
    sorted.sort_by(|(old, ..), (other, ..)| old.cmp(other));
    sorted.dedup_by(|(old, ..), (other, ..)| old == other);
    sorted.into_iter().map(|(old, name, condition)| {
        let note = format!("renamed to `{name}`");
        let docs = docs::markdown(&format!("The former name of [`{name}`]."));
        let cfg = conditions::documented_cfg(&condition);
        let (name, old) = (ident(name.as_str()), ident(old.as_str()));
        quote!(#docs #cfg #[deprecated(note = #note)] pub type #old = #name;)
    })
}
