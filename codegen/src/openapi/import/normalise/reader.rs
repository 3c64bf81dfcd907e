//! The document with the state of reading it: references, notes and errors.

use super::Version;
use crate::openapi::import::report::{Broken, Report};
use crate::openapi::index::Index;
use crate::openapi::node::Node;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A value with its JSON pointer.
#[derive(Clone, Debug)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    pub(super) pointer: String,
}

impl<'a> At<'a> {
    /// Returns the value of a key.
    pub(super) fn get(&self, key: &str) -> Option<At<'a>> {
        let node = self.node.get(key)?;
        Some(At {
            node,
            pointer: step(&self.pointer, key),
        })
    }

    /// Returns the entries of a mapping.
    pub(super) fn entries(&self) -> Vec<(&'a str, At<'a>)> {
        let entries = self.node.entries().iter().map(|(key, node)| {
            let pointer = step(&self.pointer, key);
            (key.as_str(), At { node, pointer })
        });
        entries.collect()
    }

    /// Returns the items of a list.
    pub(super) fn items(&self) -> Vec<At<'a>> {
        let items = self.node.items().iter().enumerate();
        let items = items.map(|(index, node)| At {
            node,
            pointer: step(&self.pointer, &index.to_string()),
        });
        items.collect()
    }
}

/// Appends a key to a JSON pointer.
pub(in crate::openapi::import) fn step(pointer: &str, key: &str) -> String {
    let key = key.replace('~', "~0").replace('/', "~1");
    format!("{pointer}/{key}")
}

/// The maximum number of schemas inside each other.
const DEEPEST_SCHEMA: usize = 100;
/// The maximum number of schemas that are read again, because references lead to them.
const MOST_REPEATED: usize = 50_000;
/// The maximum number of references that follow each other.
const LONGEST_CHAIN: usize = 100;
pub(super) const TOO_DEEP: &str = "the schemas are nested too deeply, or lead back to themselves";

pub(in crate::openapi::import) struct Reader<'a> {
    index: &'a Index<'a>,
    pub(in crate::openapi::import) version: Version,
    /// The description belongs to a spec.
    pub(super) is_own: bool,
    pub(in crate::openapi::import) report: Report,
    pub(in crate::openapi::import) broken: Vec<Broken>,
    schemas: HashMap<&'a str, &'a Node>,
    pub(super) depth: usize,
    /// The part of a combination that is being read.
    pub(super) part: Option<String>,
    /// The number of references that are being followed, and that of the schemas that were read so.
    repetition: (usize, usize),
    /// The operation or the named schema that is being read.
    owner: String,
    /// The targets of references, by the operation or the named schema that is read with them.
    pub(super) followed: BTreeMap<String, BTreeSet<String>>,
}

/// The target of a reference.
pub(super) enum Target<'a> {
    /// A named schema.
    Schema(String),
    /// A value elsewhere in the document.
    Value(At<'a>),
}

impl<'a> Reader<'a> {
    pub(super) fn new(index: &'a Index<'a>, version: Version, is_own: bool) -> Self {
        let mut reader = Self {
            index,
            version,
            is_own,
            report: Report::default(),
            broken: Vec::new(),
            schemas: HashMap::new(),
            depth: 0,
            part: None,
            repetition: (0, 0),
            owner: String::new(),
            followed: BTreeMap::new(),
        };
        let schemas = reader.schemas_at();
        let entries = schemas.iter().flat_map(|at| at.node.entries());
        reader.schemas = entries.map(|(name, node)| (name.as_str(), node)).collect();
        reader
    }

