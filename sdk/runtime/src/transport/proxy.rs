//! The proxy of a client.

use url::Url;

use crate::error::config::ConfigurationError;

/// The proxy of a client.
#[derive(Clone)]
pub(crate) enum Proxy {
    /// The proxy that the environment names, if any.
    Environment,
    /// No proxy, even if the environment names one.
    Disabled,
    /// The proxy at this URL.
    Url(Url),
}

impl Proxy {
    /// Parses and validates the URL of a proxy. Errors do not quote it: it may contain a password.
    pub(crate) fn new(text: &str) -> Result<Self, ConfigurationError> {
        const INVALID: &str = "invalid proxy URL: use http://host:port";
        let url =
            Url::parse(text.trim()).map_err(|error| ConfigurationError::because(INVALID, error))?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || !is_bare {
            return Err(ConfigurationError::new(INVALID));
        }
        Ok(Self::Url(url))
    }
}

#[cfg(test)]
mod tests {
    use crate::client::Client;
    use crate::client::builder::ClientBuilder;
    use crate::test_util::Example;

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
            "socks5://canary:1",
            "http://canary/path",
            "http://h?canary",
            "canary:1",
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
}
