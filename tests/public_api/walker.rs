//! Lists the public API of a crate from its sources.
//!
//! Rustdoc's own list needs a nightly compiler, so this one follows modules, `pub use` and
//! `macro_rules!` by itself. A [`Crate`] is a set of texts, from a folder or from a test; [`Crates`]
//! holds those that use each other, and [`Crates::listing`] writes one of them: one line per item, with
//! its whole signature. Types appear as in the source, without the paths of their imports.

mod expand;
mod exports;
mod impls;
mod items;
mod macros;
mod modules;
mod resolve;
mod signature;
mod tokens;

pub use resolve::Target;

use modules::Module;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The sources of a crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The name in paths, like `sdk_runtime`.
    pub name: String,
    /// The texts by path below `src`, with forward slashes; `lib.rs` is the root.
    pub files: BTreeMap<String, String>,
}

impl Crate {
    /// Reads the folder `src` of a crate.
    ///
    /// # Errors
    ///
    /// Returns the error of a file or folder that cannot be read.
    pub fn read(name: &str, src: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let mut folders = vec![(src.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                let below = format!("{prefix}{file}");
                if path.is_dir() {
                    folders.push((path, format!("{below}/")));
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    files.insert(below, fs::read_to_string(&path)?.replace("\r\n", "\n"));
                }
            }
        }
        let name = name.to_owned();
        Ok(Self { name, files })
    }
}

/// Crates that use each other, parsed and with their macros expanded.
pub struct Crates {
    /// The modules by path, like `sdk_runtime::values`.
    modules: BTreeMap<String, Module>,
}

impl Crates {
    /// Parses the sources. Exported macros are known in every crate.
    ///
    /// # Errors
    ///
    /// Returns a message that names the file or macro that cannot be read.
    pub fn parse(crates: &[Crate]) -> Result<Self, String> {
        let mut modules = BTreeMap::new();
        for source in crates {
            modules::read(source, &mut modules)?;
        }
        expand::expand(&mut modules)?;
        Ok(Self { modules })
    }

    /// Returns the public API of a crate: sorted lines.
    #[must_use]
    pub fn listing(&self, name: &str) -> String {
        let public = self.public(name);
        let mut lines = items::lines(self, &public);
        lines.extend(impls::lines(self, &public));
        lines.sort();
        lines.dedup();
        lines.iter().map(|line| line.text.clone() + "\n").collect()
    }
}

/// A line of a listing, sorted by the path of its item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    path: String,
    text: String,
}

impl Line {
    /// Returns a line, with the conditions under which the item exists.
    fn new(path: &str, text: &str, conditions: &[String]) -> Self {
        let mut line = text.to_owned();
        for condition in conditions {
            line.extend([" [", condition, "]"]);
        }
        Self {
            path: path.to_owned(),
            text: line,
        }
    }
}
