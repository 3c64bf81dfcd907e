//! Folders on disk: reading a spec, comparing and writing generated files.

use codegen::source::MOST_BYTES;
use codegen::{File, Sources, parallel};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What the name of a file starts with while it is written.
const TEMPORARY: &str = ".new-";

/// Something the disk refused, with the path it was about.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    what: &'static str,
    source: io::Error,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot {} {}: {}",
            self.what,
            self.path.display(),
            self.source
        )
    }
}

impl std::error::Error for Error {}

/// Names the path and the attempt in an I/O error.
trait At<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T, E: Into<io::Error>> At<T> for Result<T, E> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|source| Error {
            path: path.to_owned(),
            what,
            source: source.into(),
        })
    }
}

/// Reads every `.yaml` file of a spec folder, and waits for nothing: what is neither a file nor a
/// folder, and a link to a folder, which could lead anywhere, are errors.
pub fn read_spec(folder: &Path) -> Result<Sources, Error> {
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
            return Err(refused(&shown, "it is a link to a folder"));
        }
        let extension = entry.path().extension();
        if extension.is_some_and(|extension| extension == "yaml" || extension == "yml") {
            if is_folder {
                return Err(refused(&shown, "it is a folder with the name of a file"));
            }
            files.push((path, entry.into_path(), shown));
        }
    }
    let read = parallel::map(&files, |_| (), |(_, file, shown)| read_bounded(file, shown));
    let mut sources = Sources::new(label).located_at(self::shown(folder));
    for ((path, ..), bytes) in files.into_iter().zip(read) {
        sources.add(path, bytes?);
    }
    Ok(sources)
}

/// The contents of a file, and of one that is too large for a spec as much as shows it.
fn read_bounded(file: &Path, shown: &Path) -> Result<Vec<u8>, Error> {
    let what = std::fs::metadata(file).at("read", shown)?;
    if !what.is_file() {
        return Err(refused(shown, "it is no regular file"));
    }
    let most = MOST_BYTES + 1;
    let size = usize::try_from(what.len()).unwrap_or(most);
    let mut bytes = Vec::with_capacity(size.min(most));
    let file = std::fs::File::open(file).at("read", shown)?;
    file.take(most as u64)
        .read_to_end(&mut bytes)
        .at("read", shown)?;
    Ok(bytes)
}

fn refused(path: &Path, why: &str) -> Error {
    Error {
        path: path.to_owned(),
        what: "read",
        source: io::Error::other(why),
    }
}

/// The path that a walk failed at, and not only where it began.
fn from_walk(error: walkdir::Error, folder: &Path) -> Error {
    Error {
        path: error.path().unwrap_or(folder).to_owned(),
        what: "read",
        source: error.into(),
    }
}

/// A path below a folder, with forward slashes.
fn below(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// A path as short as it can be typed: below the current folder, without the way there.
pub fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(&current).unwrap_or(path);
    if short.as_os_str().is_empty() {
        ".".to_owned()
    } else {
        short.to_string_lossy().into_owned()
    }
}

/// What has to happen to one file.
#[derive(Debug)]
pub enum Change<'a> {
    /// It is not there yet.
    Create(&'a File),
    /// It has other contents.
    Update(&'a File, Vec<u8>),
    /// It is no longer generated.
    Delete(String, Vec<u8>),
}

impl Change<'_> {
    /// The file's path below the folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Create(file) | Self::Update(file, _) => &file.path,
            Self::Delete(path, _) => path,
        }
    }

    /// What is to be written.
    fn file(&self) -> Option<&File> {
        match self {
            Self::Create(file) | Self::Update(file, _) => Some(file),
            Self::Delete(..) => None,
        }
    }

    /// Whether it would overwrite or delete what somebody else wrote: anything but generated files
    /// and what a killed run left behind.
    pub fn is_foreign(&self) -> bool {
        let (Self::Update(_, old) | Self::Delete(_, old)) = self else {
            return false;
        };
        let name = self.path().rsplit('/').next().unwrap_or_default();
        !old.starts_with(codegen::render::HEADER.as_bytes()) && !name.starts_with(TEMPORARY)
    }
}

/// Compares a folder with the files that should be in it, and nothing else.
pub fn compare<'a>(folder: &Path, files: &'a [File]) -> Result<Vec<Change<'a>>, Error> {
    let mut present: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    if folder.is_file() {
        return Err(refused(folder, "it is a file, not a folder"));
    }
    if folder.exists() {
        for path in files_below(folder, &[])? {
            let file = folder.join(&path);
            // What a link leads to is not ours to read or to write.
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

/// Carries out some changes, and says of each in turn that it is done. They come from [`compare`],
/// which puts deletions last: a folder that is left empty goes when nothing is to be written any more.
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
    let mut written = parallel::map(&files, size, |file| write(folder, file)).into_iter();
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

/// Writes a file beside its place and then moves it there, so that a killed run leaves the old file
/// or the new one.
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

/// A temporary file is private to its owner; a source file is for everyone.
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

/// The contents of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).at("read", path)
}

/// The paths of all files below a folder, sorted, with forward slashes; folders named in `skip`
/// are left out.
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
