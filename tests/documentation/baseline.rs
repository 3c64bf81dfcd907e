//! The unchanged checkout, read once, and the result of the comparison after a mutation of one
//! text.

use conformance::checkout::Checkout;
use conformance::code::{Code, Items, Site};
use conformance::fact::{Key, Problem, Section, Text};
use conformance::mutate::{self, Attributes, Edit, Mutation, Nature, Side};
use conformance::page::Page;
use conformance::report::Report;
use conformance::rules;
use conformance::spec::Specs;
use conformance::{code, compare, page, spec};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The unchanged checkout, read once. A mutated text replaces one of the three models.
pub struct Baseline {
    checkout: Checkout,
    pub subjects: Vec<Subject>,
    /// The generated files, item by item.
    parts: Vec<Part>,
}

/// A top-level item of a generated file. Reading one again takes a fraction of the time for its
/// file.
struct Part {
    /// The item, after as many empty lines as there are lines before it.
    text: Text,
    first_line: usize,
    last_line: usize,
    items: Items,
}

/// Splits a file at the empty lines between its items; inside of items no line begins at the
/// margin.
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

/// One operation, in models that contain nothing else: the time for a mutation does not grow with
/// the number of operations.
pub struct Subject {
    pages: [Page; 1],
    text: Text,
    specs: Specs,
    codes: [Code; 1],
}

impl Subject {
    pub fn title(&self) -> &str {
        &self.page().title
    }

    pub fn page(&self) -> &Page {
        &self.pages[0]
    }

    /// Returns the properties that decide which mutations apply to a fact.
    pub fn nature<'k>(&self, side: Side, key: &'k Key) -> Nature<'k> {
        let mut neighbours: Vec<&Key> = match side {
            Side::Page => self.pages[0].facts.iter().map(|fact| &fact.key).collect(),
            Side::Spec => self.specs.operations[0]
                .facts
                .iter()
                .map(|fact| &fact.key)
                .collect(),
            Side::Code => self.codes[0].facts.iter().map(|fact| &fact.key).collect(),
        };
        let code = |key: &Key| self.codes[0].facts.iter().find(|fact| fact.key == *key);
        let taken_together =
            |other: &Key| side == Side::Code && self.codes[0].are_taken_together(key, other);
        neighbours.retain(|other| {
            let is_flat = |key: &Key| {
                let fact = code(key).filter(|_| side == Side::Code);
                fact.is_some_and(|fact| fact.sites.iter().all(|(site, _)| *site == Site::Write))
            };
            let is_near = || other.parent() == key.parent() || taken_together(other);
            *other != key && other.section == key.section && !is_flat(other) && is_near()
        });
        Nature {
            key,
            has_neighbour: !neighbours.is_empty(),
            has_docs: code(key).is_some_and(|fact| fact.docs.is_some()),
            attributes: self.attributes(side, key),
        }
    }

    fn attributes(&self, side: Side, key: &Key) -> Attributes {
        match side {
            Side::Page => Attributes::default(),
            Side::Spec => {
                let mut facts = self.specs.operations[0].facts.iter();
                let fact = facts.find(|fact| fact.key == *key);
                let rules = fact.and_then(|fact| fact.rules.as_deref());
                let (place, bounds) = split(rules.unwrap_or_default());
                // The kind of a response follows from its bodies, and their decoding from their
                // types.
                let is_status = key.path == ["status_code"];
                let is_input = key.section == Section::Inputs && key.path.len() == 1;
                Attributes {
                    place: is_input || !place.is_empty() && !is_status,
                    // The format of ids is that of the whole API.
                    bounds: bounds
                        .iter()
                        .any(|rule| rule.contains('(') && *rule != "digits()"),
                }
            }
            Side::Code => {
                let fact = self.codes[0].facts.iter().find(|fact| fact.key == *key);
                let rules = fact.and_then(|fact| fact.rules.as_deref());
                let (place, bounds) = split(rules.unwrap_or_default());
                let mut sites = fact.iter().flat_map(|fact| &fact.sites);
                Attributes {
                    place: !place.is_empty() || sites.any(|(site, _)| *site == Site::Row),
                    bounds: !bounds.is_empty() || key.section == Section::Headers,
                }
            }
        }
    }
}

