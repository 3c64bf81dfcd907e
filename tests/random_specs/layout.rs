//! One spec in different files: together, apart, in another order, in another hand.

use crate::node::{Node, Writer};
use crate::write::Parts;
use codegen::Sources;

/// How the parts of a spec are spread over files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Each has a file of its own.
    Apart,
    /// Each has a file of its own, and they come in the opposite order.
    Backwards,
    /// All stand in `api.yaml`.
    Together,
    /// Every other one stands in `api.yaml`.
    Mixed,
}

/// The files of a spec, by path.
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

/// The files as a person would want to see them.
pub fn shown(files: &[(String, String)]) -> String {
    let files = files
        .iter()
        .map(|(path, text)| format!("#~ {path}\n{text}\n"));
    files.collect()
}
