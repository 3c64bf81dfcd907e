//! A spec to edit, and a folder to generate into.

use crate::support::{Outcome, copy, root, xtask};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::TempDir;

/// A copy of the real spec, and a folder to generate into.
pub struct Playground {
    folder: TempDir,
}

impl Playground {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&root().join("spec"), &folder.path().join("spec"));
        Self { folder }
    }

    /// Returns the folder that contains both.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn generate(&self, more: &[&str]) -> Outcome {
        let mut arguments = vec!["gen", "--spec", "spec", "--out", "out"];
        arguments.extend(more);
        xtask(self.folder.path(), &arguments)
    }

    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(path);
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(
            text.contains(from),
            "{} does not contain {from:?}",
            path.display()
        );
        std::fs::write(path, text.replacen(from, to, 1)).expect("write");
    }

    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), &mut files);
        files
    }

    pub fn contents(&self) -> Vec<Vec<u8>> {
        self.files("out")
            .into_values()
            .map(|(bytes, _)| bytes)
            .collect()
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, (Vec<u8>, SystemTime)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.expect("entry").path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            let modified = path
                .metadata()
                .and_then(|data| data.modified())
                .expect("a time");
            files.insert(
                path.clone(),
                (std::fs::read(&path).expect("read"), modified),
            );
        }
    }
}
