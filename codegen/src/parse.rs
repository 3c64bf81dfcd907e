//! YAML text to [`Document`]: the first stage.
//!
//! It finds mistakes of shape: text that is no YAML, unknown and missing keys, values of the wrong
//! type. What names mean is none of its business.

mod api;
mod deviations;
mod fields;
mod operation;
mod reader;
mod types;
mod yaml;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{ApiDoc, DeviationDoc, Document, OperationDoc, TypeDoc};
use crate::source::{FileId, Sources, Span};
use reader::Mapping;

pub(crate) use reader::{nearest, suggestion};

/// The codes this stage raises.
pub mod codes {
    crate::diagnostic::codes! {
        /// The bytes of a file are not UTF-8.
        NOT_UTF8 = "not-utf8";
        /// The text is no YAML.
        INVALID_YAML = "invalid-yaml";
        /// A part of YAML that the spec language leaves out: anchors, aliases, tags, several documents.
        UNSUPPORTED_YAML = "unsupported-yaml";
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
    for (file, source) in sources.iter() {
        if let Some(root) = yaml::read(file, source, &mut found) {
            match role(&source.path) {
                Some(role) => parts.read(
                    role,
                    file,
                    Mapping::of(root, "the file", &mut found),
                    &mut found,
                ),
                None => found.push(stray_file(file)),
            }
        }
    }
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

#[derive(Default)]
struct Parts {
    api: Option<ApiDoc>,
    types: Vec<TypeDoc>,
    operations: Vec<OperationDoc>,
    deviations: Vec<DeviationDoc>,
}

impl Parts {
    fn read(
        &mut self,
        role: Role,
        file: FileId,
        mapping: Option<Mapping>,
        found: &mut Diagnostics,
    ) {
        let Some(mapping) = mapping else { return };
        match role {
            Role::Api => {
                let whole = api::read(file, mapping, found);
                self.api = whole.api;
                self.types.extend(whole.types);
                self.operations.extend(whole.operations);
            }
            Role::Type => self.types.extend(types::read(file, mapping, found)),
            Role::Operation => self
                .operations
                .extend(operation::read(file, mapping, found)),
            Role::Deviations => self.deviations = deviations::read(mapping, found),
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

/// A word that should have been one of a short list.
fn unknown_word(what: &str, found: &str, span: Span, known: &[&str]) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_WORD,
        span,
        format!("unknown {what} `{found}`"),
    )
    .help(reader::suggestion(found, known))
}
