//! The value of an open enum, as the object model sees it.

/// The value of an open enum.
#[derive(Clone, Copy, Debug)]
pub struct OpenValue<'a> {
    /// The value as on the wire.
    pub(crate) text: &'a str,
    /// The known values of the enum.
    pub(crate) known: &'static [&'static str],
}

impl OpenValue<'_> {
    /// Returns `true` if the enum knows the value.
    pub(super) fn is_known(&self) -> bool {
        self.known.contains(&self.text)
    }
}
