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
use std::sync::LazyLock;
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

/// Returns the facts of the first operation that no page states.
fn unwitnessed(checkout: &Checkout) -> Vec<String> {
    let report = report(checkout);
    let mut outcomes = report.operations.into_iter();
    let first = outcomes.find(|outcome| outcome.title == FIRST.0);
    first.expect("the first operation is compared").unwitnessed
}

/// A bound, a value of an enum and the retries are on no page: the report says so.
#[test]
fn facts_that_no_page_states_are_counted() {
    let mut checkout = this_checkout();
    let before = unwitnessed(&checkout);
    let number = |facts: &[String], index: usize| -> usize {
        let fact: &String = &facts[index];
        let (number, _) = fact.split_once(' ').expect("a number and its noun");
        number.parse().expect("a number")
    };
    assert!(before[0].ends_with(" bounds and encodings"), "{before:?}");
    assert!(before[1].ends_with(" values of enums"), "{before:?}");
    for call in ["`permissions`", "`idempotent_when`", "`batch`"] {
        assert!(before.iter().any(|fact| fact == call), "{before:?}");
    }
    for (path, from) in [
        ("types/threat_filter.yaml", "    min_items: 1\n"),
        (
            "types/os_type.yaml",
            "  - value: linux\n    description: Any distribution of Linux.\n",
        ),
        (
            "operations/update_threat_incident.yaml",
            "rate_limit:\n  per_second: 10\n  burst: 50\n",
        ),
    ] {
        let file = checkout.spec.iter().find(|(_, file)| file.path == path);
        let text = file.expect("a file of the spec").1.text.clone();
        assert!(text.contains(from), "{path}: {from}");
        let text = text.replacen(from, "", 1);
        checkout.spec.add(path, text.into_bytes());
    }
    let after = unwitnessed(&checkout);
    assert_eq!(number(&after, 0) + 1, number(&before, 0), "{after:?}");
    assert_eq!(number(&after, 1) + 1, number(&before, 1), "{after:?}");
    assert_eq!(after.len() + 1, before.len(), "{after:?}");
}

/// This checkout, operation by operation.
static SLICES: LazyLock<Vec<(Slice<'static>, Vec<Side>)>> = LazyLock::new(|| {
    static BASELINE: LazyLock<Baseline> = LazyLock::new(|| Baseline::of(this_checkout()));
    BASELINE.slices(&BASELINE.titles())
});

/// Truncated texts are differences or problems, and never a panic.
#[test]
fn truncated_texts_are_reported() {
    let mut seen = BTreeSet::new();
    for (slice, _) in &*SLICES {
        for (side, path) in files(slice) {
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
    let mut total = Tally::default();
    for (slice, sides) in &*SLICES {
        total.slice(slice, sides);
    }
    total.conclude();
}
