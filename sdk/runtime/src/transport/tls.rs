//! TLS: rustls with ring, passed explicitly instead of the default provider of the process.

use std::env;
use std::io;
use std::sync::Arc;

use rustls::client::{ResolvesClientCert, Resumption, WantsClientCert};
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, SignatureScheme, WantsVerifier};
use rustls_platform_verifier::Verifier;

use crate::error::config::ConfigurationError;
use crate::transport::encrypted::{Encrypted, LastAlert};
use crate::transport::io::Io;

/// The TLS of a client.
#[derive(Clone)]
pub(crate) struct Tls {
    backend: Backend,
    has_identity: bool,
    last_alert: LastAlert,
}

/// The TLS backend.
#[derive(Clone)]
enum Backend {
    /// rustls.
    Rustls(Arc<ClientConfig>),
    /// The TLS of the platform: with the client certificate, and without it.
    #[cfg(feature = "native-tls")]
    Native(
        tokio_native_tls::TlsConnector,
        tokio_native_tls::TlsConnector,
    ),
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

/// Configures TLS for HTTP/1.1 with these roots, additional root certificates and the client
/// certificate, all as PEM.
pub(crate) fn tls(
    roots: Roots,
    extra: &[Vec<u8>],
    identity: Option<&[u8]>,
) -> Result<Tls, ConfigurationError> {
    let certificates = certificates(extra)?;
    let identity = identity.map(Identity::read).transpose()?;
    let has_identity = identity.is_some();
    #[cfg(feature = "native-tls")]
    if roots == Roots::Native {
        let anonymous = native(&certificates, None)?;
        let backend = Backend::Native(native(&certificates, identity)?, anonymous);
        return Ok(Tls {
            backend,
            has_identity,
            last_alert: LastAlert::default(),
        });
    }
    let config = config(roots, certificates, identity)?;
    Ok(Tls {
        backend: Backend::Rustls(Arc::new(config)),
        has_identity,
        last_alert: LastAlert::default(),
    })
}

impl Tls {
    /// Returns the same TLS without the client certificate, for a proxy: it is meant for the server.
    pub(crate) fn without_identity(&self) -> Self {
        let backend = match &self.backend {
            Backend::Rustls(config) => {
                let mut config = ClientConfig::clone(config);
                config.client_auth_cert_resolver = Arc::new(NoClientCertificate);
                // A session that is resumed would prove the identity.
                config.resumption = Resumption::default();
                Backend::Rustls(Arc::new(config))
            }
            #[cfg(feature = "native-tls")]
            Backend::Native(_, anonymous) => Backend::Native(anonymous.clone(), anonymous.clone()),
        };
        Self {
            backend,
            has_identity: false,
            last_alert: LastAlert::default(),
        }
    }

    /// Returns `true` if there is a client certificate.
    pub(crate) fn has_identity(&self) -> bool {
        self.has_identity
    }

    /// Returns the place of the last alert.
    pub(crate) fn last_alert(&self) -> LastAlert {
        self.last_alert.clone()
    }

