//! YAML text to [`Document`]: the first stage.
//!
//! It finds mistakes of shape: text that is no YAML, unknown and missing keys, values of the wrong
//! type. What names mean is none of its business.

mod api;
mod check;
mod deviations;
mod facts;
mod fields;
mod operation;
mod reader;
mod refusals;
pub(crate) mod shapes;
mod traps;
mod types;
mod yaml;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{ApiDoc, DeviationDoc, Document, OperationDoc, TypeDoc};
use crate::parallel;
use crate::source::{FileId, SourceFile, Sources, Span};
use api::WholeApi;
use reader::Mapping;
use shapes::Shape;
use yaml::Node;

pub(crate) use check::{all, did_you_mean, nearest, suggestion};

/// The codes this stage raises.
pub mod codes {
    crate::catalogue::codes! {
        /// The bytes of a file are not UTF-8.
        NOT_UTF8 = "not-utf8";
        /// The text is no YAML.
        INVALID_YAML = "invalid-yaml";
        /// A file of more bytes than a spec has.
        FILE_TOO_LARGE = "file-too-large";
        /// A file without anything in it.
        EMPTY_FILE = "empty-file";
        /// A tab where spaces indent.
        TAB_INDENTATION = "tab-indentation";
        /// A colon and a space in text without quotes.
        UNQUOTED_COLON = "unquoted-colon";
        /// More than one document in a file.
        SEVERAL_DOCUMENTS = "several-documents";
        /// An anchor, or an alias of one.
        YAML_ANCHOR = "yaml-anchor";
        /// A tag.
        YAML_TAG = "yaml-tag";
        /// The key that merges another mapping into this one.
        MERGE_KEY = "merge-key";
        /// A key that is no plain word.
        COMPLEX_KEY = "complex-key";
        /// Lists and mappings inside each other without end.
        NESTED_TOO_DEEP = "nested-too-deep";
        /// A word that YAML readers disagree about.
        AMBIGUOUS_WORD = "ambiguous-word";
        /// The same key twice in one mapping.
        DUPLICATE_KEY = "duplicate-key";
        /// A key the spec language does not have.
        UNKNOWN_KEY = "unknown-key";
        /// A key that must be there is not.
        MISSING_KEY = "missing-key";
        /// A value of the wrong YAML type.
        WRONG_TYPE = "wrong-type";
        /// A word that is not one of a short list.
        UNKNOWN_WORD = "unknown-word";
        /// `api.yaml` is not there.
        MISSING_API = "missing-api";
        /// A file that belongs to no part of a spec.
        STRAY_FILE = "stray-file";
    }
}

/// Reads all files of a spec.
///
/// # Errors
///
/// Every mistake of shape in any of the files.
pub fn parse(sources: &Sources) -> Result<Document, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut parts = Parts::default();
    if !sources.iter().any(|(_, source)| source.path == "api.yaml") {
        found.push(missing_api(sources));
    }
    let files: Vec<_> = sources.iter().collect();
    let size = |(_, source): &(FileId, &SourceFile)| source.text.len();
    for (part, mistakes) in parallel::map(&files, size, |(file, source)| read(*file, source)) {
        found.append(mistakes);
        if let Some(part) = part {
            parts.add(part);
        }
    }
    found.silence_beside(codes::AMBIGUOUS_WORD);
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

/// Reads one file, and says what is wrong with it.
fn read(file: FileId, source: &SourceFile) -> (Option<Part>, Diagnostics) {
    let mut found = Diagnostics::default();
    let part = yaml::read(file, source, &mut found).and_then(|root| {
        let role = role(&source.path);
        if role.is_none() {
            found.push(stray_file(file));
        }
        role?.read(file, root, &mut found)
    });
    (part, found)
}

/// What a file holds, told by where it stands.
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

/// What a file holds.
enum Part {
    Api(Box<WholeApi>),
    Type(Box<TypeDoc>),
    Operation(Box<OperationDoc>),
    Deviations(Vec<DeviationDoc>),
}

impl Role {
    /// What the file is to look like.
    fn shape(self) -> &'static Shape {
        match self {
            Self::Api => &shapes::API,
            Self::Type => &shapes::TYPE,
            Self::Operation => &shapes::OPERATION,
            Self::Deviations => &shapes::DEVIATIONS,
        }
    }

    /// Reads a file once nothing is wrong with its shape.
    fn read(self, file: FileId, root: Node, found: &mut Diagnostics) -> Option<Part> {
        let before = found.len();
        check::file(&root, self.shape(), found);
        if found.len() > before {
            return None;
        }
        let mapping = Mapping::of(root);
        Some(match self {
            Self::Api => Part::Api(Box::new(api::read(file, mapping))),
            Self::Type => Part::Type(Box::new(types::read(file, mapping))),
            Self::Operation => Part::Operation(Box::new(operation::read(file, mapping))),
            Self::Deviations => Part::Deviations(deviations::read(mapping)),
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
    Diagnostic::new(codes::STRAY_FILE, Span::start_of(file), "this file belongs to no part of the spec")
        .help("a spec is `api.yaml`, `deviations.yaml`, `types/*.yaml` and `operations/*.yaml`; move or delete the file")
}

fn missing_api(sources: &Sources) -> Diagnostic {
    let message = format!("`{}/api.yaml` is missing", sources.folder());
    let span = sources
        .iter()
        .next()
        .map_or(Span::start_of(FileId(0)), |(file, _)| Span::start_of(file));
    Diagnostic::new(codes::MISSING_API, span, message)
        .label("the first file that is there")
        .help("add `api.yaml` with the keys `api`, `title` and `description`")
}
