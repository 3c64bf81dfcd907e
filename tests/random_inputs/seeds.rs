//! The seeds of the inputs: the real spec in small parts, the cases of errors with the examples of
//! the catalogue, the spec with every key, and the goldens.

use crate::files::{self, read};
use codegen::{Code, Sources, codes};
use std::path::PathBuf;

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

/// The maximum number of lines that a seed has of a file of the real spec: small inputs are quick,
/// so more of each can be tried.
const MOST_LINES: usize = 60;

/// The number of copies of the spec with every key among the seeds: it has the most to mutate.
const MOST_WHOLE: usize = 12;

/// Returns every seed.
pub fn all() -> Vec<Seed> {
    let mut seeds = real();
    let cases = files::with_extension(&tests().join("diagnostics"), "yaml");
    seeds.extend(cases.iter().map(|case| split(&codes::sources(&read(case)))));
    // Every key of the language, with valid values.
    let whole = read(&tests().join("schema/whole.yaml"));
    for _ in 0..MOST_WHOLE {
        seeds.push(split(&codes::sources(&whole)));
    }
    for golden in files::with_extension(&tests().join("golden"), "") {
        let spec = golden.join("api.yaml");
        if spec.exists() {
            seeds.push(vec![("api.yaml".to_owned(), read(&spec))]);
        }
    }
    for code in Code::all() {
        // Half a megabyte of similar lines adds nothing.
        if code.name() != "file-too-large" {
            seeds.push(split(&codes::sources(code.wrong())));
        }
        seeds.push(split(&codes::sources(code.right())));
    }
    seeds
}

/// Splits the real spec into one type or operation at a time, with its dependencies.
fn real() -> Vec<Seed> {
    let spec = tests().join("../spec");
    let api = ("api.yaml".to_owned(), read(&spec.join("api.yaml")));
    let mut seeds = Vec::new();
    for folder in ["types", "operations"] {
        for path in files::with_extension(&spec.join(folder), "yaml") {
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

/// Splits a long list of fields into several parts, each after the head of the file.
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
