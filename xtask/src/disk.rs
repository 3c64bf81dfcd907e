//! Reads files and folders, with the path in every error.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use walkdir::WalkDir;

/// An I/O error with the path and the attempted action.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    action: &'static str,
    source: io::Error,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot {} {}: {}",
            self.action,
            self.path.display(),
            self.source
        )
    }
}

impl std::error::Error for Error {}

/// Adds the path and the attempted action to an I/O error.
pub trait IoContext<T> {
    /// Wraps the error: "cannot `action` `path`: …".
    fn at(self, action: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T, E: Into<io::Error>> IoContext<T> for Result<T, E> {
    fn at(self, action: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|source| Error {
            path: path.to_owned(),
            action,
            source: source.into(),
        })
    }
}

/// Returns the error of a path that is not what the command needs.
pub fn rejected(path: &Path, why: &str) -> Error {
    Error {
        path: path.to_owned(),
        action: "read",
        source: io::Error::other(why),
    }
}

/// Returns the error of a walk, with the path it failed at rather than the path it began at.
pub fn from_walk(error: walkdir::Error, folder: &Path) -> Error {
    Error {
        path: error.path().unwrap_or(folder).to_owned(),
        action: "read",
        source: error.into(),
    }
}

/// Returns a path relative to a folder, with forward slashes.
pub fn below(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Returns a path as a person would type it: relative to the current folder if it is below it.
pub fn shown(path: &Path) -> String {
    static CURRENT: LazyLock<PathBuf> =
        LazyLock::new(|| std::env::current_dir().unwrap_or_default());
    let short = path.strip_prefix(&*CURRENT).unwrap_or(path);
    if short.as_os_str().is_empty() {
        ".".to_owned()
    } else {
        short.to_string_lossy().into_owned()
    }
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).at("read", path)
}

/// Lists all files below a folder, sorted, with forward slashes. Folders named in `skip` are left out.
pub fn files_below(folder: &Path, skip: &[&str]) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let is_wanted = |entry: &walkdir::DirEntry| {
        !entry.file_type().is_dir() || !skip.iter().any(|name| entry.file_name() == *name)
    };
    for entry in walk.filter_entry(is_wanted) {
        let entry = entry.map_err(|error| from_walk(error, folder))?;
        if !entry.file_type().is_dir() {
            paths.push(below(folder, entry.path()));
        }
    }
    Ok(paths)
}
