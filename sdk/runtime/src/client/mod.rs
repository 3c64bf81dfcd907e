//! The client: sends operations and returns their responses.

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
pub(crate) mod builder;
mod debug;
mod from_env;
mod named;
mod raw;

pub use builder::ClientBuilder;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::api::Api;
use crate::call::dispatcher::Dispatcher;
use crate::call::options::SendOptions;
use crate::error::Error;
use crate::redact::REDACTED;
use crate::response::operation::Operation;

/// Sends requests to one server with one credential.
///
/// Clones are cheap, and all clones share connections, limits and retry budget. A client can be
/// used from any thread, inside a Tokio runtime.
///
/// ```
/// use sdk_runtime::{api::Api, client::Client, error::Error, response::Operation};
///
/// async fn send<O: Operation>(
///     credential: <O::Api as Api>::Credential,
///     request: &O,
/// ) -> Result<O::Response, Error> {
///     let client = Client::builder("https://example.net", credential).build()?;
///     client.send(request).await
/// }
/// ```
pub struct Client<A: Api> {
    dispatcher: Arc<Dispatcher>,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Client<A> {
    /// Wraps the state that all clones share.
    pub(crate) fn new(dispatcher: Dispatcher) -> Self {
        Self {
            dispatcher: Arc::new(dispatcher),
            api: PhantomData,
        }
    }

    /// Returns the state that all clones share.
    pub(crate) fn dispatcher(&self) -> &Arc<Dispatcher> {
        &self.dispatcher
    }

    /// Validates the request, sends it and returns the response. Failed attempts are retried until
    /// the deadline, according to the [`RetryPolicy`](crate::retry::RetryPolicy); `attempts()` of
    /// the response or the error reports them.
    ///
    /// A success means that the server accepted the request as a whole. The body may still report
    /// failures of its parts.
    ///
    /// The future can be dropped at any time, but the server may carry out a request that was
    /// already sent.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`] if the request is rejected before anything is sent.
    /// - [`Error::Connect`], [`Error::Timeout`] or [`Error::Interrupted`] if no complete response
    ///   arrives.
    /// - [`Error::Api`] if the status is neither 2xx nor a redirect that the operation documents.
    /// - [`Error::Decode`] if the status is such a success, but the body cannot be decoded.
    /// - [`Error::Configuration`] outside a Tokio runtime, if a time-out is zero, or if the token
    ///   provider fails.
    pub async fn send<O: Operation<Api = A>>(&self, request: &O) -> Result<O::Response, Error> {
        self.dispatcher.send(request, SendOptions::new()).await
    }

    /// Like [`send`](Self::send), with options for this call.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send).
    pub async fn send_with<O: Operation<Api = A>>(
        &self,
        request: &O,
        options: SendOptions,
    ) -> Result<O::Response, Error> {
        self.dispatcher.send(request, options).await
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self {
            dispatcher: Arc::clone(&self.dispatcher),
            api: PhantomData,
        }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &A::NAME)
            .field("base_url", &self.dispatcher.base_url.as_str())
            .field("credential", &format_args!("{REDACTED}"))
            .field("connect_timeout", &self.dispatcher.connect_timeout)
            .field("timeout", &self.dispatcher.timeout)
            .field("deadline", &self.dispatcher.deadline)
            .field("retry_policy", &self.dispatcher.retry_policy)
            .field("max_body_bytes", &self.dispatcher.max_body_bytes)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Client;
    use crate::call::options::SendOptions;
    use crate::test_util::{Example, Filter, Paint};

    fn client() -> Client<Example> {
        Client::builder("http://localhost", "canary")
            .build()
            .unwrap()
    }

    #[test]
    fn the_future_is_small_and_send() {
        fn size_of_send<T: Send>(value: &T) -> usize {
            size_of_val(value)
        }
        fn is_clone_send_sync<T: Clone + Send + Sync>(_: &T) {}
        let client = client();
        is_clone_send_sync(&client);
        let request = Paint::new(Filter::default());
        let size = size_of_send(&client.send(&request));
        assert!(size <= 256, "{size}");
        let options = SendOptions::new();
        let size = size_of_val(&*client.dispatcher.arrival(&request, &options));
        // The features of the transport and of `tracing` add to it.
        assert!(size <= 2000, "{size}");
    }

    #[test]
    fn debug_output_hides_the_token() {
        let builder = Client::<Example>::builder("https://user:canary@localhost", "canary");
        let shown = format!("{builder:?} {:?}", client());
        let error = builder.build().unwrap_err();
        assert!(
            !format!("{shown} {error:?}").contains("canary"),
            "{shown} {error:?}"
        );
    }
}
