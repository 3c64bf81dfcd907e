//! TLS: rustls with ring, passed explicitly instead of the default provider of the process.

use std::env;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use rustls::client::WantsClientCert;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{AlertDescription, ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::error::config::ConfigurationError;
use crate::transport::io::Io;

/// The TLS of a client.
#[derive(Clone)]
pub(crate) struct Tls {
    backend: Backend,
    has_identity: bool,
    last_alert: LastAlert,
}

/// The last alert that a server sent after a handshake, for requests whose connection ended before
/// they were sent. All connections of a client share it: they have one server and one identity.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastAlert(Arc<Mutex<Option<AlertDescription>>>);

impl LastAlert {
    /// Takes the alert out.
    pub(crate) fn take(&self) -> Option<AlertDescription> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps the alert in an error of the connection, if there is one.
    fn keep(&self, error: &io::Error) {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
        if let Some(rustls::Error::AlertReceived(alert)) = inner {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(*alert);
        }
    }
}

/// The TLS backend.
#[derive(Clone)]
enum Backend {
    /// rustls.
    Rustls(Arc<ClientConfig>),
    /// The TLS of the platform.
    #[cfg(feature = "native-tls")]
    Native(tokio_native_tls::TlsConnector),
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
        let backend = Backend::Native(native(certificates, identity)?);
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
                Ok(Box::new(Encrypted {
                    stream,
                    last_alert: self.last_alert.clone(),
                }))
            }
            #[cfg(feature = "native-tls")]
            Backend::Native(connector) => {
                let stream = connector.connect(host, stream).await;
                Ok(Box::new(stream.map_err(io::Error::other)?))
            }
        }
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
            chain.push(certificate.map_err(|error| {
                ConfigurationError::because("the client certificate is not valid PEM", error)
            })?);
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
    extra: Vec<CertificateDer<'static>>,
    identity: Option<Identity>,
) -> Result<tokio_native_tls::TlsConnector, ConfigurationError> {
    let mut builder = native_tls::TlsConnector::builder();
    builder.min_protocol_version(Some(native_tls::Protocol::Tlsv12));
    for certificate in extra {
        let certificate = native_tls::Certificate::from_der(&certificate).map_err(|error| {
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

/// An encrypted connection. If writing fails, the reason may be an alert that has arrived already,
/// such as that of a server that requires a client certificate.
struct Encrypted<S> {
    stream: tokio_rustls::client::TlsStream<S>,
    last_alert: LastAlert,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Encrypted<S> {
    /// Returns the alert of the server, or else the error itself.
    fn explain(&mut self, context: &mut Context<'_>, error: io::Error) -> io::Error {
        let mut room = [0; 1];
        let read = Pin::new(&mut self.stream).poll_read(context, &mut ReadBuf::new(&mut room));
        match read {
            Poll::Ready(Err(alert)) if alert.kind() == io::ErrorKind::InvalidData => alert,
            _ => error,
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Encrypted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if let Poll::Ready(Err(error)) = &read {
            self.last_alert.keep(error);
        }
        read
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Encrypted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        written.map_err(|error| self.explain(context, error))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        flushed.map_err(|error| self.explain(context, error))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        written.map_err(|error| self.explain(context, error))
    }
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
            let Err(error) = tls(Roots::Nothing, &[pem.into()], None) else {
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

    #[test]
    fn invalid_client_certificates_are_rejected_without_being_shown() {
        for pem in [
            "",
            "canary",
            "-----BEGIN CERTIFICATE-----\ncanary",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let Err(error) = tls(Roots::Nothing, &[], Some(pem.as_bytes())) else {
                panic!("{pem}");
            };
            let shown = format!("{error} {error:?}");
            assert!(
                error.to_string().starts_with("the client certificate "),
                "{shown}"
            );
            assert!(!shown.contains("canary"), "{shown}");
        }
    }
}
