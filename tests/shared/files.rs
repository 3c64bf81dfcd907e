//! Files of the checkout, for tests that read specs.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the entries of a folder with an extension, sorted: the order on disk depends on the
/// machine.
pub fn with_extension(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().unwrap_or_default() == extension)
        .collect();
    paths.sort();
    paths
}

/// Returns the text of a file.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
