//! The client: sends operations and reads their answers.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::sending::Shared;
use super::{Api, ClientBuilder, Error, Items, Operation, Pages, Paginated, SendOptions};

/// Sends requests to one server with one credential.
///
/// A client is cheap to clone; all clones share their connections. It can be used from any thread,
/// inside a Tokio runtime.
pub struct Client<A: Api> {
    shared: Arc<Shared>,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Client<A> {
    /// Sets up a client for the server at `base_url`, such as `https://example.net`, with the
    /// `credential` that the API takes: the bare token, user and password as `(user, password)`, or
    /// `()` for none.
    pub fn builder(
        base_url: impl Into<String>,
        credential: impl Into<A::Credential>,
    ) -> ClientBuilder<A> {
        ClientBuilder::new(base_url.into(), credential.into())
    }

    /// Wraps what all clones share.
    pub(super) fn new(shared: Shared) -> Self {
        Self {
            shared: Arc::new(shared),
            api: PhantomData,
        }
    }

    /// What all clones share.
    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Checks the request, sends it and reads the answer. An attempt that fails is repeated as
    /// [`Retries`](super::Retries) says, until the deadline; the answer tells what happened on the
    /// way.
    ///
    /// A success says that the server accepted the request as a whole; look into the body for what
    /// came of each part of it.
    ///
    /// The future can be dropped at any time. What the server was sent by then it may still carry
    /// out.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] before anything is sent; [`Error::Connect`], [`Error::Timeout`]
    /// and [`Error::Transport`] when there is no complete answer; [`Error::Api`] when the status is
    /// not 2xx; [`Error::Decode`] when it is, but the body cannot be read; [`Error::Configuration`]
    /// outside a Tokio runtime.
    pub async fn send<O: Operation<Api = A>>(&self, request: &O) -> Result<O::Response, Error> {
        self.shared.send(request, SendOptions::new()).await
    }

    /// As [`send`](Self::send), with options of its own for this call.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub async fn send_with<O: Operation<Api = A>>(
        &self,
        request: &O,
        options: SendOptions,
    ) -> Result<O::Response, Error> {
        self.shared.send(request, options).await
    }

    /// The pages of a list, each asked for when it is wanted, from the page of this request on.
    pub fn pages<O: Paginated<Api = A>>(&self, request: O) -> Pages<O> {
        self.pages_with(request, SendOptions::new())
    }

    /// As [`pages`](Self::pages), with options of its own for each page.
    pub fn pages_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Pages<O> {
        Pages::new(self.clone(), request, options)
    }

    /// The items of a list over all its pages, each page asked for when it is wanted, from the page
    /// of this request on.
    pub fn items<O: Paginated<Api = A>>(&self, request: O) -> Items<O> {
        Items::new(self.pages(request))
    }

    /// As [`items`](Self::items), with options of its own for each page.
    pub fn items_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Items<O> {
        Items::new(self.pages_with(request, options))
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            api: PhantomData,
        }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &A::NAME)
            .field("base_url", &self.shared.base_url.as_str())
            .field("credential", &format_args!("***"))
            .field("connect_timeout", &self.shared.connect_timeout)
            .field("timeout", &self.shared.timeout)
            .field("deadline", &self.shared.deadline)
            .field("retries", &self.shared.retries)
            .field("max_body_bytes", &self.shared.max_body_bytes)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::runtime::Client;
    use crate::runtime::testing::{Example, Filter, Paint};

    fn client() -> Client<Example> {
        Client::builder("http://localhost", "canary")
            .build()
            .unwrap()
    }

    #[test]
    fn the_future_is_small_and_can_travel() {
        fn travels<T: Send>(value: &T) -> usize {
            size_of_val(value)
        }
        fn shared<T: Clone + Send + Sync>(_: &T) {}
        let client = client();
        shared(&client);
        let request = Paint::new(Filter::default());
        let size = travels(&client.send(&request));
        assert!(size <= 4096, "{size}");
    }

    #[test]
    fn nothing_shows_the_token() {
        let builder = Client::<Example>::builder("https://user:canary@localhost", "canary");
        let shown = format!("{builder:?} {:?}", client());
        let refused = builder.build().unwrap_err();
        assert!(
            !format!("{shown} {refused:?}").contains("canary"),
            "{shown} {refused:?}"
        );
    }
}
