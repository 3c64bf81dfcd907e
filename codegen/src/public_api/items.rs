//! The lines of items.

use super::exports::{Export, Public};
use super::modules::{self, cfgs, is_hidden};
use super::signature::{function, generics};
use super::tokens::text;
use super::{Crates, Line, Target};
use syn::{Attribute, Fields, Item, ItemEnum, ItemStruct, ItemTrait, TraitItem, Visibility};

/// Returns the lines of all public items of a crate: at its main path each, and a `pub use` at others.
pub fn lines(crates: &Crates, public: &Public) -> Vec<Line> {
    let mut lines = Vec::new();
    for export in &public.exports {
        let path = &export.path;
        let main = &public.main[&export.target];
        if let Target::External(target) = &export.target {
            let text = format!("pub use {target} as {path}");
            lines.push(Line::new(path, &text, &export.conditions));
        } else if main.path != *path {
            let text = format!("pub use {} as {path}", main.path);
            lines.push(Line::new(path, &text, &export.conditions));
        } else if let Target::Item(module, name) = &export.target {
            for item in definitions(crates, module, name) {
                let conditions = crates.conditions(export, module, modules::attributes(item));
                Writer::new(&mut lines, path, conditions).item(item);
            }
        } else {
            lines.push(Line::new(
                path,
                &format!("pub mod {path}"),
                &export.conditions,
            ));
        }
    }
    lines
}

/// Returns the public definitions of a name.
fn definitions<'a>(crates: &'a Crates, module: &str, name: &str) -> Vec<&'a Item> {
    let items = crates
        .modules
        .get(module)
        .map_or(&[][..], |module| &module.items);
    let items = items.iter().filter(|item| {
        !matches!(item, Item::Mod(_))
            && modules::declared(item).is_some_and(|(found, public)| public && found == name)
            && !is_hidden(modules::attributes(item))
    });
    items.collect()
}

impl Crates {
    /// Returns the conditions of an item: of its path, its module and its own.
    pub(super) fn conditions(
        &self,
        export: &Export,
        module: &str,
        attrs: &[Attribute],
    ) -> Vec<String> {
        let mut all = export.conditions.clone();
        if let Some(module) = self.modules.get(module) {
            all.extend(module.conditions.clone());
        }
        all.extend(cfgs(attrs));
        all.sort();
        all.dedup();
        all
    }
}

