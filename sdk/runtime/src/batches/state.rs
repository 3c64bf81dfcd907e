//! The state of an id.

/// The state of an id in a [`BatchReport`](crate::batches::BatchReport).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemState<'a> {
    /// The item was updated as requested.
    Done,
    /// The item already had the requested values, possibly because of an earlier attempt or run.
    AlreadySet,
    /// The item was not updated.
    Failed {
        /// The outcome in the response; `None` if the request as a whole failed.
        outcome: Option<&'a str>,
        /// The reason, for people.
        reason: &'a str,
    },
    /// The item may have been updated: the response was lost, or does not mention it.
    Unknown {
        /// The reason, for people.
        reason: &'a str,
    },
    /// The id was not sent, or the server refused the request without acting on it.
    NotTried,
}

impl ItemState<'_> {
    /// Returns `true` if the item has the requested values.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Done | Self::AlreadySet)
    }
}

/// The state of an id in memory: reasons are positions in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum State {
    Done,
    AlreadySet,
    Failed(u32),
    Unknown(u32),
    #[default]
    NotTried,
}
