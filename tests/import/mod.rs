//! Imports OpenAPI descriptions: one construct at a time, broken and hostile ones, and updates.
//!
//! `features/<construct>.yaml` is a small description, and `features/<construct>.txt` has the files
//! that an import writes, and its report. `UPDATE_EXPECT=1 cargo test` renews them.

mod broken;
mod defaults;
mod deviations;
mod facts;
mod first_operation;
mod hand_edits;
mod mutations;
mod references;
mod support;
mod update;

use codegen::openapi::import::{MARK, RECORD, REPORT};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Folder, import_all};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("import/features")
}

fn features() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    paths.sort();
    paths
}

/// Returns the written files without neutral descriptions and the lines that every operation has, and
/// the report.
fn shown(folder: &Folder, report: &codegen::openapi::import::Report) -> String {
    let mut text = String::new();
    for (path, contents) in folder.files() {
        if path == REPORT || path == RECORD {
            continue;
        }
        let _ = writeln!(text, "#~ {path}");
        let is_fixed = |line: &str| line.ends_with(MARK) || line.contains("yaml-language-server");
        for line in contents.lines().filter(|line| !is_fixed(line)) {
            let _ = writeln!(text, "{line}");
        }
    }
    let _ = writeln!(text, "#~ report");
    for note in &report.notes {
        let word = if note.is_loss { "lost" } else { "noted" };
        let _ = writeln!(text, "{word}: {}: {} ({})", note.kind, note.text, note.item);
    }
    let status = "  - name: status_code\n    from: status\n    type: uint16\n    required: true\n    description: The HTTP status code.\n  - name: reason\n    from: reason\n    type: string\n    required: true\n    description: The reason phrase that follows the status code.\n";
    text.replace(status, "")
}

/// Each construct becomes the YAML that a person would write, and that generates.
#[test]
fn each_construct_is_expressed_or_reported() {
    for path in features() {
        let text = fs::read_to_string(&path).expect("the description");
        let mut folder = Folder::default();
        let imported = import_all(&mut folder, &text);
        let imported = imported.unwrap_or_else(|errors| panic!("{}: {errors:?}", path.display()));
        let sources = folder.sources();
        if let Err(found) = codegen::generate(&sources) {
            panic!("{}:\n{}", path.display(), found.render(&sources));
        }
        let expected = path.with_extension("txt");
        expect_test::expect_file![&expected].assert_eq(&shown(&folder, &imported.report));
    }
}

/// A second import of the same description changes no file.
#[test]
fn importing_twice_changes_nothing() {
    for path in features() {
        let text = fs::read_to_string(&path).expect("the description");
        let mut folder = Folder::default();
        import_all(&mut folder, &text).expect("the first import");
        let before = folder.files().clone();
        import_all(&mut folder, &text).expect("the second import");
        assert_eq!(before, *folder.files(), "{}", path.display());
    }
}

/// The order and the spelling of YAML and JSON make no difference.
#[test]
fn json_and_yaml_are_equal() {
    for path in features() {
        let text = fs::read_to_string(&path).expect("the description");
        let (mut yaml, mut json) = (Folder::default(), Folder::default());
        import_all(&mut yaml, &text).expect("YAML");
        import_all(&mut json, &support::as_json(&text)).expect("JSON");
        assert_eq!(yaml.files(), json.files(), "{}", path.display());
    }
}
