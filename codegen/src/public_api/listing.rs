//! The lines of items and implementations under their public paths.

use super::definition::Definition;
use super::exports::{Export, Public};
use super::impls::{Implementation, Kind};
use super::{Crates, Line, Target};

/// Returns the lines of all public items of a crate: at its main path each, and a `pub use` at others.
pub fn items(crates: &Crates, public: &Public) -> Vec<Line> {
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
                let conditions = crates.conditions(export, module, &item.conditions);
                lines.extend(item.lines.iter().map(|draft| draft.line(path, &conditions)));
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
fn definitions<'a>(
    crates: &'a Crates,
    module: &str,
    name: &'a str,
) -> impl Iterator<Item = &'a Definition> {
    let module = crates.modules.get(module).into_iter();
    let items = module.flat_map(|module| &module.definitions.named);
    items.filter(move |item| {
        !item.is_module && item.is_public && !item.is_hidden && item.name == name
    })
}

impl Crates {
    /// Returns the conditions of an item: of its path, its module and its own.
    pub(super) fn conditions(&self, export: &Export, module: &str, own: &[String]) -> Vec<String> {
        let mut all = export.conditions.clone();
        if let Some(module) = self.modules.get(module) {
            all.extend(module.conditions.clone());
        }
        all.extend(own.iter().cloned());
        all.sort();
        all.dedup();
        all
    }
}

/// Returns the lines of the implementations in all crates for the public items of one.
pub fn implementations(crates: &Crates, public: &Public) -> Vec<Line> {
    let mut lines = Vec::new();
    for (module, known) in &crates.modules {
        for item in &known.definitions.implementations {
            implementation(crates, public, module, item, &mut lines);
        }
        for item in &known.definitions.named {
            if let Some(export) = public.main.get(&item.target(module)) {
                let conditions = crates.conditions(export, module, &item.conditions);
                let derives = item.derives.iter();
                lines.extend(derives.map(|line| at(export, line, &conditions)));
            }
        }
    }
    lines
}

fn implementation(
    crates: &Crates,
    public: &Public,
    module: &str,
    item: &Implementation,
    lines: &mut Vec<Line>,
) {
    let own = crates.resolve(module, &item.head);
    let own_export = own.iter().find_map(|target| public.main.get(target));
    match &item.kind {
        Kind::Inherent(members) => {
            if let Some(export) = own_export {
                let conditions = crates.conditions(export, module, &item.conditions);
                lines.extend(
                    members
                        .iter()
                        .map(|draft| draft.line(&export.path, &conditions)),
                );
            }
        }
        Kind::Trait {
            path,
            types,
            mentioned,
            line,
        } => {
            let is_own = |target: &Target| matches!(target, Target::Item(..));
            if own.iter().any(is_own) && own_export.is_none() {
                return;
            }
            let traits = crates.resolve(module, path);
            let exported = traits.iter().find_map(|target| public.main.get(target));
            let is_foreign = |target: &Target| public.foreign.contains(target);
            if traits.iter().any(is_own) && exported.is_none() && !traits.iter().any(is_foreign) {
                return;
            }
            let anchor = public_item(crates, public, module, types)
                .or(exported)
                .or_else(|| public_item(crates, public, module, mentioned));
            if let Some(anchor) = anchor {
                let conditions = crates.conditions(anchor, module, &item.conditions);
                lines.push(at(anchor, line, &conditions));
            }
        }
    }
}

/// Writes an implementation after the members of the item.
fn at(export: &Export, line: &str, conditions: &[String]) -> Line {
    let text = format!("{}: {line}", export.path);
    Line::new(&format!("{}::~", export.path), &text, conditions)
}

/// Returns the first public item that one of the paths names.
fn public_item<'a>(
    crates: &Crates,
    public: &'a Public,
    module: &str,
    paths: &[Vec<String>],
) -> Option<&'a Export> {
    let mut targets = paths.iter().flat_map(|path| crates.resolve(module, path));
    targets.find_map(|target| public.main.get(&target))
}
