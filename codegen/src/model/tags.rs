//! The subjects of operations, and the cargo features that compile them.

use std::collections::BTreeSet;

/// A subject of operations.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// The cargo feature that compiles its operations, if each tag is one.
    pub feature: Option<String>,
}

/// The condition under which an item is compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// It is always compiled.
    #[default]
    Always,
    /// One of these cargo features is on.
    AnyOf(BTreeSet<String>),
}

impl Condition {
    /// Returns the condition under which one of several items is compiled.
    pub(crate) fn any<'a>(conditions: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut features = BTreeSet::new();
        for condition in conditions {
            match condition {
                Self::Always => return Self::Always,
                Self::AnyOf(others) => features.extend(others.iter().cloned()),
            }
        }
        Self::AnyOf(features)
    }
}
