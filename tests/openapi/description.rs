//! The descriptions of the specs in this repository.

use crate::specs;
use codegen::model::Api;
use codegen::{Sources, parallel};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

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

/// The descriptions of the real spec, that of the second API, and each feature of the language.
static ALL: LazyLock<Vec<Description>> = LazyLock::new(|| {
    let folders = specs::folders();
    let size = |folder: &PathBuf| usize::from(folder.ends_with("spec"));
    parallel::map(folders, size, |folder| Description::of(&folder))
});

/// Describes the real spec.
pub fn sentinel_one() -> &'static Description {
    all().last().expect("the real spec is the last one")
}

/// Describes the spec of the second API.
pub fn second_api() -> &'static Description {
    let found = all()
        .iter()
        .find(|description| description.name.ends_with("/ticket_api/spec"));
    found.expect("the second API")
}

/// Describes the spec of each feature of the language, that of the second API, and the real one.
pub fn all() -> &'static [Description] {
    &ALL
}
