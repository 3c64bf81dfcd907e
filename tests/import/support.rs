//! A spec folder in memory, and imports into it.

use codegen::Sources;
use codegen::openapi::import::{Broken, Imported, REPORT, Request, Selection, import};
use std::collections::BTreeMap;

/// The files of a spec folder, by path.
#[derive(Clone, Debug, Default)]
pub struct Folder(BTreeMap<String, String>);

impl Folder {
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    pub fn file(&self, path: &str) -> &str {
        let file = self.0.get(path);
        file.unwrap_or_else(|| panic!("no file {path} in {:?}", self.0.keys()))
    }

    pub fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    pub fn put(&mut self, path: &str, text: impl Into<String>) {
        self.0.insert(path.to_owned(), text.into());
    }

    /// Replaces a text that the file has once.
    pub fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.file(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in\n{text}");
        let text = text.replace(from, to);
        self.put(path, text);
    }

    /// Returns the YAML files, as `xtask` reads them.
    pub fn sources(&self) -> Sources {
        let mut sources = Sources::new("spec");
        for (path, text) in self.0.iter().filter(|(path, _)| *path != REPORT) {
            sources.add(path.clone(), text.clone().into_bytes());
        }
        sources
    }

    /// Imports, and applies the changes.
    pub fn import(
        &mut self,
        text: &str,
        selection: Selection,
        with_descriptions: bool,
    ) -> Result<Imported, Vec<Broken>> {
        let spec = self.sources();
        let imported = import(&Request {
            bytes: text.as_bytes(),
            spec: &spec,
            selection,
            with_descriptions,
        })?;
        for file in &imported.files {
            self.0.insert(file.path.clone(), file.contents.clone());
        }
        for path in &imported.removed {
            self.0.remove(path);
        }
        Ok(imported)
    }
}

pub fn import_all(folder: &mut Folder, text: &str) -> Result<Imported, Vec<Broken>> {
    folder.import(text, Selection::All, false)
}

/// Selects operations by endpoint.
pub fn some(operations: &[&str]) -> Selection {
    Selection::Some {
        operations: operations.iter().map(|one| (*one).to_owned()).collect(),
        tags: Vec::new(),
    }
}

/// Converts YAML to JSON in the same order.
pub fn as_json(yaml: &str) -> String {
    fn write(value: &serde_yaml::Value, json: &mut String) {
        match value {
            serde_yaml::Value::Mapping(entries) => {
                json.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    let key = match key {
                        serde_yaml::Value::String(text) => text.clone(),
                        other => serde_json::to_string(other).expect("a scalar"),
                    };
                    json.push_str(if index > 0 { "," } else { "" });
                    json.push_str(&serde_json::to_string(&key).expect("text"));
                    json.push(':');
                    write(value, json);
                }
                json.push('}');
            }
            serde_yaml::Value::Sequence(items) => {
                json.push('[');
                for (index, item) in items.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    write(item, json);
                }
                json.push(']');
            }
            scalar => json.push_str(&serde_json::to_string(scalar).expect("a scalar")),
        }
    }
    let value: serde_yaml::Value = serde_yaml::from_str(yaml).expect("valid YAML");
    let mut json = String::new();
    write(&value, &mut json);
    json
}
