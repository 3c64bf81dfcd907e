//! The address of the server.

use url::{Host, Url};

use crate::error::config::ConfigurationError;
use crate::http::path;
use crate::request::target::RequestTarget;

/// Scheme, host and port of a server, and the path of a gateway in front of it, if there is one. The
/// path does not end with a slash, unless it is only one.
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
        let mut base = Self(url);
        if let Some(message) = base.problem().or_else(|| path_problem(written_path(text))) {
            return Err(ConfigurationError::new(message));
        }
        let prefix = base.prefix().to_owned();
        base.0.set_path(&prefix);
        Ok(base)
    }

    /// Returns the first violated rule.
    fn problem(&self) -> Option<&'static str> {
        let url = &self.0;
        if !matches!(url.scheme(), "https" | "http") {
            Some("the scheme of the base URL is not https: use https://host")
        } else if !url.username().is_empty() || url.password().is_some() {
            Some("the base URL contains credentials: pass them to the client instead")
        } else if url.query().is_some() {
            Some("the base URL has a query: end it before the `?`")
        } else if url.fragment().is_some() {
            Some("the base URL has a fragment: end it before the `#`")
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

    /// Returns the path of a gateway, without a slash at its end; empty if there is none.
    fn prefix(&self) -> &str {
        self.0.path().trim_end_matches('/')
    }

    /// Returns `true` if the URL has the path of a gateway.
    pub(crate) fn has_prefix(&self) -> bool {
        !self.prefix().is_empty()
    }

    /// Returns the URL of a path and query below this one.
    pub(crate) fn join(&self, path: &str, query: Option<&str>) -> Url {
        let mut url = self.0.clone();
        if self.has_prefix() {
            url.set_path(&format!("{}{path}", self.prefix()));
        } else {
            url.set_path(path);
        }
        url.set_query(query);
        url
    }

    /// Resolves a URL that the server named in the response to a request for `url`. A server behind
    /// a gateway may not know the path of the gateway, which is then added.
    ///
    /// # Errors
    ///
    /// Returns the problem of a URL that is invalid, or not on this server.
    pub(crate) fn resolve(&self, url: &Url, reference: &str) -> Result<Url, &'static str> {
        let mut found = url.join(reference).map_err(|_| "the URL is invalid")?;
        if found.scheme() != self.0.scheme() {
            Err("its scheme is not that of the base URL")
        } else if found.host() != self.0.host() {
            Err("its host is not that of the base URL")
        } else if found.port_or_known_default() != self.0.port_or_known_default() {
            Err("its port is not that of the base URL")
        } else {
            if self.below(&found).is_none() {
                found.set_path(&format!("{}{}", self.prefix(), found.path()));
            }
            Ok(found)
        }
    }

    /// Returns the target of a resolved URL, below this one.
    pub(crate) fn target(&self, url: &Url) -> RequestTarget {
        RequestTarget::new(self.below(url).unwrap_or(url.path()), url.query())
    }

    /// Returns the path of a URL below the path of the gateway; `None` if it is not below that.
    fn below<'u>(&self, url: &'u Url) -> Option<&'u str> {
        let path = url.path().strip_prefix(self.prefix())?;
        path.starts_with('/').then_some(path)
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

/// Returns the path of a URL as it is written: parsing resolves dots and backslashes.
fn written_path(url: &str) -> &str {
    let (_, rest) = url.split_once(':').unwrap_or_default();
    let rest = rest.trim_start_matches(['/', '\\']);
    rest.find(['/', '\\']).map_or("", |start| &rest[start..])
}

/// Returns the first rule that the path of a base URL breaks.
fn path_problem(path: &str) -> Option<&'static str> {
    if path.contains("//") {
        Some("the path of the base URL has an empty segment: use one slash between two segments")
    } else if !path::is_encoded(path) {
        Some("the path of the base URL contains a character that must be percent-encoded")
    } else if path::has_dot_segment(path) {
        Some("the path of the base URL has a `.` or `..` segment: write the path it leads to")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, RequestTarget};

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
    fn paths_are_added_to_that_of_a_gateway() {
        for (text, url) in [
            ("https://gw.example", "https://gw.example/api/x?q=1"),
            ("https://gw.example/", "https://gw.example/api/x?q=1"),
            ("https://gw.example/s1", "https://gw.example/s1/api/x?q=1"),
            ("https://gw.example/s1/", "https://gw.example/s1/api/x?q=1"),
            (
                "https://gw.example:8443/s1/a@b:c;v=1/%2F~",
                "https://gw.example:8443/s1/a@b:c;v=1/%2F~/api/x?q=1",
            ),
            ("http://[::1]:80/s1", "http://[::1]/s1/api/x?q=1"),
            ("http:localhost/s1", "http://localhost/s1/api/x?q=1"),
        ] {
            let base = BaseUrl::new(text).expect(text);
            assert_eq!(base.join("/api/x", Some("q=1")).as_str(), url);
            assert_eq!(base.has_prefix(), url.contains("s1"));
        }
        let base = BaseUrl::new("https://gw.example/s1/").unwrap();
        assert_eq!(base.as_str(), "https://gw.example/s1");
        assert_eq!(base.server(), "gw.example:443");
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
            "https://example.net//",
            "https://example.net//secret",
            "https://example.net/secret//b",
            "https://example.net/secret//",
            "https://example.net/secret/..",
            "https://example.net/./secret",
            "https://example.net/secret/%2E%2e/b",
            "https://example.net/secret b",
            "https://example.net/secret\\b",
            "https://example.net/secr\net",
            "https://example.net/é",
            "https://example.net/{secret}",
            "https://example.net/secret?a=b",
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

    #[test]
    fn urls_of_the_server_are_resolved_below_the_gateway() {
        for (base, reference, url) in [
            ("https://h", "?a=1#x", "https://h/v1/x?a=1#x"),
            ("https://h", "y?b", "https://h/v1/y?b"),
            ("https://h", "HTTPS://H:443/z", "https://h/z"),
            ("https://h", "//h//z/../y", "https://h//y"),
            ("https://h/s1", "?a=1", "https://h/s1/v1/x?a=1"),
            ("https://h/s1", "/s1/v1/y", "https://h/s1/v1/y"),
            ("https://h/s1", "https://h/v1/y", "https://h/s1/v1/y"),
            ("https://h/s1", "/s1x/y", "https://h/s1/s1x/y"),
            ("https://h/s1", "../../other", "https://h/s1/other"),
        ] {
            let base = BaseUrl::new(base).unwrap();
            let current = base.join("/v1/x", Some("q=1"));
            let found = base.resolve(&current, reference).unwrap();
            assert_eq!(found.as_str(), url);
            assert_eq!(base.resolve(&current, url).unwrap(), found);
            let prefix = base.prefix();
            let path = found.path().strip_prefix(prefix).unwrap();
            assert_eq!(base.target(&found), RequestTarget::new(path, found.query()));
        }
    }

    #[test]
    fn urls_of_other_servers_are_rejected() {
        let base = BaseUrl::new("https://h:8443/s1").unwrap();
        let current = base.join("/v1/x", None);
        for reference in [
            "http://h:8443/",
            "https://h/",
            "https://i:8443/",
            "//i:8443/",
            "https://h:8443@i/",
            "https:\\\\i",
            "https://[",
            "data:,x",
        ] {
            assert!(base.resolve(&current, reference).is_err(), "{reference}");
        }
    }
}
