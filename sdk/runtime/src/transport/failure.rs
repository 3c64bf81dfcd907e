//! Failures of the HTTP transport: what they are, and what helps.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use http::StatusCode;
use rustls::{AlertDescription, CertificateError};

use crate::error::boxed::BoxError;
use crate::error::details::FailureDetails;
use crate::transport::encrypted::LastAlert;
use crate::transport::error::{Error, Stage};
use crate::transport::outgoing::unread_part;
use crate::transport::proxy::ProxyServer;
use crate::transport::tunnel::TunnelProblem;

/// The message if the server demands a certificate, and the client has none.
const CERTIFICATE_REQUIRED: &str =
    "the server requires a client certificate: pass one with `with_client_certificate`";
const TOO_LARGE: &str = "its head is too large (more than 100 headers or 400 KiB): look for a gateway that adds headers";
/// The message if the server does not accept the certificate of the client.
const CERTIFICATE_REJECTED: &str = "the server rejected the client certificate: check that it is \
                                    valid and issued by an authority that the server trusts";

/// The reason why no connection was opened. Clones share it, so that it can leave the chain of
/// causes in which the HTTP client wraps it.
#[derive(Clone, Debug)]
pub(crate) struct ConnectFailure(Arc<Failed>);

#[derive(Debug)]
struct Failed {
    stage: Stage,
    details: FailureDetails,
    source: BoxError,
}

impl ConnectFailure {
    fn new(stage: Stage, details: FailureDetails, source: impl Into<BoxError>) -> Self {
        Self(Arc::new(Failed {
            stage,
            details,
            source: source.into(),
        }))
    }

    /// Reports a failure before TLS, without a proxy.
    pub(crate) fn tcp(source: BoxError) -> Self {
        let stage = if is_timeout(source.as_ref()) {
            Stage::Connecting
        } else {
            Stage::NotSent
        };
        Self::new(stage, FailureDetails::default(), source)
    }

    /// Reports that the time-out for connecting elapsed.
    pub(crate) fn timed_out(proxy: Option<&ProxyServer>, source: impl Into<BoxError>) -> Self {
        let details = FailureDetails {
            proxy: proxy.map(ProxyServer::address),
            ..FailureDetails::default()
        };
        Self::new(Stage::Connecting, details, source)
    }

    /// Reports a failed TLS handshake with the server.
    pub(crate) fn tls(source: io::Error, has_identity: bool) -> Self {
        let certificate = certificate_problem(&source, has_identity);
        let is_final = certificate.is_some();
        let reason = certificate.or_else(|| find(&source, &handshake_problem));
        let reason = reason.or_else(|| {
            let ended = source.kind() == io::ErrorKind::UnexpectedEof;
            ended.then_some("the server closed the connection during the TLS handshake")
        });
        let details = FailureDetails {
            reason: reason.map(str::to_owned),
            is_final,
            ..FailureDetails::default()
        };
        Self::new(Stage::NotSent, details, source)
    }

    /// Reports that the connection to the proxy failed.
    pub(crate) fn proxy_unreachable(proxy: &ProxyServer, source: BoxError) -> Self {
        if is_timeout(source.as_ref()) {
            return Self::timed_out(Some(proxy), source);
        }
        let reason = format!("the proxy {} cannot be reached", proxy.address());
        Self::new(Stage::NotSent, details(proxy, reason), source)
    }

    /// Reports that a SOCKS proxy opened no connection. The problem is known as text only.
    #[cfg(feature = "socks")]
    pub(crate) fn socks_refused(proxy: &ProxyServer, problem: String) -> Self {
        let has_any = |texts: &[&str]| texts.iter().any(|text| problem.contains(text));
        let (advice, is_final) = if has_any(&["credentials", "authentication"]) {
            // A wrong password that is tried again locks accounts.
            (": check user and password of the proxy", true)
        } else if has_any(&["not allowed"]) {
            (": check that it allows connections to the server", true)
        } else if has_any(&["failed serialize request"]) {
            let advice =
                ": user, password and host name are too long for it, which is about 240 bytes";
            (advice, true)
        } else {
            ("", false)
        };
        let reason = format!(
            "the proxy {} opened no connection to the server ({problem}){advice}",
            proxy.address()
        );
        let details = FailureDetails {
            is_final,
            ..details(proxy, reason)
        };
        Self::new(Stage::NotSent, details, problem)
    }

    /// Reports a failed TLS handshake with the proxy.
    pub(crate) fn proxy_tls(proxy: &ProxyServer, source: io::Error) -> Self {
        let address = proxy.address();
        let advice = "check its scheme, and add its root with `with_root_certificate` if needed";
        let reason = format!("the TLS handshake with the proxy {address} failed: {advice}");
        let details = FailureDetails {
            is_final: certificate_problem(&source, false).is_some(),
            ..details(proxy, reason)
        };
        Self::new(Stage::NotSent, details, source)
    }

