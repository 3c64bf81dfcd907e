//! Lists the public API of a crate from its sources.
//!
//! Rustdoc's own list needs a nightly compiler, so this one follows modules, `pub use` and
//! `macro_rules!` by itself. A [`Crate`] is a set of texts, from a folder or from a test; [`Crates`]
//! holds those that use each other, and [`Crates::listing`] writes one of them: one line per item, with
//! its whole signature. Types appear as in the source, without the paths of their imports.

mod attributes;
mod bodies;
mod definition;
mod derives;
mod draft;
mod expand;
mod exports;
mod generated;
mod impls;
mod items;
mod listing;
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

    /// Returns the public API of a crate: sorted lines. Implementations of the public traits of other
    /// crates are listed.
    #[must_use]
    pub fn listing(&self, name: &str) -> String {
        self.seen(name, |_| true)
    }

    /// Returns the public API of a crate without the members of items that other crates define: sorted
    /// lines.
    #[must_use]
    pub fn own_listing(&self, name: &str) -> String {
        self.seen(name, |target| resolve::root(&target.path()) == name)
    }

    fn seen(&self, name: &str, sees: impl Fn(&Target) -> bool) -> String {
        let mut public = self.public(name, sees);
        let roots = self.modules.keys().filter(|path| !path.contains("::"));
        for other in roots.filter(|root| *root != name) {
            let others = self.public(other, |_| true).main.into_keys();
            public.foreign.extend(others);
        }
        self.lines(&public)
    }

    fn lines(&self, public: &exports::Public) -> String {
        let mut lines = listing::items(self, public);
        lines.extend(listing::implementations(self, public));
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

#[cfg(test)]
mod tests {
    use super::{Crate, Crates};

    fn one(name: &str, text: &str) -> Crate {
        Crate {
            name: name.to_owned(),
            files: [("lib.rs".to_owned(), text.to_owned())].into(),
        }
    }

    /// The runtime implements its traits for the generated types with macros.
    #[test]
    fn traits_of_other_crates_are_listed_with_the_types_that_implement_them() {
        let engine = one(
            "engine",
            "mod inner { pub trait Sent { type Reply; } pub trait Sealed {} pub struct Own; }\n\
             pub use inner::{Own, Sent};\n#[doc(hidden)] pub use inner::Sealed;\n\
             impl Sent for Own { type Reply = u8; }\n\
             #[macro_export] macro_rules! sent { ($name:ident) => { impl $crate::Sent for $name { type Reply = bool; } \
             impl $crate::Sealed for $name {} }; }\n",
        );
        let pets = one(
            "pets",
            "use engine as runtime;\npub struct Feed;\nstruct Hidden;\n\
             runtime::sent! { Feed }\nruntime::sent! { Hidden }\n",
        );
        let crates = Crates::parse(&[pets, engine]).expect("the sources are valid");
        assert_eq!(
            crates.own_listing("pets"),
            "pub mod pets\npub struct pets::Feed\npets::Feed: impl Sent for Feed { type Reply = bool }\n"
        );
    }
}
