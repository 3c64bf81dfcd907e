//! The texts of a checkout: the only module that reads files.

use crate::fact::Text;
use codegen::Sources;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the documentation pages.
pub const PAGES: &str = "tests/documentation";

/// The folder of the pages of shared types, which the other pages refer to.
pub const TYPES: &str = "tests/documentation/types";

/// The inputs of the comparison.
#[derive(Clone, Debug)]
pub struct Checkout {
    /// The documentation pages of operations, sorted by path.
    pub pages: Vec<Text>,
    /// The documentation pages of shared types, sorted by path.
    pub types: Vec<Text>,
    /// The spec.
    pub spec: Sources,
    /// The generated files, sorted by path.
    pub generated: Vec<Text>,
}

/// Reads the pages, the spec and the generated code below the root of a checkout.
///
/// # Errors
///
/// Returns the path of a file or folder that cannot be read.
pub fn read(root: &Path) -> io::Result<Checkout> {
    let all = files(root, PAGES, "md")?;
    let pages = |folder: &str| {
        let pages = all.iter().filter(|path| is_inside(folder, path));
        pages
            .map(|path| text(root, path))
            .collect::<io::Result<_>>()
    };
    Ok(Checkout {
        pages: pages(PAGES)?,
        types: pages(TYPES)?,
        spec: spec(root, "spec")?,
        generated: generated(root, "sdk/src/generated")?,
    })
}

/// Reads a folder with a spec.
///
/// # Errors
///
/// Returns the path of a file or folder that cannot be read.
pub fn spec(root: &Path, folder: &str) -> io::Result<Sources> {
    let mut spec = Sources::new(folder);
    for path in files(root, folder, "yaml")? {
        let bytes = fs::read(root.join(&path)).map_err(|error| at(&path, &error))?;
        let below = path.strip_prefix(folder).unwrap_or(&path);
        spec.add(below.trim_start_matches('/'), bytes);
    }
    Ok(spec)
}

/// Reads a folder with generated code.
///
/// # Errors
///
/// Returns the path of a file or folder that cannot be read.
pub fn generated(root: &Path, folder: &str) -> io::Result<Vec<Text>> {
    let generated = files(root, folder, "rs")?;
    generated.iter().map(|path| text(root, path)).collect()
}

/// Subfolders hold other files.
fn is_inside(folder: &str, path: &str) -> bool {
    path.rsplit_once('/')
        .is_some_and(|(inside, _)| inside == folder)
}

fn text(root: &Path, path: &str) -> io::Result<Text> {
    let text = fs::read_to_string(root.join(path)).map_err(|error| at(path, &error))?;
    // A checkout may have either kind of line ending; neither is a difference.
    let text = text.replace("\r\n", "\n");
    let path = path.to_owned();
    Ok(Text { path, text })
}

/// Returns the files of a folder and its subfolders, as paths from the root with forward slashes.
fn files(root: &Path, folder: &str, extension: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(root.join(&folder)).map_err(|error| at(&folder, &error))?;
        for entry in entries {
            let path: PathBuf = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let below = format!("{folder}/{name}");
            if path.is_dir() {
                folders.push(below);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(below);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn at(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{path}: {error}"))
}