/// Splits the attributes into those about locations, and the others.
fn split(rules: &[String]) -> (Vec<&String>, Vec<&String>) {
    rules.iter().partition(|rule| rules::is_place(rule))
}

impl Baseline {
    pub fn of(checkout: Checkout) -> Self {
        let specs = spec::read(&checkout.spec).expect("the spec is read");
        let codes = code::read(&checkout.generated).expect("the code is read");
        let parts: Vec<_> = checkout.generated.iter().flat_map(parts).collect();
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
        let subjects = checkout.pages.iter().map(|text| {
            let page = page::read(text).expect("the page is read");
            let specs = specs.clone().only(&page.title);
            let operation = &specs.operations[0];
            let mut codes = codes.iter();
            let code = codes.find(|code| code.operation == operation.operation);
            let code = code.expect("the operation has code");
            Subject {
                codes: [code.with_body(operation.body())],
                pages: [page],
                text: text.clone(),
                specs,
            }
        });
        Self {
            subjects: subjects.collect(),
            checkout,
            parts,
        }
    }

    pub fn mutations(&self, subject: &Subject, side: Side) -> Vec<Mutation> {
        match side {
            Side::Page => mutate::page::mutations(&subject.text, subject.page()),
            Side::Spec => {
                mutate::spec::mutations(&self.checkout.spec, &subject.specs.operations[0])
            }
            Side::Code => mutate::code::mutations(&self.checkout.generated, &subject.codes[0]),
        }
    }

    /// Returns the result of each mutation, computed on all cores.
    pub fn run(
        &self,
        subject: &Subject,
        side: Side,
        mutations: &[Mutation],
    ) -> Vec<Result<(), String>> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut results = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(mutation) = mutations.get(index) else {
                    return results;
                };
                results.push((index, self.result(subject, side, mutation)));
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

    fn result(&self, subject: &Subject, side: Side, mutation: &Mutation) -> Result<(), String> {
        let mut changed = Vec::new();
        for edit in &mutation.edits {
            let before = self
                .text(&edit.path)
                .ok_or("it changes no file of the checkout")?;
            let text = edit.apply(before);
            if text == before {
                return Err("the edit changes nothing".to_owned());
            }
            let path = edit.path.clone();
            changed.push(Text { path, text });
        }
        let report = self.report(subject, side, mutation, &changed);
        if report.conforms() {
            return Err("the comparison did not notice".to_owned());
        }
        let named = mutation.is_named_by(&report, subject.title());
        named
            .then_some(())
            .ok_or_else(|| format!("the report does not name it:\n{report}"))
    }

    fn text(&self, path: &str) -> Option<&str> {
        let mut texts = self.checkout.pages.iter().chain(&self.checkout.generated);
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

    /// Compares with one side read again.
    fn report(
        &self,
        subject: &Subject,
        side: Side,
        mutation: &Mutation,
        changed: &[Text],
    ) -> Report {
        let (pages, specs, codes) = (&subject.pages, &subject.specs, &subject.codes);
        match side {
            Side::Page => match page::read(&changed[0]) {
                Ok(page) => compare::compare(&[page], specs, codes),
                Err(problems) => Report::unreadable(problems),
            },
            Side::Spec => {
                let mut sources = self.checkout.spec.clone();
                for file in changed {
                    let path = file.path.trim_start_matches("spec/");
                    sources.add(path, file.text.clone().into_bytes());
                }
                match spec::read(&sources) {
                    Ok(specs) => compare::compare(pages, &specs.only(subject.title()), codes),
                    Err(invalid) => compare::rejected(pages, invalid),
                }
            }
            Side::Code => match self.code_with(&codes[0].operation, &mutation.edits) {
                Ok(codes) => compare::compare(pages, specs, &codes),
                Err(problems) => Report::unreadable(problems),
            },
        }
    }

    fn code_with(&self, operation: &str, edits: &[Edit]) -> Result<Vec<Code>, Vec<Problem>> {
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
        code::understand(&all.only(operation))
    }
}
