//! The modules of a crate: items, imports and conditions.

use super::Crate;
use super::attributes::{attributes, cfgs, is_for_tests, is_hidden};
use super::bodies::without_bodies;
use super::definition::Definitions;
use std::collections::BTreeMap;
use syn::{Item, UseTree, Visibility};

/// A module.
pub struct Module {
    /// The items, without those of tests. The contents of inner modules are modules themselves.
    pub definitions: Definitions,
    /// The macros and their calls, and the implementations with calls inside.
    pub macros: Vec<Item>,
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
        let mut definitions = Definitions::default();
        let (mut macros, mut uses) = (Vec::new(), Vec::new());
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
                    definitions.add(&Item::Mod(inner));
                }
                item if has_macros(&item) => macros.push(item),
                item => definitions.add(&item),
            }
        }
        let module = Module {
            definitions,
            macros,
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

/// Returns `true` for a macro or its call, and for an implementation with a call inside.
fn has_macros(item: &Item) -> bool {
    match item {
        Item::Macro(_) => true,
        Item::Impl(item) => {
            let mut members = item.items.iter();
            members.any(|member| matches!(member, syn::ImplItem::Macro(_)))
        }
        _ => false,
    }
}

fn parse(source: &Crate, path: &str) -> Result<Vec<Item>, String> {
    let name = &source.name;
    let text = source.files.get(path);
    let text = text.ok_or_else(|| format!("{name}: the file {path} is missing"))?;
    let code = text.parse().map_err(syn::Error::from);
    let file = code.and_then(|code| syn::parse2::<syn::File>(without_bodies(code)));
    let file = file.map_err(|error| format!("{name}: {path}: {error}"))?;
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
