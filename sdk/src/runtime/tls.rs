//! TLS: rustls with ring, always passed explicitly and never the default of the process.

use std::env;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::Verifier;

use super::ConfigurationError;

/// Which TLS a client speaks.
pub(super) enum Tls {
    /// rustls.
    Rustls(ClientConfig),
    /// That of the platform, with more certificates.
    #[cfg(feature = "native-tls")]
    Native(Vec<reqwest::Certificate>),
}

/// Whose certificates are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// Those that the platform trusts.
    Platform,
    /// Those of Mozilla, as compiled into the program.
    #[cfg(feature = "webpki-roots")]
    Webpki,
    /// Those that the platform trusts, by the TLS of the platform.
    #[cfg(feature = "native-tls")]
    Native,
    /// None, for a client that only speaks plain HTTP.
    Nobody,
}

/// TLS for HTTP/1.1, with these roots and more certificates as PEM.
pub(super) fn tls(roots: Roots, more: &[Vec<u8>]) -> Result<Tls, ConfigurationError> {
    let certificates = certificates(more)?;
    #[cfg(feature = "native-tls")]
    if roots == Roots::Native {
        return native(more);
    }
    config(roots, certificates).map(Tls::Rustls)
}

/// The TLS of the platform.
#[cfg(feature = "native-tls")]
fn native(more: &[Vec<u8>]) -> Result<Tls, ConfigurationError> {
    let mut certificates = Vec::new();
    for pem in more {
        let found = reqwest::Certificate::from_pem_bundle(pem).map_err(|error| {
            ConfigurationError::because("a root certificate cannot be used", error)
        })?;
        certificates.extend(found);
    }
    Ok(Tls::Native(certificates))
}

/// The configuration of rustls.
fn config(
    roots: Roots,
    more: Vec<CertificateDer<'static>>,
) -> Result<ClientConfig, ConfigurationError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigurationError::because("TLS cannot be set up", error))?;
    let mut config = trust(builder, roots, more)?.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The certificates in PEM texts.
fn certificates(texts: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, ConfigurationError> {
    let mut all = Vec::new();
    for text in texts {
        let before = all.len();
        for certificate in CertificateDer::pem_slice_iter(text) {
            let certificate = certificate.map_err(|error| {
                ConfigurationError::because("a root certificate is no PEM", error)
            })?;
            all.push(certificate);
        }
        if all.len() == before {
            let message = "a root certificate is no PEM: no `BEGIN CERTIFICATE` stands in it";
            return Err(ConfigurationError::new(message));
        }
    }
    Ok(all)
}

/// Puts the certificates in, those that the caller gave beside the others.
fn trust(
    builder: ConfigBuilder<ClientConfig, WantsVerifier>,
    roots: Roots,
    more: Vec<CertificateDer<'static>>,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, ConfigurationError> {
    let mut store = RootCertStore::empty();
    match roots {
        Roots::Platform => {
            let provider = Arc::clone(builder.crypto_provider());
            let verifier = Verifier::new_with_extra_roots(more, provider).map_err(unreadable)?;
            // The verifier checks as the platform does; "dangerous" is any but the built-in one.
            let builder = builder.dangerous();
            return Ok(builder.with_custom_certificate_verifier(Arc::new(verifier)));
        }
        #[cfg(feature = "webpki-roots")]
        Roots::Webpki => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        #[cfg(feature = "native-tls")]
        Roots::Native => {}
        Roots::Nobody => {}
    }
    for certificate in more {
        store.add(certificate).map_err(|error| {
            ConfigurationError::because("a root certificate cannot be used", error)
        })?;
    }
    Ok(builder.with_root_certificates(store))
}

/// Why there are no certificates of the platform. The variables that can take their place are named:
/// the verifier does not tell that it looked there.
fn unreadable(error: rustls::Error) -> ConfigurationError {
    let set = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter();
    let set: Vec<_> = set.filter(|name| env::var_os(name).is_some()).collect();
    let mut message = "the certificates that the platform trusts cannot be read".to_owned();
    if !set.is_empty() {
        message = format!("{message}: look at what {} says", set.join(" and "));
    }
    ConfigurationError::because(message, error)
}

#[cfg(test)]
mod tests {
    use super::{Roots, tls};

    #[test]
    fn what_is_no_certificate_is_refused() {
        for pem in [
            "",
            "canary",
            "-----BEGIN CERTIFICATE-----\ncanary",
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let Err(error) = tls(Roots::Nobody, &[pem.into()]) else {
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
