//! The descriptions of the specs in this repository.

use codegen::Sources;
use codegen::model::Api;
use serde_json::Value;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The OpenAPI description of a spec.
pub struct Description {
    /// The folder of the spec.
    pub name: String,
    pub sources: Sources,
    pub api: Api,
    pub text: String,
    pub json: Value,
}

impl Description {
    fn of(folder: &Path) -> Self {
        let name = folder.display().to_string();
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
                sources.add(
                    below,
                    std::fs::read(path).expect("a file of a spec can be read"),
                );
            }
        }
        let api = codegen::understand(&sources);
        let api = api.unwrap_or_else(|found| panic!("{name}: {}", found.render(&sources)));
        let text = codegen::openapi::export(&api);
        let json = serde_json::from_str(&text).expect("the description is JSON");
        Self {
            name,
            sources,
            api,
            text,
            json,
        }
    }

    /// Returns all references in the description.
    pub fn references(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.json, &mut found);
        found
    }
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            found.extend(
                entries
                    .get("$ref")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            entries.values().for_each(|value| collect(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Describes the real spec.
pub fn sentinel_one() -> Description {
    Description::of(&tests().join("../spec"))
}

/// Describes the real spec, that of the second API, and each feature of the language.
pub fn all() -> Vec<Description> {
    let goldens = std::fs::read_dir(tests().join("golden")).expect("the goldens can be read");
    let goldens = goldens.map(|entry| entry.expect("their entries can be read").path());
    let mut folders: Vec<_> = goldens
        .filter(|path| path.join("api.yaml").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() > 50, "{}", folders.len());
    folders.push(tests().join("ticket_api/spec"));
    let mut all: Vec<_> = folders
        .iter()
        .map(|folder| Description::of(folder))
        .collect();
    all.push(sentinel_one());
    all
}
