//! The cases in this folder: one mistake each, and the message it must give.

use codegen::Sources;
use std::fs;
use std::path::{Path, PathBuf};

/// Begins the line that says which file the following lines are.
const NEXT_FILE: &str = "#~ ";

/// A spec with one mistake.
pub struct Case {
    /// The file's name without its ending: the code, and what sets the case apart.
    pub name: String,
    /// The spec.
    pub sources: Sources,
    /// Where the expected message stands.
    pub expected: PathBuf,
}

impl Case {
    /// The code that the case is about, out of the known ones.
    pub fn code(&self, known: &[codegen::Code]) -> Option<codegen::Code> {
        let is_about = |code: &&codegen::Code| {
            self.name
                .strip_prefix(code.0)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        known.iter().find(is_about).copied()
    }
}

/// The folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnostics")
}

/// Every case, sorted by name.
pub fn all() -> Vec<Case> {
    let mut cases: Vec<_> = names("yaml").into_iter().map(read).collect();
    cases.push(not_utf8());
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// The names of the files with an ending, without it.
pub fn names(ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of the cases can be read");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let with_ending = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    let stem = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let mut names: Vec<_> = with_ending.filter_map(stem).collect();
    names.sort();
    names
}

fn read(name: String) -> Case {
    let path = folder().join(format!("{name}.yaml"));
    let text = fs::read_to_string(&path).expect("a case is text");
    Case {
        sources: spec(&text),
        expected: folder().join(format!("{name}.txt")),
        name,
    }
}

/// A spec in one text: `api.yaml`, and from a line `#~ path` on another file.
pub fn spec(text: &str) -> Sources {
    let mut files = vec![("api.yaml", String::new())];
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix(NEXT_FILE), files.last_mut()) {
            (Some(path), _) => files.push((path.trim_end(), String::new())),
            (None, Some((_, contents))) => contents.push_str(line),
            (None, None) => {}
        }
    }
    // A text that starts with another file has no `api.yaml`.
    if text.starts_with(NEXT_FILE) {
        files.remove(0);
    }
    let mut sources = Sources::new("spec");
    for (path, contents) in files {
        sources.add(path, contents.into_bytes());
    }
    sources
}

/// The one case that no text file can hold.
fn not_utf8() -> Case {
    let mut sources = Sources::new("spec");
    sources.add(
        "api.yaml",
        b"api: Pets\ntitle: Caf\xe9\ndescription: Feeds people.\n".to_vec(),
    );
    Case {
        name: "not-utf8".to_owned(),
        sources,
        expected: folder().join("not-utf8.txt"),
    }
}
