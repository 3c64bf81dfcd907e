//! Reads the YAML files of a spec folder.

use crate::disk::{self, Error, IoContext, below, from_walk, rejected};
use codegen::openapi::import;
use codegen::source::MOST_BYTES;
use codegen::{Sources, parallel};
use std::io::Read;
use std::path::Path;
use walkdir::WalkDir;

/// Reads every `.yaml` file of a spec folder.
///
/// Pipes and devices are errors because reading them could block; links to folders are errors
/// because they could lead anywhere.
pub fn read(folder: &Path) -> Result<Sources, Error> {
    let whole = folder.canonicalize().at("find the spec folder", folder)?;
    let label = whole
        .file_name()
        .map_or_else(|| "spec".into(), |name| name.to_string_lossy().into_owned());
    let mut files = Vec::new();
    for entry in WalkDir::new(&whole).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| from_walk(error, &whole))?;
        let path = below(&whole, entry.path());
        let is_folder = if entry.path_is_symlink() {
            entry.path().is_dir()
        } else {
            entry.file_type().is_dir()
        };
        let shown = folder.join(&path);
        if entry.path_is_symlink() && is_folder {
            return Err(rejected(&shown, "it is a link to a folder"));
        }
        let extension = entry.path().extension();
        if extension.is_some_and(|extension| extension == "yaml" || extension == "yml") {
            if is_folder {
                return Err(rejected(&shown, "it is a folder with the name of a file"));
            }
            files.push((path, entry.into_path(), shown));
        }
    }
    let read = parallel::map(
        &files,
        |_| (),
        |(path, file, shown)| read_bounded(path, file, shown),
    );
    let mut sources = Sources::new(label).located_at(disk::shown(folder));
    for ((path, ..), bytes) in files.into_iter().zip(read) {
        sources.add(path, bytes?);
    }
    Ok(sources)
}

/// Reads a file up to one byte over its limit, so that the generator can report it. The record of imports
/// grows with the description, and has the limit of one.
fn read_bounded(path: &str, file: &Path, shown: &Path) -> Result<Vec<u8>, Error> {
    let metadata = std::fs::metadata(file).at("read", shown)?;
    if !metadata.is_file() {
        return Err(rejected(shown, "it is not a regular file"));
    }
    let limit = if path == import::RECORD {
        import::MOST_BYTES + 1
    } else {
        MOST_BYTES + 1
    };
    let size = usize::try_from(metadata.len()).unwrap_or(limit);
    let mut bytes = Vec::with_capacity(size.min(limit));
    let file = std::fs::File::open(file).at("read", shown)?;
    file.take(limit as u64)
        .read_to_end(&mut bytes)
        .at("read", shown)?;
    Ok(bytes)
}
