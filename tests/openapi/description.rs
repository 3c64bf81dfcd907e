//! The descriptions of the specs in this repository.

#[path = "../shared/specs.rs"]
mod specs;

use codegen::Sources;
use codegen::model::Api;
use serde_json::Value;
use std::path::Path;

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
        let sources = specs::sources(folder);
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

/// Describes the real spec.
pub fn sentinel_one() -> Description {
    Description::of(&specs::sentinel_one())
}

/// Describes the real spec, that of the second API, and each feature of the language.
pub fn all() -> Vec<Description> {
    let folders = specs::folders();
    folders
        .iter()
        .map(|folder| Description::of(folder))
        .collect()
}
