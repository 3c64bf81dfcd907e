//! The lines of elements in the spec files.

use super::element::Element;
use crate::parse::outline;
use crate::source::{FileId, Sources};
use std::collections::BTreeMap;

/// A line of a spec file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path of the file for messages.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// Finds elements in the files of a spec. A file is read when the first of its elements is looked up.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    /// The files by path below the label of the spec.
    files: BTreeMap<String, FileId>,
    /// The lines of the keys in each file, by path.
    outlines: BTreeMap<FileId, BTreeMap<String, usize>>,
}

impl<'a> Places<'a> {
    /// Creates it without reading a file.
    pub(super) fn new(sources: &'a Sources) -> Self {
        let files = sources.iter().map(|(file, _)| (sources.origin(file), file));
        Self {
            sources,
            files: files.collect(),
            outlines: BTreeMap::new(),
        }
    }

    /// Returns the place of the last element, or of the innermost one around it that is written in a
    /// file. The elements are listed from the outside.
    pub(super) fn find(&mut self, elements: &[&Element]) -> Option<Place> {
        let start = elements
            .iter()
            .rposition(|element| element.origin.is_some());
        let (file, inside) = match start {
            Some(start) => {
                let origin = elements[start].origin.as_ref()?;
                (*self.files.get(origin)?, &elements[start..])
            }
            None => (self.file_of_api()?, elements),
        };
        let outline = self
            .outlines
            .entry(file)
            .or_insert_with(|| outline(self.sources.file(file)));
        let top = top(outline, inside);
        let line = (1..=inside.len()).rev().find_map(|length| {
            let path = path(&top, &inside[..length]);
            let inner = path.rsplit_once('/');
            let inner = inner.map(|(start, end)| format!("{start}/items/{end}"));
            let found = outline.get(&path);
            found.or_else(|| outline.get(&inner?)).copied()
        });
        Some(Place {
            file: self.sources.display_path(file),
            line: line.unwrap_or(1),
        })
    }

    fn file_of_api(&self) -> Option<FileId> {
        let mut files = self.sources.iter();
        let (file, _) = files.find(|(_, source)| source.path == "api.yaml")?;
        Some(file)
    }
}

/// Returns the path of a type or an operation that is described inside `api.yaml`.
fn top(outline: &BTreeMap<String, usize>, elements: &[&Element]) -> String {
    let name = elements.first().map_or("", |element| element.name.as_str());
    let inside = [format!("types/{name}"), format!("operations/{name}")];
    let found = inside.into_iter().find(|path| outline.contains_key(path));
    found.unwrap_or_default()
}

fn path(top: &str, elements: &[&Element]) -> String {
    let parts = elements.iter().map(|element| element.at.as_str());
    let parts = std::iter::once(top).chain(parts);
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("/")
}
