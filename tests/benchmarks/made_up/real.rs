//! The real spec, and how its files become copies.

use super::Home;
use super::text::{self, declared, values};
use crate::Result;
use crate::settings::Settings;
use serde_yaml::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The placeholder in the names of a copy, replaced by its number.
pub const NUMBER: &str = "N0000";

/// The folders of a spec.
pub const OPERATIONS: &str = "operations";
pub const TYPES: &str = "types";

/// The facts of the whole API.
const API: &str = "api.yaml";

/// A file of the real spec with an operation or a type.
pub struct File {
    /// The folder of the file.
    pub part: &'static str,
    stem: String,
    /// The name of the operation or type.
    pub name: String,
    text: String,
    tree: Value,
}

/// The real spec.
pub struct Real {
    /// The facts of the whole API, as text.
    api: String,
    /// The files of operations and types.
    pub files: Vec<File>,
}

impl Real {
    pub fn read(settings: &Settings) -> Result<Self> {
        let folder = settings.root.join("spec");
        let mut files = Vec::new();
        for (part, key) in [(OPERATIONS, "operation"), (TYPES, "type")] {
            for entry in fs::read_dir(folder.join(part))? {
                let path = entry?.path();
                let text = fs::read_to_string(&path)?;
                let tree: Value = serde_yaml::from_str(&text)?;
                let name = tree.get(key).and_then(Value::as_str);
                let name = name.ok_or_else(|| format!("{} has no `{key}`", path.display()))?;
                let stem = path.file_stem().unwrap_or_default();
                files.push(File {
                    part,
                    stem: stem.to_string_lossy().into_owned(),
                    name: name.to_owned(),
                    text,
                    tree,
                });
            }
        }
        let api = fs::read_to_string(folder.join(API))?;
        Ok(Self { api, files })
    }

    /// Returns the spec without a key of the whole API.
    pub fn without(self, key: &str) -> Self {
        let api = text::without(&self.api, key);
        Self { api, ..self }
    }

    /// Returns the names with those of all types that they need, directly or through others.
    pub fn reached(&self, mut names: BTreeSet<String>) -> BTreeSet<String> {
        loop {
            let known = self.files.iter().filter(|file| names.contains(&file.name));
            let needed: BTreeSet<_> = known.flat_map(|file| values(&file.tree)).collect();
            let types = self.files.iter().filter(|file| file.part == TYPES);
            let found = types.filter(|file| needed.contains(file.name.as_str()));
            let before = names.len();
            names.extend(found.map(|file| file.name.clone()));
            if names.len() == before {
                return names;
            }
        }
    }

    /// Returns the names that all copies share: handwritten types, names in the facts of the whole
    /// API, the chosen types, and what these need.
    pub fn shared(&self, is_chosen: impl Fn(&Value) -> bool) -> Result<BTreeSet<String>> {
        let api = serde_yaml::from_str(&self.api)?;
        let of_api = values(&api);
        let types = self.files.iter().filter(|file| file.part == TYPES);
        let shared = types.filter(|file| {
            let kind = file.tree.get("kind").and_then(Value::as_str);
            let is_of_api = of_api.contains(file.name.as_str());
            kind == Some("external") || is_of_api || is_chosen(&file.tree)
        });
        Ok(self.reached(shared.map(|file| file.name.clone()).collect()))
    }

    /// Writes copies of the selected files, and a single one of those that are shared.
    pub fn write(
        &self,
        folder: &Path,
        selected: &BTreeSet<String>,
        shared: &BTreeSet<String>,
        copies: usize,
        home: Home,
    ) -> Result<()> {
        for part in [OPERATIONS, TYPES] {
            fs::create_dir_all(folder.join(part))?;
        }
        let moved = |text: &str| match home {
            Home::Sdk => text.to_owned(),
            Home::Outside => text
                .replace("public_path: sentinelone_sdk\n", "public_path: made_up\n")
                .replace("rust: crate::ext::", "rust: sentinelone_sdk::"),
        };
        fs::write(folder.join(API), moved(&self.api))?;
        let files = self.files.iter();
        let files = files.filter(|file| selected.contains(&file.name));
        let (single, many): (Vec<_>, Vec<_>) = files.partition(|file| shared.contains(&file.name));
        for File {
            part, stem, text, ..
        } in single
        {
            fs::write(folder.join(part).join(format!("{stem}.yaml")), moved(text))?;
        }
        let names = many.iter().map(|file| file.name.clone()).collect();
        for file in many {
            let text = self.template(file, &names)?;
            for copy in 0..copies {
                let name = format!("{}_n{copy:04}.yaml", file.stem);
                let text = text.replace(NUMBER, &format!("N{copy:04}"));
                fs::write(folder.join(file.part).join(name), text)?;
            }
        }
        Ok(())
    }

    /// Returns the text of a file with the placeholder in its names and path, and without the
    /// members that name an operation which is not copied.
    fn template(&self, file: &File, copied: &BTreeSet<String>) -> Result<String> {
        let mut names = copied.clone();
        names.extend(declared(&file.tree));
        if file.part == OPERATIONS {
            let path = file.tree.get("path").and_then(Value::as_str);
            names.extend(path.map(str::to_owned));
        }
        let operations = self.files.iter().filter(|file| file.part == OPERATIONS);
        let missing = operations.map(|operation| operation.name.as_str());
        let missing = missing.filter(|name| !copied.contains(*name)).collect();
        text::template(&file.text, &names, &missing)
            .map_err(|error| format!("{}: {error}", file.name).into())
    }
}
