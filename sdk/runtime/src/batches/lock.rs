//! The lock of a report: one job at a time uses its file, in all processes.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// Opens a file, which is created if it is missing, and locks it until it is closed. `None` if it is
/// locked already.
///
/// # Errors
///
/// Returns an error if the file cannot be opened or locked.
pub(super) fn open_locked(path: &Path) -> io::Result<Option<File>> {
    loop {
        let file = File::options()
            .create(true)
            .read(true)
            .append(true)
            .open(path)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path)? => return Ok(Some(file)),
            // The job before removed the file between the two calls.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network file systems have no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(Some(file));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Returns `true` if the open file is the one at the path.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let there = match fs::metadata(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(is_same(&file.metadata()?, &there))
}

#[cfg(unix)]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    // An open file keeps its name there.
    true
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_of_a_removed_file_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json.journal");
        let removed = open_locked(&path).unwrap().unwrap();
        assert!(is_at(&removed, &path).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!is_at(&removed, &path).unwrap());
        let next = open_locked(&path).unwrap().unwrap();
        assert!(!is_at(&removed, &path).unwrap());
        assert!(is_at(&next, &path).unwrap());
        assert!(open_locked(&path).unwrap().is_none());
    }
}