    pub(super) fn root(&self) -> At<'a> {
        At {
            node: self.index.root(),
            pointer: String::new(),
        }
    }

    /// Returns the content of the response that all errors of a spec have.
    pub(super) fn error_content(&self) -> Option<&'a Node> {
        let responses = self.index.root().get("components")?.get("responses")?;
        responses.get("Error")?.get("content")
    }

    /// Returns the named schemas.
    pub(super) fn schemas_at(&self) -> Option<At<'a>> {
        match self.version {
            Version::Swagger2 => self.root().get("definitions"),
            Version::OpenApi3 => self.root().get("components")?.get("schemas"),
        }
    }

    pub(super) fn schema_pointer(&self, name: &str) -> String {
        step(self.version.schemas(), name)
    }

    pub(super) fn schema_at(&self, name: &str) -> Option<At<'a>> {
        let node = self.schemas.get(name)?;
        Some(At {
            node,
            pointer: self.schema_pointer(name),
        })
    }

    /// Counts a schema. Returns `true` if the schemas are nested too deeply, or too many.
    pub(super) fn is_too_much(&mut self) -> bool {
        let (references, count) = &mut self.repetition;
        *count += usize::from(*references > 0);
        self.depth > DEEPEST_SCHEMA || *count > MOST_REPEATED
    }

    /// Reads a schema behind a reference, which can repeat a part of a document any number of times.
    pub(super) fn repeated<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.repetition.0 += 1;
        let found = read(self);
        self.repetition.0 -= 1;
        found
    }

    /// Returns an error if references repeat parts of the document too often to go on.
    pub(super) fn check_repetition(&self) -> Result<(), Broken> {
        if self.repetition.1 <= MOST_REPEATED {
            return Ok(());
        }
        let text = "the references of the schemas are nested too deeply, or repeat too much of the document";
        let last = self.broken.last().map(|broken| broken.pointer.as_str());
        Err(Broken::new(last.unwrap_or_default(), text))
    }

    /// Returns `true` if keywords next to a reference count.
    pub(super) fn has_siblings(&self) -> bool {
        let version = self.index.root().get("openapi").map(Node::shown);
        version.is_some_and(|version| !version.starts_with("3.0"))
    }

    pub(super) fn broken(&mut self, pointer: &str, message: impl Into<String>) {
        self.broken.push(Broken::new(pointer, message));
    }

    /// Begins to read an operation or a named schema.
    pub(super) fn begin(&mut self, pointer: &str) {
        pointer.clone_into(&mut self.owner);
    }

    /// Records that a value elsewhere is a part of what is being read.
    pub(super) fn follow(&mut self, pointer: String) {
        if self.owner.is_empty() {
            return;
        }
        let followed = self.followed.entry(self.owner.clone()).or_default();
        followed.insert(pointer);
    }

    /// Follows the references of a parameter, a body or a response.
    pub(super) fn resolved(&mut self, at: At<'a>) -> Option<At<'a>> {
        let mut at = at;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = at.node.text_of("$ref") else {
                return Some(at);
            };
            at = match self.target(reference, &at.pointer)? {
                Target::Value(found) => found,
                Target::Schema(name) => self.schema_at(&name)?,
            };
            self.follow(at.pointer.clone());
        }
        self.broken(&at.pointer, "the `$ref` leads back to itself");
        None
    }

    /// Finds the target of a reference, and reports one into nothing.
    pub(super) fn target(&mut self, reference: &str, pointer: &str) -> Option<Target<'a>> {
        let place = step(pointer, "$ref");
        let Some(path) = reference.strip_prefix('#') else {
            let message = format!(
                "the reference `{reference}` leads out of the document, and an import uses no network: \
                 bundle the description into one file first"
            );
            self.broken(&place, message);
            return None;
        };
        if !path.starts_with('/') {
            let message = format!(
                "the reference `{reference}` is not a JSON pointer to a value, such as `#/components/schemas/Name`"
            );
            self.broken(&place, message);
            return None;
        }
        let below = path.strip_prefix(self.version.schemas());
        let name = below.and_then(|rest| rest.strip_prefix('/'));
        if let Some(name) = name.map(unescaped)
            && (self.schemas.contains_key(name.as_str()))
        {
            return Some(Target::Schema(name));
        }
        let mut at = self.root();
        for key in path.split('/').skip(1) {
            let key = unescaped(key);
            let next = match at.node {
                Node::List(items) => {
                    let position = key.parse::<usize>().ok();
                    position.and_then(|position| items.get(position))
                }
                mapping => self.index.get(mapping, &key),
            };
            let Some(node) = next else {
                let message = format!("the reference `{reference}` leads to nothing");
                self.broken(&place, message);
                return None;
            };
            at = At {
                node,
                pointer: step(&at.pointer, &key),
            };
        }
        Some(Target::Value(at))
    }
}

/// Decodes a key of a JSON pointer in a URI.
fn unescaped(key: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = key.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        if let Some(byte) = byte.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    let key = String::from_utf8_lossy(&bytes);
    key.replace("~1", "/").replace("~0", "~")
}