    /// Reports that the proxy opened no tunnel.
    pub(crate) fn proxy_refused(proxy: &ProxyServer, problem: TunnelProblem) -> Self {
        let address = proxy.address();
        let (reason, source): (String, BoxError) = match problem {
            TunnelProblem::Status(status) => return Self::proxy_status(proxy, status),
            TunnelProblem::NotHttp => (
                format!("the proxy {address} did not respond with HTTP: check its address"),
                "the response is not HTTP".into(),
            ),
            TunnelProblem::Closed => (
                format!("the proxy {address} closed the connection"),
                "the connection ended before the response was complete".into(),
            ),
            TunnelProblem::Io(error) => (
                format!("the connection to the proxy {address} failed"),
                error.into(),
            ),
        };
        Self::new(Stage::NotSent, details(proxy, reason), source)
    }

    /// Reports the status with which the proxy refused.
    fn proxy_status(proxy: &ProxyServer, status: u16) -> Self {
        let phrase = StatusCode::from_u16(status).ok();
        let phrase = phrase.and_then(|status| status.canonical_reason());
        let advice = match status {
            407 if proxy.credentials.is_some() => ": check user and password of the proxy",
            407 => ": put user and password into its URL",
            300..=499 => ": check that it allows connections to the server",
            _ => ": it may be unable to reach the server",
        };
        let space = if phrase.is_some() { " " } else { "" };
        let reason = format!(
            "the proxy {} refused with {status}{space}{}{advice}",
            proxy.address(),
            phrase.unwrap_or_default()
        );
        let details = FailureDetails {
            proxy_status: Some(status),
            // A wrong password that is tried again locks accounts; a rule of the proxy stays.
            is_final: (300..500).contains(&status) && !matches!(status, 408 | 425 | 429),
            ..details(proxy, reason)
        };
        Self::new(Stage::NotSent, details, "the proxy opened no tunnel")
    }

    /// Converts it into the error of the transport.
    fn into_error(self) -> Error {
        let Failed { stage, details, .. } = &*self.0;
        Error::with_details(*stage, self.clone(), details.clone())
    }
}

fn details(proxy: &ProxyServer, reason: String) -> FailureDetails {
    FailureDetails {
        reason: Some(reason),
        proxy: Some(proxy.address()),
        ..FailureDetails::default()
    }
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.source, f)
    }
}

impl StdError for ConnectFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.source()
    }
}

/// Returns the details of a failure that a retry would repeat.
fn final_failure(reason: String) -> FailureDetails {
    FailureDetails {
        reason: Some(reason),
        is_final: true,
        ..FailureDetails::default()
    }
}

/// Converts an error of the HTTP client. Only a failure while connecting, and a rejected client
/// certificate, prove that nothing was carried out.
pub(crate) fn transport_error(
    error: impl StdError + Send + Sync + 'static,
    has_identity: bool,
    last_alert: &LastAlert,
) -> Error {
    // An alert explains the failure that follows it, and no later one.
    let alert = last_alert.take();
    if let Some(failure) = find(&error, &|error| {
        error.downcast_ref::<ConnectFailure>().cloned()
    }) {
        return failure.into_error();
    }
    if let Some(details) = unread_part(&error) {
        return Error::with_details(Stage::Interrupted, error, details);
    }
    let is_too_large = find(&error, &|error| {
        let error = error.downcast_ref::<hyper::Error>()?;
        // hyper has a method for this, but only in servers.
        let is_too_large = error.is_parse() && error.to_string().contains("too large");
        is_too_large.then_some(())
    });
    if is_too_large.is_some() {
        let details = final_failure(TOO_LARGE.to_owned());
        return Error::with_details(Stage::Interrupted, error, details);
    }
    // With TLS 1.3 the server checks the certificate of the client when the client is done with the
    // handshake, but before it reads the request.
    if let Some(reason) = find(&error, &|error| client_certificate(error, has_identity)) {
        let details = final_failure(reason.to_owned());
        return Error::with_details(Stage::NotSent, error, details);
    }
    // The connection ended before the request was written, for instance by such an alert.
    let is_canceled = |error: &(dyn StdError + 'static)| {
        let error = error.downcast_ref::<hyper::Error>()?;
        error.is_canceled().then_some(())
    };
    if find(&error, &is_canceled).is_some() {
        let reason = alert.and_then(|alert| certificate_alert(alert, has_identity));
        let details = FailureDetails {
            reason: reason.map(str::to_owned),
            is_final: reason.is_some(),
            ..FailureDetails::default()
        };
        return Error::with_details(Stage::NotSent, error, details);
    }
    Error::interrupted(error)
}

