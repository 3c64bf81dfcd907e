//! The error of a report file.

use std::io;
use std::path::{Path, PathBuf};

/// The report cannot be read or saved, or it belongs to another request. Nothing is sent without a
/// report that is saved.
#[derive(Debug, thiserror::Error)]
#[error("the report {} {problem}", path.display())]
#[non_exhaustive]
pub struct ReportError {
    /// The file.
    pub path: PathBuf,
    problem: String,
    source: Option<io::Error>,
}

impl ReportError {
    /// Reports a failed operation on the file.
    pub(super) fn io(path: &Path, what: &str, source: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            problem: format!("cannot be {what}"),
            source: Some(source),
        }
    }

    /// Reports a file with the wrong content.
    pub(super) fn content(path: &Path, problem: String) -> Self {
        Self {
            path: path.to_owned(),
            problem,
            source: None,
        }
    }
}
