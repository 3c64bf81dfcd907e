//! Makes a folder contain exactly the generated files: compares first, then writes and deletes.

use crate::disk::{Error, IoContext, files_below, read, rejected};
use codegen::{File, parallel};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Prefix of a file's name while the file is being written.
const TEMPORARY: &str = ".new-";

/// A difference between the folder and the generated files.
#[derive(Debug)]
pub enum Change<'a> {
    /// The file does not exist yet.
    Create(&'a File),
    /// The file has different contents; the old ones are kept for the diff.
    Update(&'a File, Vec<u8>),
    /// The file is no longer generated.
    Delete(String, Vec<u8>),
}

impl Change<'_> {
    /// Returns the file's path below the folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Create(file) | Self::Update(file, _) => &file.path,
            Self::Delete(path, _) => path,
        }
    }

    /// Returns the file to write.
    fn file(&self) -> Option<&File> {
        match self {
            Self::Create(file) | Self::Update(file, _) => Some(file),
            Self::Delete(..) => None,
        }
    }

    /// Returns `true` if the change would overwrite or delete a file that was neither generated nor
    /// left behind by a killed run.
    pub fn is_foreign(&self) -> bool {
        let (Self::Update(_, old) | Self::Delete(_, old)) = self else {
            return false;
        };
        let name = self.path().rsplit('/').next().unwrap_or_default();
        let headers = [codegen::render::HEADER, codegen::pages::HEADER];
        let is_generated = headers
            .iter()
            .any(|header| old.starts_with(header.as_bytes()));
        !is_generated && !name.starts_with(TEMPORARY)
    }
}

/// Compares a folder with the complete list of files that it should contain.
pub fn compare<'a>(folder: &Path, files: &'a [File]) -> Result<Vec<Change<'a>>, Error> {
    let mut present: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    if folder.is_file() {
        return Err(rejected(folder, "it is a file, not a folder"));
    }
    if folder.exists() {
        for path in files_below(folder, &[])? {
            let file = folder.join(&path);
            // The target of a link is neither read nor written.
            let contents = if file.is_symlink() {
                Vec::new()
            } else {
                read(&file)?
            };
            present.insert(path, contents);
        }
    }
    let mut changes = Vec::new();
    for file in files {
        match present.remove(&file.path) {
            None => changes.push(Change::Create(file)),
            Some(old) if old != file.contents.as_bytes() => changes.push(Change::Update(file, old)),
            Some(_) => {}
        }
    }
    changes.extend(
        present
            .into_iter()
            .map(|(path, old)| Change::Delete(path, old)),
    );
    Ok(changes)
}

/// Applies changes in order and calls `done` after each.
///
/// [`compare`] lists deletions last, so that a folder is removed only after all files are written.
pub fn apply(
    folder: &Path,
    changes: &[Change<'_>],
    mut done: impl FnMut(&Change<'_>),
) -> Result<(), Error> {
    let files: Vec<_> = changes.iter().filter_map(Change::file).collect();
    let folders: BTreeSet<_> = files.iter().map(|file| parent(folder, file)).collect();
    for folder in folders {
        std::fs::create_dir_all(&folder).at("create", &folder)?;
    }
    let size = |file: &&File| file.contents.len();
    let mut written = parallel::map(files, size, |file| write(folder, file)).into_iter();
    for change in changes {
        match change {
            Change::Create(_) | Change::Update(..) => written.next().unwrap_or(Ok(()))?,
            Change::Delete(file, _) => delete(folder, file)?,
        }
        done(change);
    }
    Ok(())
}

fn parent(folder: &Path, file: &File) -> PathBuf {
    let path = folder.join(&file.path);
    path.parent().unwrap_or(folder).to_owned()
}

/// Writes a temporary file in the same folder and renames it, so that a killed run leaves either the
/// old file or the new one.
fn write(folder: &Path, file: &File) -> Result<(), Error> {
    let (path, parent) = (folder.join(&file.path), parent(folder, file));
    let mut temporary = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempfile_in(&parent)
        .at("write in", &parent)?;
    temporary
        .write_all(file.contents.as_bytes())
        .at("write", &path)?;
    set_permissions(temporary.as_file()).at("write", &path)?;
    let moved = temporary.persist(&path).map_err(|error| error.error);
    moved.at("write", &path)?;
    Ok(())
}

fn delete(folder: &Path, file: &str) -> Result<(), Error> {
    let path = folder.join(file);
    std::fs::remove_file(&path).at("delete", &path)?;
    remove_empty_parents(folder, &path);
    Ok(())
}

/// Makes the file readable for everyone; temporary files are private to their owner.
#[cfg(unix)]
fn set_permissions(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_permissions(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}

fn remove_empty_parents(folder: &Path, path: &Path) {
    let parents = path
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != folder);
    for parent in parents {
        if std::fs::remove_dir(parent).is_err() {
            return;
        }
    }
}
