//! The modules of a crate: items, imports and conditions.

use super::Crate;
use super::tokens;
use std::collections::BTreeMap;
use syn::{Attribute, Item, UseTree, Visibility};

/// A module.
pub struct Module {
    /// The items, without those of tests. The contents of inner modules are modules themselves.
    pub items: Vec<Item>,
    /// The imports.
    pub uses: Vec<Use>,
    /// The conditions of the module and of those around it.
    pub conditions: Vec<String>,
}

/// One name of a `use`, or a glob.
#[derive(Clone, Debug)]
pub struct Use {
    /// The imported path; for a glob, the module.
    pub path: Vec<String>,
    /// The name in this module; a glob has none.
    pub name: Option<String>,
    /// `true` for `pub use`.
    pub public: bool,
    /// `true` for `#[doc(hidden)]`.
    pub hidden: bool,
    /// The conditions of the import.
    pub conditions: Vec<String>,
}

/// Reads all modules of a crate.
///
/// # Errors
///
/// Returns a message that names the file.
pub fn read(source: &Crate, modules: &mut BTreeMap<String, Module>) -> Result<(), String> {
    let items = parse(source, "lib.rs")?;
    let mut reader = Reader { source, modules };
    reader.module(&source.name, "", items, &[])
}

struct Reader<'a> {
    source: &'a Crate,
    modules: &'a mut BTreeMap<String, Module>,
}

impl Reader<'_> {
    /// Reads a module and those below it. `folder` is the folder of its inner files, with a slash.
    fn module(
        &mut self,
        path: &str,
        folder: &str,
        items: Vec<Item>,
        conditions: &[String],
    ) -> Result<(), String> {
        let (mut kept, mut uses) = (Vec::new(), Vec::new());
        for item in items {
            if is_for_tests(attributes(&item)) {
                continue;
            }
            match item {
                Item::Use(item) => {
                    let mut found = Vec::new();
                    flatten(&item.tree, &mut Vec::new(), &mut found);
                    let public = matches!(item.vis, Visibility::Public(_));
                    uses.extend(found.into_iter().map(|(path, name)| Use {
                        path,
                        name,
                        public,
                        hidden: is_hidden(&item.attrs),
                        conditions: cfgs(&item.attrs),
                    }));
                }
                Item::Mod(mut inner) => {
                    let name = inner.ident.to_string();
                    let below = format!("{folder}{name}/");
                    let mut all = conditions.to_vec();
                    all.extend(cfgs(&inner.attrs));
                    let items = match inner.content.take() {
                        Some((_, items)) => items,
                        None => self.file(folder, &name)?,
                    };
                    self.module(&format!("{path}::{name}"), &below, items, &all)?;
                    kept.push(Item::Mod(inner));
                }
                item => kept.push(item),
            }
        }
        let module = Module {
            items: kept,
            uses,
            conditions: conditions.to_vec(),
        };
        self.modules.insert(path.to_owned(), module);
        Ok(())
    }

    /// Reads the file of an inner module.
    fn file(&self, folder: &str, name: &str) -> Result<Vec<Item>, String> {
        let flat = format!("{folder}{name}.rs");
        if self.source.files.contains_key(&flat) {
            return parse(self.source, &flat);
        }
        parse(self.source, &format!("{folder}{name}/mod.rs"))
    }
}

fn parse(source: &Crate, path: &str) -> Result<Vec<Item>, String> {
    let name = &source.name;
    let text = source.files.get(path);
    let text = text.ok_or_else(|| format!("{name}: the file {path} is missing"))?;
    let file = syn::parse_file(text).map_err(|error| format!("{name}: {path}: {error}"))?;
    Ok(file.items)
}

fn flatten(
    tree: &UseTree,
    prefix: &mut Vec<String>,
    found: &mut Vec<(Vec<String>, Option<String>)>,
) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            flatten(&path.tree, prefix, found);
            prefix.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, prefix, found);
            }
        }
        UseTree::Name(name) => found.push(named(prefix, &name.ident.to_string(), None)),
        UseTree::Rename(rename) if rename.rename == "_" => {}
        UseTree::Rename(rename) => {
            let name = rename.rename.to_string();
            found.push(named(prefix, &rename.ident.to_string(), Some(name)));
        }
        UseTree::Glob(_) => found.push((prefix.clone(), None)),
    }
}

fn named(prefix: &[String], last: &str, name: Option<String>) -> (Vec<String>, Option<String>) {
    let mut path = prefix.to_vec();
    if last != "self" || path.is_empty() {
        path.push(last.to_owned());
    }
    let name = name.or_else(|| path.last().cloned());
    (path, name)
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

/// Returns the name and the visibility of an item that has both. An exported macro is public.
pub fn declared(item: &Item) -> Option<(String, bool)> {
    let (ident, vis) = match item {
        Item::Const(item) => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Mod(item) => (&item.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    };
    Some((ident.to_string(), matches!(vis, Visibility::Public(_))))
}
