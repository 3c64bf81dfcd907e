//! The unchanged checkout, read once, and the slices of it that are mutated.

use crate::documentation::cut::Graph;
use crate::documentation::parts::{self, Part};
use crate::documentation::slice::{Focus, Slice};
use conformance::checkout::Checkout;
use conformance::code::{self, Items};
use conformance::fact::{Section, Text};
use conformance::mutate::{Mutation, Side};
use conformance::page;
use conformance::spec::{self, Spec, Specs};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The number of fields of a shared type in a slice.
const FIELDS: usize = 10;

/// The unchanged checkout, read once.
pub struct Baseline {
    pub checkout: Checkout,
    pub graph: Graph,
    pub specs: Specs,
    /// The generated files, item by item.
    pub parts: Vec<Part>,
    pub items: Items,
}

impl Baseline {
    pub fn of(checkout: Checkout) -> Self {
        let specs = spec::read(&checkout.spec).expect("the spec is read");
        let codes = code::read(&checkout.generated).expect("the code is read");
        let parts: Vec<_> = checkout.generated.iter().flat_map(parts::parts).collect();
        let mut items = Items::default();
        for part in &parts {
            items.add(part.items.clone());
        }
        let of_parts = code::understand(&items).expect("the code is consistent");
        assert_eq!(
            format!("{codes:?}"),
            format!("{of_parts:?}"),
            "the parts make the whole"
        );
        Self {
            graph: Graph::of(&checkout.spec),
            specs,
            checkout,
            parts,
            items,
        }
    }

    /// Returns the text of a file below `spec/`.
    pub fn spec_text(&self, path: &str) -> &str {
        let mut files = self.checkout.spec.iter();
        let file = files.find(|(_, file)| file.path == path);
        file.map_or("", |(_, file)| &file.text)
    }

    /// Returns the titles of all operations.
    pub fn titles(&self) -> Vec<&str> {
        let specs = self.specs.operations.iter();
        specs.map(|spec| &*spec.title).collect()
    }

    /// Returns the slices of one operation after another: of the operation itself, and of the shared
    /// types that no operation before has used on such a page and in such a place.
    pub fn slices(&self, titles: &[&str]) -> Vec<(Slice<'_>, Vec<Side>)> {
        let mut seen = BTreeSet::new();
        let pages = titles.iter().flat_map(|title| {
            let mut specs = self.specs.operations.iter();
            let spec = specs
                .find(|spec| spec.title == *title)
                .expect("the operation");
            let mut pages = self.checkout.pages.iter();
            let page = pages.find(|text| text.text.contains(&format!("# {title}\n")));
            let page = page.expect("the page of the operation");
            self.slices_of(page, spec, &mut seen)
        });
        pages.collect()
    }

    fn slices_of<'b>(
        &'b self,
        text: &'b Text,
        spec: &Spec,
        seen: &mut BTreeSet<(Side, String, Section, String)>,
    ) -> Vec<(Slice<'b>, Vec<Side>)> {
        let mut slices = vec![(Slice::of(self, text, spec, Focus::Own), Side::ALL.to_vec())];
        let page = page::read(text, &self.checkout.types).expect("the page is read");
        for ty in self.graph.objects(self.graph.operation(&spec.operation)) {
            let of_type = format!("{ty}.");
            let mut facts = spec.facts.iter();
            let Some(fact) = facts.find(|fact| fact.item.starts_with(&of_type)) else {
                continue;
            };
            let documented = page.facts.iter().find(|known| known.key == fact.key);
            let file = documented.map_or_else(String::new, |known| known.place.file.clone());
            let mut is_new = |side: &Side| {
                let file = if *side == Side::Page {
                    file.clone()
                } else {
                    String::new()
                };
                seen.insert((*side, ty.clone(), fact.key.section, file))
            };
            let sides: Vec<_> = Side::ALL.into_iter().filter(|side| is_new(side)).collect();
            if sides.is_empty() {
                continue;
            }
            let fields = self.graph.fields(&ty);
            slices.extend(fields.chunks(FIELDS).map(|fields| {
                let focus = Focus::Fields(ty.clone(), fields.to_vec());
                (Slice::of(self, text, spec, focus), sides.clone())
            }));
        }
        slices
    }
}

/// Returns the result of each mutation, computed on all cores.
pub fn run(slice: &Slice<'_>, side: Side, mutations: &[Mutation]) -> Vec<Result<(), String>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutation) = mutations.get(index) else {
                return results;
            };
            results.push((index, result(slice, side, mutation)));
            // Otherwise the thread keeps the text of every file that it has parsed.
            proc_macro2::extra::invalidate_current_thread_spans();
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done = workers
            .into_iter()
            .map(|worker| worker.join().expect("no panic"));
        done.flatten().collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn result(slice: &Slice<'_>, side: Side, mutation: &Mutation) -> Result<(), String> {
    let report = slice.report(side, &mutation.edits)?;
    if report.conforms() {
        return Err("the comparison did not notice".to_owned());
    }
    let named = mutation.is_named_by(&report, slice.title());
    named
        .then_some(())
        .ok_or_else(|| format!("the report does not name it:\n{report}"))
}
