//! The proxy that a client goes through.

use url::Url;

use super::ConfigurationError;

/// Which proxy a client goes through.
#[derive(Clone)]
pub(super) enum Proxy {
    /// The one that the environment names, if any.
    Environment,
    /// None, whatever the environment says.
    Nothing,
    /// This one.
    Url(Url),
}

impl Proxy {
    /// Reads the URL of a proxy; what was given is never repeated in an error.
    pub(super) fn new(text: &str) -> Result<Self, ConfigurationError> {
        const HELP: &str = "the URL of the proxy is none: give it as http://host:port";
        let url =
            Url::parse(text.trim()).map_err(|error| ConfigurationError::because(HELP, error))?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || !is_bare {
            return Err(ConfigurationError::new(HELP));
        }
        Ok(Self::Url(url))
    }
}

#[cfg(test)]
mod tests {
    use crate::runtime::testing::Example;
    use crate::runtime::{Client, ClientBuilder};

    fn builder(base_url: &str, proxy: &str) -> ClientBuilder<Example> {
        Client::builder(base_url, "token").with_proxy(proxy)
    }

    #[test]
    fn a_proxy_is_a_host() {
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
            assert!(shown.starts_with("the URL of the proxy is none"), "{shown}");
            assert!(!shown.contains("canary"), "{shown}");
        }
    }

    /// It would see the token.
    #[test]
    fn a_server_without_tls_has_no_proxy() {
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