    /// Encrypts a connection to this host.
    pub(crate) async fn connect(&self, host: &str, stream: Box<dyn Io>) -> io::Result<Box<dyn Io>> {
        match &self.backend {
            Backend::Rustls(config) => {
                let connector = tokio_rustls::TlsConnector::from(Arc::clone(config));
                let name = ServerName::try_from(host.to_owned());
                let name = name.map_err(io::Error::other)?;
                let stream = connector.connect(name, stream).await?;
                Ok(Box::new(Encrypted::new(stream, self.last_alert.clone())))
            }
            #[cfg(feature = "native-tls")]
            Backend::Native(connector, _) => {
                let stream = connector.connect(host, stream).await;
                Ok(Box::new(stream.map_err(io::Error::other)?))
            }
        }
    }
}

/// The identity of a client that has none.
#[derive(Debug)]
struct NoClientCertificate;

impl ResolvesClientCert for NoClientCertificate {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// A client certificate with its chain, and its private key.
struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    #[cfg(feature = "native-tls")]
    pem: Vec<u8>,
}

impl Identity {
    /// Reads the certificates and the key in a PEM text. Errors do not quote it.
    fn read(text: &[u8]) -> Result<Self, ConfigurationError> {
        let mut chain = Vec::new();
        for certificate in CertificateDer::pem_slice_iter(text) {
            // The error of the parser quotes the text, which includes the key.
            chain.push(
                certificate.map_err(|_| {
                    ConfigurationError::new("the client certificate is not valid PEM")
                })?,
            );
        }
        if chain.is_empty() {
            return Err(ConfigurationError::new(
                "the client certificate is not valid PEM: it contains no `BEGIN CERTIFICATE`",
            ));
        }
        let key = PrivateKeyDer::from_pem_slice(text).map_err(|error| {
            let message = match error {
                pem::Error::NoItemsFound => {
                    "the client certificate has no private key: append it to the certificates as \
                     `BEGIN PRIVATE KEY`, without a passphrase"
                }
                _ => "the private key of the client certificate is not valid PEM",
            };
            ConfigurationError::new(message)
        })?;
        Ok(Self {
            chain,
            key,
            #[cfg(feature = "native-tls")]
            pem: text.to_vec(),
        })
    }
}

/// Configures the TLS of the platform.
#[cfg(feature = "native-tls")]
fn native(
    extra: &[CertificateDer<'static>],
    identity: Option<Identity>,
) -> Result<tokio_native_tls::TlsConnector, ConfigurationError> {
    let mut builder = native_tls::TlsConnector::builder();
    builder.min_protocol_version(Some(native_tls::Protocol::Tlsv12));
    for certificate in extra {
        let certificate = native_tls::Certificate::from_der(certificate).map_err(|error| {
            ConfigurationError::because("a root certificate cannot be used", error)
        })?;
        builder.add_root_certificate(certificate);
    }
    if let Some(identity) = identity {
        let identity = native_tls::Identity::from_pkcs8(&identity.pem, &identity.pem);
        builder.identity(identity.map_err(unusable_identity)?);
    }
    let connector = builder.build();
    let connector =
        connector.map_err(|error| ConfigurationError::because("TLS cannot be set up", error))?;
    Ok(connector.into())
}

/// Reports a client certificate that the TLS backend does not accept.
fn unusable_identity(error: impl std::error::Error + Send + Sync + 'static) -> ConfigurationError {
    ConfigurationError::because(
        "the client certificate cannot be used: check that its private key belongs to it",
        error,
    )
}

/// Configures rustls.
fn config(
    roots: Roots,
    extra: Vec<CertificateDer<'static>>,
    identity: Option<Identity>,
) -> Result<ClientConfig, ConfigurationError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigurationError::because("TLS cannot be set up", error))?;
    let builder = trust(builder, roots, extra)?;
    let mut config = match identity {
        Some(Identity { chain, key, .. }) => builder
            .with_client_auth_cert(chain, key)
            .map_err(unusable_identity)?,
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Reads the certificates in PEM texts.
fn certificates(texts: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, ConfigurationError> {
    let mut all = Vec::new();
    for text in texts {
        let before = all.len();
        for certificate in CertificateDer::pem_slice_iter(text) {
            // The error of the parser quotes the text, which may be a key by mistake.
            let certificate = certificate
                .map_err(|_| ConfigurationError::new("a root certificate is not valid PEM"))?;
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
    use std::error::Error;

    use super::{Roots, tls};
    use crate::error::config::ConfigurationError;

    /// Returns everything that an error and its causes show.
    fn shown(error: &ConfigurationError) -> String {
        let mut shown = format!("{error} {error:?}");
        let mut cause = error.source();
        while let Some(error) = cause {
            shown = format!("{shown} {error} {error:?}");
            cause = error.source();
        }
        shown
    }

    /// Returns `true` if a text shows the word `canary`, or its bytes as numbers.
    fn shows_canary(shown: &str) -> bool {
        shown.contains("canary") || shown.contains("99, 97, 110, 97, 114, 121")
    }

    #[test]
    fn invalid_certificates_are_rejected_without_being_shown() {
        for pem in [
            "",
            "canary",
            "-----BEGIN CERTIFICATE-----\ncanary",
            // On one line, as from an environment variable, and with escaped line ends.
            "-----BEGIN PRIVATE KEY----- canary -----END PRIVATE KEY-----",
            "-----BEGIN CERTIFICATE-----\\ncanary\\n-----END CERTIFICATE-----\\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n\
             -----BEGIN PRIVATE KEY----- canary -----END PRIVATE KEY-----",
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let Err(error) = tls(Roots::Nothing, &[pem.into()], None) else {
                panic!("{pem}");
            };
            let shown = shown(&error);
            assert!(
                error.to_string().starts_with("a root certificate "),
                "{shown}"
            );
            assert!(!shows_canary(&shown), "{shown}");
        }
    }

    #[test]
    fn invalid_client_certificates_are_rejected_without_being_shown() {
        for pem in [
            "",
            "canary",
            "-----BEGIN CERTIFICATE-----\ncanary",
            // On one line, as from an environment variable, and with escaped line ends.
            "-----BEGIN PRIVATE KEY----- canary -----END PRIVATE KEY-----",
            "-----BEGIN CERTIFICATE-----\\ncanary\\n-----END CERTIFICATE-----\\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n\
             -----BEGIN PRIVATE KEY----- canary -----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let Err(error) = tls(Roots::Nothing, &[], Some(pem.as_bytes())) else {
                panic!("{pem}");
            };
            let shown = shown(&error);
            assert!(
                error.to_string().starts_with("the client certificate "),
                "{shown}"
            );
            assert!(!shows_canary(&shown), "{shown}");
        }
    }
}
