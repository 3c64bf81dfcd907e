//! The cases in this folder: one error each, and the expected message.

use crate::files;
use codegen::codes;
use codegen::{Code, Sources};
use std::path::{Path, PathBuf};

/// Returns the folder of the expected messages for the wrong examples of the catalogue.
pub const EXPLAINED: &str = "explained/";

/// A spec with one error.
pub struct Case {
    /// The file's name without its extension: the code, and the name of the variant.
    pub name: String,
    /// The spec.
    pub sources: Sources,
    /// The path of the expected message.
    pub expected: PathBuf,
}

impl Case {
    /// Returns the code that the case is about, out of the known ones.
    pub fn code(&self, known: &[Code]) -> Option<Code> {
        let name = self.name.trim_start_matches(EXPLAINED);
        let is_about = |code: &&Code| {
            let rest = name.strip_prefix(code.name());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        // `misplaced-deviation-key` also begins like a shorter code.
        let about = known.iter().filter(is_about);
        about.max_by_key(|code| code.name().len()).copied()
    }
}

/// Returns the folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnostics")
}

/// Returns every case, sorted by name.
pub fn all() -> Vec<Case> {
    let mut cases: Vec<_> = names("yaml").into_iter().map(read).collect();
    cases.extend(Code::all().into_iter().map(explained));
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// Returns the names of the cases with a file of this extension.
pub fn names(ending: &str) -> Vec<String> {
    names_in(&folder(), ending)
}

/// Returns the names of the files with an extension in a folder, without the extension.
pub fn names_in(folder: &Path, ending: &str) -> Vec<String> {
    let paths = files::with_extension(folder, ending).into_iter();
    let stem = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    let mut names: Vec<_> = paths.filter_map(stem).collect();
    names.sort();
    names
}

fn read(name: String) -> Case {
    let path = folder().join(format!("{name}.yaml"));
    let text = files::read(&path);
    Case {
        sources: codes::sources(&text),
        expected: folder().join(format!("{name}.txt")),
        name,
    }
}

/// Returns the wrong example of a code's page in the catalogue.
fn explained(code: Code) -> Case {
    let name = format!("{EXPLAINED}{code}");
    Case {
        sources: codes::sources(code.wrong()),
        expected: folder().join(format!("{name}.txt")),
        name,
    }
}
