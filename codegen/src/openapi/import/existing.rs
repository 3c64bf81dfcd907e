//! The spec before an import.

use super::plan::Taken;
use super::record::{FILE, Record};
use super::report::Broken;
use crate::diagnostic::Diagnostics;
use crate::openapi::node::Node;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// The problem of a spec that an import cannot continue.
pub(super) const INVALID: &str =
    "the spec has errors; correct them first, or choose another folder";

/// Returns the problem of a spec with these errors.
pub(super) fn invalid(sources: &Sources, found: &Diagnostics) -> Broken {
    Broken::new("", format!("{INVALID}:\n{}", found.render(sources)))
}

/// The files of a spec as trees.
#[derive(Debug, Default)]
pub(super) struct Existing {
    pub(super) api: Option<Node>,
    /// The files of types and operations, by path.
    pub(super) files: BTreeMap<String, Node>,
    pub(super) texts: BTreeMap<String, String>,
    pub(super) deviations: Vec<Deviation>,
    pub(super) record: Record,
}

/// A recorded difference between the spec and a source, which an import keeps.
#[derive(Debug)]
pub(super) struct Deviation {
    pub(super) item: String,
    pub(super) kind: String,
    /// `true` for a difference from the description.
    pub(super) is_from_openapi: bool,
}

impl Existing {
    /// Reads the files of a spec. One that cannot be read would lose what its author wrote.
    pub(super) fn read(sources: &Sources) -> Result<Self, Broken> {
        crate::parse::check(sources).map_err(|found| invalid(sources, &found))?;
        let mut existing = Self::default();
        for (_, file) in sources.iter() {
            if file.path == FILE {
                existing.record = Record::read(file)?;
                continue;
            }
            let node = Node::read(&file.text).map_err(|error| {
                let message = format!("`{}` cannot be read: {error}", file.path);
                Broken::new("", message)
            })?;
            match file.path.as_str() {
                "api.yaml" => existing.api = Some(node),
                "deviations.yaml" => existing.deviations = deviations(&node),
                path => {
                    existing.texts.insert(path.to_owned(), file.text.clone());
                    existing.files.insert(path.to_owned(), node);
                }
            }
        }
        Ok(existing)
    }

    /// Returns `true` if there is no file.
    pub(super) fn is_empty(&self) -> bool {
        self.api.is_none() && self.files.is_empty()
    }

    /// Returns the types and operations, those in `api.yaml` included.
    fn items<'a>(&'a self, key: &'a str, folder: &'a str) -> impl Iterator<Item = &'a Node> {
        let whole = self.api.as_ref().and_then(|api| api.get(key));
        let in_files = self
            .files
            .iter()
            .filter(move |(path, _)| path.starts_with(folder));
        whole
            .map_or(&[][..], Node::items)
            .iter()
            .chain(in_files.map(|(_, node)| node))
    }

    /// Returns the names of hand-written items.
    pub(super) fn taken(&self) -> Taken {
        let mut taken = Taken::default();
        let base_path = self.base_path();
        for node in self.items("operations", "operations/") {
            let Some(name) = node.text_of("operation") else {
                continue;
            };
            let is_imported = self.record.operations.named(name).is_some();
            let endpoint = endpoint(node, base_path);
            if !is_imported && self.renamed(&endpoint, base_path).is_none() {
                taken.operations.insert(endpoint, name.to_owned());
            }
        }
        for (list, name) in [("credentials", "credential"), ("header_sets", "name")] {
            let list = self.api.as_ref().and_then(|api| api.get(list));
            let names = list.map_or(&[][..], Node::items).iter();
            let names = names.filter_map(|one| one.text_of(name));
            taken.types.extend(names.map(str::to_owned));
        }
        for node in self.items("types", "types/") {
            let Some(name) = node.text_of("type") else {
                continue;
            };
            if self.record.types.named(name).is_some() {
                continue;
            }
            taken.types.insert(name.to_owned());
            match node.text_of("kind") {
                Some("object") => taken
                    .objects
                    .push((name.to_owned(), names(node, "fields", "name"))),
                Some("open_enum" | "closed_enum") => taken
                    .enums
                    .push((name.to_owned(), names(node, "values", "value"))),
                _ => {}
            }
        }
        taken
    }

    /// Returns the recorded name of an operation that has another name in its file.
    fn renamed(&self, endpoint: &str, base_path: &str) -> Option<&str> {
        let (method, path) = endpoint.split_once(' ')?;
        let below = path.strip_prefix(base_path).unwrap_or(path);
        let operations = &self.record.operations;
        let found = operations.of_source(endpoint);
        let found = found.or_else(|| operations.of_source(&format!("{method} {below}")));
        Some(&found?.name)
    }

    /// Returns the base path of the spec.
    pub(super) fn base_path(&self) -> &str {
        self.api
            .as_ref()
            .and_then(|api| api.text_of("base_path"))
            .unwrap_or_default()
    }

    /// Returns the file that an item had under another name.
    pub(super) fn former_file(
        &self,
        path: &str,
        node: &Node,
        written: &BTreeSet<&str>,
    ) -> Option<&str> {
        let folder = path.split('/').next()?;
        let key = if folder == "types" {
            "type"
        } else {
            "operation"
        };
        let same = |known: &Node| {
            if key == "operation" {
                return ["method", "path"]
                    .iter()
                    .all(|key| known.get(key) == node.get(key));
            }
            let of = |node: &Node| -> [Vec<String>; 2] {
                [
                    names(node, "fields", "name"),
                    names(node, "values", "value"),
                ]
            };
            of(known) == of(node)
        };
        let is_orphan = |known: &Node| {
            let name = known.text_of(key).unwrap_or_default();
            let list = if key == "type" {
                &self.record.types
            } else {
                &self.record.operations
            };
            list.named(name).is_none()
        };
        let prefix = format!("{folder}/");
        let mut files = self.files.iter();
        let found = files.find(|(known, old)| {
            known.starts_with(&prefix)
                && *known != path
                && !written.contains(known.as_str())
                && is_orphan(old)
                && same(old)
        })?;
        Some(found.0)
    }
}

/// Returns method and whole path of an operation in the spec.
fn endpoint(node: &Node, base_path: &str) -> String {
    let of = |key: &str| node.text_of(key).unwrap_or_default();
    let base_path = node.text_of("base_path").unwrap_or(base_path);
    format!("{} {base_path}{}", of("method"), of("path"))
}

/// Returns the names of the items in a list.
fn names<C: FromIterator<String>>(node: &Node, list: &str, key: &str) -> C {
    let items = node.get(list).map_or(&[][..], Node::items).iter();
    items
        .filter_map(|item| item.get(key).map(Node::shown))
        .collect()
}

fn deviations(node: &Node) -> Vec<Deviation> {
    let entries = node.get("deviations").map_or(&[][..], Node::items).iter();
    let items = entries.flat_map(|entry| {
        let kind = entry.text_of("kind").unwrap_or_default();
        let is_from_openapi = entry.text_of("differs_from") == Some("openapi");
        let items = entry.get("items").map_or(&[][..], Node::items).iter();
        items.filter_map(Node::as_text).map(move |item| Deviation {
            item: item.to_owned(),
            kind: kind.to_owned(),
            is_from_openapi,
        })
    });
    items.collect()
}
