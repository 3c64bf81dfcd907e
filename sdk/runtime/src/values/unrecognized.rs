//! Values of open enums that this version of the SDK does not know.

use std::fmt;

/// A value that this version of the SDK does not know, unchanged.
///
/// It has no constructor: only parsing an enum creates it, so it never contains a known value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    pub(super) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// Returns the value as on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Unrecognized {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
