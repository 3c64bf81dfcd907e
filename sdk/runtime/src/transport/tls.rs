//! TLS: rustls with ring, passed explicitly instead of the default provider of the process.

use std::env;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::Verifier;

use crate::error::config::ConfigurationError;

/// The TLS backend of a client.
pub(crate) enum Tls {
    /// rustls.
    Rustls(Box<ClientConfig>),
    /// The TLS of the platform, with additional root certificates.
    #[cfg(feature = "native-tls")]
    Native(Vec<reqwest::Certificate>),
}

/// The root certificates that are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Roots {
    /// The roots of the platform.
    Platform,
    /// Mozilla's roots, compiled into the program.
    #[cfg(feature = "webpki-roots")]
    Webpki,
    /// The roots of the platform, with the TLS of the platform.
    #[cfg(feature = "native-tls")]
    Native,
    /// No roots, for a client that uses plain HTTP only.
    Nothing,
}

/// Configures TLS for HTTP/1.1 with these roots and additional root certificates as PEM.
pub(crate) fn tls(roots: Roots, extra: &[Vec<u8>]) -> Result<Tls, ConfigurationError> {
    let certificates = certificates(extra)?;
    #[cfg(feature = "native-tls")]
    if roots == Roots::Native {
        return native(extra);
    }
    config(roots, certificates).map(|config| Tls::Rustls(Box::new(config)))
}

/// Configures the TLS of the platform.
#[cfg(feature = "native-tls")]
fn native(extra: &[Vec<u8>]) -> Result<Tls, ConfigurationError> {
    let mut certificates = Vec::new();
    for pem in extra {
        let found = reqwest::Certificate::from_pem_bundle(pem).map_err(|error| {
            ConfigurationError::because("a root certificate cannot be used", error)
        })?;
        certificates.extend(found);
    }
    Ok(Tls::Native(certificates))
}

/// Configures rustls.
fn config(
    roots: Roots,
    extra: Vec<CertificateDer<'static>>,
) -> Result<ClientConfig, ConfigurationError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigurationError::because("TLS cannot be set up", error))?;
    let mut config = trust(builder, roots, extra)?.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Reads the certificates in PEM texts.
fn certificates(texts: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, ConfigurationError> {
    let mut all = Vec::new();
    for text in texts {
        let before = all.len();
        for certificate in CertificateDer::pem_slice_iter(text) {
            let certificate = certificate.map_err(|error| {
                ConfigurationError::because("a root certificate is not valid PEM", error)
            })?;
            all.push(certificate);
        }
        if all.len() == before {
            let message = "a root certificate is not valid PEM: it contains no `BEGIN CERTIFICATE`";
            return Err(ConfigurationError::new(message));
        }
    }
    Ok(all)
}

/// Sets the trusted certificates: the roots and the additional ones.
fn trust(
    builder: ConfigBuilder<ClientConfig, WantsVerifier>,
    roots: Roots,
    extra: Vec<CertificateDer<'static>>,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, ConfigurationError> {
    let mut store = RootCertStore::empty();
    match roots {
        Roots::Platform => {
            let provider = Arc::clone(builder.crypto_provider());
            let verifier = Verifier::new_with_extra_roots(extra, provider).map_err(unreadable)?;
            // rustls calls every verifier but its own dangerous; this one verifies like the
            // platform.
            let builder = builder.dangerous();
            return Ok(builder.with_custom_certificate_verifier(Arc::new(verifier)));
        }
        #[cfg(feature = "webpki-roots")]
        Roots::Webpki => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        #[cfg(feature = "native-tls")]
        Roots::Native => {}
        Roots::Nothing => {}
    }
    for certificate in extra {
        store.add(certificate).map_err(|error| {
            ConfigurationError::because("a root certificate cannot be used", error)
        })?;
    }
    Ok(builder.with_root_certificates(store))
}

/// Reports unreadable root certificates of the platform. The message names the environment
/// variables that override them, because the verifier does not report that it used them.
fn unreadable(error: rustls::Error) -> ConfigurationError {
    let set = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter();
    let set: Vec<_> = set.filter(|name| env::var_os(name).is_some()).collect();
    let mut message = "the certificates that the platform trusts cannot be read".to_owned();
    if !set.is_empty() {
        message = format!("{message}: check {}", set.join(" and "));
    }
    ConfigurationError::because(message, error)
}

#[cfg(test)]
mod tests {
    use super::{Roots, tls};

    #[test]
    fn invalid_certificates_are_rejected_without_being_shown() {
        for pem in [
            "",
            "canary",
            "-----BEGIN CERTIFICATE-----\ncanary",
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let Err(error) = tls(Roots::Nothing, &[pem.into()]) else {
                panic!("{pem}");
            };
            let shown = format!("{error} {error:?}");
            assert!(
                error.to_string().starts_with("a root certificate "),
                "{shown}"
            );
            assert!(!shown.contains("canary"), "{shown}");
        }
    }
}
