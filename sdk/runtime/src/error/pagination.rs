//! Errors of pagination.

use std::fmt;

/// The server repeated a cursor, a URL or a page, so that pagination would never end.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "{operation} returned {repeated} within {pages} pages, so pagination would never end; \
     no further page was requested"
)]
#[non_exhaustive]
pub struct RepeatedCursorError {
    /// Name of the operation.
    pub operation: &'static str,
    /// The number of pages that arrived, including the one that repeated.
    pub pages: usize,
    repeated: Repeated,
}

/// The part of a response that was repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Repeated {
    Cursor,
    Url,
    Items,
}

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cursor => "the same cursor twice",
            Self::Url => "the same URL of a next page twice",
            Self::Items => "the same items twice in a row",
        })
    }
}

impl RepeatedCursorError {
    /// Reports a part that was repeated after `pages` pages.
    pub(crate) fn new(operation: &'static str, pages: usize, repeated: Repeated) -> Self {
        Self {
            operation,
            pages,
            repeated,
        }
    }
}

/// The server named a next page on another server, to which the credential must not be sent, or with
/// an invalid URL.
#[derive(Clone, Debug, thiserror::Error)]
#[error(
    "{operation} returned the URL of a next page that cannot be requested: {problem}; \
     no request was sent there"
)]
#[non_exhaustive]
pub struct PageUrlError {
    /// Name of the operation.
    pub operation: &'static str,
    /// The number of pages that arrived, including the one with the URL.
    pub pages: usize,
    problem: &'static str,
}

impl PageUrlError {
    /// Reports the problem of a URL after `pages` pages. The URL is not quoted: it may contain a
    /// secret.
    pub(crate) fn new(operation: &'static str, pages: usize, problem: &'static str) -> Self {
        Self {
            operation,
            pages,
            problem,
        }
    }
}
