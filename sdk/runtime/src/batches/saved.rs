//! Reports that are read and saved outside of a job.

use std::path::Path;

use crate::batches::error::ReportError;
use crate::batches::report::BatchReport;
use crate::batches::report_file::ReportFile;

impl BatchReport {
    /// Reads the report of a job that was saved by
    /// [`with_report`](crate::batches::BatchOptions::with_report), with its journal. It blocks the
    /// thread while it reads the file. The ids are in groups of one state.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is missing, is not a report, or is used by a job.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ReportError> {
        ReportFile::load(path.as_ref())
    }

    /// Saves the report: it replaces the file, from which the next run resumes the job. It blocks the
    /// thread while it writes the file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be written, or is used by a job.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), ReportError> {
        ReportFile::lock(path.as_ref())?.finish(self)
    }
}
