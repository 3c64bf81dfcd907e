//! A report in a file, which is complete at every moment.
//!
//! The file is replaced as a whole, by renaming a file that was written and synchronized before. In
//! between, each change is a line that is appended to a journal next to it. A crash leaves at most an
//! incomplete last line, which is ignored: its batch was not sent yet, or is marked as sent. A change is
//! in the journal before it is in the file, so that a journal that outlives its replacement ends with
//! the states of the file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::batches::error::ReportError;
use crate::batches::groups::{Document, Group};
use crate::batches::lock::open_locked;
use crate::batches::report::BatchReport;

/// The share of the time that replacing the file may take.
const SHARE: u32 = 10;

/// The file of a report, and its journal, which is locked: no other job can use the two.
pub(super) struct ReportFile {
    path: PathBuf,
    journal_path: PathBuf,
    journal: File,
    /// The earliest time at which the file is replaced again.
    next: Instant,
}

impl ReportFile {
    /// Opens the file of a job. If it exists, `report` takes over its states.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read or written, or belongs to another job.
    pub(super) fn open(path: &Path, report: &mut BatchReport) -> Result<Self, ReportError> {
        let mut file = Self::lock(path)?;
        if let Err(error) = file.resume(report) {
            // Without changes of an earlier job, it was created just now.
            if file
                .journal
                .metadata()
                .is_ok_and(|journal| journal.len() == 0)
            {
                remove(&file.journal_path)?;
            }
            return Err(error);
        }
        file.replace(report)?;
        Ok(file)
    }

    /// Locks a file, which need not exist.
    ///
    /// # Errors
    ///
    /// Returns an error if another job uses the file.
    pub(super) fn lock(path: &Path) -> Result<Self, ReportError> {
        let journal_path = with_suffix(path, ".journal");
        let locked = open_locked(&journal_path);
        let locked = locked.map_err(|error| failed(&journal_path, "opened", error))?;
        let in_use = || ReportError::content(path, "is used by another job".to_owned());
        Ok(Self {
            path: path.to_owned(),
            journal: locked.ok_or_else(in_use)?,
            journal_path,
            next: Instant::now(),
        })
    }

    /// Reads the report, whose ids are in the order of the file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or if another job uses it.
    pub(super) fn load(path: &Path) -> Result<BatchReport, ReportError> {
        let missing = || ReportError::content(path, "does not exist".to_owned());
        let has_journal = with_suffix(path, ".journal").exists();
        let file = has_journal.then(|| Self::lock(path)).transpose()?;
        let document = read(path)?.ok_or_else(missing)?;
        let ids = document.groups.iter().flat_map(|group| &group.ids);
        let request = document.request.clone();
        let mut report = BatchReport::new(&document.operation, request, ids.cloned().collect());
        let journal = file.map_or(Ok(Vec::new()), |mut file| file.read_journal())?;
        let resumed = report.resume(document, journal);
        resumed.map_err(|problem| ReportError::content(path, problem))?;
        Ok(report)
    }

    /// Takes over the states of an earlier run, if there is one.
    fn resume(&mut self, report: &mut BatchReport) -> Result<(), ReportError> {
        let Some(document) = read(&self.path)? else {
            // The journal of a report that was deleted.
            let emptied = self.journal.set_len(0);
            return emptied.map_err(|error| failed(&self.journal_path, "emptied", error));
        };
        let journal = self.read_journal()?;
        let resumed = report.resume(document, journal);
        resumed.map_err(|problem| ReportError::content(&self.path, problem))
    }

    /// Reads the lines of the journal.
    fn read_journal(&mut self) -> Result<Vec<Group>, ReportError> {
        let mut text = Vec::new();
        let read = self.journal.read_to_end(&mut text);
        read.map_err(|error| failed(&self.journal_path, "read", error))?;
        let mut lines: Vec<_> = text.split(|byte| *byte == b'\n').collect();
        let rest = lines.pop().unwrap_or_default();
        let groups = lines.into_iter().enumerate().map(|(index, line)| {
            Group::parse(line).map_err(|problem| {
                let problem = format!("has a line {} that is not a change: {problem}", index + 1);
                ReportError::content(&self.journal_path, problem)
            })
        });
        let mut groups = groups.collect::<Result<Vec<_>, _>>()?;
        // The program may have ended while it wrote the last line.
        groups.extend(Group::parse(rest).ok());
        Ok(groups)
    }

    /// Replaces the file with each change.
    #[cfg(test)]
    pub(super) fn replaced_with_each_change(mut self) -> Self {
        self.next = Instant::now();
        self
    }

