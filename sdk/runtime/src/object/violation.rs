//! A violated constraint of a request.

use std::fmt;

/// A violated constraint of a request, found before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Path of the field, by wire names from the inputs down, such as `filter.ids`; empty for the
    /// request itself.
    pub path: String,
    /// What is wrong and how to fix it, in one line.
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
