//! The documentation as a golden: this checkout conforms, and the comparison reports a change of
//! any single fact of a page, the spec or the generated code.

mod baseline;
mod pairs;
mod second;
mod ticket_api;

use baseline::{Baseline, Subject};
use conformance::check;
use conformance::checkout::{self, Checkout};
use conformance::fact::{Section, Text};
use conformance::mutate::{self, Edit, Kind, Mutation, Side};
use conformance::report::{Outcome, Report};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

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
    check(&checkout.pages, &checkout.spec, &checkout.generated)
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
    let checkout = this_checkout();
    for (index, page) in checkout.pages.iter().enumerate() {
        for page in cut(page) {
            let mut changed = checkout.clone();
            changed.pages[index] = page;
            assert!(!report(&changed).conforms());
        }
    }
    for (index, file) in checkout.generated.iter().enumerate() {
        for file in cut(file) {
            let mut changed = checkout.clone();
            changed.generated[index] = file;
            // A cut that removes only types or prose without a fact is not reported.
            let _ = report(&changed).to_string();
        }
    }
    for (_, file) in checkout.spec.iter() {
        let (path, text) = (file.path.clone(), file.text.clone());
        for file in cut(&Text { path, text }) {
            let mut changed = checkout.clone();
            changed.spec.add(file.path, file.text.into_bytes());
            let _ = report(&changed).to_string();
        }
    }
}

/// Returns a few prefixes of a text.
fn cut(text: &Text) -> impl Iterator<Item = Text> + '_ {
    let step = text.text.len() / 3 + 1;
    let ends = (0..text.text.len()).step_by(step);
    ends.filter_map(|end| {
        let (path, text) = (text.path.clone(), text.text.get(..end)?.to_owned());
        Some(Text { path, text })
    })
}

#[test]
fn every_mutation_of_a_fact_is_reported() {
    let baseline = Baseline::of(this_checkout());
    let mut total = Tally::default();
    for subject in &baseline.subjects {
        let documented = subject.page().facts.iter();
        let documented = documented.filter(|fact| fact.key.section != Section::Endpoint);
        let documented = documented.count();
        assert!(subject.title() != FIRST.0 || documented == 130);
        report_progress(&format!("{}: {documented} facts", subject.title()));
        for side in Side::ALL {
            let mutations = baseline.mutations(subject, side);
            report_gaps(subject, side, &mutations);
            total.run(&baseline, subject, side, mutations);
        }
    }
    total.conclude();
}

/// The results of mutations.
#[derive(Default)]
struct Tally {
    total: usize,
    survivors: Vec<String>,
    /// The edits that were run. One of a shared type is run once, with the first operation that uses
    /// the type.
    edits: BTreeSet<Vec<Edit>>,
}

impl Tally {
    fn run(&mut self, baseline: &Baseline, subject: &Subject, side: Side, all: Vec<Mutation>) {
        let is_new = |mutation: &Mutation| !self.edits.contains(&mutation.edits);
        let (all, _): (Vec<_>, Vec<_>) = all.into_iter().partition(is_new);
        let edits = all.iter().map(|mutation| mutation.edits.clone());
        self.edits.extend(edits);
        let results = baseline.run(subject, side, &all);
        self.total += results.len();
        let mut counts: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        for (mutation, result) in all.iter().zip(&results) {
            let (all, killed) = counts.entry(mutation.kind).or_default();
            *all += 1;
            match result {
                Ok(()) => *killed += 1,
                Err(why) => {
                    let (key, kind, what) = (&mutation.key, mutation.kind, mutation.what);
                    let title = subject.title();
                    self.survivors
                        .push(format!("{title}: {side:?}: {key} {kind:?} ({what}): {why}"));
                }
            }
        }
        for (kind, (all, killed)) in counts {
            report_progress(&format!(
                "{side:?} {kind:?}: {all} mutations, {killed} killed"
            ));
        }
    }

    fn conclude(&self) {
        let survivors = self.survivors.len();
        report_progress(&format!("{} mutations, {survivors} survived", self.total));
        assert!(self.total > 0);
        assert!(survivors == 0, "{survivors}\n{}", self.survivors.join("\n"));
    }
}

/// Checks that each documented fact is mutated in each way on each side, unless there is a reason.
fn report_gaps(subject: &Subject, side: Side, mutations: &[Mutation]) {
    let changed: BTreeSet<_> = mutations
        .iter()
        .map(|mutation| (&mutation.key, mutation.kind))
        .collect();
    let facts = subject.page().facts.iter();
    for fact in facts.filter(|fact| fact.key.section != Section::Endpoint) {
        let nature = subject.nature(side, &fact.key);
        assert!(nature.has_docs || fact.ty.as_deref() == Some("object"));
        for kind in Kind::ALL {
            let reason = mutate::impossible(side, kind, nature);
            assert_eq!(
                changed.contains(&(&fact.key, kind)),
                reason.is_none(),
                "{}: {side:?} {} {kind:?}: {reason:?}",
                subject.title(),
                fact.key
            );
        }
    }
}

/// Writes to the stream directly: the test runner captures the output of a passing test.
fn report_progress(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