    /// Saves the states of some ids, and the whole report from time to time.
    ///
    /// # Errors
    ///
    /// Returns an error if the files cannot be written.
    pub(super) fn save(
        &mut self,
        report: &BatchReport,
        positions: &[u32],
    ) -> Result<(), ReportError> {
        self.append(report, positions)?;
        if Instant::now() >= self.next {
            return self.replace(report);
        }
        Ok(())
    }

    /// Appends the states of some ids to the journal.
    fn append(&mut self, report: &BatchReport, positions: &[u32]) -> Result<(), ReportError> {
        let mut lines = Vec::new();
        for (state, positions) in report.by_state(positions.iter().copied()) {
            let group = report.group(state, &positions);
            let written = serde_json::to_writer(&mut lines, &group);
            written.map_err(|error| failed(&self.journal_path, "written", error.into()))?;
            lines.push(b'\n');
        }
        let written = self.journal.write_all(&lines);
        let written = written.and_then(|()| self.journal.sync_data());
        written.map_err(|error| failed(&self.journal_path, "written", error))
    }

    /// Replaces the file with the whole report, and empties the journal.
    ///
    /// # Errors
    ///
    /// Returns an error if the files cannot be written.
    pub(super) fn replace(&mut self, report: &BatchReport) -> Result<(), ReportError> {
        let begin = Instant::now();
        let temporary = with_suffix(&self.path, ".tmp");
        let written = write(&temporary, report);
        written.map_err(|error| failed(&temporary, "written", error))?;
        let renamed = fs::rename(&temporary, &self.path);
        renamed.map_err(|error| failed(&self.path, "replaced", error))?;
        sync_folder(&self.path);
        // A crash before this leaves lines that end with the same states.
        let emptied = self.journal.set_len(0);
        emptied.map_err(|error| failed(&self.journal_path, "emptied", error))?;
        let end = Instant::now();
        let pause = end.duration_since(begin).saturating_mul(SHARE);
        self.next = end + pause.min(Duration::from_secs(60));
        Ok(())
    }

    /// Saves the whole report and removes the journal, at the end of a run.
    ///
    /// # Errors
    ///
    /// Returns an error if the files cannot be written.
    pub(super) fn finish(mut self, report: &BatchReport) -> Result<(), ReportError> {
        self.replace(report)?;
        remove(&self.journal_path)
    }
}

fn failed(path: &Path, what: &str, error: io::Error) -> ReportError {
    ReportError::io(path, what, error)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Reads a report; `None` if there is no file.
fn read(path: &Path) -> Result<Option<Document>, ReportError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(path, "read", error)),
    };
    let document = Document::parse(&text);
    document.map(Some).map_err(|problem| {
        let problem = format!("is not a report of batches: {problem}");
        ReportError::content(path, problem)
    })
}

fn write(path: &Path, report: &BatchReport) -> io::Result<()> {
    let mut writer = BufWriter::new(File::create(path)?);
    serde_json::to_writer(&mut writer, report)?;
    writer.write_all(b"\n")?;
    let file = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.sync_all()
}

/// Synchronizes the entry of a file in its folder, where the system supports it.
fn sync_folder(path: &Path) {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        // The rename is atomic without it, and only its durability depends on it.
        let _ = folder.sync_all();
    }
}

fn remove(path: &Path) -> Result<(), ReportError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failed(path, "removed", error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batches::state::State;
    use crate::values::id::Id;

    fn report() -> BatchReport {
        let ids = ["1", "2"].map(Id::from).to_vec();
        BatchReport::new("Paint", crate::json::Json::default(), ids)
    }

    #[test]
    fn a_change_is_in_the_journal_before_the_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        let mut changed = report();
        let mut file = ReportFile::open(&path, &mut changed).unwrap();
        let reason = changed.reason(crate::batches::report::Reason {
            outcome: None,
            text: "sent".to_owned(),
        });
        changed.set(0, State::Unknown(reason));
        file.next = Instant::now() + Duration::from_secs(600);
        file.save(&changed, &[0]).unwrap();
        // The file is replaced with the next change, and the program ends before the journal is emptied.
        let journal = with_suffix(&path, ".journal");
        changed.set(0, State::Done);
        file.next = Instant::now();
        fs::remove_file(&path).unwrap();
        fs::create_dir_all(path.join("a folder cannot be replaced")).unwrap();
        file.save(&changed, &[0]).unwrap_err();
        let lines = fs::read(&journal).unwrap();
        fs::remove_dir_all(&path).unwrap();
        write(&path, &changed).unwrap();
        fs::write(&journal, lines).unwrap();
        drop(file);
        let mut resumed = report();
        ReportFile::open(&path, &mut resumed).unwrap();
        assert!(!resumed.is_unknown(0));
        assert_eq!(resumed.counts().done, 1);
    }
}
