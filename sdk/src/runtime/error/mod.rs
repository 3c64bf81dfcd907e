//! Everything that can go wrong, from the checks before sending to the body of the answer.

mod after;
mod before;
mod between;
mod told;

pub use after::{ApiError, DecodeError, Problem};
pub use before::{ConfigurationError, EndlessPagesError, InvalidRequestError};
pub use between::{ConnectError, TimeoutError, TimeoutPhase, TransportError};

pub(super) use after::Head;

use std::error::Error as StdError;
use std::fmt;

/// What a caller has to know before sending a request again.
const MAY_HAVE_ACTED: &str = "; the server may have acted on the request";

/// An error of any kind that is a cause of another.
pub(super) type Source = Box<dyn StdError + Send + Sync>;

/// Why there is no client, or no answer.
///
/// Each message is one line and does not repeat its [`source`](StdError::source). Nothing in an
/// error holds the credential, also when a server repeats it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request was refused before anything was sent; all that is wrong with it is listed.
    InvalidRequest(Box<InvalidRequestError>),
    /// The client cannot be built from what it was given.
    Configuration(Box<ConfigurationError>),
    /// No connection to the server could be made; nothing was sent.
    Connect(Box<ConnectError>),
    /// A time-out passed before the answer was complete; the server may have acted on the request.
    Timeout(Box<TimeoutError>),
    /// The connection failed after it was made; the server may have acted on the request.
    Transport(Box<TransportError>),
    /// The server answered with success, but its answer cannot be read; it did act on the request.
    Decode(Box<DecodeError>),
    /// The server answered with a status other than 2xx.
    Api(Box<ApiError>),
    /// The pages of a list would never end; all that came before are good.
    EndlessPages(Box<EndlessPagesError>),
}

impl Error {
    /// The error inside, whatever its kind.
    fn inner(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::InvalidRequest(error) => error.as_ref(),
            Self::Configuration(error) => error.as_ref(),
            Self::Connect(error) => error.as_ref(),
            Self::Timeout(error) => error.as_ref(),
            Self::Transport(error) => error.as_ref(),
            Self::Decode(error) => error.as_ref(),
            Self::Api(error) => error.as_ref(),
            Self::EndlessPages(error) => error.as_ref(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().source()
    }
}

/// Boxes each kind of error.
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
    Transport(TransportError),
    Decode(DecodeError),
    Api(ApiError),
    EndlessPages(EndlessPagesError)
);

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn an_error_is_small_and_can_travel() {
        fn travels<T: std::error::Error + Send + Sync + 'static>() {}
        travels::<Error>();
        assert!(size_of::<Error>() <= 16);
    }
}
