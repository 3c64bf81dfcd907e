//! References to the pages of shared types.

use super::entry::Reference;
use super::{Fact, Reader};
use crate::fact::{Section, Text};

impl<'a> Reader<'a> {
    /// Adds the facts of the page of a shared type, as facts inside the item with the reference.
    pub(super) fn follow(&mut self, section: Section, at: usize, reference: &Reference) {
        let Some(page) = self.target(at, &reference.to) else {
            return;
        };
        // The reference itself is the innermost open item, and has no name.
        let mut around = self.path();
        around.pop();
        let depth = around.len();
        let mut reader = Reader::new(page, self.types);
        reader.section = Some(section);
        reader.around = around;
        reader.open = self.open.iter().copied().chain([&*page.path]).collect();
        reader.all();
        if reader.title != reference.name {
            let message = format!(
                "the page is about `{}`, but the reference names `{}`",
                reader.title, reference.name
            );
            self.problem(at, &message);
        }
        self.references.insert(page.path.clone());
        self.references.append(&mut reader.references);
        self.problems.append(&mut reader.problems);
        let name = |fact: &Fact| fact.key.path.get(depth).cloned().unwrap_or_default();
        for left_out in &reference.except {
            if !reader.facts.iter().any(|fact| name(fact) == *left_out) {
                let message = format!("`{}` has no field `{left_out}`", reference.name);
                self.problem(at, &message);
            }
        }
        let is_here = |fact: &Fact| !reference.except.contains(&name(fact));
        reader.facts.retain(is_here);
        self.facts.append(&mut reader.facts);
    }

    /// Finds the page of a type by its path relative to this page.
    fn target(&mut self, at: usize, to: &str) -> Option<&'a Text> {
        let folder = self
            .text
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let path = format!("{folder}/{to}");
        let Some(page) = self.types.iter().find(|page| page.path == path) else {
            self.problem(
                at,
                &format!("the page {path} of a shared type does not exist"),
            );
            return None;
        };
        // A type inside itself is listed once.
        (!self.open.contains(&&*page.path)).then_some(page)
    }
}
