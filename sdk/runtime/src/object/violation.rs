//! A violated constraint of a request.

use std::fmt;

/// A violated constraint of a request, found before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Path of the field, by wire names from the inputs down, such as `filter.ids`; empty for the
    /// request itself.
    pub path: String,
    /// The problem and its fix, in one line.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// The number of violations that a message lists.
const MAX_LISTED: usize = 5;

/// Formats violations in one line: the first ones, and the number of the others.
pub(crate) struct Listed<'a>(pub(crate) &'a [Violation]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, violation) in self.0.iter().take(MAX_LISTED).enumerate() {
            f.write_str(if position == 0 { "" } else { "; " })?;
            fmt::Display::fmt(violation, f)?;
        }
        match self.0.len().saturating_sub(MAX_LISTED) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}
