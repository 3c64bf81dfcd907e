//! The spec as facts: what `codegen` understands of it, each with the place where it is written.

mod reader;
mod rows;
mod written;

use crate::fact::{Key, LineStarts, Place, Problem, Section};
use crate::rules::{self, Meaning};
use codegen::model::{Api, Deviation, Operation};
use codegen::source::Span;
use codegen::{Diagnostics, FileId, Sources};
use reader::Reader;
use written::Written;

/// A spec as facts about its operations.
#[derive(Clone, Debug, Default)]
pub struct Specs {
    /// The operations, in the spec's order.
    pub operations: Vec<Spec>,
    /// What `deviations.yaml` records.
    pub deviations: Vec<(Deviation, Place)>,
}

/// One operation as facts.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Its documented name.
    pub title: String,
    /// Its name in Rust.
    pub operation: String,
    /// Where its title stands.
    pub place: Place,
    /// Its facts, in the spec's order, each before those inside it.
    pub facts: Vec<Fact>,
}

impl Spec {
    /// The name of a body whose members are inputs: that of such a body as documentations call it,
    /// where the operation has none.
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

    /// Whether a name in `deviations.yaml` is that of one of its facts.
    #[must_use]
    pub fn has_item(&self, item: &str) -> bool {
        self.facts.iter().any(|fact| fact.item == item)
    }
}

impl Specs {
    /// The operations of that title alone, with the deviations that are not only about others.
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

/// What the spec says of one item.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub key: Key,
    /// Its name in `deviations.yaml`.
    pub item: String,
    /// Its type, and the word that the spec writes for it. The facts of the endpoint have none.
    pub ty: Option<(Meaning, String)>,
    /// Whether it is required, where that is a question.
    pub required: Option<bool>,
    /// Its name in Rust, where the spec gives it.
    pub rust_name: Option<String>,
    /// What a row of a table in the code has to say of it, where there is a row.
    pub rules: Option<Vec<String>>,
    /// The sentences about it.
    pub description: String,
    /// Its line.
    pub place: Place,
}

/// Why a spec is not understood.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The mistakes, each with the fact around it where there is one.
    pub problems: Vec<Problem>,
    /// The facts as they are written, where they can be read at all: enough for a page, and not for
    /// code.
    pub written: Option<Specs>,
}

/// Reads the operations.
///
/// # Errors
///
/// Every mistake that `codegen` finds in the spec.
pub fn read(sources: &Sources) -> Result<Specs, Refusal> {
    let files = Files::of(sources);
    let mut document = codegen::parse::parse(sources).map_err(|found| Refusal {
        problems: refused(&files, &found, |_| None),
        written: None,
    })?;
    // No page has them, and one that a change makes wrong would stand before what has changed.
    for operation in &mut document.operations {
        operation.examples.clear();
    }
    let written = document.operations.iter();
    let written: Vec<_> = written
        .map(|operation| Written::of(&files, &document, operation))
        .collect();
    let api = codegen::lower::lower(sources, &document).map_err(|found| Refusal {
        problems: refused(&files, &found, |span| {
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
    };
    reader.operation(operation);
    Spec {
        title: operation.title.clone(),
        operation: operation.name.to_string(),
        place: written.place.clone(),
        facts: reader.facts,
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
            line: lines.map_or(1, |(_, lines)| lines.line(span.start)),
        }
    }
}

fn placed(files: &Files<'_>, deviations: &[Deviation]) -> Vec<(Deviation, Place)> {
    let deviations = deviations.iter();
    deviations
        .map(|deviation| (deviation.clone(), files.place(deviation.span)))
        .collect()
}

/// The mistakes as problems. One that stands at no fact may be related to one.
fn refused(
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
