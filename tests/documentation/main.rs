//! The documentation as a golden: this checkout conforms, and no single fact of the page, the spec
//! or the generated code can change without the comparison naming it.

use conformance::checkout::{self, Checkout};
use conformance::code::Items;
use conformance::fact::{Key, Problem, Section, Text};
use conformance::mutate::{self, Edit, Kind, Mutation, Side};
use conformance::page::Page;
use conformance::report::Report;
use conformance::spec::Spec;
use conformance::{check, code, compare, page, spec};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn this_checkout() -> Checkout {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    checkout::read(&root).expect("the checkout has a page, a spec and generated code")
}

#[test]
fn this_checkout_conforms() {
    let checkout = this_checkout();
    let report = check(&checkout.page, &checkout.spec, &checkout.generated);
    assert!(report.conforms(), "\n{report}");
    let counts: Vec<_> = report
        .tallies
        .iter()
        .map(|tally| (tally.section, tally.documented))
        .collect();
    let expected = [
        (Section::Endpoint, 3),
        (Section::Inputs, 103),
        (Section::Outputs, 10),
        (Section::Headers, 17),
    ];
    assert_eq!(counts, expected);
    for tally in report.tallies {
        assert_eq!(
            (tally.in_spec, tally.in_code),
            (tally.documented, tally.documented)
        );
    }
}

/// Texts that end anywhere are differences or problems, and never a panic.
#[test]
fn cut_texts_are_reported() {
    let checkout = this_checkout();
    let report = |page: &Text, generated: &[Text]| check(page, &checkout.spec, generated);
    for page in cut(&checkout.page) {
        assert!(!report(&page, &checkout.generated).conforms());
    }
    for (index, file) in checkout.generated.iter().enumerate() {
        for file in cut(file) {
            let mut generated = checkout.generated.clone();
            generated[index] = file;
            // Nothing to see where the cut takes away types or prose that no fact is about.
            let _ = report(&checkout.page, &generated).to_string();
        }
    }
    for (_, file) in checkout.spec.iter() {
        let (path, text) = (file.path.clone(), file.text.clone());
        for file in cut(&Text { path, text }) {
            let mut spec = checkout.spec.clone();
            spec.add(file.path, file.text.into_bytes());
            let _ = check(&checkout.page, &spec, &checkout.generated).to_string();
        }
    }
}

/// The beginnings of a text, a few of them.
fn cut(text: &Text) -> impl Iterator<Item = Text> + '_ {
    let step = text.text.len() / 3 + 1;
    let ends = (0..text.text.len()).step_by(step);
    ends.filter_map(|end| {
        let (path, text) = (text.path.clone(), text.text.get(..end)?.to_owned());
        Some(Text { path, text })
    })
}

#[test]
fn every_change_of_a_fact_is_named() {
    let baseline = Baseline::read();
    let documented: BTreeSet<Key> = baseline.facts();
    assert_eq!(documented.len(), 130);
    let (mut survivors, mut total) = (Vec::new(), 0);
    for side in Side::ALL {
        let mutations = baseline.mutations(side);
        complain_of_gaps(side, &mutations, &documented);
        let fates = baseline.run(side, &mutations);
        total += fates.len();
        let mut counts: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        for (mutation, fate) in mutations.iter().zip(&fates) {
            let (all, killed) = counts.entry(mutation.kind).or_default();
            *all += 1;
            match fate {
                Ok(()) => *killed += 1,
                Err(why) => survivors.push(format!("{side:?}: {}: {why}", describe(mutation))),
            }
        }
        for (kind, (all, killed)) in counts {
            println!("{side:?} {kind:?}: {all} mutations, {killed} killed");
        }
    }
    println!("{total} mutations, {} survived", survivors.len());
    assert!(
        survivors.is_empty(),
        "{}\n{}",
        survivors.len(),
        survivors.join("\n")
    );
}

fn describe(mutation: &Mutation) -> String {
    format!("{} {:?} ({})", mutation.key, mutation.kind, mutation.what)
}

/// Each documented fact changes in each way on each side, or there is a reason why it cannot.
fn complain_of_gaps(side: Side, mutations: &[Mutation], documented: &BTreeSet<Key>) {
    for key in documented {
        for kind in Kind::ALL {
            let mut of_key = mutations.iter().filter(|mutation| mutation.key == *key);
            let is_changed = of_key.any(|mutation| mutation.kind == kind);
            let reason = mutate::impossible(side, kind, key);
            assert_eq!(
                is_changed,
                reason.is_none(),
                "{side:?} {key} {kind:?}: {reason:?}"
            );
        }
    }
}

/// The unchanged checkout, read once. A change is then read into one of the three models.
struct Baseline {
    checkout: Checkout,
    page: Page,
    spec: Spec,
    code: code::Code,
    /// The generated files, item by item.
    parts: Vec<Part>,
}

/// A top-level item of a generated file. Reading one anew takes a fraction of the time that its
/// file takes.
struct Part {
    /// The item, below as many empty lines as there are lines before it.
    text: Text,
    first_line: usize,
    last_line: usize,
    items: Items,
}

