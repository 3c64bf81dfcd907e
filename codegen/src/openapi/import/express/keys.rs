//! The keys of a mapping of the spec, in their usual order.

use crate::openapi::node::Node;

/// All keys that an import writes. Those of a field are in the order of the manual.
pub(in crate::openapi::import) const ORDER: [&str; 84] = [
    "api",
    "credential",
    "operation",
    "value",
    "name",
    "in",
    "from",
    "status",
    "media_type",
    "rust_name",
    "type",
    "kind",
    "wire",
    "rust",
    "items",
    "min_items",
    "max_items",
    "format",
    "min_length",
    "max_length",
    "minimum",
    "exclusive_minimum",
    "maximum",
    "exclusive_maximum",
    "encoding",
    "pattern",
    "const",
    "without",
    "overrides",
    "required",
    "nullable",
    "read_only",
    "sensitive",
    "list_style",
    "object_style",
    "keep_slashes",
    "selects",
    "default",
    "since",
    "deprecated",
    "renamed_from",
    "success",
    "example",
    "title",
    "version",
    "description",
    "tags",
    "method",
    "base_path",
    "path",
    "auth",
    "credentials",
    "error_envelope",
    "permissions",
    "optional_permissions",
    "retry",
    "rate_limit",
    "batch",
    "pagination",
    "outcomes",
    "preview",
    "inputs",
    "outputs",
    "errors",
    "response_headers",
    "header_sets",
    "examples",
    "discriminator",
    "variants",
    "selection",
    "values",
    "fields",
    "additional",
    "scheme",
    "header",
    "prefix",
    "parameter",
    "cookie",
    "advice",
    "cursor",
    "offset",
    "next",
    "total",
    "page",
];

/// The keys of a mapping.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(Vec<(String, Node)>);

impl Keys {
    /// Sets a key.
    pub(super) fn put(&mut self, key: &str, value: Node) {
        self.0.retain(|(known, _)| known != key);
        self.0.push((key.to_owned(), value));
    }

    pub(super) fn text(&mut self, key: &str, value: impl Into<String>) {
        self.put(key, Node::Text(value.into()));
    }

    /// Sets a key to `true` if a condition is met; `false` is the default of each flag.
    pub(super) fn flag(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.put(key, Node::Bool(true));
        }
    }

    pub(super) fn count(&mut self, key: &str, value: Option<u32>) {
        if let Some(value) = value {
            self.put(key, Node::Number(value.into()));
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let found = self.0.iter().find(|(known, _)| known == key)?;
        Some(&found.1)
    }

    pub(super) fn word(&self, key: &str) -> &str {
        self.get(key).and_then(Node::as_text).unwrap_or_default()
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Node> {
        let at = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn extend(&mut self, others: Keys) {
        for (key, value) in others.0 {
            self.put(&key, value);
        }
    }

    /// Returns the mapping in the usual order.
    pub(super) fn node(self) -> Node {
        let mut entries = self.0;
        sort(&mut entries);
        Node::Map(entries)
    }

    /// Returns the type alone as a name, and a type with other keys as a mapping.
    pub(super) fn items(self) -> Node {
        match self.0.as_slice() {
            [(key, Node::Text(word))] if key == "type" => Node::text(word),
            _ => self.node(),
        }
    }
}

/// Sorts keys into the usual order; unknown keys keep their order at the end.
pub(in crate::openapi::import) fn sort(entries: &mut [(String, Node)]) {
    entries.sort_by_key(|(key, _)| {
        ORDER
            .iter()
            .position(|known| known == key)
            .unwrap_or(ORDER.len())
    });
}
