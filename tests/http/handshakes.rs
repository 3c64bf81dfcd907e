//! TLS handshakes that fail, and client certificates.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{
    RootCertStore, ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion,
};
use sentinelone_sdk::error::TimeoutPhase;
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error};

use crate::http::fixture::{Outcome, TOKEN, request};

const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 23\r\nConnection: close\r\n\r\n{\"data\":{\"affected\":1}}";
const PATIENCE: Duration = Duration::from_secs(5);

/// A certificate and its key as the server uses them, and as PEM.
struct Certified {
    der: CertificateDer<'static>,
    key: KeyPair,
    pem: String,
}

fn names(name: &str) -> CertificateParams {
    CertificateParams::new([name.to_owned()]).expect("a name")
}

fn self_signed(params: &CertificateParams) -> Certified {
    let key = KeyPair::generate().expect("a key");
    let certificate = params.self_signed(&key).expect("a certificate");
    Certified {
        der: certificate.der().clone(),
        pem: certificate.pem(),
        key,
    }
}

/// Serves one connection; returns the URL, and the number of bytes of the request.
fn serve(
    made: &Certified,
    version: &'static SupportedProtocolVersion,
    demanded: Option<&CertificateDer<'static>>,
) -> (String, JoinHandle<usize>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[version])
        .expect("a version");
    let config = match demanded {
        Some(root) => {
            let mut roots = RootCertStore::empty();
            roots.add(root.clone()).expect("a root");
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().expect("a verifier"))
        }
        None => config.with_no_client_auth(),
    };
    let key = PrivatePkcs8KeyDer::from(made.key.serialize_der());
    let config = config
        .with_single_cert(vec![made.der.clone()], key.into())
        .expect("a configuration");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = thread::spawn(move || {
        let (socket, _) = listener.accept().expect("a connection");
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let rest = socket.try_clone().expect("a socket");
        let connection = ServerConnection::new(Arc::new(config)).expect("a server");
        let mut stream = StreamOwned::new(connection, socket);
        let read = stream.read(&mut [0; 4096]).unwrap_or(0);
        if read > 0 {
            let _ = stream.write_all(RESPONSE).and_then(|()| stream.flush());
        }
        // The client gets an alert before the connection ends.
        let _ = rest.shutdown(std::net::Shutdown::Write);
        let mut rest = rest;
        while rest.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {}
        read
    });
    (format!("https://localhost:{port}"), server)
}

/// Sends the usual request; returns `None` on a machine without certificates.
async fn send(url: &str, root: &str, certificate: Option<String>) -> Option<Outcome> {
    let mut builder = Client::builder(url, TOKEN)
        .with_retry_policy(RetryPolicy::never())
        .with_root_certificate(root);
    if let Some(certificate) = certificate {
        builder = builder.with_client_certificate(certificate);
        assert!(format!("{builder:?}").contains("has_client_certificate: true"));
    }
    let client = builder.build().ok()?;
    Some(client.send(&request()).await)
}

