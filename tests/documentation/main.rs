//! The documentation as a golden: this checkout conforms, and the comparison reports a change of
//! any single fact of a page, the spec or the generated code.

mod baseline;
mod cut;
mod nature;
mod pairs;
mod parts;
mod references;
mod second;
mod slice;
mod tally;
mod ticket_api;

use baseline::Baseline;
use conformance::check;
use conformance::checkout::{self, Checkout};
use conformance::fact::Section;
use conformance::mutate::{Edit, Side};
use conformance::report::{Outcome, Report};
use slice::Slice;
use std::collections::BTreeSet;
use std::path::Path;
use tally::Tally;

/// The documented facts of the SDK's first operation; its page must contain all of them.
const FIRST: (&str, [(Section, usize); 4]) = (
    "Update Threat Incident",
    [
        (Section::Endpoint, 3),
        (Section::Inputs, 103),
        (Section::Outputs, 10),
        (Section::Headers, 17),
    ],
);

fn this_checkout() -> Checkout {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    checkout::read(&root).expect("the checkout has pages, a spec and generated code")
}

fn report(checkout: &Checkout) -> Report {
    check(checkout)
}

/// Returns the number of documented facts in each section; the spec and the code must contain them
/// all.
fn counts(outcome: &Outcome) -> Vec<(Section, usize)> {
    let counts = outcome.tallies.iter().map(|tally| {
        let everywhere = (tally.documented, tally.documented);
        assert_eq!((tally.in_spec, tally.in_code), everywhere, "{outcome}");
        (tally.section, tally.documented)
    });
    counts.collect()
}

#[test]
fn this_checkout_conforms() {
    let checkout = this_checkout();
    let report = report(&checkout);
    assert!(report.conforms(), "\n{report}");
    assert_eq!(report.operations.len(), checkout.pages.len());
    let (title, expected) = FIRST;
    for outcome in &report.operations {
        let counts = counts(outcome);
        assert!(outcome.title != title || counts == expected, "{outcome}");
    }
    assert!(report.operations.iter().any(|known| known.title == title));
}

/// Truncated texts are differences or problems, and never a panic.
#[test]
fn truncated_texts_are_reported() {
    let baseline = Baseline::of(this_checkout());
    let mut seen = BTreeSet::new();
    for (slice, _) in baseline.slices(&baseline.titles()) {
        for (side, path) in files(&slice) {
            if !seen.insert(path.clone()) {
                continue;
            }
            for edit in cut(slice.text(side, &path).expect("a file of the slice"), &path) {
                // A cut that removes only types or prose without a fact is not reported, nor one that
                // removes fields of a shared type that the slice leaves out.
                let report = slice.report(side, &[edit]).expect("it changes the text");
                let is_whole = side == Side::Page && !path.starts_with(checkout::TYPES);
                assert!(!is_whole || !report.conforms(), "{path}");
            }
        }
    }
    assert!(seen.len() > 30, "{seen:?}");
}

fn files(slice: &Slice<'_>) -> BTreeSet<(Side, String)> {
    let page = slice.page().facts.iter();
    let page = page.map(|fact| (Side::Page, fact.place.file.clone()));
    let sources = slice.sources();
    let spec = sources
        .iter()
        .map(|(file, _)| (Side::Spec, sources.origin(file)));
    let sites = slice.written().facts.iter().flat_map(|fact| &fact.sites);
    let code = sites.map(|(_, place)| (Side::Code, place.file.clone()));
    page.chain(spec).chain(code).collect()
}

/// Returns edits that leave a few prefixes of a text, which end inside of a line.
fn cut(text: &str, path: &str) -> impl Iterator<Item = Edit> {
    let step = text.len() / 3 + 1;
    let ends = (0..text.len()).step_by(step);
    ends.filter_map(move |end| {
        let start = text.get(..end)?.matches('\n').count();
        let last = text.get(..end)?.rsplit('\n').next().unwrap_or_default();
        Some(Edit {
            path: path.to_owned(),
            start,
            end: text.split('\n').count(),
            lines: vec![last.to_owned()],
        })
    })
}

#[test]
fn every_mutation_of_a_fact_is_reported() {
    let baseline = Baseline::of(this_checkout());
    let mut total = Tally::default();
    for (slice, sides) in baseline.slices(&baseline.titles()) {
        total.slice(&slice, &sides);
    }
    total.conclude();
}
