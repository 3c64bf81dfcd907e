//! Turns a declarative API spec into the Rust source of an SDK.
//!
//! The library is pure: text in, text out. It uses neither file system nor clock, environment or
//! processes, so the same spec generates the same bytes on every machine. `xtask` reads `spec/` and
//! writes `sdk/src/generated/`. The library depends on the machine only for the number of cores: files
//! are read, emitted and rendered in parallel ([`parallel`]), each as a function of its input, and
//! joined in order.
//!
//! # The stages
//!
//! ```text
//! Sources ──parse──► Document ──lower──► Api ──emit──► Module ──render──► File
//!   text             as written         as meant       tokens             text
//! ```
//!
//! | stage | knows | may fail |
//! |---|---|---|
//! | [`parse`] | YAML, and the span of each node | yes: errors of shape |
//! | [`lower`] | naming, references, defaults, every rule of the spec language | yes: errors of meaning |
//! | [`emit`] | `quote!` and the paths of the SDK's runtime | no |
//! | [`render`] | formatting and the header line | no |
//!
//! Each of the first two ends with a gate: all its errors are reported together, and the next stage
//! starts only if there are none. After the second gate nothing can fail.
//!
//! # Where to start reading
//!
//! [`ast`] is the spec as written, [`model`] the spec as meant. A change of the language starts in
//! `ast` and `parse`, a change of its meaning in `model` and `lower`, and a change of the generated
//! Rust in `emit`.
//!
//! # Example
//!
//! ```
//! let mut sources = codegen::Sources::new("spec");
//! sources.add("api.yaml", b"api: Pets\ntitle: Pet shop\ndescription: Sells pets.\n".to_vec());
//! let files = codegen::generate(&sources).expect("the spec is valid");
//! assert!(files.iter().any(|file| file.path == "mod.rs"));
//!
//! let mut sources = codegen::Sources::new("spec");
//! sources.add("api.yaml", b"api: Pets\ntitel: Pet shop\n".to_vec());
//! let errors = codegen::generate(&sources).unwrap_err();
//! assert!(errors.render(&sources).contains("spec/api.yaml:2:1"));
//! ```

pub mod ast;
pub mod codes;
pub mod diagnostic;
pub mod diff;
pub mod emit;
mod graph;
mod json;
pub mod lower;
pub mod model;
pub mod openapi;
pub mod pages;
pub mod parallel;
pub mod parse;
pub mod public_api;
pub mod render;
pub mod schema;
pub mod source;
mod suggest;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Format, Severity};
pub use render::File;
pub use schema::schema;
pub use source::{FileId, Sources, Span};

/// Generates the SDK's source files from the files of a spec folder.
///
/// # Errors
///
/// Returns the errors of the first failing stage, each with its location.
pub fn generate(sources: &Sources) -> Result<Vec<File>, Diagnostics> {
    let api = understand(sources)?;
    Ok(write(&api))
}

/// Generates the SDK's source files from the model: [`emit`] and [`render`], file by file.
#[must_use]
pub fn write(api: &model::Api) -> Vec<File> {
    let plan = emit::Plan::new(api);
    let weight = |file: &&emit::Planned<'_>| file.weight();
    parallel::map(plan.files(), weight, |file| render::render(plan.emit(file)))
}

/// Reads a spec into the model, without generating code.
///
/// # Errors
///
/// Returns the same errors as [`generate`].
pub fn understand(sources: &Sources) -> Result<model::Api, Diagnostics> {
    let document = parse::parse(sources)?;
    lower::lower(sources, document)
}

/// Reads a valid spec into the model in less memory than [`understand`]: the text of each file, which
/// only messages about errors quote, goes as soon as it is parsed. Returns `None` for a spec with
/// errors, which [`understand`] reports.
#[must_use]
pub fn understand_valid(mut sources: Sources) -> Option<model::Api> {
    let document = parse::consume(&mut sources).ok()?;
    lower::lower(&sources, document).ok()
}
