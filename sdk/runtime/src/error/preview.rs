//! The error of a request that was not sent because of the number of its items.

use std::fmt;

use crate::error::Error;

/// The items of a request were not counted, or are too many. The request was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct PreviewError {
    /// Name of the operation that was not sent.
    pub operation: &'static str,
    /// The problem.
    pub problem: PreviewProblem,
    cause: Option<Error>,
}

/// The reason why a request was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreviewProblem {
    /// There are more items than [`SendOptions::at_most`](crate::call::SendOptions::at_most) allows.
    TooMany {
        /// The number of items.
        count: u64,
        /// The allowed number.
        at_most: u64,
    },
    /// The server did not report the number of items.
    NotCounted {
        /// Name of the operation that lists the items.
        listing: &'static str,
    },
    /// The request that counts the items failed; the error is the source of this one.
    Failed {
        /// Name of the operation that lists the items.
        listing: &'static str,
    },
    /// The request that counts the items would have too long a URL, and cannot be split.
    TooLong {
        /// Name of the operation that lists the items.
        listing: &'static str,
        /// The length of path and query, in bytes.
        bytes: usize,
        /// The longest that is sent.
        at_most: usize,
    },
    /// The operation has no preview, so its items cannot be counted.
    Unsupported,
}

impl PreviewError {
    pub(crate) fn new(operation: &'static str, problem: PreviewProblem) -> Self {
        Self {
            operation,
            problem,
            cause: None,
        }
    }

    /// Reports the failure of the request that counts.
    pub(crate) fn failed(operation: &'static str, listing: &'static str, cause: Error) -> Self {
        Self {
            operation,
            problem: PreviewProblem::Failed { listing },
            cause: Some(cause),
        }
    }

    /// Returns the error of the request that counts the items, if it failed.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        self.cause.as_ref()
    }
}

impl fmt::Display for PreviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: ", self.operation)?;
        match self.problem {
            PreviewProblem::TooMany { count, at_most } => {
                write!(
                    f,
                    "it would affect {count} items, and at most {at_most} are allowed"
                )
            }
            PreviewProblem::NotCounted { listing } => {
                write!(f, "{listing} returned no number of items")
            }
            PreviewProblem::Failed { listing } => {
                write!(f, "{listing}, which counts its items, failed")
            }
            PreviewProblem::TooLong {
                listing,
                bytes,
                at_most,
            } => {
                write!(
                    f,
                    "{listing}, which counts its items, would have a URL of {bytes} bytes, and at most \
                     {at_most} are sent; divide the filter"
                )
            }
            PreviewProblem::Unsupported => f.write_str(
                "its items cannot be counted, because the operation has no preview; \
                 send it without `at_most`",
            ),
        }
    }
}

impl std::error::Error for PreviewError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.cause.as_ref();
        cause.map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}
