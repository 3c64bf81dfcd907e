//! The client without async: the same requests, responses and errors.

use std::fmt;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::api::Api;
use crate::call::options::SendOptions;
use crate::client::builder::ClientBuilder;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::request::raw::RawRequest;
use crate::response::operation::Operation;
use crate::response::raw::RawResponse;

/// Sends requests to one server with one credential, and blocks until the response arrives.
///
/// Clones are cheap, and all clones share connections, limits and retry budget. A client can be
/// used from any thread that does not run async code. Inside an async runtime every call returns
/// [`Error::Configuration`], because blocking would stall other tasks.
///
/// ```
/// use sdk_runtime::{
///     api::Api,
///     client::blocking::Client,
///     error::Error,
///     response::Operation,
/// };
///
/// fn send<O: Operation>(
///     credential: <O::Api as Api>::Credential,
///     request: &O,
/// ) -> Result<O::Response, Error> {
///     let client = Client::builder("https://example.net", credential).build_blocking()?;
///     client.send(request)
/// }
/// ```
pub struct Client<A: Api> {
    pub(crate) client: crate::client::Client<A>,
    pub(crate) background: Arc<Background>,
}

/// The Tokio runtime that drives the connections.
pub(crate) struct Background(Option<Runtime>);

impl Drop for Background {
    /// Shuts the runtime down without waiting, which would panic inside an async runtime.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Background {
    /// Starts the runtime.
    fn new() -> Result<Self, ConfigurationError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| {
                ConfigurationError::because("the client's thread cannot be started", error)
            })?;
        Ok(Self(Some(runtime)))
    }

    /// Blocks until the future is ready.
    ///
    /// # Errors
    ///
    /// Returns an error inside an async runtime.
    pub(crate) fn wait<F: Future>(&self, future: F) -> Result<F::Output, ConfigurationError> {
        if Handle::try_current().is_ok() {
            return Err(ConfigurationError::new(
                "a blocking client is used inside an async runtime: use the async client there",
            ));
        }
        match &self.0 {
            Some(runtime) => Ok(runtime.block_on(future)),
            None => Err(ConfigurationError::new(
                "the client's runtime was shut down",
            )),
        }
    }
}

impl<A: Api> ClientBuilder<A> {
    /// Builds a blocking client, without connecting to the server.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`build`](Self::build), and [`Error::Configuration`] if the client's
    /// thread cannot be started.
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn build_blocking(self) -> Result<Client<A>, Error> {
        Ok(Client {
            client: self.build()?,
            background: Arc::new(Background::new()?),
        })
    }
}

impl<A: Api> Client<A> {
    /// Returns a builder, like [`Client::builder`](crate::client::Client::builder); finish it with
    /// [`build_blocking`](ClientBuilder::build_blocking).
    pub fn builder(
        base_url: impl Into<String>,
        credential: impl Into<A::Credential>,
    ) -> ClientBuilder<A> {
        crate::client::Client::builder(base_url, credential)
    }

    /// Builds a client with the default options from the API's environment variables.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Configuration`] like [`ClientBuilder::from_env`] and
    /// [`ClientBuilder::build_blocking`].
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build_blocking()
    }

    /// Validates the request, sends it and returns the response, like
    /// [`Client::send`](crate::client::Client::send).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`](crate::client::Client::send), and
    /// [`Error::Configuration`] inside an async runtime.
    pub fn send<O: Operation<Api = A>>(&self, request: &O) -> Result<O::Response, Error> {
        self.background.wait(self.client.send(request))?
    }

    /// Like [`send`](Self::send), with options for this call.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send).
    pub fn send_with<O: Operation<Api = A>>(
        &self,
        request: &O,
        options: SendOptions,
    ) -> Result<O::Response, Error> {
        self.background
            .wait(self.client.send_with(request, options))?
    }

    /// Sends a request that no operation describes, like
    /// [`Client::send_raw`](crate::client::Client::send_raw).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send_raw`](crate::client::Client::send_raw), and
    /// [`Error::Configuration`] inside an async runtime.
    pub fn send_raw(&self, request: RawRequest) -> Result<RawResponse, Error> {
        self.background.wait(self.client.send_raw(request))?
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            background: Arc::clone(&self.background),
        }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.client, f)
    }
}
