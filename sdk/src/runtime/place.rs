//! Where in a request something stands.

use std::fmt;

/// Where in a request something stands: a path kept on the stack, written out only for a violation.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    name: &'a str,
    pub(super) index: Option<usize>,
}

impl Place<'static> {
    /// The request itself.
    pub(super) const ROOT: Self = Self {
        parent: None,
        name: "",
        index: None,
    };
}

impl<'a> Place<'a> {
    /// The field `name` of the object at this place, or the entry with this key of the map.
    pub(super) fn field(&'a self, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            name,
            index: None,
        }
    }

    /// The item with this position, from 0, of the list at this place.
    pub(super) fn item(&self, index: usize) -> Self {
        Self {
            index: Some(index),
            ..*self
        }
    }

    /// What a message starts with: which item of the list is meant.
    pub(super) fn which(&self) -> String {
        self.index
            .map_or_else(String::new, |index| format!("item {index} "))
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent.filter(|parent| !parent.name.is_empty()) {
            write!(f, "{parent}.")?;
        }
        f.write_str(self.name)
    }
}
