//! Turns a declarative API spec into the Rust source of an SDK.
//!
//! The library is pure: text in, text out. It knows no file system, clock, environment or process,
//! so the same spec gives the same bytes on every machine. Reading `spec/` and writing
//! `sdk/src/generated/` is the business of `xtask`. The one thing that it asks of the machine is how
//! many cores there are: files are read, emitted and rendered side by side ([`parallel`]), each a
//! function of its input alone, and put together in their order.
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
//! | [`parse`] | YAML, and where each node stands | yes: mistakes of shape |
//! | [`lower`] | naming, references, defaults, every rule of the spec language | yes: mistakes of meaning |
//! | [`emit`] | `quote!` and the paths of the SDK's runtime | no |
//! | [`render`] | formatting and the header line | no |
//!
//! Each of the first two ends in a gate: all its findings are reported together, and the next stage
//! starts only when there are none. Past the second gate nothing can fail.
//!
//! # Where to start reading
//!
//! [`document`] is the spec language as types, [`api`] is what it means. A change of the language
//! starts in `document` and `parse`, a change of what it means in `api` and `lower`, and a change
//! of the Rust that comes out in `emit`.
//!
//! # Example
//!
//! ```
//! let mut sources = codegen::Sources::new("spec");
//! sources.add("api.yaml", b"api: Pets\ntitle: Pet shop\ndescription: Sells pets.\n".to_vec());
//! let files = codegen::generate(&sources).expect("the spec has no mistakes");
//! assert!(files.iter().any(|file| file.path == "mod.rs"));
//!
//! let mut sources = codegen::Sources::new("spec");
//! sources.add("api.yaml", b"api: Pets\ntitel: Pet shop\n".to_vec());
//! let mistakes = codegen::generate(&sources).unwrap_err();
//! assert!(mistakes.render(&sources).contains("spec/api.yaml:2:1"));
//! ```

pub mod api;
pub mod catalogue;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod lower;
pub mod parallel;
pub mod parse;
pub mod render;
pub mod schema;
pub mod source;

pub use catalogue::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Format, Severity};
pub use render::File;
pub use schema::schema;
pub use source::{FileId, Sources, Span};

/// Generates the SDK's source files from the files of a spec folder.
///
/// # Errors
///
/// Every mistake that the first failing stage found, each at its place.
pub fn generate(sources: &Sources) -> Result<Vec<File>, Diagnostics> {
    let api = understand(sources)?;
    Ok(write(&api))
}

/// Generates the SDK's source files from what a spec means: [`emit`] and [`render`], file by file.
#[must_use]
pub fn write(api: &api::Api) -> Vec<File> {
    let plan = emit::Plan::new(api);
    parallel::map(plan.files(), emit::Planned::weight, |file| {
        render::render(plan.emit(file))
    })
}

/// Reads a spec up to the model of what it means, without generating code.
///
/// # Errors
///
/// As [`generate`].
pub fn understand(sources: &Sources) -> Result<api::Api, Diagnostics> {
    let document = parse::parse(sources)?;
    lower::lower(sources, &document)
}