/// Returns the first result of `pick` for an error or one of its causes.
fn find<T>(
    error: &(dyn StdError + 'static),
    pick: &dyn Fn(&(dyn StdError + 'static)) -> Option<T>,
) -> Option<T> {
    if let Some(found) = pick(error) {
        return Some(found);
    }
    // The source of an `io::Error` is the source of the error inside of it.
    let inner = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    if let Some(inner) = inner {
        return find(inner, pick);
    }
    find(error.source()?, pick)
}

fn is_timeout(error: &(dyn StdError + 'static)) -> bool {
    let timed_out = |error: &(dyn StdError + 'static)| {
        let error = error.downcast_ref::<io::Error>()?;
        (error.kind() == io::ErrorKind::TimedOut).then_some(())
    };
    find(error, &timed_out).is_some()
}

/// Returns what is wrong with a certificate, and what helps; `None` if the handshake failed otherwise. A
/// retry would fail in the same way.
fn certificate_problem(
    error: &(dyn StdError + 'static),
    has_identity: bool,
) -> Option<&'static str> {
    let problem = |error: &(dyn StdError + 'static)| {
        client_certificate(error, has_identity).or_else(|| match error.downcast_ref()? {
            rustls::Error::InvalidCertificate(problem) => Some(server_certificate(problem)),
            _ => None,
        })
    };
    if let Some(problem) = find(error, &problem) {
        return Some(problem);
    }
    // The TLS of the platform reports only text.
    let text = error.to_string().to_ascii_lowercase();
    if !text.contains("certificate") {
        return None;
    }
    Some(match (text.contains("alert"), has_identity) {
        (true, false) => CERTIFICATE_REQUIRED,
        (true, true) => CERTIFICATE_REJECTED,
        (false, _) => {
            "the certificate of the server is not trusted: check the base URL and the clock, or add \
             its root with `with_root_certificate`"
        }
    })
}

/// Returns what another error of rustls during a handshake means.
fn handshake_problem(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    Some(match error.downcast_ref::<rustls::Error>()? {
        rustls::Error::InvalidMessage(_) => {
            "the server does not speak TLS: check host and port of the base URL"
        }
        rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) => {
            "the server supports neither TLS 1.2 nor TLS 1.3 with a cipher suite of the client"
        }
        rustls::Error::AlertReceived(AlertDescription::HandshakeFailure) => {
            "the server ended the TLS handshake: it may require a client certificate (pass one with \
             `with_client_certificate`) or another cipher suite"
        }
        rustls::Error::AlertReceived(AlertDescription::UnrecognisedName) => {
            "the server does not know this host name: check the base URL"
        }
        _ => return None,
    })
}

/// Returns what is wrong with the certificate of the server.
fn server_certificate(problem: &CertificateError) -> &'static str {
    match problem {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the certificate of the server has expired: renew it there, or set the clock of this \
             machine"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the certificate of the server is not valid yet: check the clock of this machine"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the certificate of the server is for another host name: check the base URL"
        }
        // A wrong signature is what an authority of the same name leads to.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "the certificate of the server is signed by an unknown authority: add its root with \
             `with_root_certificate`, such as that of a proxy that inspects TLS"
        }
        CertificateError::Revoked => "the certificate of the server was revoked",
        // rustls wraps the error of webpki without a variant for it.
        other if format!("{other:?}").contains("CaUsedAsEndEntity") => {
            "the server presents a CA certificate as its own: issue a server certificate that is \
             signed by that CA, or a self-signed one with `CA:FALSE`, and trust it with \
             `with_root_certificate`"
        }
        _ => "the certificate of the server is invalid",
    }
}

/// Returns what the server's alert about the certificate of the client means.
fn client_certificate(
    error: &(dyn StdError + 'static),
    has_identity: bool,
) -> Option<&'static str> {
    match error.downcast_ref::<rustls::Error>()? {
        rustls::Error::AlertReceived(alert) => certificate_alert(*alert, has_identity),
        _ => None,
    }
}

/// Returns what an alert about the certificate of the client means.
fn certificate_alert(alert: AlertDescription, has_identity: bool) -> Option<&'static str> {
    let concerns_certificate = matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::NoCertificate
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
    ) || (has_identity && alert == AlertDescription::DecryptError);
    match (concerns_certificate, has_identity) {
        (false, _) => None,
        (true, false) => Some(CERTIFICATE_REQUIRED),
        (true, true) => Some(CERTIFICATE_REJECTED),
    }
}
