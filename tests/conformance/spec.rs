//! The spec as facts: `codegen`'s model of it, each fact with its location.

mod reader;
mod rows;
mod written;

use crate::fact::{Key, LineStarts, Place, Problem, Section};
use crate::rules::{self, Meaning};
use codegen::ast::Document;
use codegen::model::{Api, Counterpart, Deviation, Operation};
use codegen::parse::Known;
use codegen::source::Span;
use codegen::{Diagnostics, FileId, Sources};
use reader::Reader;
use std::collections::BTreeMap;
use written::Written;

/// A spec as facts about its operations.
#[derive(Clone, Debug, Default)]
pub struct Specs {
    /// The operations, in the spec's order.
    pub operations: Vec<Spec>,
    /// The entries of `deviations.yaml`.
    pub deviations: Vec<(Deviation, Place)>,
}

/// One operation as facts.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Its documented name.
    pub title: String,
    /// Its name in Rust.
    pub operation: String,
    /// The location of its title.
    pub place: Place,
    /// Its facts, in the spec's order, each before those inside it.
    pub facts: Vec<Fact>,
    /// The number of values of its enums, each of which is counted once.
    pub enum_values: usize,
}

impl Spec {
    /// The name of a body whose members are inputs: the usual documentation name if the operation
    /// has none.
    #[must_use]
    pub fn body(&self) -> &str {
        let mut facts = self.facts.iter();
        let body = facts.find(|fact| {
            let is_input = fact.key.section == Section::Inputs && fact.key.path.len() == 1;
            let mut rules = fact.rules.iter().flatten();
            is_input && !rules.any(|rule| rules::is_place(rule))
        });
        body.map_or("json_body", |body| body.key.name())
    }

    /// Returns `true` if a name in `deviations.yaml` is the name of one of its facts.
    #[must_use]
    pub fn has_item(&self, item: &str) -> bool {
        self.facts.iter().any(|fact| fact.item == item)
    }
}

impl Specs {
    /// Returns only the operations of that title, without the deviations of other operations.
    #[must_use]
    pub fn only(self, title: &str) -> Self {
        let (operations, others): (Vec<_>, Vec<_>) = self
            .operations
            .into_iter()
            .partition(|spec| spec.title == title);
        let has = |specs: &[Spec], item: &str| specs.iter().any(|spec| spec.has_item(item));
        let mut deviations = self.deviations;
        deviations.retain(|(deviation, _)| {
            has(&operations, &deviation.item) || !has(&others, &deviation.item)
        });
        Self {
            operations,
            deviations,
        }
    }
}

/// The spec's description of one item.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub key: Key,
    /// Its name in `deviations.yaml`.
    pub item: String,
    /// Its type, and the spec's word for it. `None` for the facts of the endpoint.
    pub ty: Option<(Meaning, String)>,
    /// `true` if it is required; `None` for items that are never optional.
    pub required: Option<bool>,
    /// Its Rust name, if the spec sets one.
    pub rust_name: Option<String>,
    /// The attributes required in a table row of the code, if there is a row.
    pub rules: Option<Vec<String>>,
    /// The description.
    pub description: String,
    /// Its line.
    pub place: Place,
}

/// The reason why a spec is invalid.
#[derive(Clone, Debug)]
pub struct InvalidSpec {
    /// The diagnostics, each with the enclosing fact if there is one.
    pub problems: Vec<Problem>,
    /// The facts as written, if they are readable at all: enough to compare with a page, but not
    /// with code.
    pub written: Option<Specs>,
}

/// Reads the operations.
///
/// # Errors
///
/// Returns every diagnostic that `codegen` reports for the spec.
pub fn read(sources: &Sources) -> Result<Specs, InvalidSpec> {
    from(sources, codegen::parse::parse(sources))
}

