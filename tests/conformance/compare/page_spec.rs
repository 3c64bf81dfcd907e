//! Compares the page with the spec.

use super::{Comparison, order};
use crate::code::Aspect;
use crate::fact::words;
use crate::{page, rules, spec};
use codegen::model::Presence;

/// Returns an entry for `deviations.yaml`, without its reason and evidence.
fn entry(item: &str, kind: &str, words: Option<(&str, &str)>) -> String {
    let words = words.map_or_else(String::new, |(documented, spec)| {
        format!("    documented: {documented}\n    spec: {spec}\n")
    });
    format!("  - items:\n      - {item}\n    kind: {kind}\n{words}    reason:\n    evidence:\n")
}

impl Comparison<'_> {
    pub(super) fn page_and_spec(&mut self) {
        for key in Self::missing(&self.places.page, &self.places.spec) {
            self.differ(
                &key,
                Aspect::Existence,
                "it is documented, but missing in the spec",
            );
        }
        for key in Self::missing(&self.places.spec, &self.places.page) {
            let fact = self.spec.facts.iter().find(|fact| fact.key == key);
            if !fact.is_some_and(|fact| self.deviations.explain_added(&fact.item)) {
                let message =
                    "the spec has it, but the page does not: document it, or record it as `added`";
                self.differ(&key, Aspect::Existence, message);
                self.suggest(
                    fact.map_or_else(String::new, |fact| entry(&fact.item, "added", None)),
                );
            }
        }
        let (page, spec) = (self.page, self.spec);
        for documented in &page.facts {
            if let Some((at, _)) = self.places.spec.get(&documented.key) {
                let fact = &spec.facts[*at];
                self.documented_type(documented, fact);
                self.documented_mark(documented, fact);
                self.documented_words(documented, fact);
            }
        }
        let of_page = page.facts.iter().map(|fact| &fact.key);
        for moved in order::among_neighbours(&self.places.spec, of_page) {
            self.out_of_order(&moved, "on the page");
        }
    }

    fn documented_type(&mut self, documented: &page::Fact, fact: &spec::Fact) {
        let (Some(ty), Some((meaning, word))) = (&documented.ty, &fact.ty) else {
            return;
        };
        let is_given = rules::is_given_type(&documented.key, ty);
        if is_given || rules::documented(meaning) == Some(ty) {
            return;
        }
        if !self.deviations.explain_type(&fact.item, ty, word) {
            let message = format!("it is documented as `{ty}`, but is `{word}` in the spec");
            self.differ(&documented.key, Aspect::Type, message);
            self.suggest(entry(&fact.item, "type", Some((ty, word))));
        }
    }

    fn documented_mark(&mut self, documented: &page::Fact, fact: &spec::Fact) {
        let (words, presence) = match (documented.required, fact.required) {
            (Some(false), Some(true)) if rules::is_given_presence(&documented.key) => return,
            (Some(false), Some(true)) => (("optional", "required"), Presence::Required),
            (Some(true), Some(false)) => (("required", "optional"), Presence::Optional),
            _ => return,
        };
        if self.deviations.explain_presence(&fact.item, presence) {
            return;
        }
        let (page, spec) = words;
        let message = format!("it is documented as {page}, but {spec} in the spec");
        self.differ(&documented.key, Aspect::Required, message);
        self.suggest(entry(&fact.item, "presence", Some(words)));
    }

    fn documented_words(&mut self, documented: &page::Fact, fact: &spec::Fact) {
        if documented.description == fact.description {
            return;
        }
        let (page, spec) = (words(&documented.description), words(&fact.description));
        if page != spec {
            let message = format!("the page says \"{page}\", and the spec \"{spec}\"");
            self.differ(&documented.key, Aspect::Description, message);
        }
    }

    /// Adds the entry that would explain the last difference.
    fn suggest(&mut self, entry: String) {
        if let Some(difference) = self.differences.last_mut() {
            difference.entry = Some(entry).filter(|entry| !entry.is_empty());
        }
    }

    pub(super) fn out_of_order(&mut self, moved: &order::Moved, side: &str) {
        let (key, other) = (&moved.key, moved.other.name());
        let (here, there) = if moved.is_before {
            ("before", "after")
        } else {
            ("after", "before")
        };
        let message = format!("{side} it is {here} `{other}`, in the spec {there} it");
        self.differ(key, Aspect::Order, message);
        if let Some(difference) = self.differences.last_mut() {
            difference.other = Some(moved.other.clone());
        }
    }
}
