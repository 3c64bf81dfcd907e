//! TLS: rustls with ring, always passed explicitly and never the default of the process.

use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::ring;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;

use super::ConfigurationError;

/// Whose certificates are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// Those that the platform trusts.
    Platform,
    /// Those of Mozilla, as compiled into the program.
    #[cfg(feature = "webpki-roots")]
    Webpki,
    /// None, for a client that only speaks plain HTTP.
    Nobody,
}

/// The configuration of TLS for HTTP/1.1.
pub(super) fn config(roots: Roots) -> Result<ClientConfig, ConfigurationError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigurationError::because("TLS cannot be set up", error))?;
    let mut config = trust(builder, roots)?.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Puts the certificates in.
fn trust(
    builder: ConfigBuilder<ClientConfig, WantsVerifier>,
    roots: Roots,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, ConfigurationError> {
    match roots {
        Roots::Platform => builder.with_platform_verifier().map_err(|error| {
            let message = "the certificates that the platform trusts cannot be read";
            ConfigurationError::because(message, error)
        }),
        #[cfg(feature = "webpki-roots")]
        Roots::Webpki => {
            let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned();
            Ok(builder.with_root_certificates(roots.collect::<RootCertStore>()))
        }
        Roots::Nobody => Ok(builder.with_root_certificates(RootCertStore::empty())),
    }
}
