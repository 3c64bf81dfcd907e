//! The builder of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::api::Api;
use crate::auth::credential::Credential;
use crate::call::dispatcher::Dispatcher;
use crate::client::Client;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::rate_limit::{Limits, Rate};
use crate::redact::REDACTED;
use crate::request::metadata::RateLimit;
use crate::retry::budget::Budget;
use crate::retry::policy::RetryPolicy;
use crate::transport::base_url::BaseUrl;
use crate::transport::http_client::{Http, Settings};
use crate::transport::proxy::Proxy;
use crate::transport::tls::{self, Roots};
use crate::transport::{AnyTransport, Transport};

/// The default time-out for opening a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The default time-out of an attempt.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The default deadline of a call, over all attempts.
const DEADLINE: Duration = Duration::from_secs(180);
/// The default number of retries in the budget that all clones of a client share.
const RETRY_BUDGET: u32 = 20;
/// The default limit of concurrent requests of all clones of a client.
const MAX_CONCURRENT_REQUESTS: usize = 64;
/// The default limit for the body of a response.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// Configures and builds a [`Client`]; all options except base URL and credential have defaults.
///
/// ```
/// use std::time::Duration;
///
/// use sdk_runtime::{api::Api, client::Client, error::Error};
///
/// fn client<A: Api>(credential: A::Credential) -> Result<Client<A>, Error> {
///     Client::builder("https://example.net", credential)
///         .with_timeout(Duration::from_secs(20))
///         .with_max_concurrent_requests(8)
///         .build()
/// }
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<A: Api> {
    base_url: String,
    credential: A::Credential,
    connect_timeout: Duration,
    timeout: Duration,
    deadline: Duration,
    retry_policy: RetryPolicy,
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

impl<A: Api> Client<A> {
    /// Returns a builder for a client of the server at `base_url`, such as `https://example.net`.
    ///
    /// The `credential` is the one that the API requires: the bare token, `(user, password)`, or
    /// `()` for an API without authentication.
    pub fn builder(
        base_url: impl Into<String>,
        credential: impl Into<A::Credential>,
    ) -> ClientBuilder<A> {
        ClientBuilder::new(base_url.into(), credential.into())
    }
}

impl<A: Api> ClientBuilder<A> {
    /// Creates a builder with the defaults.
    pub(crate) fn new(base_url: String, credential: A::Credential) -> Self {
        Self {
            base_url,
            credential,
            connect_timeout: CONNECT_TIMEOUT,
            timeout: TIMEOUT,
            deadline: DEADLINE,
            retry_policy: RetryPolicy::default(),
            retry_budget: RETRY_BUDGET,
            rate: Rate::Declared,
            max_concurrent_requests: MAX_CONCURRENT_REQUESTS,
            user_agent: A::USER_AGENT.to_owned(),
            max_body_bytes: MAX_BODY_BYTES,
            roots: Roots::Platform,
            root_certificates: Vec::new(),
            proxy: None,
            transport: None,
            api: PhantomData,
        }
    }

    /// Sets the time-out for opening a connection, including TLS. Defaults to 10 seconds.
    pub fn with_connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = connect_timeout;
        self
    }

    /// Sets the time-out of an attempt, from connecting to the last byte of the response. Defaults
    /// to 60 seconds. For a stream it applies to the beginning of the response, and then to each
    /// chunk.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the deadline of a call, over all attempts and the waits between them. Defaults to 180
    /// seconds. For a stream it applies to the beginning of the response.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets the policy of retries. Defaults to [`RetryPolicy::default`].
    pub fn with_retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry_policy = policy;
        self
    }

    /// Sets the number of retries that all clones of the client may make in total while no call
    /// succeeds. Defaults to 20. Five successes pay for one more retry, up to this number. The
    /// budget keeps retries from amplifying an outage of the server.
    pub fn with_retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Limits the requests that all clones of the client send in total, retries included: a steady
    /// rate of `per_second` requests per second, and a `burst` after a pause. Defaults to the
    /// limits that the API declares; this limit replaces them. Requests wait for their permit while
    /// their deadline runs.
    pub fn with_rate_limit(mut self, per_second: u32, burst: u32) -> Self {
        self.rate = Rate::Set(RateLimit { per_second, burst });
        self
    }

    /// Disables rate limits, including those that the API declares.
    pub fn without_rate_limit(mut self) -> Self {
        self.rate = Rate::Unlimited;
        self
    }

    /// Limits the concurrent requests of all clones of the client. Defaults to 64. Further requests
    /// wait while their deadline runs. A stream counts until it is read to its end or dropped.
    pub fn with_max_concurrent_requests(mut self, requests: usize) -> Self {
        self.max_concurrent_requests = requests;
        self
    }

    /// Sends requests with this transport instead of HTTP. The options for HTTP, such as root
    /// certificates and proxy, then have no effect.
    pub fn with_transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sends requests through the proxy at this URL, such as `http://proxy.example.net:3128` or
    /// `http://user:password@proxy.example.net:3128`, and ignores the environment. The connection is
    /// encrypted from the client to the server: the proxy sees only the name of the server.
    ///
    /// Defaults to the proxy in the environment variables `HTTPS_PROXY` and `ALL_PROXY`, unless
    /// `NO_PROXY` lists the server or the server is this machine.
    pub fn with_proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Trusts the certificates in this PEM text in addition to the roots, such as the certificate
    /// of a proxy that inspects TLS connections. Repeated calls add up.
    pub fn with_root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Sets the `User-Agent` header. Defaults to name and version of the SDK.
    pub fn with_user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Limits the decompressed body of a response, in bytes. Defaults to 64 MiB. A longer body is
    /// an [`Error::Decode`]. Streams have no limit, because they are not kept in memory.
    pub fn with_max_body_bytes(mut self, max_body_bytes: usize) -> Self {
        self.max_body_bytes = max_body_bytes;
        self
    }

    /// Trusts Mozilla's root certificates, compiled into the program, instead of the roots of the
    /// platform: for containers without root certificates.
    #[cfg(feature = "webpki-roots")]
    #[cfg_attr(docsrs, doc(cfg(feature = "webpki-roots")))]
    pub fn with_webpki_roots(mut self) -> Self {
        self.roots = Roots::Webpki;
        self
    }

    /// Uses TLS and root certificates of the platform instead of rustls, for environments that
    /// require it.
    #[cfg(feature = "native-tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "native-tls")))]
    pub fn with_native_tls(mut self) -> Self {
        self.roots = Roots::Native;
        self
    }

    /// Builds the client, without connecting to the server.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Configuration`] if
    ///
    /// - the base URL is invalid, has more than scheme, host and port, or is plain `http` to a host
    ///   that is not loopback;
    /// - the credential is empty or cannot be sent in a header, or the user agent cannot;
    /// - a time-out or a limit is zero;
    /// - the proxy URL is invalid, or a proxy is set for a plain `http` base URL;
    /// - a root certificate is invalid, or the root certificates of the platform cannot be read.
    pub fn build(self) -> Result<Client<A>, Error> {
        let base_url = BaseUrl::new(&self.base_url)?;
        let user_agent = HeaderValue::try_from(self.user_agent.as_str()).map_err(|error| {
            ConfigurationError::because("the user agent is not a valid header value", error)
        })?;
        if let Some(message) = self.problem() {
            return Err(ConfigurationError::new(message).into());
        }
        let credential = self.credential.into_source(A::AUTH_SCHEME)?;
        let transport = match self.transport {
            Some(transport) => AnyTransport::Custom(transport),
            None => AnyTransport::Http(Http::new(Settings {
                connect_timeout: self.connect_timeout,
                proxy: proxy(self.proxy.as_deref(), &base_url)?,
                tls: if base_url.is_https() {
                    tls::tls(self.roots, &self.root_certificates)?
                } else {
                    tls::tls(Roots::Nothing, &[])?
                },
            })?),
        };
        Ok(Client::new(Dispatcher {
            #[cfg(feature = "tracing")]
            api: A::NAME,
            error_format: &A::ERROR_FORMAT,
            auth_scheme: A::AUTH_SCHEME,
            transport,
            server: base_url.server().into(),
            base_url,
            credential,
            user_agent,
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            deadline: self.deadline,
            retry_policy: self.retry_policy,
            budget: Budget::new(self.retry_budget),
            limits: Limits::new(self.max_concurrent_requests, self.rate, A::RATE_LIMIT),
            max_body_bytes: self.max_body_bytes,
        }))
    }

    /// Returns the first problem of the options.
    fn problem(&self) -> Option<&'static str> {
        let time_outs = [self.connect_timeout, self.timeout, self.deadline];
        if time_outs.iter().any(Duration::is_zero) {
            Some("a time-out is zero")
        } else if self.max_concurrent_requests == 0 {
            Some("`max_concurrent_requests` must be at least 1")
        } else if matches!(self.rate, Rate::Set(limit) if limit.per_second == 0 || limit.burst == 0)
        {
            Some(
                "rate and burst of the rate limit must be at least 1: \
                 use `without_rate_limit` to disable it",
            )
        } else {
            None
        }
    }
}

/// Returns the proxy for a server. Loopback servers ignore the environment; an explicit proxy
/// requires an encrypted connection.
fn proxy(explicit: Option<&str>, base_url: &BaseUrl) -> Result<Proxy, ConfigurationError> {
    match explicit {
        Some(_) if !base_url.is_https() => Err(ConfigurationError::new(
            "the base URL is plain http, so the proxy would see the credential: remove the proxy",
        )),
        Some(url) => Proxy::new(url),
        None if base_url.is_loopback() => Ok(Proxy::Disabled),
        None => Ok(Proxy::Environment),
    }
}

impl<A: Api> fmt::Debug for ClientBuilder<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An invalid base URL may contain credentials.
        let base_url = BaseUrl::new(&self.base_url);
        f.debug_struct("ClientBuilder")
            .field("api", &A::NAME)
            .field(
                "base_url",
                &base_url.as_ref().map_or("(invalid)", BaseUrl::as_str),
            )
            .field("credential", &format_args!("{REDACTED}"))
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retry_policy", &self.retry_policy)
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
