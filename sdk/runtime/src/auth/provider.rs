//! Tokens that change while a program runs.

use std::error::Error as StdError;
use std::pin::Pin;

/// The future of [`TokenProvider::token`].
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<String, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Supplies the token of a client on demand, for tokens that are rotated.
///
/// The client calls the provider before each attempt, so the provider should cache a token that is
/// still valid. If the server rejects the token with status 401, the client asks once more, with
/// [`fresh_token`](Self::fresh_token), and sends the request once more: a request without valid
/// authentication was not carried out. The token is validated like any [`Token`](crate::auth::Token) and never shown. The
/// deadline of the call includes the time of the provider.
///
/// An error of the provider ends the call as
/// [`Error::Configuration`](crate::error::Error::Configuration) with that error as its source. The
/// source is shown unchanged: it must not contain the token.
///
/// A function that returns a future of a `String` is a provider too:
///
/// ```
/// use sdk_runtime::{
///     api::Api,
///     auth::Token,
///     client::{Client, ClientBuilder},
/// };
///
/// # async fn read_from_vault() -> Result<String, std::io::Error> { Ok("token".to_owned()) }
/// fn builder<A: Api<Credential = Token>>() -> ClientBuilder<A> {
///     let token = Token::provider(|| async { Ok(read_from_vault().await?) });
///     Client::builder("https://example.net", token)
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Returns the current token.
    ///
    /// # Errors
    ///
    /// The future returns the reason if no token is available.
    fn token(&self) -> TokenFuture<'_>;

    /// Returns a new token after the server rejected the last one with status 401. A provider that
    /// caches its token has to override it and drop the cached token. Defaults to
    /// [`token`](Self::token).
    ///
    /// # Errors
    ///
    /// The future returns the reason if no token is available; the call then ends with the 401.
    fn fresh_token(&self) -> TokenFuture<'_> {
        self.token()
    }
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::auth::credential::Token;
    use crate::client::Client;
    use crate::error::Error;
    use crate::test_util::{Example, Filter, Paint};

    #[tokio::test(start_paused = true)]
    async fn a_slow_provider_is_cut_off_by_the_deadline() {
        let token = Token::provider(std::future::pending::<Result<String, _>>);
        let builder = Client::<Example>::builder("http://127.0.0.1:9", token);
        let client = builder
            .with_deadline(Duration::from_secs(3))
            .build()
            .unwrap();
        let error = client.send(&Paint::new(Filter::all())).await.unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error:?}");
        assert!(!error.is_ambiguous(), "{error}");
        assert_eq!(
            error.to_string(),
            "the token provider of the client returned no token within the deadline of 3 s"
        );
    }
}
