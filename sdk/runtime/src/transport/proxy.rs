//! The proxy of a client: from an option, or from environment variables.

use std::env;
use std::ffi::OsString;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, Uri};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::error::boxed::BoxError;
use crate::error::config::ConfigurationError;
use crate::transport::base_url::BaseUrl;
use crate::transport::no_proxy::excludes;

/// The environment variables that name the proxy; the first one with a value counts.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// The environment variables that list servers without a proxy; the first one with a value counts.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The protocol of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProxyKind {
    /// `CONNECT` over plain HTTP.
    Http,
    /// `CONNECT` over TLS.
    Https,
    /// SOCKS5.
    #[cfg(feature = "socks")]
    Socks {
        /// `true` if the proxy resolves the name of the server (`socks5h`).
        resolves: bool,
    },
}

/// A proxy. Without `Debug`, because it has a password.
#[derive(Clone)]
pub(crate) struct ProxyServer {
    pub(crate) kind: ProxyKind,
    scheme: String,
    /// Without the brackets of an IPv6 address.
    pub(crate) host: String,
    port: u16,
    /// User and password.
    pub(crate) credentials: Option<(String, String)>,
}

/// The reason why a text is not the URL of a proxy.
struct Invalid(&'static str, Option<BoxError>);

impl ProxyServer {
    /// Parses the URL of a proxy. Errors do not quote it: it may contain a password.
    fn new(text: &str) -> Result<Self, ConfigurationError> {
        let with_scheme = if text.contains("://") { text } else { "" };
        Self::parse(with_scheme).map_err(|problem| problem.error("invalid proxy URL"))
    }

    /// Returns the proxy for a server: the one at `explicit`, or the one that the environment
    /// names. Servers on this machine ignore the environment; an explicit proxy requires an
    /// encrypted connection.
    pub(crate) fn of(
        explicit: Option<&str>,
        server: &BaseUrl,
    ) -> Result<Option<Self>, ConfigurationError> {
        match explicit {
            Some(_) if !server.is_https() => Err(ConfigurationError::new(
                "the base URL is plain http, so the proxy would see the credential: remove the \
                 proxy",
            )),
            Some(url) => Self::new(url).map(Some),
            None if server.is_loopback() => Ok(None),
            None => Self::from_environment(server, |name| env::var_os(name)),
        }
    }

    /// Reads the proxy from environment variables.
    fn from_environment(
        server: &BaseUrl,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Option<Self>, ConfigurationError> {
        let value = |name: &&'static str| {
            let value = variable(name)?.into_string();
            let is_blank = value.as_ref().is_ok_and(|value| value.trim().is_empty());
            (!is_blank).then_some((*name, value))
        };
        let Some((name, url)) = VARIABLES.iter().find_map(value) else {
            return Ok(None);
        };
        let unreadable = |name| {
            let message = format!("the environment variable {name} is not valid Unicode");
            ConfigurationError::new(message)
        };
        if let Some((name, list)) = EXCEPTIONS.iter().find_map(value) {
            let list = list.map_err(|_| unreadable(name))?;
            if excludes(&list, server.host(), server.port()) {
                return Ok(None);
            }
        }
        let url = url.map_err(|_| unreadable(name))?;
        let invalid = |problem: Invalid| {
            problem.error(&format!(
                "invalid proxy URL in the environment variable {name}"
            ))
        };
        Self::parse(&url).map(Some).map_err(invalid)
    }

    /// Parses a URL; without a scheme it is that of an HTTP proxy.
    fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        let url = Url::parse(&with_scheme)
            .map_err(|error| Invalid("use http://host:port", Some(error.into())))?;
        let is_bare =
            matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        if !is_bare {
            return Err(Invalid(
                "use http://host:port, and percent-encode `/`, `?` and `#` in a password",
                None,
            ));
        }
        let (kind, default_port) = kind(url.scheme())?;
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            return Err(Invalid("use http://host:port", None));
        }
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let credentials = (!url.username().is_empty() || url.password().is_some()).then(|| {
            let password = url.password().unwrap_or_default();
            (decode(url.username()), decode(password))
        });
        Ok(Self {
            kind,
            scheme: url.scheme().to_owned(),
            host: host.to_owned(),
            port: url.port().unwrap_or(default_port),
            credentials,
        })
    }

    /// Returns scheme, host and port, for messages: never the credentials.
    pub(crate) fn address(&self) -> String {
        format!("{}://{}", self.scheme, self.authority())
    }

    /// Returns host and port as the target of a TCP connection.
    pub(crate) fn uri(&self) -> Result<Uri, BoxError> {
        Ok(format!("http://{}", self.authority()).parse()?)
    }

    /// Returns the header with user and password.
    pub(crate) fn authorization(&self) -> Option<HeaderValue> {
        let (user, password) = self.credentials.as_ref()?;
        let encoded = STANDARD.encode(format!("{user}:{password}"));
        let mut value = HeaderValue::try_from(format!("Basic {encoded}")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

/// Returns the protocol of a scheme, and its default port.
fn kind(scheme: &str) -> Result<(ProxyKind, u16), Invalid> {
    match scheme {
        "http" => Ok((ProxyKind::Http, 80)),
        "https" => Ok((ProxyKind::Https, 443)),
        #[cfg(feature = "socks")]
        "socks5" => Ok((ProxyKind::Socks { resolves: false }, 1080)),
        #[cfg(feature = "socks")]
        "socks5h" => Ok((ProxyKind::Socks { resolves: true }, 1080)),
        #[cfg(not(feature = "socks"))]
        "socks5" | "socks5h" => Err(Invalid(
            "SOCKS proxies need the feature `socks` of the crate",
            None,
        )),
        _ => Err(Invalid("use http://host:port", None)),
    }
}

impl Invalid {
    fn error(self, what: &str) -> ConfigurationError {
        let Self(advice, source) = self;
        let message = format!("{what}: {advice}");
        match source {
            Some(source) => ConfigurationError::because(message, source),
            None => ConfigurationError::new(message),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::ProxyServer;
    use crate::client::Client;
    use crate::client::builder::ClientBuilder;
    use crate::test_util::Example;
    use crate::transport::base_url::BaseUrl;

    fn builder(base_url: &str, proxy: &str) -> ClientBuilder<Example> {
        Client::builder(base_url, "token").with_proxy(proxy)
    }

    #[test]
    fn a_proxy_url_has_only_scheme_credentials_host_and_port() {
        for proxy in [
            "http://10.0.0.1:3128",
            "https://proxy.example.net",
            "http://me:canary@p:1/",
        ] {
            let builder = builder("https://127.0.0.1", proxy);
            assert!(!format!("{builder:?}").contains("canary"));
            if let Err(error) = builder.build() {
                assert!(
                    error.to_string().contains("certificates"),
                    "{proxy}: {error}"
                );
            }
        }
        for proxy in [
            "",
            "canary",
            "canary:1",
            "socks4://canary:1",
            "http://canary/path",
            "http://h?canary",
            "canary:x",
            "http://me:can/ary@p:1",
            "http://",
            "::::canary",
        ] {
            let error = builder("https://127.0.0.1", proxy).build().unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(shown.starts_with("invalid proxy URL"), "{shown}");
            assert!(!shown.contains("canary"), "{shown}");
        }
    }

    // The proxy would see the token.
    #[test]
    fn a_proxy_for_a_server_without_tls_is_rejected() {
        let error = builder("http://127.0.0.1", "http://p:1")
            .build()
            .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("the proxy would see the credential"),
            "{error}"
        );
    }

    /// Returns the address and the credentials that these variables lead to.
    fn from(variables: &[(&str, &str)]) -> Result<Option<String>, String> {
        let server = BaseUrl::new("https://10.1.2.3").unwrap();
        let proxy = ProxyServer::from_environment(&server, |name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        });
        let shown = |proxy: ProxyServer| format!("{} {:?}", proxy.address(), proxy.credentials);
        proxy
            .map(|proxy| proxy.map(shown))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_variable_with_a_value_counts() {
        let none = |port: u16| Ok(Some(format!("http://p:{port} None")));
        let all = ("all_proxy", "http://p:4");
        let both = ("ALL_PROXY", "p:3");
        assert_eq!(from(&[]), Ok(None));
        assert_eq!(from(&[("HTTP_PROXY", "http://p:9")]), Ok(None));
        assert_eq!(from(&[all]), none(4));
        assert_eq!(from(&[all, both]), none(3));
        let lower = ("https_proxy", "http://p:2");
        assert_eq!(from(&[all, lower, both]), none(2));
        let upper = ("HTTPS_PROXY", " http://p:1/ ");
        assert_eq!(from(&[all, lower, upper]), none(1));
        assert_eq!(from(&[("HTTPS_PROXY", ""), lower]), none(2));
        assert_eq!(from(&[("HTTPS_PROXY", " "), lower]), none(2));
    }

    #[test]
    fn exceptions_win_over_the_proxy() {
        let proxy = ("HTTPS_PROXY", "http://p:1");
        for list in ["*", "10.1.2.3", "10.0.0.0/8", "a,10.1.2.3:443"] {
            assert_eq!(from(&[proxy, ("NO_PROXY", list)]), Ok(None), "{list}");
            assert_eq!(from(&[proxy, ("no_proxy", list)]), Ok(None), "{list}");
        }
        assert!(from(&[proxy, ("NO_PROXY", "10.1.2.4")]).unwrap().is_some());
    }

    #[test]
    fn passwords_may_have_any_character() {
        for (url, password) in [
            ("http://me:p@ss@p:1", "p@ss"),
            ("http://me:a:b@p:1", "a:b"),
            ("me:p%40ss%3a%2f@p:1", "p@ss:/"),
            ("http://me:100%@p:1", "100%"),
        ] {
            let expected = format!("http://p:1 Some((\"me\", {password:?}))");
            assert_eq!(from(&[("HTTPS_PROXY", url)]), Ok(Some(expected)), "{url}");
        }
    }

    #[test]
    fn an_invalid_variable_is_an_error_without_its_value() {
        for value in ["::::canary", "http://", "ftp://canary", "http://p:canary"] {
            let error = from(&[("ALL_PROXY", value)]).unwrap_err();
            let start = "invalid proxy URL in the environment variable ALL_PROXY: ";
            assert!(error.starts_with(start), "{value}: {error}");
            assert!(!error.contains("canary"), "{error}");
        }
    }
}
