//! Reads files of another revision with `git`, without touching the work tree.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A commit of the repository around a folder.
pub struct Revision {
    top: PathBuf,
    /// The full hash.
    hash: String,
    /// The name that the caller gave, or the description of the default.
    name: String,
}

impl Revision {
    /// Finds a revision; by default the merge base of the current commit and `main`.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder is not in a repository, or the revision is unknown. In a shallow
    /// clone the error tells how to get the missing commits.
    pub fn find(folder: &Path, name: Option<&str>) -> Result<Self, String> {
        let top = git(folder, &["rev-parse", "--show-toplevel"])?;
        let top = PathBuf::from(top.trim());
        let found = match name {
            Some(name) => {
                let commit = format!("{name}^{{commit}}");
                let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
                let arguments = arguments.into_iter().chain([commit.as_str()]);
                git(&top, &arguments.collect::<Vec<_>>())
                    .map(|hash| (hash, name.to_owned()))
                    .map_err(|_| format!("`{name}` is neither a folder nor a git revision"))
            }
            None => merge_base(&top),
        };
        let (hash, name) = found.map_err(|error| deepen(&top, &error))?;
        let hash = hash.trim().to_owned();
        Ok(Self { top, hash, name })
    }

    /// Returns the revision in words: its name and the start of its hash.
    pub fn label(&self) -> String {
        let short = &self.hash[..self.hash.len().min(10)];
        if self.hash.starts_with(&self.name) {
            return short.to_owned();
        }
        format!("{} ({short})", self.name)
    }

    /// Returns the path of a folder or file below the repository, with forward slashes.
    pub fn path_of(&self, path: &Path) -> Result<String, String> {
        let whole = std::path::absolute(path).map_err(|error| error.to_string())?;
        let resolved = whole.canonicalize().unwrap_or(whole);
        let top = self.top.canonicalize().unwrap_or_else(|_| self.top.clone());
        let below = resolved.strip_prefix(&top).map_err(|_| {
            let (path, top) = (path.display(), top.display());
            format!("{path} is outside of the repository {top}: pass a folder with --base")
        })?;
        Ok(crate::disk::below(Path::new(""), below))
    }

    /// Returns the contents of a file; `None` if the revision does not have it.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        let object = format!("{}:{path}", self.hash);
        let output = command(&self.top, &["cat-file", "blob", &object]).output();
        let output = output.ok().filter(|output| output.status.success())?;
        Some(output.stdout)
    }

    /// Returns the YAML files below a folder: paths inside it, and contents.
    pub fn spec_files(&self, folder: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let start = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let tree = format!("{}:{folder}", self.hash);
        let listed = command(&self.top, &["ls-tree", "-r", "-z", "--name-only", &tree]).output();
        let listed = listed.map_err(|error| format!("cannot run git: {error}"))?;
        if !listed.status.success() {
            return Err(format!("{} has no folder `{folder}`", self.label()));
        }
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        let is_yaml = |path: &&str| {
            let extension = Path::new(path).extension();
            extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
        };
        let paths: Vec<_> = names.split('\0').filter(is_yaml).collect();
        let objects = paths
            .iter()
            .map(|path| format!("{}:{start}{path}\n", self.hash));
        let contents = self.batch(&objects.collect::<String>(), paths.len())?;
        Ok(paths.into_iter().map(str::to_owned).zip(contents).collect())
    }

    /// Reads many objects with one process.
    fn batch(&self, objects: &str, count: usize) -> Result<Vec<Vec<u8>>, String> {
        let failed = |error: std::io::Error| format!("cannot read {}: {error}", self.label());
        let mut child = command(&self.top, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut input = child.stdin.take();
        let objects = objects.to_owned();
        // `git` writes before it has read everything.
        let writer = std::thread::spawn(move || {
            input
                .as_mut()
                .map_or(Ok(()), |input| input.write_all(objects.as_bytes()))
        });
        let output = child.wait_with_output().map_err(failed)?;
        let _ = writer.join();
        let mut rest = output.stdout.as_slice();
        let mut files = Vec::with_capacity(count);
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
            let size = head
                .rsplit(' ')
                .next()
                .and_then(|size| size.parse::<usize>().ok());
            let size = size.ok_or_else(|| format!("cannot read {}: {head}", self.label()))?;
            let start = end + 1;
            let file = rest.get(start..start + size);
            files.push(file.ok_or("git stopped early")?.to_vec());
            rest = rest.get(start + size + 1..).unwrap_or_default();
        }
        if files.len() == count {
            Ok(files)
        } else {
            Err("git stopped early".to_owned())
        }
    }
}

/// Returns the merge base with `main`, here or at the remote.
fn merge_base(top: &Path) -> Result<(String, String), String> {
    let branches = ["main", "origin/main", "master", "origin/master"];
    let exists = |branch: &&str| {
        let commit = format!("{branch}^{{commit}}");
        git(top, &["rev-parse", "--verify", "--quiet", &commit]).is_ok()
    };
    let branch = branches.into_iter().find(exists);
    let branch =
        branch.ok_or("the repository lacks a branch `main`: pass a revision with --base")?;
    let found = git(top, &["merge-base", "HEAD", branch])
        .map_err(|_| format!("HEAD and {branch} have no common commit"))?;
    Ok((found, format!("merge base with {branch}")))
}

/// Adds the way to get missing commits to an error in a shallow clone.
fn deepen(top: &Path, error: &str) -> String {
    let is_shallow = git(top, &["rev-parse", "--is-shallow-repository"]);
    if is_shallow.is_ok_and(|word| word.trim() == "true") {
        return format!(
            "{error}; this clone is shallow: run `git fetch --unshallow origin` and \
             `git fetch origin main`, or set `fetch-depth: 0` for actions/checkout"
        );
    }
    error.to_owned()
}

fn command(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    command
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = command(folder, arguments).output();
    let output = output.map_err(|error| format!("cannot run git: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}
