//! The error of a report file.

use std::io;
use std::path::{Path, PathBuf};

use crate::batches::report::BatchReport;

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
    report: Option<Box<BatchReport>>,
}

impl ReportError {
    /// Reports a failed operation on the file.
    pub(super) fn io(path: &Path, what: &str, source: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            problem: format!("cannot be {what}"),
            source: Some(source),
            report: None,
        }
    }

    /// Reports a file with the wrong content.
    pub(super) fn content(path: &Path, problem: String) -> Self {
        Self {
            path: path.to_owned(),
            problem,
            source: None,
            report: None,
        }
    }

    /// Adds the report that was not saved.
    pub(super) fn with_report(self, report: BatchReport) -> Self {
        Self {
            report: Some(Box::new(report)),
            ..self
        }
    }

    /// Returns the report that [`finish`](crate::batches::Batches::finish) could not save, as far as
    /// the job has come.
    #[must_use]
    pub fn report(&self) -> Option<&BatchReport> {
        self.report.as_deref()
    }
}
