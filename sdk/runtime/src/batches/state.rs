//! The state of an id.

/// The state of an id in a [`BatchReport`](crate::batches::BatchReport).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemState<'a> {
    /// The item was updated as requested.
    Done,
    /// The item already had the requested values.
    AlreadySet {
        /// `true` if the job itself may have set them: the response to an earlier attempt or run was
        /// lost. `false` if somebody else did.
        perhaps_by_this_job: bool,
    },
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
    NotTried {
        /// The reason, for people.
        reason: &'a str,
    },
}

impl ItemState<'_> {
    /// Returns `true` if the item has the requested values.
    #[must_use]
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Done | Self::AlreadySet { .. })
    }
}

/// The state of an id in memory: reasons are positions in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum State {
    Done,
    AlreadySet { perhaps_by_this_job: bool },
    Failed(u32),
    Unknown(u32),
    NotTried(u32),
}

impl State {
    /// The state of an id that the job has not come to.
    pub(super) const NOT_REACHED: Self = Self::NotTried(0);
}
