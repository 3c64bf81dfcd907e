//! The outcome for one item.

use std::fmt;

use crate::values::id::Id;

/// The outcome of a request for one item.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome<V> {
    /// The item was updated as requested.
    Done,
    /// The item already had the requested values. After a retry, an earlier attempt of the same call
    /// may have set them.
    AlreadySet,
    /// The item was not updated as requested, for this reason. If several parts failed, it is the
    /// first of them; [`ItemOutcome::parts`] has all.
    Failed(V),
    /// The response does not tell: it does not mention the item, or not every requested part of it.
    NotMentioned,
}

impl<V> Outcome<V> {
    /// Returns `true` if the item has the requested values.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Done | Self::AlreadySet)
    }
}

/// Writes `done`, `already set`, `not mentioned`, or the server's reason for a failure.
impl<V: AsRef<str>> fmt::Display for Outcome<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.pad("done"),
            Self::AlreadySet => f.pad("already set"),
            Self::Failed(value) => f.pad(&value.as_ref().escape_debug().to_string()),
            Self::NotMentioned => f.pad("not mentioned"),
        }
    }
}

/// The outcome for one item, and for each of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemOutcome<V> {
    /// The id of the item; `None` for an entry of the response that names none.
    pub id: Option<Id>,
    /// The outcome for the item as a whole. Only the requested parts count.
    pub outcome: Outcome<V>,
    /// The outcome for each part, in the documentation's order; empty if the response has no entry
    /// for the item.
    pub parts: Vec<PartOutcome<V>>,
}

impl<V> ItemOutcome<V> {
    /// Returns `true` if the response has an entry for the item. If it has none, the outcome follows
    /// from the number of affected items, or is [`Outcome::NotMentioned`].
    #[must_use]
    pub fn is_reported(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Returns the server's word for a part, under the part's name on the wire; `None` if the
    /// response does not mention it.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&V> {
        let part = self.parts.iter().find(|part| part.name == name)?;
        part.value.as_ref()
    }
}

/// Writes for instance `1488938160436018741 (result: updated, analystVerdict: missing_permissions)`.
impl<V: AsRef<str>> fmt::Display for ItemOutcome<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{}", id.escape_debug()),
            None => f.write_str("without an id"),
        }?;
        let shown = |part: &&PartOutcome<V>| part.is_requested || part.value.is_some();
        let mut parts = self.parts.iter().filter(shown).peekable();
        if parts.peek().is_none() {
            return write!(f, " ({})", self.outcome);
        }
        let mut separator = " (";
        for part in parts {
            write!(f, "{separator}{}: ", part.name)?;
            match &part.value {
                Some(value) => write!(f, "{}", value.as_ref().escape_debug()),
                None => f.write_str("not mentioned"),
            }?;
            separator = ", ";
        }
        f.write_str(")")
    }
}

/// The outcome for one part of an item, such as one of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartOutcome<V> {
    /// The name of the part on the wire.
    pub name: &'static str,
    /// `true` if the request asks for this part. Other parts do not count.
    pub is_requested: bool,
    /// The server's word; `None` if the response does not mention the part.
    pub value: Option<V>,
}
