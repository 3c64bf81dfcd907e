//! Lists the public API of a crate from its sources.
//!
//! Rustdoc's own list needs a nightly compiler, so this one follows modules, `pub use` and
//! `macro_rules!` by itself. A [`Crate`] is a set of texts, from a folder or from a test; [`Crates`]
//! holds those that use each other, and [`Crates::listing`] writes one of them: one line per item, with
//! its whole signature. Types appear as in the source, without the paths of their imports.

mod expand;
mod exports;
mod generated;
mod impls;
mod items;
mod macros;
mod modules;
mod resolve;
mod signature;
mod tokens;

pub use generated::{may_break, of_generated};
pub use resolve::Target;

use modules::Module;
use std::collections::BTreeMap;

/// The sources of a crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The name in paths, like `sdk_runtime`.
    pub name: String,
    /// The texts by path below `src`, with forward slashes; `lib.rs` is the root.
    pub files: BTreeMap<String, String>,
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
        self.lines(&self.public(name, |_| true))
    }

    /// Returns the public API of a crate without the members of items that other crates define: sorted
    /// lines.
    #[must_use]
    pub fn own_listing(&self, name: &str) -> String {
        let is_own = |target: &Target| resolve::root(&target.path()) == name;
        self.lines(&self.public(name, is_own))
    }

    fn lines(&self, public: &exports::Public) -> String {
        let mut lines = items::lines(self, public);
        lines.extend(impls::lines(self, public));
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