/// Writes the lines of one item.
struct Writer<'a> {
    lines: &'a mut Vec<Line>,
    path: &'a str,
    conditions: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(lines: &'a mut Vec<Line>, path: &'a str, conditions: Vec<String>) -> Self {
        Self {
            lines,
            path,
            conditions,
        }
    }

    /// Writes a line about the item or one of its members.
    fn line(&mut self, member: &str, line: &str, attrs: &[Attribute]) {
        let path = match member {
            "" => self.path.to_owned(),
            member => format!("{}::{member}", self.path),
        };
        let mut conditions = self.conditions.clone();
        conditions.extend(cfgs(attrs));
        conditions.dedup();
        let line = format!("{}{line}", marks(attrs));
        self.lines.push(Line::new(&path, &line, &conditions));
    }

    fn item(&mut self, item: &Item) {
        let path = self.path;
        match item {
            Item::Const(item) => {
                let line = format!("pub const {path}: {}", text(&item.ty));
                self.line("", &line, without_cfg(&item.attrs).as_slice());
            }
            Item::Enum(item) => self.enumeration(item),
            Item::Fn(item) => {
                let line = format!("pub {}", function(path, &item.sig));
                self.line("", &line, &without_cfg(&item.attrs));
            }
            Item::Static(item) => {
                let line = format!("pub static {path}: {}", text(&item.ty));
                self.line("", &line, &without_cfg(&item.attrs));
            }
            Item::Struct(item) => self.structure(item),
            Item::Trait(item) => self.interface(item),
            Item::Type(item) => {
                let (params, bounds) = generics(&item.generics);
                let line = format!("pub type {path}{params} = {}{bounds}", text(&item.ty));
                self.line("", &line, &without_cfg(&item.attrs));
            }
            item => self.line("", &format!("pub {path}: {}", text(item)), &[]),
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let (params, bounds) = generics(&item.generics);
        let private = item.fields.iter().any(|field| !is_public(&field.vis));
        let private = if private { "private fields" } else { "" };
        let shape = match &item.fields {
            Fields::Named(_) if private.is_empty() => " { .. }".to_owned(),
            Fields::Named(_) => format!(" {{ .., {private} }}"),
            Fields::Unnamed(_) if private.is_empty() => "(..)".to_owned(),
            Fields::Unnamed(_) => format!("(.., {private})"),
            Fields::Unit => String::new(),
        };
        let line = format!("pub struct {}{params}{shape}{bounds}", self.path);
        self.line("", &line, &without_cfg(&item.attrs));
        for (position, field) in item.fields.iter().enumerate() {
            if !is_public(&field.vis) || is_hidden(&field.attrs) {
                continue;
            }
            let name = field.ident.as_ref().map(ToString::to_string);
            let name = name.unwrap_or_else(|| position.to_string());
            let line = format!("pub {}::{name}: {}", self.path, text(&field.ty));
            self.line(&name, &line, &field.attrs);
        }
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let (params, bounds) = generics(&item.generics);
        let line = format!("pub enum {}{params}{bounds}", self.path);
        self.line("", &line, &without_cfg(&item.attrs));
        for variant in item
            .variants
            .iter()
            .filter(|variant| !is_hidden(&variant.attrs))
        {
            let name = variant.ident.to_string();
            let fields = variant.fields.iter().map(|field| match &field.ident {
                Some(name) => format!("{name}: {}", text(&field.ty)),
                None => text(&field.ty),
            });
            let fields = fields.collect::<Vec<_>>().join(", ");
            let fields = match variant.fields {
                Fields::Named(_) => format!(" {{ {fields} }}"),
                Fields::Unnamed(_) => format!("({fields})"),
                Fields::Unit => String::new(),
            };
            let line = format!("pub variant {}::{name}{fields}", self.path);
            self.line(&name, &line, &variant.attrs);
        }
    }

    fn interface(&mut self, item: &ItemTrait) {
        let (params, bounds) = generics(&item.generics);
        let parents: Vec<_> = item.supertraits.iter().map(text).collect();
        let parents = match parents.join(" + ") {
            none if none.is_empty() => none,
            parents => format!(": {parents}"),
        };
        let line = format!("pub trait {}{params}{parents}{bounds}", self.path);
        self.line("", &line, &without_cfg(&item.attrs));
        for member in &item.items {
            let (name, line, provided, attrs) = match member {
                TraitItem::Fn(member) => {
                    let name = member.sig.ident.to_string();
                    let line = function(&format!("{}::{name}", self.path), &member.sig);
                    (name, line, member.default.is_some(), &member.attrs)
                }
                TraitItem::Const(member) => {
                    let (name, ty) = (member.ident.to_string(), text(&member.ty));
                    let line = format!("const {}::{name}: {ty}", self.path);
                    (name, line, member.default.is_some(), &member.attrs)
                }
                TraitItem::Type(member) => {
                    let name = member.ident.to_string();
                    let (params, clause) = generics(&member.generics);
                    let bounds: Vec<_> = member.bounds.iter().map(text).collect();
                    let bounds = match bounds.join(" + ") {
                        none if none.is_empty() => none,
                        bounds => format!(": {bounds}"),
                    };
                    let line = format!("type {}::{name}{params}{bounds}{clause}", self.path);
                    (name, line, member.default.is_some(), &member.attrs)
                }
                _ => continue,
            };
            let line = if provided {
                format!("{line} (provided)")
            } else {
                line
            };
            if !is_hidden(attrs) {
                self.line(&name, &line, attrs);
            }
        }
    }
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

/// Returns the attributes that a line shows besides its conditions.
pub fn marks(attrs: &[Attribute]) -> String {
    let shown = ["deprecated", "non_exhaustive"];
    let shown = shown
        .iter()
        .filter(|name| attrs.iter().any(|attr| attr.path().is_ident(name)));
    shown.flat_map(|name| ["#[", name, "] "]).collect()
}

/// Returns the attributes without the conditions, which the writer of an item knows already.
fn without_cfg(attrs: &[Attribute]) -> Vec<Attribute> {
    let attrs = attrs.iter().filter(|attr| !attr.path().is_ident("cfg"));
    attrs.cloned().collect()
}
