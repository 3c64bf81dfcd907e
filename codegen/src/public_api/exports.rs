//! The names under which users of a crate find its items.

use super::{Crates, Target};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A public path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The path, like `sentinelone_sdk::values::Id`.
    pub path: String,
    /// The definition.
    pub target: Target,
    /// The conditions along the path.
    pub conditions: Vec<String>,
}

/// The public paths of a crate.
pub struct Public {
    /// All of them.
    pub exports: Vec<Export>,
    /// The main path of each definition: without conditions if there is one, then the shortest.
    pub main: BTreeMap<Target, Export>,
    /// The public definitions of other crates, whose traits are listed with the types that implement
    /// them.
    pub foreign: BTreeSet<Target>,
}

impl Crates {
    /// Returns the public names of a module: their definitions and conditions.
    #[must_use]
    pub fn names(&self, module: &str) -> Vec<(String, Target, Vec<String>)> {
        self.public_names(module, &mut BTreeSet::new())
    }

    /// Returns the public paths of a crate; `sees` decides which definitions are listed with their
    /// members, and not only by their paths.
    pub(super) fn public(&self, root: &str, sees: impl Fn(&Target) -> bool) -> Public {
        let mut exports = vec![Export {
            path: root.to_owned(),
            target: Target::Module(root.to_owned()),
            conditions: Vec::new(),
        }];
        let mut modules = VecDeque::from([exports[0].clone()]);
        let mut visited = BTreeSet::from([root.to_owned()]);
        while let Some(module) = modules.pop_front() {
            let Target::Module(path) = &module.target else {
                continue;
            };
            for (name, target, conditions) in self.names(path) {
                let mut all = module.conditions.clone();
                all.extend(conditions);
                all.dedup();
                let target = if sees(&target) {
                    target
                } else {
                    Target::External(target.path())
                };
                let export = Export {
                    path: format!("{}::{name}", module.path),
                    target,
                    conditions: all,
                };
                if let Target::Module(inner) = &export.target
                    && visited.insert(inner.clone())
                {
                    modules.push_back(export.clone());
                }
                exports.push(export);
            }
        }
        let mut main = BTreeMap::<Target, Export>::new();
        for export in &exports {
            let known = main.entry(export.target.clone()).or_insert(export.clone());
            if rank(export) < rank(known) {
                *known = export.clone();
            }
        }
        let foreign = BTreeSet::new();
        Public {
            exports,
            main,
            foreign,
        }
    }

    fn public_names(
        &self,
        module: &str,
        visited: &mut BTreeSet<String>,
    ) -> Vec<(String, Target, Vec<String>)> {
        let mut found = Vec::new();
        let Some(known) = self.modules.get(module) else {
            return found;
        };
        if !visited.insert(module.to_owned()) {
            return found;
        }
        let items = known.definitions.named.iter();
        for item in items.filter(|item| item.is_public && !item.is_hidden) {
            let target = item.target(module);
            found.push((item.name.clone(), target, item.conditions.clone()));
        }
        for used in known.uses.iter().filter(|used| used.public && !used.hidden) {
            let Some(name) = &used.name else { continue };
            for target in self.import(module, used) {
                if self.is_listed(&target) {
                    found.push((name.clone(), target, used.conditions.clone()));
                }
            }
        }
        let explicit: BTreeSet<String> = found.iter().map(|(name, ..)| name.clone()).collect();
        let globs = known.uses.iter().filter(|used| used.name.is_none());
        for glob in globs.filter(|used| used.public && !used.hidden) {
            for target in self.resolve(module, &glob.path) {
                let Target::Module(inner) = target else {
                    continue;
                };
                for (name, target, conditions) in self.public_names(&inner, visited) {
                    if !explicit.contains(&name) {
                        let conditions = [glob.conditions.clone(), conditions].concat();
                        found.push((name, target, conditions));
                    }
                }
            }
        }
        found
    }

    /// Returns `false` for items that are hidden, or not public where they are defined.
    fn is_listed(&self, target: &Target) -> bool {
        let Target::Item(module, name) = target else {
            return true;
        };
        let known = self.modules.get(module);
        known.is_some_and(|known| {
            let mut items = known.definitions.named.iter();
            items.any(|item| item.name == *name && item.is_public && !item.is_hidden)
        })
    }
}

/// Returns the order of preference among the paths of one definition.
fn rank(export: &Export) -> (bool, usize, &str) {
    let depth = export.path.matches("::").count();
    (!export.conditions.is_empty(), depth, &export.path)
}
