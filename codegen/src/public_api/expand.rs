//! Replaces invocations of `macro_rules!` among the items of all modules.

use super::attributes::is_for_tests;
use super::definition::Definitions;
use super::macros::Macro;
use super::modules::Module;
use super::resolve::{parent, root};
use std::collections::BTreeMap;
use syn::{ImplItem, Item, ItemMacro};

/// The maximum depth of nested expansions: a macro that exceeds it never ends.
const DEPTH: usize = 32;

/// Macros of the standard library whose items are private.
const SKIPPED: [&str; 1] = ["thread_local"];

/// Expands the macros of all modules.
///
/// # Errors
///
/// Returns a message that names the module and the macro.
pub fn expand(modules: &mut BTreeMap<String, Module>) -> Result<(), String> {
    let macros = Macros::collect(modules)?;
    for (path, module) in modules.iter_mut() {
        for item in std::mem::take(&mut module.macros) {
            macros.item(path, item, 0, &mut module.definitions)?;
        }
    }
    Ok(())
}

/// The macros of all crates.
struct Macros {
    /// All macros by the module that defines them and by name.
    local: BTreeMap<(String, String), Macro>,
    /// Those with `#[macro_export]`, by name and by every name that an import sets for them.
    exported: BTreeMap<String, Macro>,
}

impl Macros {
    fn collect(modules: &BTreeMap<String, Module>) -> Result<Self, String> {
        let mut macros = Self {
            local: BTreeMap::new(),
            exported: BTreeMap::new(),
        };
        for (path, module) in modules {
            for item in &module.macros {
                let Item::Macro(item) = item else { continue };
                let Some(name) = item.ident.as_ref().map(ToString::to_string) else {
                    continue;
                };
                let parsed = Macro::parse(root(path), item.mac.tokens.clone());
                let parsed = parsed.map_err(|error| format!("{path}: {name}!: {error}"))?;
                if is_exported(item) {
                    macros.exported.insert(name.clone(), parsed.clone());
                }
                macros.local.insert((path.clone(), name), parsed);
            }
        }
        for used in modules.values().flat_map(|module| &module.uses) {
            let original = used.path.last().and_then(|last| macros.exported.get(last));
            if let (Some(name), Some(original)) = (&used.name, original.cloned()) {
                macros.exported.insert(name.clone(), original);
            }
        }
        Ok(macros)
    }

    /// Returns the macro that a path resolves to in a module.
    fn find(&self, module: &str, path: &syn::Path) -> Option<&Macro> {
        let name = path.segments.last()?.ident.to_string();
        let mut module = module;
        loop {
            if let Some(found) = self.local.get(&(module.to_owned(), name.clone())) {
                return Some(found);
            }
            if parent(module) == module {
                return self.exported.get(&name);
            }
            module = parent(module);
        }
    }

    fn item(
        &self,
        module: &str,
        item: Item,
        depth: usize,
        definitions: &mut Definitions,
    ) -> Result<(), String> {
        match item {
            Item::Macro(item) if item.ident.is_none() => {
                if is_for_tests(&item.attrs) || is_skipped(&item.mac.path) {
                    return Ok(());
                }
                let code = self.code(module, &item.mac, depth)?;
                let file: syn::File =
                    syn::parse2(code).map_err(|error| at(module, &item.mac, &error))?;
                for inner in file.items {
                    self.item(module, inner, depth + 1, definitions)?;
                }
            }
            Item::Impl(mut item) if item.trait_.is_none() => {
                let members = std::mem::take(&mut item.items);
                for member in members {
                    let ImplItem::Macro(call) = member else {
                        item.items.push(member);
                        continue;
                    };
                    let ty = &item.self_ty;
                    let code = self.code(module, &call.mac, depth)?;
                    let code = quote::quote!(impl #ty { #code });
                    let inner = syn::parse2::<syn::ItemImpl>(code);
                    let inner = inner.map_err(|error| at(module, &call.mac, &error))?;
                    item.items.extend(inner.items);
                }
                definitions.add(&Item::Impl(item));
            }
            item => definitions.add(&item),
        }
        Ok(())
    }

    /// Returns the code of an invocation.
    fn code(
        &self,
        module: &str,
        call: &syn::Macro,
        depth: usize,
    ) -> Result<proc_macro2::TokenStream, String> {
        if depth > DEPTH {
            return Err(at(module, call, &"it expands to itself"));
        }
        let found = self.find(module, &call.path);
        let found = found.ok_or_else(|| at(module, call, &"unknown macro"))?;
        let code = found.expand(&call.tokens);
        code.map_err(|error| at(module, call, &error))
    }
}

fn at(module: &str, call: &syn::Macro, error: &dyn std::fmt::Display) -> String {
    let name = super::tokens::text(&call.path);
    format!("{module}: {name}!: {error}")
}

fn is_exported(item: &ItemMacro) -> bool {
    item.attrs
        .iter()
        .any(|attr| attr.path().is_ident("macro_export"))
}

fn is_skipped(path: &syn::Path) -> bool {
    SKIPPED.iter().any(|name| path.is_ident(name))
}
