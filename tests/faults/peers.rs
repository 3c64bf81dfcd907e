//! The faults of other parties: proxies, idle connections, and demands for a certificate.

use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::server::WebPkiClientVerifier;
use sentinelone_sdk::Client;

use crate::faults::memory::{Outcome, idempotent};
use crate::faults::raw;
use crate::faults::sockets::{Action, Seen, Server};
use crate::faults::table::{Case, build};

/// Checks a case against what its server saw; `begun` is the number of requests that must match.
fn check_seen(case: &Case, outcome: Option<&Outcome>, seen: &Seen, begun: Option<usize>) {
    let Some(outcome) = outcome else { return };
    case.check(outcome, begun);
    let name = &case.row.name;
    assert_eq!(u32::try_from(seen.connections), Ok(case.attempts), "{name}");
}

/// Runs a case with a proxy in front of a server that does not exist.
pub async fn through_proxy(case: Case) {
    let bytes = raw::bytes(case.row.response.as_deref().unwrap_or_default());
    let proxy = Server::start(Action::RefuseTunnel(bytes)).await;
    let url = format!("http://me:canary@{}", proxy.address());
    let builder = Client::builder("https://console.invalid", case.token()).with_proxy(url);
    let outcome = match build(&case, builder).await {
        Some(client) => {
            let options = case.options(Duration::from_millis(1));
            Some(client.send_with(&case.request(), options).await)
        }
        None => None,
    };
    let seen = proxy.finish().await;
    check_seen(&case, outcome.as_ref(), &seen, None);
}

/// Runs a case on a connection that was used before, and that the server closes now.
pub async fn after_idling(case: Case) {
    let success =
        raw::bytes("HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"data\":{\"affected\":1}}");
    let server = Server::start(Action::RespondOnce(success, Arc::default())).await;
    let builder = Client::builder(format!("http://{}", server.address()), case.token());
    let client = build(&case, builder).await.expect("a client for loopback");
    client.send(&idempotent()).await.expect("a success");
    // The connection is back in the pool after a few turns of its task, which a busy machine delays.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let options = case.options(Duration::from_millis(1));
    let outcome = client.send_with(&case.request(), options).await;
    let seen = server.finish().await;
    check_seen(&case, Some(&outcome), &seen, Some(seen.begun));
}

/// Runs a case against a server that demands a certificate of the client.
pub async fn without_certificate(case: Case, version: &'static rustls::SupportedProtocolVersion) {
    let (config, pem) = demanding(version);
    let server = Server::start(Action::DemandCertificate(config)).await;
    let port = server.address().port();
    let builder = Client::builder(format!("https://localhost:{port}"), case.token());
    let outcome = match build(&case, builder.with_root_certificate(pem)).await {
        Some(client) => {
            let options = case.options(Duration::from_millis(1));
            Some(client.send_with(&case.request(), options).await)
        }
        None => None,
    };
    let seen = server.finish().await;
    check_seen(&case, outcome.as_ref(), &seen, Some(seen.begun));
}

/// Returns the configuration of a server that demands a certificate, and its own as PEM.
fn demanding(version: &'static rustls::SupportedProtocolVersion) -> (Arc<ServerConfig>, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.cert.der().clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .expect("a version")
        .with_client_cert_verifier(verifier.expect("a verifier"))
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .expect("a configuration");
    (Arc::new(config), made.cert.pem())
}
