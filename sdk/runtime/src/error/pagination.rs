//! Errors of pagination.

/// The server repeated a cursor, so that pagination would never end.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "{operation} returned the same cursor twice within {pages} pages, so pagination would never end; \
     no further page was requested"
)]
#[non_exhaustive]
pub struct RepeatedCursorError {
    /// Name of the operation.
    pub operation: &'static str,
    /// The number of pages that arrived, including the one with the repeated cursor.
    pub pages: usize,
}

impl RepeatedCursorError {
    /// Reports a cursor that was repeated after `pages` pages.
    pub(crate) fn new(operation: &'static str, pages: usize) -> Self {
        Self { operation, pages }
    }
}
