//! The specs that the inputs are made from: the real one in small parts, the cases of mistakes with
//! the examples of the catalogue, the spec with every key, and the goldens.

use codegen::{Code, Sources, codes};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a spec: path and text.
pub type Seed = Vec<(String, String)>;

/// The codes of files that could not be read to the end.
pub const NO_YAML: [&str; 11] = [
    "not-utf8",
    "file-too-large",
    "invalid-yaml",
    "empty-file",
    "tab-indentation",
    "unquoted-colon",
    "several-documents",
    "yaml-anchor",
    "merge-key",
    "complex-key",
    "nested-too-deep",
];

/// How many lines of a file of the real spec a seed has at most: small inputs are quick, and more of
/// each is tried.
const MOST_LINES: usize = 60;

/// How often the spec with every key stands among the seeds: it has more to change than others.
const MOST_WHOLE: usize = 12;

/// Every seed.
pub fn all() -> Vec<Seed> {
    let mut seeds = real();
    let cases = files(&tests().join("diagnostics"), "yaml");
    seeds.extend(
        cases
            .iter()
            .map(|case| split(&codes::sources(&read(case)))),
    );
    // Every key of the language, with values that mean something.
    let whole = read(&tests().join("schema/whole.yaml"));
    for _ in 0..MOST_WHOLE {
        seeds.push(split(&codes::sources(&whole)));
    }
    for golden in fs::read_dir(tests().join("golden")).expect("the goldens are there") {
        let spec = golden.expect("an entry").path().join("api.yaml");
        if spec.exists() {
            seeds.push(vec![("api.yaml".to_owned(), read(&spec))]);
        }
    }
    for code in Code::all() {
        // Half a megabyte of one line after the other teaches nothing.
        if code.name() != "file-too-large" {
            seeds.push(split(&codes::sources(code.wrong())));
        }
        seeds.push(split(&codes::sources(code.right())));
    }
    seeds
}

/// The real spec, one type or operation with what it needs at a time.
fn real() -> Vec<Seed> {
    let spec = tests().join("../spec");
    let api = ("api.yaml".to_owned(), read(&spec.join("api.yaml")));
    let mut seeds = Vec::new();
    for folder in ["types", "operations"] {
        for path in files(&spec.join(folder), "yaml") {
            let name = path.file_name().expect("a name").to_string_lossy();
            let path_in_spec = format!("{folder}/{name}");
            for part in parts(&read(&path)) {
                seeds.push(vec![api.clone(), (path_in_spec.clone(), part)]);
            }
        }
    }
    let deviations = (
        "deviations.yaml".to_owned(),
        read(&spec.join("deviations.yaml")),
    );
    seeds.push(vec![api, deviations]);
    seeds
}

/// A long list of fields in several parts, each behind the head of the file.
fn parts(text: &str) -> Vec<String> {
    let is_long = text.lines().count() > MOST_LINES;
    let Some((head, list)) = text.split_once("\nfields:\n").filter(|_| is_long) else {
        return vec![text.to_owned()];
    };
    let mut parts = vec![format!("{head}\nfields:\n")];
    for line in list.split_inclusive('\n') {
        let length = parts.last().map_or(0, |part| part.lines().count());
        if line.starts_with("  - ") && length > MOST_LINES {
            parts.push(format!("{head}\nfields:\n"));
        }
        parts.last_mut().expect("one part").push_str(line);
    }
    parts
}

fn split(sources: &Sources) -> Seed {
    let files = sources.iter();
    files
        .map(|(_, file)| (file.path.clone(), file.text.clone()))
        .collect()
}

fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files with an ending in a folder, sorted: the order on disk is another on each machine.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    paths.sort();
    paths
}
