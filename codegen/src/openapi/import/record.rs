//! `import.yaml`: the names that earlier imports chose, and digests of what they wrote.

use super::MOST_BYTES;
use super::report::Broken;
use crate::openapi::node::Node;
use crate::source::SourceFile;
use std::collections::{BTreeMap, HashMap, VecDeque};

/// The file of the record, in the folder of the spec.
pub const FILE: &str = "import.yaml";

/// The record of earlier imports.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) operations: Entries,
    pub(super) types: Entries,
}

/// The imported operations or types, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    list: Vec<Entry>,
    /// The first entry with each name in the spec.
    by_name: HashMap<String, usize>,
    /// The first entry with each name in the source.
    by_source: HashMap<String, usize>,
}

/// An imported item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The name in the source.
    pub(super) source: String,
    /// The name in the spec.
    pub(super) name: String,
    /// The digest of the imported facts.
    pub(super) facts: String,
    /// The digest of the facts in the file as it was written; empty in older records.
    pub(super) written: String,
}

impl Record {
    /// Reads a record.
    pub(super) fn read(file: &SourceFile) -> Result<Self, Broken> {
        let broken = |problem: String| Broken::new("", format!("`{FILE}` {problem}"));
        if file.text.len() > MOST_BYTES {
            let limit = MOST_BYTES / 1024 / 1024;
            return Err(broken(format!("has more than {limit} MiB")));
        }
        if !file.is_utf8 {
            return Err(broken("is not encoded in UTF-8".to_owned()));
        }
        let node = Node::read(&file.text);
        let node = node.map_err(|error| broken(format!("is not valid YAML: {error}")))?;
        Ok(Self {
            operations: entries(&node, "operations", "operation")?,
            types: entries(&node, "types", "type")?,
        })
    }

    /// Returns the names of the types, by source.
    pub(super) fn types(&self) -> Names {
        let mut names: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
        for entry in self.types.iter() {
            names
                .entry(entry.source.clone())
                .or_default()
                .push_back(entry.name.clone());
        }
        Names(names)
    }

    /// Returns the record as YAML.
    pub(super) fn node(&self) -> Node {
        let list = |entries: &Entries, key: &str| {
            let items = entries.iter().map(|entry| {
                Node::Map(vec![
                    ("source".to_owned(), Node::text(&entry.source)),
                    (key.to_owned(), Node::text(&entry.name)),
                    ("facts".to_owned(), Node::text(entry.digests())),
                ])
            });
            Node::List(items.collect())
        };
        Node::Map(vec![
            ("operations".to_owned(), list(&self.operations, "operation")),
            ("types".to_owned(), list(&self.types, "type")),
        ])
    }
}

impl Entries {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.list.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn push(&mut self, entry: Entry) {
        let position = self.list.len();
        self.by_name.entry(entry.name.clone()).or_insert(position);
        self.by_source
            .entry(entry.source.clone())
            .or_insert(position);
        self.list.push(entry);
    }

    /// Returns the entry with a name in the spec.
    pub(super) fn named(&self, name: &str) -> Option<&Entry> {
        self.list.get(*self.by_name.get(name)?)
    }

    /// Returns the entry with a name in the source.
    pub(super) fn of_source(&self, source: &str) -> Option<&Entry> {
        self.list.get(*self.by_source.get(source)?)
    }
}

impl Entry {
    fn digests(&self) -> String {
        match self.written.as_str() {
            "" => self.facts.clone(),
            written => format!("{}-{written}", self.facts),
        }
    }
}

/// Recorded names that no type has taken yet.
pub(super) struct Names(BTreeMap<String, VecDeque<String>>);

impl Names {
    /// Takes the name of a source. Several types can have one source: they take the names in order.
    pub(super) fn take(&mut self, source: &str) -> Option<(String, String)> {
        let name = self.0.get_mut(source)?.pop_front()?;
        Some((source.to_owned(), name))
    }
}

fn entries(node: &Node, key: &str, name: &str) -> Result<Entries, Broken> {
    let items = node.get(key).map_or(&[][..], Node::items);
    let mut list = Entries::default();
    for (index, item) in items.iter().enumerate() {
        let text = |key: &str| item.get(key).map(Node::shown);
        let (Some(source), Some(name)) = (text("source"), text(name)) else {
            let message =
                format!("`{FILE}`: an entry of `{key}` needs the keys `source` and `{name}`");
            return Err(Broken::new(&format!("/{key}/{index}"), message));
        };
        if crate::lower::names::type_name(&name).is_none() {
            let message = format!("`{FILE}`: `{name}` is not a name in UpperCamelCase");
            return Err(Broken::new(&format!("/{key}/{index}"), message));
        }
        let digests = text("facts").unwrap_or_default();
        let (facts, written) = digests.split_once('-').unwrap_or((&digests, ""));
        list.push(Entry {
            source,
            name,
            facts: facts.to_owned(),
            written: written.to_owned(),
        });
    }
    Ok(list)
}
