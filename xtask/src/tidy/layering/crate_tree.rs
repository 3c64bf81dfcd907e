//! The modules of a crate, and the file that each imported path leads to.

use super::imports::{self, Path, Scan};
use crate::tidy::{Finding, Source};
use std::collections::HashMap;

/// Bounds the re-exports followed for one path, which can form a circle.
const MAX_REEXPORTS: usize = 16;

/// The files of a crate.
pub(super) struct CrateTree<'a> {
    files: Vec<File<'a>>,
    modules: HashMap<Vec<String>, usize>,
}

/// One file of a crate.
pub(super) struct File<'a> {
    /// The file with its text.
    pub source: &'a Source,
    /// The path of the module, empty for the root.
    pub module: Vec<String>,
    /// `true` if the file or a module above it is compiled for tests alone.
    pub is_test_only: bool,
    scan: Scan,
}

/// An import from one file of a crate to another.
pub(super) struct Import {
    /// The importing file.
    pub from: usize,
    /// The file that declares the imported item.
    pub to: usize,
    /// The module of that file.
    pub module: Vec<String>,
    /// The line of the import.
    pub line: usize,
    /// The import as written.
    pub text: String,
    /// `true` if the import only passes an item on, or names a folder as a whole.
    pub is_facade: bool,
    /// `true` if the path starts with a name that a `use` of the same file binds.
    pub is_alias: bool,
}

impl<'a> CrateTree<'a> {
    /// Parses the files below a folder. Returns files that cannot be parsed as findings.
    pub fn read(root: &str, sources: &'a [Source]) -> (Self, Vec<Finding>) {
        let mut broken = Vec::new();
        let mut files = Vec::new();
        for source in sources {
            let Some(path) = source.path.strip_prefix(root) else {
                continue;
            };
            let Some(path) = path.strip_suffix(".rs") else {
                continue;
            };
            let module = module_path(path);
            match imports::scan(&source.text, &module) {
                Ok(scan) => files.push(File {
                    source,
                    module,
                    is_test_only: false,
                    scan,
                }),
                Err(error) => broken.push(Finding {
                    rule: "layering",
                    location: source.at(error.span().start().line),
                    violation: format!("the file cannot be parsed: {error}"),
                    cure: "run `cargo check`".to_owned(),
                }),
            }
        }
        let modules = files
            .iter()
            .enumerate()
            .map(|(index, file)| (file.module.clone(), index))
            .collect();
        let mut tree = Self { files, modules };
        tree.mark_test_only();
        (tree, broken)
    }

    /// Returns all files.
    pub fn files(&self) -> &[File<'a>] {
        &self.files
    }

    /// Returns a file by its index.
    pub fn file(&self, index: usize) -> &File<'a> {
        &self.files[index]
    }

    /// Returns every import of non-test code from another file of the crate.
    pub fn imports(&self) -> Vec<Import> {
        let mut imports = Vec::new();
        for (from, file) in self.files.iter().enumerate() {
            if file.is_test_only {
                continue;
            }
            for path in &file.scan.paths {
                imports.extend(self.import(from, path));
            }
        }
        imports
    }

    fn import(&self, from: usize, path: &Path) -> Option<Import> {
        let (to, is_module) = self.resolve(&path.segments, MAX_REEXPORTS)?;
        let target = &self.files[to];
        let is_folder = is_module && self.modules.keys().any(|module| is_below(module, target));
        let is_foreign = to != from && !target.is_test_only;
        is_foreign.then(|| Import {
            from,
            to,
            module: target.module.clone(),
            line: path.line,
            text: path.text.clone(),
            is_facade: path.is_reexport || is_folder,
            is_alias: path.is_alias,
        })
    }

    /// Returns the file that a path leads to, and `true` if the path names the module itself.
    /// Follows re-exports to the file that declares the item.
    fn resolve(&self, path: &[String], reexports: usize) -> Option<(usize, bool)> {
        let mut known = 0;
        while known < path.len() && self.modules.contains_key(&path[..=known]) {
            known += 1;
        }
        let file = *self.modules.get(&path[..known])?;
        let Some(name) = path.get(known) else {
            return Some((file, true));
        };
        let scan = &self.files[file].scan;
        if reexports == 0 || scan.declared.contains(name) {
            return Some((file, false));
        }
        if let Some(target) = scan.bindings.get(name) {
            let whole = [target.as_slice(), &path[known + 1..]].concat();
            return self.resolve(&whole, reexports - 1);
        }
        for glob in &scan.globs {
            let (module, is_module) = self.resolve(glob, reexports - 1)?;
            if is_module && self.declares(module, name) {
                let whole = [self.files[module].module.as_slice(), &path[known..]].concat();
                return self.resolve(&whole, reexports - 1);
            }
        }
        Some((file, false))
    }

    fn declares(&self, file: usize, name: &String) -> bool {
        let scan = &self.files[file].scan;
        scan.declared.contains(name) || scan.bindings.contains_key(name)
    }

    /// Marks files whose `mod` declaration, or that of a module above, is for tests alone.
    fn mark_test_only(&mut self) {
        let tests: Vec<Vec<String>> = self
            .files
            .iter()
            .flat_map(|file| {
                let children = file.scan.test_modules.iter();
                children.map(|child| [file.module.as_slice(), std::slice::from_ref(child)].concat())
            })
            .collect();
        for file in &mut self.files {
            file.is_test_only = tests.iter().any(|module| file.module.starts_with(module));
        }
    }
}

fn is_below(module: &[String], target: &File<'_>) -> bool {
    module.len() > target.module.len() && module.starts_with(&target.module)
}

/// Returns the module of a file: `a/mod` and `a` are `[a]`, `lib` is the root.
fn module_path(path: &str) -> Vec<String> {
    let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod") || ["lib", "main"].contains(&path) {
        module.pop();
    }
    module
}
