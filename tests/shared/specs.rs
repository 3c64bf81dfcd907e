//! The specs in this repository.

use codegen::Sources;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Returns the folder of the tests.
fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the folder of the real spec.
pub fn sentinel_one() -> PathBuf {
    tests().join("../spec")
}

/// Returns the folders of all specs: one for each feature of the language, that of the second API, and
/// the real one.
pub fn folders() -> Vec<PathBuf> {
    let goldens = std::fs::read_dir(tests().join("golden")).expect("the goldens can be read");
    let goldens = goldens.map(|entry| entry.expect("their entries can be read").path());
    let mut folders: Vec<_> = goldens
        .filter(|path| path.join("api.yaml").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() > 50, "{}", folders.len());
    folders.push(tests().join("ticket_api/spec"));
    folders.push(sentinel_one());
    folders
}

/// Reads the files of a spec.
pub fn sources(folder: &Path) -> Sources {
    let mut sources = Sources::new("spec");
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the folder of a spec can be read");
        let path = entry.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            let below = path.strip_prefix(folder).expect("a path below the folder");
            let below = below.to_string_lossy().replace('\\', "/");
            let text = std::fs::read(path).expect("a file of a spec can be read");
            sources.add(below, text);
        }
    }
    sources
}
