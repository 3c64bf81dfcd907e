//! Paths of fields in a request.

use std::fmt;

/// The path of a field in a request, by wire names. It lives on the stack and is formatted only for
/// a violation.
#[derive(Clone, Copy, Debug)]
pub struct FieldPath<'a> {
    parent: Option<&'a FieldPath<'a>>,
    name: &'a str,
    pub(crate) index: Option<usize>,
}

impl FieldPath<'static> {
    /// The path of the request itself.
    pub(crate) const ROOT: Self = Self {
        parent: None,
        name: "",
        index: None,
    };
}

impl<'a> FieldPath<'a> {
    /// Returns the path of the field `name` of the object at this path, or of the map entry with
    /// that key.
    pub(crate) fn field(&'a self, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            name,
            index: None,
        }
    }

    /// Returns the path of an item of the list at this path, by its position from 0.
    pub(crate) fn item(&self, index: usize) -> Self {
        Self {
            index: Some(index),
            ..*self
        }
    }

    /// Returns the names on the way from the request to this path. An item has those of its list.
    pub(crate) fn names(&self) -> Vec<String> {
        let Some(parent) = self.parent else {
            return Vec::new();
        };
        let mut names = parent.names();
        names.push(self.name.to_owned());
        names
    }

    /// Returns the start of a message about a list item, such as `item 1 `; empty for any other
    /// path.
    pub(crate) fn item_prefix(&self) -> String {
        self.index
            .map_or_else(String::new, |index| format!("item {index} "))
    }
}

impl fmt::Display for FieldPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent.filter(|parent| !parent.name.is_empty()) {
            write!(f, "{parent}.")?;
        }
        f.write_str(self.name)
    }
}
