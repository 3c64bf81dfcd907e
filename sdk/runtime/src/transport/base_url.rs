//! The address of the server.

use url::{Host, Url};

use crate::error::config::ConfigurationError;

/// The root of a server: scheme, host and port.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    /// Parses and validates the URL. Errors do not quote it: it may contain a secret.
    pub(crate) fn new(text: &str) -> Result<Self, ConfigurationError> {
        let text = text.trim();
        if text.starts_with(['"', '\'']) || text.ends_with(['"', '\'']) {
            return Err(ConfigurationError::new(
                "the base URL is in quotes, as some files with variables write it: remove the quotes",
            ));
        }
        let url = Url::parse(text).map_err(|error| {
            ConfigurationError::because("invalid base URL: use https://host", error)
        })?;
        let base = Self(url);
        match base.problem() {
            Some(message) => Err(ConfigurationError::new(message)),
            None => Ok(base),
        }
    }

    /// Returns the first violated rule.
    fn problem(&self) -> Option<&'static str> {
        let url = &self.0;
        if !matches!(url.scheme(), "https" | "http") {
            Some("the scheme of the base URL is not https: use https://host")
        } else if !url.username().is_empty() || url.password().is_some() {
            Some("the base URL contains credentials: pass them to the client instead")
        } else if url.path() != "/" {
            Some("the base URL has a path: use only https://host, operations add their own path")
        } else if url.query().is_some() {
            Some("the base URL has a query: use only https://host")
        } else if url.fragment().is_some() {
            Some("the base URL has a fragment: use only https://host")
        } else if !self.is_https() && !self.is_loopback() {
            Some("the base URL is plain http, which is allowed for loopback hosts only: use https")
        } else {
            None
        }
    }

    /// Returns `true` if connections are encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Returns `true` if the host is this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// Returns the URL of a path and query on this server.
    pub(crate) fn join(&self, path: &str, query: Option<&str>) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url.set_query(query);
        url
    }

    /// Returns the scheme: `https`, or `http` on this machine.
    #[cfg(feature = "tracing")]
    pub(crate) fn scheme(&self) -> &str {
        self.0.scheme()
    }

    /// Returns the host.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Returns the port, explicit or default.
    pub(crate) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// Returns host and port.
    pub(crate) fn server(&self) -> String {
        format!("{}:{}", self.host(), self.port())
    }

    /// Returns the URL as text.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn scheme_host_and_port_are_accepted() {
        for text in [
            "https://console.example.net",
            "https://console.example.net/",
            "https://example.net:8443",
            "HTTPS://EXAMPLE.NET",
            "http://localhost:80",
            "http://127.0.0.1:8080/",
            "http://127.8.9.1",
            "http://[::1]:8080",
        ] {
            assert!(BaseUrl::new(text).is_ok(), "{text}");
        }
        let base = BaseUrl::new("https://example.net/").unwrap();
        assert_eq!(
            base.join("/web/x", None).as_str(),
            "https://example.net/web/x"
        );
        assert_eq!(base.server(), "example.net:443");
    }

    #[test]
    fn other_parts_are_rejected_without_being_shown() {
        for text in [
            "",
            "example.net",
            "example.net:443",
            "//example.net",
            "https://",
            "ftp://example.net",
            "https://example.net/web",
            "https://example.net//",
            "https://example.net\\web",
            "https://example.net?",
            "https://example.net/?secret",
            "https://example.net#",
            "https://secret@example.net",
            "https://user:secret@example.net",
            "https://:secret@h",
            "http://example.net",
            "http://10.0.0.1",
            "http://localhost.example.net",
            "http://127.0.0.1.example.net",
            "http://[::2]",
            "http://secret@localhost",
            "secret:secret@example.net",
            "https://user:secret@exa mple.net",
            "http://0.0.0.0",
        ] {
            let error = BaseUrl::new(text).expect_err(text);
            let chain = format!("{error} {error:?}");
            assert!(!chain.contains("secret"), "{chain}");
        }
    }
}
