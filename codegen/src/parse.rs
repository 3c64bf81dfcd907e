//! YAML text to [`Document`]: the first stage.
//!
//! It reports errors of shape: invalid YAML, unknown and missing keys, values of the wrong type. It
//! does not resolve names.

mod ambiguous_scalars;
mod duplicate_keys;
pub(crate) mod grammar;
mod known;
mod mapping;
mod outline;
mod plain_scalars;
mod read;
mod validate;
mod yaml;
mod yaml_errors;
mod yaml_location;

use crate::ast::{ApiDoc, DeviationDoc, Document, OperationDoc, TypeDoc};
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::parallel;
use crate::source::{FileId, SourceFile, Sources, Span};
use grammar::Shape;
pub use known::Known;
use mapping::Mapping;
pub(crate) use outline::outline;
use read::WholeApi;
use std::borrow::Borrow;
use yaml::Node;

/// Reads all files of a spec.
///
/// # Errors
///
/// Returns every error of shape in the files.
pub fn parse(sources: &Sources) -> Result<Document, Diagnostics> {
    read_all(sources, sources.iter().collect())
}

/// Reads all files of a spec like [`parse`], and drops the text of each: the memory serves the next
/// ones. The paths remain.
///
/// # Errors
///
/// Returns every error of shape in the files.
pub(crate) fn consume(sources: &mut Sources) -> Result<Document, Diagnostics> {
    let files = sources.take();
    read_all(sources, files)
}

/// Checks the files of a spec, each by itself: the spec need not be complete.
///
/// # Errors
///
/// Returns every error of shape in the files.
pub(crate) fn check(sources: &Sources) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::default();
    for (file, source) in sources.iter() {
        found.append(read(file, source).1);
    }
    found.silence_next_to(codes::AMBIGUOUS_WORD);
    found.propagate(())
}

fn read_all<S>(sources: &Sources, files: Vec<(FileId, S)>) -> Result<Document, Diagnostics>
where
    S: Borrow<SourceFile> + Send,
{
    let size = |(_, source): &(FileId, S)| source.borrow().text.len();
    let read = |(file, source): (FileId, S)| read(file, source.borrow());
    whole(sources, parallel::map(files, size, read))
}

/// The contents of a file, unless it is invalid, and its errors.
type Contents = (Option<Part>, Diagnostics);

/// Combines the files of a spec.
fn whole(
    sources: &Sources,
    files: impl IntoIterator<Item = Contents>,
) -> Result<Document, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut parts = Parts::default();
    if !sources.iter().any(|(_, source)| source.path == "api.yaml") {
        found.push(missing_api(sources));
    }
    for (part, errors) in files {
        found.append(errors);
        if let Some(part) = part {
            parts.add(part);
        }
    }
    found.silence_next_to(codes::AMBIGUOUS_WORD);
    let Parts {
        api,
        types,
        operations,
        deviations,
    } = parts;
    match api {
        Some(api) => found.propagate(Document {
            api,
            types,
            operations,
            deviations,
        }),
        None => Err(found.propagate(()).err().unwrap_or_default()),
    }
}

/// Reads one file and collects its errors.
fn read(file: FileId, source: &SourceFile) -> Contents {
    let mut found = Diagnostics::default();
    if source.path == IMPORT_RECORD {
        return (None, found);
    }
    let part = yaml::read(file, source, &mut found).and_then(|root| {
        let role = role(&source.path);
        if role.is_none() {
            found.push(stray_file(file));
        }
        role?.read(file, root, &mut found)
    });
    (part, found)
}

/// The record of imports, which is not a part of the spec.
const IMPORT_RECORD: &str = "import.yaml";

/// The role of a file in the spec, known from its path.
#[derive(Clone, Copy)]
enum Role {
    Api,
    Type,
    Operation,
    Deviations,
}

fn role(path: &str) -> Option<Role> {
    match path {
        "api.yaml" => Some(Role::Api),
        "deviations.yaml" => Some(Role::Deviations),
        _ => match path.strip_suffix(".yaml")?.split_once('/')? {
            (_, name) if name.contains('/') => None,
            ("types", _) => Some(Role::Type),
            ("operations", _) => Some(Role::Operation),
            _ => None,
        },
    }
}

/// The contents of a file.
#[derive(Clone, Debug)]
enum Part {
    Api(Box<WholeApi>),
    Type(Box<TypeDoc>),
    Operation(Box<OperationDoc>),
    Deviations(Vec<DeviationDoc>),
}

impl Role {
    /// Returns the shape that the file must have.
    fn shape(self) -> &'static Shape {
        match self {
            Self::Api => &grammar::API,
            Self::Type => &grammar::TYPE,
            Self::Operation => &grammar::OPERATION,
            Self::Deviations => &grammar::DEVIATIONS,
        }
    }

    /// Reads a file if its shape is valid.
    fn read(self, file: FileId, root: Node, found: &mut Diagnostics) -> Option<Part> {
        let before = found.len();
        validate::file(&root, self.shape(), found);
        if found.len() > before {
            return None;
        }
        let mapping = Mapping::of(root);
        Some(match self {
            Self::Api => Part::Api(Box::new(read::api(file, mapping))),
            Self::Type => Part::Type(Box::new(read::shared_type(file, mapping))),
            Self::Operation => Part::Operation(Box::new(read::operation(file, mapping))),
            Self::Deviations => Part::Deviations(read::deviations(mapping)),
        })
    }
}

#[derive(Default)]
struct Parts {
    api: Option<ApiDoc>,
    types: Vec<TypeDoc>,
    operations: Vec<OperationDoc>,
    deviations: Vec<DeviationDoc>,
}

impl Parts {
    fn add(&mut self, part: Part) {
        match part {
            Part::Api(whole) => {
                self.api = Some(whole.api);
                self.types.extend(whole.types);
                self.operations.extend(whole.operations);
            }
            Part::Type(ty) => self.types.push(*ty),
            Part::Operation(operation) => self.operations.push(*operation),
            Part::Deviations(deviations) => self.deviations = deviations,
        }
    }
}

fn stray_file(file: FileId) -> Diagnostic {
    Diagnostic::new(codes::STRAY_FILE, Span::start_of(file), "this file does not belong to a spec")
        .help("a spec consists of `api.yaml`, `deviations.yaml`, `types/*.yaml` and `operations/*.yaml`; move or delete the file")
}

fn missing_api(sources: &Sources) -> Diagnostic {
    let message = format!("`{}/api.yaml` is missing", sources.folder());
    let span = sources
        .iter()
        .next()
        .map_or(Span::start_of(FileId::FIRST), |(file, _)| {
            Span::start_of(file)
        });
    Diagnostic::new(codes::MISSING_API, span, message)
        .label("the first file of the folder")
        .help("add `api.yaml` with the keys `api`, `title` and `description`")
}
