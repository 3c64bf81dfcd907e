//! The spec as facts: what `codegen` understands of it, each with the place where it is written.

mod written;

use crate::fact::{Key, LineStarts, Place, Problem, Section};
use crate::rules::{self, Form, Meaning};
use codegen::api::{
    Api, Deviation, Field, Object, Operation, Place as Spot, Presence, Type, TypeKind,
};
use codegen::source::Span;
use codegen::{Diagnostics, FileId, Sources};
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

struct Reader<'a> {
    api: &'a Api,
    written: &'a Written<'a>,
    facts: Vec<Fact>,
    /// The shared objects around the current field: one that holds itself is walked once.
    open: Vec<String>,
}

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) {
        self.endpoint(operation);
        self.inputs(operation);
        for output in &operation.outputs {
            let key = Key::top(Section::Outputs, output.field.wire.as_str());
            let item = format!("{}.outputs", operation.name);
            self.field(&key, &item, &output.field);
        }
        for header in &operation.headers.list {
            let key = Key::top(Section::Headers, header.wire.as_str());
            let item = format!("{}.headers.{}", operation.name, header.wire);
            let ty = (Meaning::one(Form::Header, ""), "string".to_owned());
            self.push(&key, item, Some(ty));
            self.complete(None, &header.description);
        }
    }

    /// The members of a body that is an object stand among the inputs of the model, and those of
    /// the spec have that object around them.
    fn inputs(&mut self, operation: &Operation) {
        let item = format!("{}.inputs", operation.name);
        let mut around = None;
        for field in &operation.request.fields {
            let body = operation
                .body
                .as_ref()
                .filter(|_| field.place == Spot::Member);
            let Some(body) = body else {
                let key = Key::top(Section::Inputs, field.wire.as_str());
                self.field(&key, &item, field);
                continue;
            };
            let item = format!("{item}.{}", body.wire);
            let key = around.get_or_insert_with(|| {
                let key = Key::top(Section::Inputs, body.wire.as_str());
                self.body(&key, &item, operation);
                key
            });
            self.field(&key.child(field.wire.as_str()), &item, field);
        }
    }

    /// The model takes the members of a body, and leaves what is said of the whole.
    fn body(&mut self, key: &Key, item: &str, operation: &Operation) {
        let meaning = Meaning::one(Form::Inline, operation.request.name.as_str());
        self.push(key, item.to_owned(), Some((meaning, "object".to_owned())));
        let written = self.written.get(key);
        let required = written.and_then(|fact| fact.required);
        let description = written.map_or("", |fact| fact.description.as_str());
        self.complete(required, description);
    }

    fn endpoint(&mut self, operation: &Operation) {
        let facts = [
            ("Description", operation.description.as_str()),
            ("URL:", operation.path.as_str()),
            ("Method:", operation.method.word()),
        ];
        for (name, value) in facts {
            let key = Key::top(Section::Endpoint, name);
            self.push(&key, operation.name.to_string(), None);
            self.complete(None, value);
        }
    }

    fn fields(&mut self, parent: &Key, item: &str, object: &Object) {
        for field in &object.fields {
            self.field(&parent.child(field.wire.as_str()), item, field);
        }
    }

    fn field(&mut self, key: &Key, parent_item: &str, field: &Field) {
        let item = format!("{parent_item}.{}", field.wire);
        let meaning = rules::meaning(self.api, &field.ty);
        self.push(key, item.clone(), Some((meaning, field.ty.word())));
        self.complete(
            Some(field.presence == Presence::Required),
            &field.description,
        );
        self.inside(key, &item, &field.ty);
    }

    /// The fields of an object, wherever it is described.
    fn inside(&mut self, key: &Key, item: &str, ty: &Type) {
        match ty {
            Type::Inline(object) => self.fields(key, item, object),
            Type::List(items) | Type::Map(items) => self.inside(key, item, items),
            Type::Shared(name) if !self.open.iter().any(|open| open == name.as_str()) => {
                let api = self.api;
                let def = api.types.iter().find(|def| def.name == *name);
                if let Some(TypeKind::Object(object)) = def.map(|def| &def.kind) {
                    self.open.push(name.to_string());
                    self.fields(key, name.as_str(), object);
                    self.open.pop();
                }
            }
            Type::Shared(_) | Type::Scalar(_) | Type::External { .. } => {}
        }
    }

    fn push(&mut self, key: &Key, item: String, ty: Option<(Meaning, String)>) {
        let written = self.written.get(key);
        let place = written.map_or_else(
            || first_line(&self.api.origin.0),
            |written| written.place.clone(),
        );
        self.facts.push(Fact {
            key: key.clone(),
            item,
            ty,
            required: None,
            description: String::new(),
            place,
        });
    }

    fn complete(&mut self, required: Option<bool>, description: &str) {
        if let Some(fact) = self.facts.last_mut() {
            fact.required = required;
            description.clone_into(&mut fact.description);
        }
    }
}
