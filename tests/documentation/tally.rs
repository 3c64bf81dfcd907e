//! The results of mutations.

use crate::documentation::baseline::run;
use crate::documentation::nature::nature;
use crate::documentation::slice::Slice;
use conformance::fact::Section;
use conformance::mutate::{self, Edit, Kind, Mutation, Side};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The results of mutations.
#[derive(Default)]
pub struct Tally {
    counts: BTreeMap<(Side, Kind), (usize, usize)>,
    survivors: Vec<String>,
    /// The edits that were run. Operations share the descriptions of headers.
    edits: BTreeSet<Vec<Edit>>,
}

impl Tally {
    /// Mutates each fact that the slice is made for.
    pub fn slice(&mut self, slice: &Slice<'_>, sides: &[Side]) {
        let unchanged = slice.unchanged();
        assert!(unchanged.conforms(), "{unchanged}");
        for &side in sides {
            let mutations = slice.mutations(side);
            report_gaps(slice, side, &mutations);
            self.run(slice, side, mutations);
        }
    }

    fn run(&mut self, slice: &Slice<'_>, side: Side, all: Vec<Mutation>) {
        let is_new = |mutation: &Mutation| self.edits.insert(mutation.edits.clone());
        let all: Vec<_> = all.into_iter().filter(is_new).collect();
        let results = run(slice, side, &all);
        for (mutation, result) in all.iter().zip(&results) {
            let (all, killed) = self.counts.entry((side, mutation.kind)).or_default();
            *all += 1;
            match result {
                Ok(()) => *killed += 1,
                Err(why) => {
                    let (key, kind, what) = (&mutation.key, mutation.kind, mutation.what);
                    let title = slice.title();
                    self.survivors
                        .push(format!("{title}: {side:?}: {key} {kind:?} ({what}): {why}"));
                }
            }
        }
    }

    pub fn conclude(&self) {
        let mut total = 0;
        for ((side, kind), (all, killed)) in &self.counts {
            total += all;
            report_progress(&format!(
                "{side:?} {kind:?}: {all} mutations, {killed} killed"
            ));
        }
        let survivors = self.survivors.len();
        report_progress(&format!("{total} mutations, {survivors} survived"));
        assert!(total > 0);
        assert!(survivors == 0, "{survivors}\n{}", self.survivors.join("\n"));
    }
}

/// Checks that each documented fact is mutated in each way on each side, unless there is a reason.
fn report_gaps(slice: &Slice<'_>, side: Side, mutations: &[Mutation]) {
    let changed: BTreeSet<_> = mutations
        .iter()
        .map(|mutation| (&mutation.key, mutation.kind))
        .collect();
    let facts = slice.page().facts.iter();
    let facts = facts.filter(|fact| slice.is_in_focus(&fact.key));
    for fact in facts.filter(|fact| fact.key.section != Section::Endpoint) {
        let nature = nature(slice, side, &fact.key);
        assert!(nature.has_docs || fact.ty.as_deref() == Some("object"));
        for kind in Kind::ALL {
            let reason = mutate::impossible(side, kind, nature);
            assert_eq!(
                changed.contains(&(&fact.key, kind)),
                reason.is_none(),
                "{}: {side:?} {} {kind:?}: {reason:?}",
                slice.title(),
                fact.key
            );
        }
    }
}

/// Writes to the stream directly: the test runner captures the output of a passing test.
fn report_progress(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
