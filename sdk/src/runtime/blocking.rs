//! The client without async: the same requests, answers and errors.

use std::fmt;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};

use super::{
    Api, ClientBuilder, ConfigurationError, Error, Operation, Page, Paginated, RawRequest,
    RawResponse, SendOptions,
};

/// Sends requests to one server with one credential, and waits for the answers.
///
/// A client is cheap to clone; all clones share their connections. It can be used from any thread
/// that runs no async code; inside an async runtime every call gives an [`Error::Configuration`],
/// because it would keep other tasks from running.
pub struct Client<A: Api> {
    client: super::Client<A>,
    background: Arc<Background>,
}

/// The runtime that the connections live in.
struct Background(Option<Runtime>);

impl Drop for Background {
    /// To wait for the end would be a panic inside an async runtime.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Background {
    fn new() -> Result<Self, ConfigurationError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| {
                ConfigurationError::because("the client cannot start its thread", error)
            })?;
        Ok(Self(Some(runtime)))
    }

    /// Waits for the future.
    fn wait<F: Future>(&self, future: F) -> Result<F::Output, ConfigurationError> {
        if Handle::try_current().is_ok() {
            return Err(ConfigurationError::new(
                "a blocking client is used inside an async runtime: use the async client there",
            ));
        }
        match &self.0 {
            Some(runtime) => Ok(runtime.block_on(future)),
            None => Err(ConfigurationError::new("the client has ended")),
        }
    }
}

impl<A: Api> ClientBuilder<A> {
    /// Builds a client that waits for its answers. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build), and [`Error::Configuration`] when no thread can be started.
    pub fn build_blocking(self) -> Result<Client<A>, Error> {
        Ok(Client {
            client: self.build()?,
            background: Arc::new(Background::new()?),
        })
    }
}

impl<A: Api> Client<A> {
    /// Sets up a client, as [`Client::builder`](super::Client::builder);
    /// [`build_blocking`](ClientBuilder::build_blocking) ends it.
    pub fn builder(
        base_url: impl Into<String>,
        credential: impl Into<A::Credential>,
    ) -> ClientBuilder<A> {
        super::Client::builder(base_url, credential)
    }

    /// A client with the defaults, from the API's environment variables.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] as [`ClientBuilder::from_env`] and
    /// [`ClientBuilder::build_blocking`] say.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build_blocking()
    }

    /// Checks the request, sends it and reads the answer, as [`Client::send`](super::Client::send).
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`](super::Client::send), and [`Error::Configuration`] inside an async
    /// runtime.
    pub fn send<O: Operation<Api = A>>(&self, request: &O) -> Result<O::Response, Error> {
        self.background.wait(self.client.send(request))?
    }

    /// As [`send`](Self::send), with options of its own for this call.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub fn send_with<O: Operation<Api = A>>(
        &self,
        request: &O,
        options: SendOptions,
    ) -> Result<O::Response, Error> {
        self.background
            .wait(self.client.send_with(request, options))?
    }

    /// Sends a request that no operation describes, as
    /// [`Client::send_raw`](super::Client::send_raw).
    ///
    /// # Errors
    ///
    /// Those of [`Client::send_raw`](super::Client::send_raw), and [`Error::Configuration`] inside
    /// an async runtime.
    pub fn send_raw(&self, request: RawRequest) -> Result<RawResponse, Error> {
        self.background.wait(self.client.send_raw(request))?
    }

    /// The pages of a list, each asked for when it is wanted.
    pub fn pages<O: Paginated<Api = A>>(&self, request: O) -> Pages<O> {
        self.pages_with(request, SendOptions::new())
    }

    /// As [`pages`](Self::pages), with options of its own for each page.
    pub fn pages_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Pages<O> {
        Pages {
            pages: Some(self.client.pages_with(request, options)),
            background: Arc::clone(&self.background),
        }
    }

    /// The items of a list over all its pages, each page asked for when it is wanted.
    pub fn items<O: Paginated<Api = A>>(&self, request: O) -> Items<O> {
        self.items_with(request, SendOptions::new())
    }

    /// As [`items`](Self::items), with options of its own for each page.
    pub fn items_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Items<O> {
        Items {
            items: Some(self.client.items_with(request, options)),
            background: Arc::clone(&self.background),
        }
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

/// The pages of a list, in order. They end after the last one and after an error.
pub struct Pages<O: Paginated> {
    pages: Option<super::Pages<O>>,
    background: Arc<Background>,
}

impl<O: Paginated> Iterator for Pages<O> {
    type Item = Result<Page<O>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut pages = self.pages.take()?;
        let page = match self.background.wait(pages.next()) {
            Ok(page) => page?,
            Err(error) => return Some(Err(error.into())),
        };
        self.pages = Some(pages);
        Some(page)
    }
}

/// The items of a list over all its pages, in order. They end after the last one and after an
/// error.
pub struct Items<O: Paginated> {
    items: Option<super::Items<O>>,
    background: Arc<Background>,
}

impl<O: Paginated> Iterator for Items<O> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut items = self.items.take()?;
        let item = match self.background.wait(items.next()) {
            Ok(item) => item?,
            Err(error) => return Some(Err(error.into())),
        };
        self.items = Some(items);
        Some(item)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
