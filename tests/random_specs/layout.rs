//! Layouts of one spec: in one file or several, in another order, in another YAML style.

use crate::random_specs::node::{Node, Writer};
use crate::random_specs::write::Parts;
use codegen::Sources;

/// The distribution of a spec's parts over files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Each part has its own file.
    Apart,
    /// Each part has its own file, in the opposite order.
    Backwards,
    /// All parts are in `api.yaml`.
    Together,
    /// Every other part is in `api.yaml`.
    Mixed,
}

/// Returns the files of a spec, by path.
pub fn files(parts: &Parts, spread: Spread, writer: &mut Writer) -> Vec<(String, String)> {
    let mut api = parts.api.clone();
    let mut files = Vec::new();
    for (key, parts) in [("types", &parts.types), ("operations", &parts.operations)] {
        let mut inside = Vec::new();
        for (at, (path, node)) in parts.iter().enumerate() {
            if spread == Spread::Together || spread == Spread::Mixed && at % 2 == 0 {
                inside.push(node.clone());
            } else {
                files.push((path.clone(), writer.file(node)));
            }
        }
        if !inside.is_empty() {
            api.push((key.to_owned(), Node::List(inside)));
        }
    }
    files.insert(0, ("api.yaml".to_owned(), writer.file(&Node::Map(api))));
    if spread == Spread::Backwards {
        files.reverse();
    }
    files
}

pub fn sources(files: &[(String, String)]) -> Sources {
    let mut sources = Sources::new("spec");
    for (path, text) in files {
        sources.add(path.as_str(), text.clone().into_bytes());
    }
    sources
}

/// Formats the files for a person.
pub fn shown(files: &[(String, String)]) -> String {
    let files = files
        .iter()
        .map(|(path, text)| format!("#~ {path}\n{text}\n"));
    files.collect()
}