/// Checks that the request was not sent, and that the message has these words.
fn assert_rejected(outcome: Outcome, words: &[&str]) {
    let error = outcome.expect_err("no trust");
    assert!(error.is_connect() && !error.is_ambiguous(), "{error:?}");
    let message = error.to_string();
    for word in words {
        assert!(message.contains(word), "{word}: {message}");
    }
    let Error::Connect(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.proxy.as_deref(), error.proxy_status), (None, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_server_certificate_is_explained() {
    let mut expired = names("localhost");
    expired.not_before = date_time_ymd(2001, 1, 1);
    expired.not_after = date_time_ymd(2002, 1, 1);
    let mut early = names("localhost");
    early.not_before = date_time_ymd(2101, 1, 1);
    early.not_after = date_time_ymd(2102, 1, 1);
    let mut authority = names("localhost");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    for (params, trusted, words) in [
        (expired, true, &["has expired", "clock"][..]),
        (early, true, &["is not valid yet", "clock"]),
        (
            names("other.invalid"),
            true,
            &["another host name", "base URL"],
        ),
        (
            authority,
            true,
            &["CA certificate", "with_root_certificate"],
        ),
        (
            names("localhost"),
            false,
            &["unknown authority", "with_root_certificate"],
        ),
    ] {
        let made = self_signed(&params);
        let (url, server) = serve(&made, &rustls::version::TLS13, None);
        let other = self_signed(&names("other.invalid"));
        let root = if trusted { &made.pem } else { &other.pem };
        let Some(outcome) = send(&url, root, None).await else {
            return;
        };
        assert_rejected(outcome, words);
        assert_eq!(server.join().expect("no panic"), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_out_before_the_connection_is_open_is_not_ambiguous() {
    // The server accepts connections, and never responds.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let url = format!("https://localhost:{}", address.port());
    let limit = Duration::from_millis(100);
    let timeout = Client::builder(&url, TOKEN).with_timeout(limit);
    let deadline = Client::builder(&url, TOKEN).with_deadline(limit);
    let proxy = Client::builder("https://h.invalid", TOKEN)
        .with_timeout(limit)
        .with_proxy(format!("http://{address}"));
    let through = format!(" through the proxy http://{address}");
    for (builder, message) in [
        (timeout, "no connection within 100 ms".to_owned()),
        (
            deadline,
            "no connection within the deadline of 100 ms".to_owned(),
        ),
        (proxy, format!("no connection within 100 ms{through}")),
    ] {
        let client = builder.with_retry_policy(RetryPolicy::never());
        let Ok(client) = client.build() else { return };
        let error = client.send(&request()).await.expect_err("no connection");
        assert_eq!(error.to_string(), message);
        assert!(!error.is_ambiguous(), "{error:?}");
        let Error::Timeout(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.phase, TimeoutPhase::Connecting);
    }
}

/// Returns a certificate authority and a client certificate with its key as PEM.
fn client_identity() -> (CertificateDer<'static>, String) {
    let mut params = names("clients.invalid");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let key = KeyPair::generate().expect("a key");
    let authority = CertifiedIssuer::self_signed(params, key).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let certificate = names("client")
        .signed_by(&key, &authority)
        .expect("a certificate");
    let pem = format!("{}{}", certificate.pem(), key.serialize_pem());
    (authority.der().clone(), pem)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_certificate_is_sent_on_demand() {
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let made = self_signed(&names("localhost"));
        let (root, identity) = client_identity();
        let (url, server) = serve(&made, version, Some(&root));
        let Some(outcome) = send(&url, &made.pem, Some(identity)).await else {
            return;
        };
        assert_eq!(outcome.expect("a success").json_body.data.affected, 1);
        assert!(server.join().expect("no panic") > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_or_unknown_client_certificate_is_explained() {
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let made = self_signed(&names("localhost"));
        let (root, _) = client_identity();
        let (_, unknown) = client_identity();
        for (identity, words) in [
            (
                None,
                &["requires a client certificate", "with_client_certificate"][..],
            ),
            (Some(unknown), &["rejected the client certificate"]),
        ] {
            let (url, server) = serve(&made, version, Some(&root));
            let Some(outcome) = send(&url, &made.pem, identity).await else {
                return;
            };
            assert_rejected(outcome, words);
            assert_eq!(server.join().expect("no panic"), 0);
        }
    }
}

/// Serves one connection as a proxy that asks for a certificate and refuses; returns its URL, its
/// root, and whether it was offered one.
fn curious_proxy(version: &'static SupportedProtocolVersion) -> (String, String, JoinHandle<bool>) {
    let made = self_signed(&names("localhost"));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(made.der.clone()).expect("a root");
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
            .allow_unauthenticated();
    let key = PrivatePkcs8KeyDer::from(made.key.serialize_der());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .expect("a version")
        .with_client_cert_verifier(verifier.build().expect("a verifier"))
        .with_single_cert(vec![made.der.clone()], key.into())
        .expect("a configuration");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let proxy = thread::spawn(move || {
        let (socket, _) = listener.accept().expect("a connection");
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let connection = ServerConnection::new(Arc::new(config)).expect("a server");
        let mut stream = StreamOwned::new(connection, socket);
        // An offered certificate is unknown, and ends the handshake.
        let is_offered = stream.read(&mut [0; 4096]).is_err();
        let refusal = b"HTTP/1.1 403 Forbidden\r\n\r\n";
        let _ = stream.write_all(refusal).and_then(|()| stream.flush());
        is_offered
    });
    (format!("https://localhost:{port}"), made.pem, proxy)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_is_not_offered_the_client_certificate() {
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let (url, root, proxy) = curious_proxy(version);
        let (_, identity) = client_identity();
        let client = Client::builder("https://console.invalid", TOKEN)
            .with_retry_policy(RetryPolicy::never())
            .with_root_certificate(root)
            .with_client_certificate(identity)
            .with_proxy(url);
        let Ok(client) = client.build() else { return };
        let error = client.send(&request()).await.expect_err("a refusal");
        assert!(!proxy.join().expect("no panic"), "{error:?}");
        assert!(error.to_string().contains("refused with 403"), "{error}");
    }
}

#[test]
fn an_unusable_client_certificate_is_a_configuration_error() {
    let (made, other) = (self_signed(&names("a")), self_signed(&names("b")));
    let foreign_key = format!("{}{}", made.pem, other.key.serialize_pem());
    for (pem, words) in [
        ("canary".to_owned(), "is not valid PEM"),
        (made.pem.clone(), "has no private key"),
        (foreign_key, "private key belongs to it"),
    ] {
        let builder = Client::builder("https://console.invalid", TOKEN);
        let error = builder
            .with_client_certificate(pem)
            .build()
            .expect_err(words);
        assert!(matches!(error, Error::Configuration(_)), "{error:?}");
        let is_machine = error.to_string().contains("platform");
        assert!(is_machine || error.to_string().contains(words), "{error}");
        assert!(!format!("{error:?}").contains("canary"));
    }
}
