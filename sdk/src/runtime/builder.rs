//! Building a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::base_url::BaseUrl;
use super::limits::{Limits, Rate};
use super::proxy::Proxy;
use super::retry::Budget;
use super::sending::Shared;
use super::tls::{self, Roots};
use super::transport::{Http, Settings, Way};
use super::{Api, Client, ConfigurationError, Credential, Error, RateLimit, Retries, Transport};

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an attempt may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long a call may take, over all attempts.
const DEADLINE: Duration = Duration::from_secs(180);
/// How many repeats the clones of a client make while nothing succeeds.
const RETRY_BUDGET: u32 = 20;
/// How many requests the clones of a client have on their way.
const MAX_CONCURRENT_REQUESTS: usize = 64;
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
    deadline: Duration,
    retries: Retries,
    retry_budget: u32,
    rate: Rate,
    max_concurrent_requests: usize,
    user_agent: String,
    max_body_bytes: usize,
    roots: Roots,
    root_certificates: Vec<Vec<u8>>,
    proxy: Option<String>,
    transport: Option<Arc<dyn Transport>>,
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
            deadline: DEADLINE,
            retries: Retries::default(),
            retry_budget: RETRY_BUDGET,
            rate: Rate::Declared,
            max_concurrent_requests: MAX_CONCURRENT_REQUESTS,
            user_agent: USER_AGENT.to_owned(),
            max_body_bytes: MAX_BODY_BYTES,
            roots: Roots::Platform,
            root_certificates: Vec::new(),
            proxy: None,
            transport: None,
            api: PhantomData,
        }
    }

    /// How long making a connection may take, TLS included; 10 seconds unless set.
    pub fn with_connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// How long an attempt may take, from connecting to the last byte of the answer; 60 seconds
    /// unless set. For an answer that is a stream it is the time until the answer begins, and then
    /// the time until more bytes come, again and again.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a call may take over all its attempts and the time between them; 180 seconds unless
    /// set. For an answer that is a stream it is the time until the answer begins.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// When an attempt that failed is repeated; [`Retries::default`] unless set.
    pub fn with_retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// How many repeats all clones of the client make together while nothing succeeds; 20 unless
    /// set. Five successes allow for one more, up to this number. So an outage of the server is not
    /// made worse by the repeats.
    pub fn with_retry_budget(mut self, repeats: u32) -> Self {
        self.retry_budget = repeats;
        self
    }

    /// How many requests all clones of the client send together: so many in a second, and so many
    /// at once after a pause, attempts counted. It takes the place of the limits that the API
    /// declares, which are kept unless this is set. A request waits for its turn, and its deadline
    /// runs meanwhile.
    pub fn with_rate_limit(mut self, per_second: u32, burst: u32) -> Self {
        self.rate = Rate::Set(RateLimit { per_second, burst });
        self
    }

    /// Sends as often as the program wants, whatever the API declares.
    pub fn without_rate_limit(mut self) -> Self {
        self.rate = Rate::Unlimited;
        self
    }

    /// How many requests all clones of the client have on their way at once; 64 unless set. Further
    /// ones wait, and their deadline runs meanwhile. A stream counts until it is read or dropped.
    pub fn with_max_concurrent_requests(mut self, requests: usize) -> Self {
        self.max_concurrent_requests = requests;
        self
    }

    /// Sends by this transport instead of HTTP. Options of HTTP, such as the certificates, then mean
    /// nothing.
    pub fn with_transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Goes through the proxy at this URL, such as `http://proxy.example.net:3128` or
    /// `http://user:password@proxy.example.net:3128`, whatever the environment says. The connection
    /// is encrypted from here to the server: the proxy sees its name and nothing more.
    ///
    /// Without it the client goes through the proxy that the variables `HTTPS_PROXY` and
    /// `ALL_PROXY` name, unless `NO_PROXY` has the server or the server is this machine.
    pub fn with_proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Trusts the certificates in this PEM text too, such as that of a proxy that looks into
    /// connections. It can be said more than once.
    pub fn with_root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
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

    /// Speaks the TLS of the platform, and trusts what the platform trusts: for rules that ask for
    /// it. Without it the client speaks rustls.
    #[cfg(feature = "native-tls")]
    pub fn with_native_tls(mut self) -> Self {
        self.roots = Roots::Native;
        self
    }

    /// Builds the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] when the base URL has anything but scheme, host and port, or is
    /// plain `http` to a host other than loopback; when the token, or user and password, are empty
    /// or cannot be sent; when a time-out or a limit is zero; and when the certificates of the platform cannot be read.
    pub fn build(self) -> Result<Client<A>, Error> {
        let base_url = BaseUrl::new(&self.base_url)?;
        let user_agent = HeaderValue::try_from(self.user_agent.as_str())
            .map_err(|error| ConfigurationError::because("the user agent cannot be sent", error))?;
        if let Some(message) = self.problem() {
            return Err(ConfigurationError::new(message).into());
        }
        let credential = self.credential.keep::<A>()?;
        let way = match self.transport {
            Some(transport) => Way::Custom(transport),
            None => Way::Http(Http::new(Settings {
                connect_timeout: self.connect_timeout,
                proxy: proxy(self.proxy.as_deref(), &base_url)?,
                tls: if base_url.is_https() {
                    tls::tls(self.roots, &self.root_certificates)?
                } else {
                    tls::tls(Roots::Nobody, &[])?
                },
            })?),
        };
        Ok(Client::new(Shared {
            way,
            base_url,
            credential,
            user_agent,
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            deadline: self.deadline,
            retries: self.retries,
            budget: Budget::new(self.retry_budget),
            limits: Limits::new(self.max_concurrent_requests, self.rate, A::RATE_LIMIT),
            max_body_bytes: self.max_body_bytes,
        }))
    }

    /// What keeps the options from working.
    fn problem(&self) -> Option<&'static str> {
        let time_outs = [self.connect_timeout, self.timeout, self.deadline];
        if time_outs.iter().any(Duration::is_zero) {
            Some("a time-out is zero")
        } else if self.max_concurrent_requests == 0 {
            Some("no request at all may be on its way: allow for one at least")
        } else if matches!(self.rate, Rate::Set(limit) if limit.per_second == 0 || limit.burst == 0)
        {
            Some("the rate limit lets nothing pass: use `without_rate_limit` for none")
        } else {
            None
        }
    }
}

/// The proxy for a server. One from the environment is not for this machine; one that the caller
/// gives has to see nothing of what is said.
fn proxy(given: Option<&str>, base_url: &BaseUrl) -> Result<Proxy, ConfigurationError> {
    match given {
        Some(_) if !base_url.is_https() => Err(ConfigurationError::new(
            "the base URL is plain http, so the proxy would see the credential: go without it",
        )),
        Some(url) => Proxy::new(url),
        None if base_url.is_loopback() => Ok(Proxy::Nothing),
        None => Ok(Proxy::Environment),
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
            .field("deadline", &self.deadline)
            .field("retries", &self.retries)
            .field("retry_budget", &self.retry_budget)
            .field("rate", &self.rate)
            .field("max_concurrent_requests", &self.max_concurrent_requests)
            .field("user_agent", &self.user_agent)
            .field("max_body_bytes", &self.max_body_bytes)
            .field("roots", &self.roots)
            .field("root_certificates", &self.root_certificates.len())
            .field("has_proxy", &self.proxy.is_some())
            .field("has_transport", &self.transport.is_some())
            .finish()
    }
}
