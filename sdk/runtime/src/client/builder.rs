//! The builder of a client.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::api::Api;
use crate::auth::credential::Credential;
use crate::auth::header::AuthScheme;
use crate::auth::named::NamedCredentials;
use crate::call::default_headers::DefaultHeaders;
use crate::call::dispatcher::Dispatcher;
use crate::client::Client;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::rate_limit::{Limits, Rate};
use crate::request::metadata::RateLimit;
use crate::retry::budget::Budget;
use crate::retry::event::{RetryEvent, RetryObserver};
use crate::retry::policy::RetryPolicy;
use crate::transport::base_url::BaseUrl;
use crate::transport::http_client::{Http, Settings};
use crate::transport::proxy::ProxyServer;
use crate::transport::tls::{self, Roots};
use crate::transport::{AnyTransport, Transport};

/// The default time-out for opening a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The default time for which an idle connection is kept. It is shorter than the 5 seconds after
/// which common servers close idle connections: a request that is sent at that time gets no
/// response, and nobody knows if it was carried out.
const IDLE_TIMEOUT: Duration = Duration::from_secs(4);
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
    pub(super) base_url: String,
    pub(super) credential: A::Credential,
    pub(super) named: NamedCredentials,
    pub(super) connect_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) deadline: Duration,
    pub(super) retry_policy: RetryPolicy,
    pub(super) retry_budget: u32,
    pub(super) retry_observer: Option<Arc<RetryObserver>>,
    pub(super) rate: Rate,
    pub(super) max_concurrent_requests: usize,
    pub(super) user_agent: String,
    pub(super) default_headers: Vec<(String, String)>,
    pub(super) max_body_bytes: usize,
    pub(super) roots: Roots,
    pub(super) root_certificates: Vec<Vec<u8>>,
    pub(super) client_certificate: Option<Vec<u8>>,
    pub(super) proxy: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Client<A> {
    /// Returns a builder for a client of the server at `base_url`, such as `https://example.net`.
    /// If a gateway is in front of the server, the URL ends with its path, such as
    /// `https://gateway.example.net/s1/tenant`: the path of each operation is added to it. The whole
    /// URL appears in `Debug` output, so it must not contain a secret.
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
            named: NamedCredentials::default(),
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: IDLE_TIMEOUT,
            timeout: TIMEOUT,
            deadline: DEADLINE,
            retry_policy: RetryPolicy::default(),
            retry_budget: RETRY_BUDGET,
            retry_observer: None,
            rate: Rate::Declared,
            max_concurrent_requests: MAX_CONCURRENT_REQUESTS,
            user_agent: A::USER_AGENT.to_owned(),
            default_headers: Vec::new(),
            max_body_bytes: MAX_BODY_BYTES,
            roots: Roots::Platform,
            root_certificates: Vec::new(),
            client_certificate: None,
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

    /// Sets the time for which an idle connection is kept for the next request. Defaults to 4
    /// seconds, because common servers close idle connections after 5 seconds: a request that meets
    /// such a close has no response, and is ambiguous. Set a longer time only if it is shorter than
    /// that of the server and of everything in between. Zero opens a connection for each request.
    pub fn with_idle_timeout(mut self, idle_timeout: Duration) -> Self {
        self.idle_timeout = idle_timeout;
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

    /// Calls this function before each retry, to show what the client waits for: with
    /// `Retry-After` a wait can last a minute. It must not block.
    ///
    /// ```
    /// use sdk_runtime::{
    ///     api::Api,
    ///     client::{Client, ClientBuilder},
    /// };
    ///
    /// fn builder<A: Api>(credential: A::Credential) -> ClientBuilder<A> {
    ///     Client::builder("https://example.net", credential)
    ///         .with_retry_observer(|event| eprintln!("{event}"))
    /// }
    /// ```
    pub fn with_retry_observer(
        mut self,
        observer: impl Fn(&RetryEvent<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.retry_observer = Some(Arc::new(observer));
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
    /// `/`, `?`, `#` and `%` in user and password have to be percent-encoded; `@` and `:` in the
    /// password may be. A proxy can also have `https://`, and with the feature `socks` it can have
    /// `socks5h://`, or `socks5://` to resolve the name of the server on this machine.
    ///
    /// Defaults to the proxy that the environment names: the first of the variables `HTTPS_PROXY`,
    /// `https_proxy`, `ALL_PROXY` and `all_proxy` that is not empty. `NO_PROXY`, or else
    /// `no_proxy`, lists servers that are reached without it, separated by commas: domains with
    /// their subdomains, IP addresses, networks such as `10.0.0.0/8`, each with an optional port, or
    /// `*` for all. Servers on this machine never use the proxy of the environment. The variables
    /// are read when the client is built.
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

    /// Authenticates the client in TLS with the certificates in this PEM text: its own certificate
    /// first, then those that lead to the root, and its private key without a passphrase. With
    /// `with_native_tls` the key has to be PKCS #8 (`BEGIN PRIVATE KEY`).
    pub fn with_client_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.client_certificate = Some(pem.into());
        self
    }

    /// Adds a header to every request, such as one that a gateway in front of the server requires.
    /// A header that the request sets itself takes precedence. Headers of the client and of HTTP,
    /// such as `Authorization`, `User-Agent` and `Content-Type`, are rejected when the client is
    /// built. `Debug` output does not show the value, and a value of at least 8 bytes is replaced in
    /// errors, like a token. A repeated name replaces the value.
    pub fn with_default_header(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.default_headers.push((name.into(), value.into()));
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
    /// - the base URL is invalid, has more than scheme, host, port and path, or is plain `http` to a host
    ///   that is not loopback;
    /// - a credential is empty or cannot be sent in its place, or the user agent cannot;
    /// - a time-out or a limit is zero;
    /// - a default header is invalid or reserved;
    /// - the proxy URL is invalid, also that of the environment, or a proxy is set for a plain
    ///   `http` base URL;
    /// - a root certificate or the client certificate is invalid, or the root certificates of the
    ///   platform cannot be read.
    pub fn build(self) -> Result<Client<A>, Error> {
        let base_url = BaseUrl::new(&self.base_url)?;
        let user_agent = HeaderValue::try_from(self.user_agent.as_str()).map_err(|error| {
            ConfigurationError::because("the user agent is not a valid header value", error)
        })?;
        if let Some(message) = self.problem() {
            return Err(ConfigurationError::new(message).into());
        }
        let credential = self.credential.into_source(A::AUTH_SCHEME)?;
        let named = self.named.sources()?;
        let schemes = A::CREDENTIALS.iter().map(|named| named.scheme);
        let schemes = schemes.chain([A::AUTH_SCHEME]);
        let auth_headers: Vec<_> = schemes.map(AuthScheme::header_name).collect();
        let default_headers = DefaultHeaders::new(&self.default_headers, &auth_headers)?;
        let transport = match self.transport {
            Some(transport) => AnyTransport::Custom(transport),
            None => AnyTransport::Http(Box::new(Http::new(Settings {
                connect_timeout: self.connect_timeout,
                idle_timeout: self.idle_timeout,
                proxy: ProxyServer::of(self.proxy.as_deref(), &base_url)?,
                tls: if base_url.is_https() {
                    let identity = self.client_certificate.as_deref();
                    tls::tls(self.roots, &self.root_certificates, identity)?
                } else {
                    tls::tls(Roots::Nothing, &[], None)?
                },
            }))),
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
            named,
            user_agent,
            default_headers,
            retry_observer: self.retry_observer,
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
