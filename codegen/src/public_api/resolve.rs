//! Paths to items.

use super::Crates;
use super::definition::Definition;
use super::modules::Use;
use std::collections::BTreeSet;

/// The definition that a path resolves to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A module, by its path.
    Module(String),
    /// An item of a module. A name can stand for a type and a function at once.
    Item(String, String),
    /// An item of a crate whose sources are not at hand, by its path.
    External(String),
}

impl Target {
    /// Returns the path of the definition.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Module(path) | Self::External(path) => path.clone(),
            Self::Item(module, name) => format!("{module}::{name}"),
        }
    }
}

impl Definition {
    /// Returns the definition as the target of a path, in the module that contains it.
    pub(super) fn target(&self, module: &str) -> Target {
        let name = &self.name;
        if self.is_module {
            Target::Module(format!("{module}::{name}"))
        } else {
            Target::Item(module.to_owned(), name.clone())
        }
    }
}

/// The names that are being looked up: imports can be circular.
type Visited = BTreeSet<(String, String)>;

impl Crates {
    /// Returns the definitions that a path resolves to in a module.
    #[must_use]
    pub fn resolve(&self, module: &str, path: &[String]) -> Vec<Target> {
        self.follow(module, path, &mut Visited::new())
    }

    fn follow(&self, module: &str, path: &[String], visited: &mut Visited) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else {
            return Vec::new();
        };
        let mut targets = match first.as_str() {
            "crate" => vec![Target::Module(root(module).to_owned())],
            "self" => vec![Target::Module(module.to_owned())],
            "super" => vec![Target::Module(parent(module).to_owned())],
            name => {
                let found = self.lookup(module, name, visited);
                if found.is_empty() && self.modules.contains_key(name) {
                    vec![Target::Module(name.to_owned())]
                } else {
                    found
                }
            }
        };
        for name in rest {
            targets = targets
                .into_iter()
                .flat_map(|target| match target {
                    Target::Module(module) if name == "super" => {
                        vec![Target::Module(parent(&module).to_owned())]
                    }
                    Target::Module(module) => self.lookup(&module, name, visited),
                    Target::Item(..) => Vec::new(),
                    Target::External(path) => vec![Target::External(format!("{path}::{name}"))],
                })
                .collect();
        }
        targets
    }

    /// Returns the definitions of a name in a module; an explicit name hides that of a glob.
    fn lookup(&self, module: &str, name: &str, visited: &mut Visited) -> Vec<Target> {
        let key = (module.to_owned(), name.to_owned());
        let Some(found) = self.modules.get(module) else {
            return Vec::new();
        };
        if !visited.insert(key.clone()) {
            return Vec::new();
        }
        let mut targets = Vec::new();
        for definition in &found.definitions.named {
            if definition.name == name {
                targets.push(definition.target(module));
            }
        }
        let named = found.uses.iter();
        for used in named.filter(|used| used.name.as_deref() == Some(name)) {
            targets.extend(self.imported(module, used, visited));
        }
        if targets.is_empty() {
            for glob in found.uses.iter().filter(|used| used.name.is_none()) {
                for target in self.follow(module, &glob.path, visited) {
                    if let Target::Module(inner) = target {
                        targets.extend(self.lookup(&inner, name, visited));
                    }
                }
            }
        }
        visited.remove(&key);
        targets.sort();
        targets.dedup();
        targets
    }

    /// Returns the definitions that an import adds to a module.
    pub(super) fn import(&self, module: &str, used: &Use) -> Vec<Target> {
        self.imported(module, used, &mut Visited::new())
    }

    fn imported(&self, module: &str, used: &Use, visited: &mut Visited) -> Vec<Target> {
        let found = self.follow(module, &used.path, visited);
        let first = used.path.first().map_or("", String::as_str);
        let local = matches!(first, "crate" | "self" | "super") || self.modules.contains_key(first);
        if found.is_empty() && !local && !self.modules.contains_key(&format!("{module}::{first}")) {
            return vec![Target::External(used.path.join("::"))];
        }
        found
    }
}

/// Returns the root of the crate that a module belongs to.
pub fn root(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// Returns the module around a module.
pub fn parent(module: &str) -> &str {
    module
        .rsplit_once("::")
        .map_or(module, |(parent, _)| parent)
}
