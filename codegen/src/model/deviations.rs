//! Differences between the spec and its sources.

use super::bounds::BoundKey;
use super::fields::Presence;
use crate::source::Span;

/// A difference between the spec and one of its sources.
#[derive(Clone, Debug)]
pub struct Deviation {
    /// The item's path, such as `ThreatFilter.limit`.
    pub item: String,
    /// The kind of difference.
    pub kind: DeviationKind,
    /// The source that has another version.
    pub counterpart: Counterpart,
    /// The reason for it.
    pub reason: String,
    /// The evidence for it.
    pub evidence: String,
    /// The location of the entry in the spec.
    pub span: Span,
}

/// A source of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counterpart {
    /// The reference documentation.
    Documentation,
    /// The OpenAPI description that operations are imported from.
    OpenApi,
}

impl Counterpart {
    /// Every source with the spec language's word for it.
    pub const ALL: [(&'static str, Self); 2] = [
        ("documentation", Self::Documentation),
        ("openapi", Self::OpenApi),
    ];

    /// Returns the spec language's word for the source.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let found = all.find(|(_, source)| *source == self);
        found.map_or("", |(word, _)| word)
    }
}

/// The kind of difference between an item and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviationKind {
    /// The types differ.
    Type {
        /// The type in the source.
        documented: String,
        /// The spec's type.
        spec: String,
    },
    /// The source does not have the item.
    Added,
    /// The source and the spec disagree on whether the item is always present; this is the
    /// presence in the spec.
    Presence(Presence),
    /// A bound differs. At least one side has it.
    Bound {
        /// The bound.
        key: BoundKey,
        /// Its value in the source.
        documented: Option<String>,
        /// Its value in the spec.
        spec: Option<String>,
    },
    /// The spec rejects an object that selects nothing; the source does not.
    Selection,
    /// The source has the members of an object in another order.
    Order,
}

impl DeviationKind {
    /// Returns the spec language's word for the kind.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Type { .. } => "type",
            Self::Added => "added",
            Self::Presence(_) => "presence",
            Self::Bound { key, .. } => key.word(),
            Self::Selection => "selection",
            Self::Order => "order",
        }
    }
}
