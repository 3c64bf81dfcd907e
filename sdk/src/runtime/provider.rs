//! Tokens that change while a program runs.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::redaction::Authorization;
use super::sending::Until;
use super::{Api, ConfigurationError, Credential, Error, TimeoutError, Token};

/// What [`TokenProvider::token`] gives.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<String, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Gives the token of a client whenever it is needed, for tokens that are rotated.
///
/// It is asked before each attempt, so it is to keep a token that is still good. What it gives is
/// held to the rules of any token and shown nowhere. An error of it ends the call as an
/// [`Error::Configuration`](super::Error::Configuration) with that error for its source, which is
/// shown as it is: it is not to hold the token.
///
/// A function that gives a future of a text is a provider too:
///
/// ```
/// use sentinelone_sdk::{Client, Token};
///
/// # async fn read_from_vault() -> Result<String, std::io::Error> { Ok("token".to_owned()) }
/// let token = Token::provider(|| async { Ok(read_from_vault().await?) });
/// let client = Client::builder("https://example.sentinelone.net", token);
/// # let _ = client;
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// The token as it is now.
    ///
    /// # Errors
    ///
    /// The future gives the reason when there is none.
    fn token(&self) -> TokenFuture<'_>;
}

impl<P, F> TokenProvider for P
where
    P: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = Result<String, Box<dyn StdError + Send + Sync>>> + Send + 'static,
{
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self())
    }
}

/// The credential of a client, ready for its requests.
pub enum Kept {
    /// It never changes.
    Fixed(Arc<Authorization>),
    /// It is asked for each time.
    Provided(Arc<dyn TokenProvider>),
}

impl Kept {
    /// The authentication of the next request.
    pub(super) async fn authorization<A: Api>(
        &self,
        deadline: Until,
    ) -> Result<Arc<Authorization>, Error> {
        let provider = match self {
            Self::Fixed(authorization) => return Ok(Arc::clone(authorization)),
            Self::Provided(provider) => provider,
        };
        let Ok(token) = deadline.wait(provider.token()).await else {
            return Err(TimeoutError::waiting(deadline).into());
        };
        let token = token.map_err(|error| {
            ConfigurationError::because("the token provider gave no token", error)
        })?;
        Ok(Arc::new(Token::from(token).authorization::<A>()?))
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(super::walk::HIDDEN)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::runtime::testing::{Example, Filter, Paint};
    use crate::runtime::{Client, Error, Token};

    #[tokio::test(start_paused = true)]
    async fn a_provider_that_takes_too_long_is_given_up() {
        let token = Token::provider(std::future::pending::<Result<String, _>>);
        let builder = Client::<Example>::builder("http://127.0.0.1:9", token);
        let client = builder
            .with_deadline(Duration::from_secs(3))
            .build()
            .unwrap();
        let error = client.send(&Paint::new(Filter::all())).await.unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        assert!(!error.is_ambiguous(), "{error}");
    }
}
