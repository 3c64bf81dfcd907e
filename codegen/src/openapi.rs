//! OpenAPI: the description of the API for the tools of others, and descriptions by others as a source
//! of specs.

mod document;
mod export;
pub mod import;
mod index;
mod node;

pub use export::export;
pub(crate) use export::{Context, examples, field_paths};
