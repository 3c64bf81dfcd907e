//! Specs as values, and the verdicts of the parser and the schema.

use crate::files;
use crate::schema::verdict::Finding;
use codegen::{Sources, parse};
use serde_json::Value;
use std::path::Path;

/// Begins the line that names the file of the following lines.
const NEXT_FILE: &str = "#~ ";

/// The files of a spec: path and text.
#[derive(Clone)]
pub struct Texts {
    pub name: String,
    pub files: Vec<(String, String)>,
}

/// The files of a spec: path and value.
#[derive(Clone)]
pub struct Spec {
    pub name: String,
    pub files: Vec<(String, Value)>,
}

impl Texts {
    /// Splits one text into a spec: `api.yaml`, and from a line `#~ path` on another file.
    pub fn split(name: &str, text: &str) -> Self {
        let mut files = vec![("api.yaml".to_owned(), String::new())];
        for line in text.split_inclusive('\n') {
            match (line.strip_prefix(NEXT_FILE), files.last_mut()) {
                (Some(path), _) => files.push((path.trim_end().to_owned(), String::new())),
                (None, Some((_, contents))) => contents.push_str(line),
                (None, None) => {}
            }
        }
        files.retain(|(_, contents)| !contents.is_empty());
        Self {
            name: name.to_owned(),
            files,
        }
    }

    pub fn sources(&self) -> Sources {
        let mut sources = Sources::new("spec");
        for (path, text) in &self.files {
            sources.add(path.clone(), text.clone().into_bytes());
        }
        sources
    }

    /// Returns the values, unless a file is not valid YAML.
    pub fn values(&self) -> Option<Spec> {
        let files = self.files.iter();
        let files =
            files.map(|(path, text)| Some((path.clone(), serde_yaml::from_str(text).ok()?)));
        Some(Spec {
            name: self.name.clone(),
            files: files.collect::<Option<_>>()?,
        })
    }

    /// Returns the verdict of the parser, and of lowering on its behalf, on the shape.
    pub fn finding(&self) -> Option<Finding> {
        let sources = self.sources();
        Finding::first(&sources, parse::parse(&sources))
    }
}

impl Spec {
    /// Returns the spec with its values written as JSON.
    pub fn texts(&self) -> Texts {
        let files = self.files.iter();
        Texts {
            name: self.name.clone(),
            files: files
                .map(|(path, value)| (path.clone(), text(value)))
                .collect(),
        }
    }

    /// Returns `true` if the schema accepts each file.
    pub fn is_accepted(&self, schema: &jsonschema::Validator) -> bool {
        self.files.iter().all(|(_, value)| schema.is_valid(value))
    }
}

/// Returns a value written as JSON, which is YAML.
pub fn text(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("a value is JSON")
}

/// Returns the folder of the tests.
pub fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the project's own spec.
pub fn own() -> Texts {
    let folder = tests().join("../spec");
    let mut files = Vec::new();
    for below in ["", "types", "operations"] {
        for name in names(&folder.join(below), "yaml") {
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            files.push((path.clone(), read(&folder.join(path))));
        }
    }
    Texts {
        name: "spec".to_owned(),
        files,
    }
}

/// Returns the specs of the goldens.
pub fn goldens() -> Vec<Texts> {
    let folder = tests().join("golden");
    let features = names(&folder, "").into_iter();
    let spec = |feature: String| Some((folder.join(&feature).join("api.yaml"), feature));
    let specs = features.filter_map(spec).filter(|(path, _)| path.exists());
    specs
        .map(|(path, feature)| Texts::split(&feature, &read(&path)))
        .collect()
}

/// Returns the cases with one error each.
pub fn cases() -> Vec<Texts> {
    let folder = tests().join("diagnostics");
    let cases = names(&folder, "yaml").into_iter();
    cases
        .map(|name| Texts::split(name.trim_end_matches(".yaml"), &read(&folder.join(&name))))
        .collect()
}

/// Returns a spec that contains every key of the language.
pub fn whole() -> Texts {
    Texts::split("whole", &read(&tests().join("schema/whole.yaml")))
}

/// Returns the text of a file, with line feeds only.
pub fn read(path: &Path) -> String {
    files::read(path).replace("\r\n", "\n")
}

/// Returns the sorted names of the entries of a folder with an extension.
fn names(folder: &Path, extension: &str) -> Vec<String> {
    let paths = files::with_extension(folder, extension).into_iter();
    paths
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect()
}
