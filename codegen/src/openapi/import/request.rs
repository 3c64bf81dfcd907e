//! The input of an import, and its result.

use super::report::Report;
use super::select::Selection;
use crate::render::File;
use crate::source::Sources;

/// The input of an import.
#[derive(Debug)]
pub struct Request<'a> {
    /// The description.
    pub bytes: &'a [u8],
    /// The spec, which can be empty.
    pub spec: &'a Sources,
    /// The wanted operations.
    pub selection: Selection,
    /// Takes the sentences of the source over.
    pub with_descriptions: bool,
}

/// The result of an import.
#[derive(Debug)]
pub struct Imported {
    /// The files that differ from those of the spec.
    pub files: Vec<File>,
    /// The files that have another name now.
    pub removed: Vec<String>,
    /// The losses and guesses.
    pub report: Report,
    /// The number of imported operations.
    pub operations: usize,
    /// The number of imported shared types.
    pub types: usize,
}
