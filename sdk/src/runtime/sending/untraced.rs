//! What a call tells without the feature `tracing`: nothing.

use super::arrived::Arrived;
use crate::runtime::{Api, Error};

/// One attempt of a call.
pub(in crate::runtime) struct Attempt;

impl Attempt {
    /// The attempt after so many others.
    pub(super) fn new(_resends: u32) -> Self {
        Self
    }

    /// An answer began.
    pub(super) fn arrived<A: Api>(&mut self, arrived: &Arrived) {
        let (Self, _, _) = (self, arrived, A::NAME);
    }

    /// The attempt is over.
    pub(in crate::runtime) fn ended(self, _error: Option<&Error>) {
        let Self = self;
    }
}
