//! The errors of a call, from local validation to the body of the response.

mod accessors;
pub(crate) mod api_errors;
pub(crate) mod body;
pub(crate) mod body_error;
pub(crate) mod boxed;
pub(crate) mod config;
pub(crate) mod context;
pub(crate) mod decode_problem;
pub(crate) mod details;
mod failed_attempt;
mod foreign_errors;
pub(crate) mod format;
pub(crate) mod one_line;
pub(crate) mod page;
pub(crate) mod pagination;
pub(crate) mod preview;
mod report;
pub(crate) mod response;
pub(crate) mod transport;
pub(crate) mod validation;

pub use api_errors::{ErrorCode, ErrorDetail};
pub use body::ErrorBody;
pub use body_error::BodyError;
pub use config::ConfigurationError;
pub use decode_problem::DecodeProblem;
pub use format::ErrorFormat;
pub use pagination::{PageUrlError, RepeatedCursorError};
pub use preview::{PreviewError, PreviewProblem};
pub use report::Report;
pub use response::{ApiError, DecodeError};
pub use transport::{ConnectError, InterruptedError, TimeoutError, TimeoutPhase};
pub use validation::{InvalidObjectError, InvalidRequestError, validate};

pub use crate::object::violation::Violation;

/// The reason why a client could not be built or a call failed.
///
/// Each message is one line and does not repeat its [`source`](std::error::Error::source). No error
/// contains the credential, even when the server echoes it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request was rejected before anything was sent; every violation is listed.
    #[error(transparent)]
    InvalidRequest(Box<InvalidRequestError>),
    /// The configuration of the client is invalid.
    #[error(transparent)]
    Configuration(Box<ConfigurationError>),
    /// No connection to the server could be opened; nothing was sent.
    #[error(transparent)]
    Connect(Box<ConnectError>),
    /// A time-out elapsed before the response was complete; if the request was sent, the server may
    /// have acted on it.
    #[error(transparent)]
    Timeout(Box<TimeoutError>),
    /// The connection failed after it was opened; the server may have acted on the request.
    #[error(transparent)]
    Interrupted(Box<InterruptedError>),
    /// The server reported success, but its response cannot be decoded; it did act on the request.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// The server responded with a status that is not a success.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// Pagination was stopped because the server repeated a cursor, a URL or a page; all earlier
    /// pages are valid.
    #[error(transparent)]
    RepeatedCursor(Box<RepeatedCursorError>),
    /// Pagination was stopped because the server named a next page that is not on the same server;
    /// all earlier pages are valid.
    #[error(transparent)]
    PageUrl(Box<PageUrlError>),
    /// The request was not sent, because its items were not counted or are too many.
    #[error(transparent)]
    Preview(Box<PreviewError>),
}

/// Implements the conversion of each kind of error into [`Error`].
macro_rules! from {
    ($($variant:ident($error:ident)),*) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$variant(Box::new(error))
            }
        }
    )*};
}

from!(
    InvalidRequest(InvalidRequestError),
    Configuration(ConfigurationError),
    Connect(ConnectError),
    Timeout(TimeoutError),
    Interrupted(InterruptedError),
    Decode(DecodeError),
    Api(ApiError),
    RepeatedCursor(RepeatedCursorError),
    PageUrl(PageUrlError),
    Preview(PreviewError)
);

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn errors_are_small_and_send() {
        fn is_sendable<T: std::error::Error + Send + Sync + 'static>() {}
        is_sendable::<Error>();
        assert!(size_of::<Error>() <= 16);
    }
}
