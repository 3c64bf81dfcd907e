//! The option of a client for the credentials of single operations.

use crate::api::{Api, NamedCredential};
use crate::auth::credential::Credential;
use crate::client::builder::ClientBuilder;

impl<A: Api> ClientBuilder<A> {
    /// Sets the credential `N`, which some operations need instead of that of the client. The
    /// documentation of such an operation names it. Without it, the operation fails with
    /// [`Error::Configuration`](crate::error::Error::Configuration) before anything is sent. A repeated
    /// call replaces the credential.
    ///
    /// ```
    /// use sdk_runtime::{
    ///     api::{Api, NamedCredential},
    ///     auth::Token,
    ///     client::ClientBuilder,
    /// };
    ///
    /// fn with_key<A, N>(builder: ClientBuilder<A>) -> ClientBuilder<A>
    /// where
    ///     A: Api,
    ///     N: NamedCredential<Api = A, Credential = Token>,
    /// {
    ///     builder.with_credential::<N>("key")
    /// }
    /// ```
    pub fn with_credential<N: NamedCredential<Api = A>>(
        mut self,
        credential: impl Into<N::Credential>,
    ) -> Self {
        let auth = const { &N::AUTH };
        let source = credential.into().into_source(auth.scheme);
        self.named.set(auth, source);
        self
    }
}
