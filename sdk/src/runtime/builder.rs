//! Building a client.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::HeaderValue;

use super::base_url::BaseUrl;
use super::shared::Shared;
use super::tls::{self, Roots};
use super::transport::{Settings, Transport};
use super::{Api, Client, ConfigurationError, Credential, Error};

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a whole request may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long the body of an answer may be.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;
/// Name and version of this crate.
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Sets up a [`Client`]; everything but base URL and credential has a default.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<A: Api> {
    base_url: String,
    credential: A::Credential,
    connect_timeout: Duration,
    timeout: Duration,
    user_agent: String,
    max_body_bytes: usize,
    roots: Roots,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> ClientBuilder<A> {
    /// Starts with the defaults.
    pub(super) fn new(base_url: String, credential: A::Credential) -> Self {
        Self {
            base_url,
            credential,
            connect_timeout: CONNECT_TIMEOUT,
            timeout: TIMEOUT,
            user_agent: USER_AGENT.to_owned(),
            max_body_bytes: MAX_BODY_BYTES,
            roots: Roots::Platform,
            api: PhantomData,
        }
    }

    /// How long making a connection may take, TLS included; 10 seconds unless set.
    pub fn with_connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// How long a whole request may take, from connecting to the last byte of the answer; 60
    /// seconds unless set. For an answer that is a stream it is the time until the answer begins,
    /// and then the time until more bytes come, again and again.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The `User-Agent` header; name and version of this crate unless set.
    pub fn with_user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// How many bytes the body of an answer may have, decompressed; 64 MiB unless set. A longer
    /// one is an [`Error::Decode`]. It does not concern streams, which are not kept in memory.
    pub fn with_max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.max_body_bytes = max_body_bytes;
        self
    }

    /// Trusts Mozilla's root certificates, compiled into the program, instead of those of the
    /// platform: for containers that have none.
    #[cfg(feature = "webpki-roots")]
    pub fn with_webpki_roots(mut self) -> Self {
        self.roots = Roots::Webpki;
        self
    }

    /// Builds the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] when the base URL has anything but scheme, host and port, or is
    /// plain `http` to a host other than loopback; when the token, or user and password, are empty
    /// or cannot be sent; when a time-out is zero; and when the certificates of the platform cannot be read.
    pub fn build(self) -> Result<Client<A>, Error> {
        let base_url = BaseUrl::new(&self.base_url)?;
        let authorization = self.credential.authorization::<A>()?;
        let user_agent = HeaderValue::try_from(self.user_agent.as_str())
            .map_err(|error| ConfigurationError::because("the user agent cannot be sent", error))?;
        if self.connect_timeout.is_zero() || self.timeout.is_zero() {
            return Err(ConfigurationError::new("a time-out is zero").into());
        }
        let transport = Transport::new(Settings {
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            use_proxies: !base_url.is_loopback(),
            tls: tls::config(if base_url.is_https() {
                self.roots
            } else {
                Roots::Nobody
            })?,
        })?;
        Ok(Client::new(Shared {
            transport,
            base_url,
            authorization,
            user_agent,
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            max_body_bytes: self.max_body_bytes,
        }))
    }
}

impl<A: Api> fmt::Debug for ClientBuilder<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A base URL that breaks the rules may hold credentials.
        let base_url = BaseUrl::new(&self.base_url);
        f.debug_struct("ClientBuilder")
            .field("api", &A::NAME)
            .field(
                "base_url",
                &base_url.as_ref().map_or("(invalid)", BaseUrl::as_str),
            )
            .field("credential", &format_args!("***"))
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("user_agent", &self.user_agent)
            .field("max_body_bytes", &self.max_body_bytes)
            .field("roots", &self.roots)
            .finish()
    }
}
