//! The encoding of a list in the query.

/// The encoding of a list in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListStyle {
    /// `a=1&a=2`
    Repeat,
    /// `a=1,2`
    Comma,
    /// `a=1|2`
    Pipe,
    /// `a=1 2`
    Space,
    /// `a[]=1&a[]=2`
    Brackets,
}

impl ListStyle {
    /// Returns the separator of the items, percent-encoded; `None` if each item is a parameter.
    pub(crate) fn separator(self) -> Option<&'static str> {
        match self {
            Self::Comma => Some(","),
            Self::Pipe => Some("%7C"),
            Self::Space => Some("%20"),
            Self::Repeat | Self::Brackets => None,
        }
    }

    /// Returns the problem of an item that the server would split; `None` if it would not. A comma
    /// inside an item is percent-encoded, unlike the separator.
    pub(crate) fn problem(self, item: &str) -> Option<&'static str> {
        match self {
            Self::Pipe if item.contains('|') => {
                Some("contains `|`, which separates the items of this list: remove it")
            }
            Self::Space if item.contains(' ') => {
                Some("contains a space, which separates the items of this list: remove it")
            }
            _ => None,
        }
    }
}
