//! The cases in this folder: one mistake each, and the message it must give.

use codegen::codes;
use codegen::{Code, Sources};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the messages that the wrong examples of the catalogue must give.
pub const EXPLAINED: &str = "explained/";

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
    pub fn code(&self, known: &[Code]) -> Option<Code> {
        let name = self.name.trim_start_matches(EXPLAINED);
        let is_about = |code: &&Code| {
            let rest = name.strip_prefix(code.name());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        // `misplaced-deviation-key` also begins like a code that is shorter.
        let about = known.iter().filter(is_about);
        about.max_by_key(|code| code.name().len()).copied()
    }
}

/// The folder of the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnostics")
}

/// Every case, sorted by name.
pub fn all() -> Vec<Case> {
    let mut cases: Vec<_> = names("yaml").into_iter().map(read).collect();
    cases.extend(Code::all().into_iter().map(explained));
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// The names of the files with an ending, without it.
pub fn names(ending: &str) -> Vec<String> {
    names_in(&folder(), ending)
}

/// The names of the files with an ending in a folder, without the ending.
pub fn names_in(folder: &Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder of the cases can be read");
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
        sources: codes::sources(&text),
        expected: folder().join(format!("{name}.txt")),
        name,
    }
}

/// The wrong example of a code's page in the catalogue.
fn explained(code: Code) -> Case {
    let name = format!("{EXPLAINED}{code}");
    Case {
        sources: codes::sources(code.wrong()),
        expected: folder().join(format!("{name}.txt")),
        name,
    }
}