/// Reads the operations of a variant of a spec, of which only the changed files are parsed.
///
/// # Errors
///
/// Returns every diagnostic that `codegen` reports for the spec.
pub fn read_variant(sources: &Sources, known: &Known) -> Result<Specs, InvalidSpec> {
    from(sources, known.parse(sources))
}

fn from(sources: &Sources, parsed: Result<Document, Diagnostics>) -> Result<Specs, InvalidSpec> {
    let files = Files::of(sources);
    let mut document = parsed.map_err(|found| InvalidSpec {
        problems: problems_of(&files, &found, |_| None),
        written: None,
    })?;
    // Examples have no page, and an invalid one would be reported before the changed fact.
    for operation in &mut document.operations {
        operation.examples.clear();
    }
    let document = codegen::lower::with_defaults(document);
    let written = document.operations.iter();
    let written: Vec<_> = written
        .map(|operation| Written::of(&files, &document, operation))
        .collect();
    let api = codegen::lower::lower(sources, document.clone()).map_err(|found| InvalidSpec {
        problems: problems_of(&files, &found, |span| {
            written.iter().find_map(|written| written.around(span))
        }),
        written: Some(Specs {
            operations: written.iter().map(Written::as_spec).collect(),
            deviations: placed(&files, &written::deviations(&document)),
        }),
    })?;
    let operations = api.operations.iter().filter_map(|operation| {
        let mut written = written.iter();
        let written = written.find(|written| written.name == operation.name.as_str())?;
        Some(spec(&api, operation, written))
    });
    Ok(Specs {
        operations: operations.collect(),
        deviations: placed(&files, &api.deviations),
    })
}

fn spec(api: &Api, operation: &Operation, written: &Written<'_>) -> Spec {
    let mut reader = Reader {
        api,
        written,
        facts: Vec::new(),
        open: Vec::new(),
        enums: BTreeMap::new(),
    };
    reader.operation(operation);
    Spec {
        title: operation.title.clone(),
        operation: operation.name.to_string(),
        place: written.place.clone(),
        facts: reader.facts,
        enum_values: reader.enums.values().sum(),
    }
}

fn first_line(file: &str) -> Place {
    let file = file.to_owned();
    Place { file, line: 1 }
}

/// The files of a spec with their lines.
struct Files<'a> {
    sources: &'a Sources,
    lines: Vec<(FileId, LineStarts)>,
}

impl<'a> Files<'a> {
    fn of(sources: &'a Sources) -> Self {
        let lines = sources
            .iter()
            .map(|(id, file)| (id, LineStarts::of(&file.text)));
        let lines = lines.collect();
        Self { sources, lines }
    }

    fn place(&self, span: Span) -> Place {
        let lines = self.lines.iter().find(|(id, _)| *id == span.file);
        Place {
            file: self.sources.origin(span.file),
            line: lines.map_or(1, |(_, lines)| lines.line(span.start())),
        }
    }
}

/// Returns the deviations from the documentation with their locations.
fn placed(files: &Files<'_>, deviations: &[Deviation]) -> Vec<(Deviation, Place)> {
    let is_documented =
        |deviation: &&Deviation| deviation.counterpart == Counterpart::Documentation;
    let deviations = deviations.iter().filter(is_documented);
    deviations
        .map(|deviation| (deviation.clone(), files.place(deviation.span)))
        .collect()
}

/// Converts the diagnostics to problems. One without an enclosing fact may be related to one.
fn problems_of(
    files: &Files<'_>,
    found: &Diagnostics,
    around: impl Fn(Span) -> Option<Key>,
) -> Vec<Problem> {
    let problems = found.iter().map(|diagnostic| {
        let related = diagnostic.related.iter().map(|(span, _)| *span);
        let mut spans = std::iter::once(diagnostic.span).chain(related);
        Problem {
            place: files.place(diagnostic.span),
            key: spans.find_map(&around),
            message: format!("[{}] {}", diagnostic.code, diagnostic.message),
        }
    });
    problems.collect()
}
