//! The value of an open enum, as the object model sees it.

/// The value of an open enum.
#[derive(Clone, Copy, Debug)]
pub struct OpenValue<'a> {
    /// The value as on the wire.
    pub(super) text: &'a str,
    /// The known values, unless it is one of them.
    pub(super) known: Option<&'static [&'static str]>,
}

impl<'a> OpenValue<'a> {
    /// Wraps a known value.
    #[must_use]
    pub const fn known(text: &'a str) -> Self {
        Self { text, known: None }
    }

    /// Wraps a value that is not among the known ones.
    #[must_use]
    pub const fn unrecognized(text: &'a str, known: &'static [&'static str]) -> Self {
        Self {
            text,
            known: Some(known),
        }
    }
}