/// Generated code has an empty line between its items, and none that begins at the margin in them.
fn parts(file: &Text) -> Vec<Part> {
    let lines: Vec<&str> = file.text.split('\n').collect();
    let is_start = |index: usize| {
        let begins = lines[index].starts_with(|c: char| c != ' ' && c != '}');
        index == 0 || begins && lines[index - 1].is_empty()
    };
    let starts: Vec<usize> = (0..lines.len()).filter(|&index| is_start(index)).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let parts = starts.iter().zip(ends).map(|(&start, end)| {
        let text = "\n".repeat(start) + &lines[start..end].join("\n");
        let path = file.path.clone();
        let text = Text { path, text };
        Part {
            items: Items::read(&text).expect("it is Rust"),
            text,
            first_line: start,
            last_line: end,
        }
    });
    parts.collect()
}

impl Baseline {
    fn read() -> Self {
        let checkout = this_checkout();
        let page = page::read(&checkout.page).expect("the page is read");
        let spec = spec::read(&checkout.spec, &page.title).expect("the spec is read");
        let code = code::read(&checkout.generated).expect("the code is read");
        let parts: Vec<_> = checkout.generated.iter().flat_map(parts).collect();
        let mut items = Items::default();
        for part in &parts {
            items.add(part.items.clone());
        }
        let of_parts = code::understand(&items).expect("the code is understood");
        assert_eq!(
            format!("{code:?}"),
            format!("{of_parts:?}"),
            "the parts make the whole"
        );
        Self {
            checkout,
            page,
            spec,
            code,
            parts,
        }
    }

    fn facts(&self) -> BTreeSet<Key> {
        let keys = self.page.facts.iter().map(|fact| fact.key.clone());
        keys.filter(|key| key.section != Section::Endpoint)
            .collect()
    }

    fn mutations(&self, side: Side) -> Vec<Mutation> {
        match side {
            Side::Page => mutate::page::mutations(&self.checkout.page, &self.page),
            Side::Spec => mutate::spec::mutations(&self.checkout.spec, &self.spec),
            Side::Code => mutate::code::mutations(&self.checkout.generated, &self.code),
        }
    }

    /// What became of each mutation, found out on all cores.
    fn run(&self, side: Side, mutations: &[Mutation]) -> Vec<Result<(), String>> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut fates = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(mutation) = mutations.get(index) else {
                    return fates;
                };
                fates.push((index, self.fate(side, mutation)));
                // Otherwise the thread remembers the text of every file that it has parsed.
                proc_macro2::extra::invalidate_current_thread_spans();
            }
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let mut fates: Vec<_> = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let done = workers
                .into_iter()
                .map(|worker| worker.join().expect("no panic"));
            done.flatten().collect()
        });
        fates.sort_by_key(|(index, _)| *index);
        fates.into_iter().map(|(_, fate)| fate).collect()
    }

    fn fate(&self, side: Side, mutation: &Mutation) -> Result<(), String> {
        let mut changed = Vec::new();
        for edit in &mutation.edits {
            let before = self
                .text(&edit.path)
                .ok_or("it changes no file of the checkout")?;
            let text = edit.apply(before);
            if text == before {
                return Err("it changes nothing".to_owned());
            }
            let path = edit.path.clone();
            changed.push(Text { path, text });
        }
        let report = self.report(side, mutation, &changed);
        if report.conforms() {
            return Err("nothing was noticed".to_owned());
        }
        let named = mutation.is_named_by(&report);
        named
            .then_some(())
            .ok_or_else(|| format!("the report does not name it:\n{report}"))
    }

    fn text(&self, path: &str) -> Option<&str> {
        let page = std::iter::once(&self.checkout.page);
        let mut texts = page.chain(&self.checkout.generated);
        let text = texts
            .find(|text| text.path == path)
            .map(|text| text.text.as_str());
        let sources = &self.checkout.spec;
        text.or_else(|| {
            let file = sources
                .iter()
                .find(|(file, _)| sources.origin(*file) == path);
            file.map(|(_, file)| file.text.as_str())
        })
    }

    /// The comparison with one side read anew.
    fn report(&self, side: Side, mutation: &Mutation, changed: &[Text]) -> Report {
        match side {
            Side::Page => match page::read(&changed[0]) {
                Ok(page) => compare::compare(&page, &self.spec, &self.code),
                Err(problems) => Report::unreadable(problems),
            },
            Side::Spec => {
                let mut sources = self.checkout.spec.clone();
                for file in changed {
                    let path = file.path.trim_start_matches("spec/");
                    sources.add(path, file.text.clone().into_bytes());
                }
                match spec::read(&sources, &self.page.title) {
                    Ok(spec) => compare::compare(&self.page, &spec, &self.code),
                    Err(refusal) => compare::refused(&self.page, refusal),
                }
            }
            Side::Code => match self.code_with(&mutation.edits) {
                Ok(code) => compare::compare(&self.page, &self.spec, &code),
                Err(problems) => Report::unreadable(problems),
            },
        }
    }

    fn code_with(&self, edits: &[Edit]) -> Result<code::Code, Vec<Problem>> {
        let mut all = Items::default();
        for part in &self.parts {
            let is_inside = |edit: &&Edit| {
                let lines = part.first_line..=part.last_line;
                edit.path == part.text.path
                    && lines.contains(&edit.start)
                    && lines.contains(&edit.end)
            };
            match edits.iter().find(is_inside) {
                Some(edit) => {
                    let path = edit.path.clone();
                    let text = edit.apply(&part.text.text);
                    all.add(Items::read(&Text { path, text }).map_err(|problem| vec![problem])?);
                }
                None => all.add(part.items.clone()),
            }
        }
        code::understand(&all)
    }
}
