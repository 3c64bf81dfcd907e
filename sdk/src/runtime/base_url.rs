//! The address of the server.

use url::{Host, Url};

use super::ConfigurationError;

/// The root of a server: scheme, host and port.
#[derive(Clone, Debug)]
pub(super) struct BaseUrl(Url);

impl BaseUrl {
    /// Reads the URL and holds it to its rules; what was given is never repeated in an error.
    pub(super) fn new(text: &str) -> Result<Self, ConfigurationError> {
        let url = Url::parse(text.trim()).map_err(|error| {
            let message = "the base URL is none: give it as https://host";
            ConfigurationError::because(message, error)
        })?;
        let base = Self(url);
        match base.problem() {
            Some(message) => Err(ConfigurationError::new(message)),
            None => Ok(base),
        }
    }

    /// What breaks the rules.
    fn problem(&self) -> Option<&'static str> {
        let url = &self.0;
        if !matches!(url.scheme(), "https" | "http") {
            Some("the base URL has a scheme other than https: give it as https://host")
        } else if !url.username().is_empty() || url.password().is_some() {
            Some("the base URL holds credentials: give the token to the client instead")
        } else if url.path() != "/" {
            Some("the base URL has a path: give only https://host, the path is the operation's")
        } else if url.query().is_some() {
            Some("the base URL has a query: give only https://host")
        } else if url.fragment().is_some() {
            Some("the base URL has a fragment: give only https://host")
        } else if !self.is_https() && !self.is_loopback() {
            Some("the base URL is plain http, which only loopback hosts may have: use https")
        } else {
            None
        }
    }

    /// Whether connections are encrypted.
    pub(super) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether the host is this machine.
    pub(super) fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// The URL of a path and query on this server.
    pub(super) fn join(&self, path: &str, query: Option<&str>) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url.set_query(query);
        url
    }

    /// `https`, or `http` on this machine.
    #[cfg(feature = "tracing")]
    pub(super) fn scheme(&self) -> &str {
        self.0.scheme()
    }

    /// The host.
    pub(super) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port.
    pub(super) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// Host and port.
    pub(super) fn server(&self) -> String {
        format!("{}:{}", self.host(), self.port())
    }

    /// The URL as text.
    pub(super) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_host_is_enough() {
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
    fn anything_more_is_refused_without_being_shown() {
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
