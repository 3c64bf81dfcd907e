//! Errors of local validation.

use std::fmt;

use crate::object::violation::Violation;

/// The number of violations that a message lists.
const MAX_LISTED: usize = 5;

/// A request that was rejected before anything was sent.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub struct InvalidRequestError {
    /// Name of the operation.
    pub operation: &'static str,
    /// Everything that is wrong with the request, each with the wire path of the field.
    pub violations: Vec<Violation>,
}

impl InvalidRequestError {
    /// Wraps the violations that validation found.
    pub(crate) fn new(operation: &'static str, violations: Vec<Violation>) -> Self {
        Self {
            operation,
            violations,
        }
    }
}

impl fmt::Display for InvalidRequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent", self.operation)?;
        for (position, violation) in self.violations.iter().take(MAX_LISTED).enumerate() {
            f.write_str(if position == 0 { ": " } else { "; " })?;
            fmt::Display::fmt(violation, f)?;
        }
        match self.violations.len().saturating_sub(MAX_LISTED) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}
