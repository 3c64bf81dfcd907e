//! A server with a certificate that only an explicitly configured client trusts.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, ClientBuilder};

use crate::http::fixture::{TOKEN, chain, request};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 23\r\nConnection: close\r\n\r\n{\"data\":{\"affected\":1}}";
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves one connection over TLS; returns the address, the certificate, and the received bytes.
pub fn serve() -> (String, String, thread::JoinHandle<Vec<u8>>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|config| {
            let config = config.with_no_client_auth();
            config.with_single_cert(vec![made.cert.der().clone()], key)
        })
        .expect("a configuration");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = thread::spawn(move || {
        let (socket, _) = listener.accept().expect("a connection");
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let connection = ServerConnection::new(Arc::new(config)).expect("a server");
        let mut stream = StreamOwned::new(connection, socket);
        let mut seen = vec![0; 4096];
        let read = stream.read(&mut seen).unwrap_or(0);
        seen.truncate(read);
        let _ = stream.write_all(ANSWER).and_then(|()| stream.flush());
        seen
    });
    (format!("https://localhost:{port}"), made.cert.pem(), server)
}

fn client(url: &str, trusted: impl Fn(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = Client::builder(url, TOKEN).with_retry_policy(RetryPolicy::never());
    trusted(builder).build().expect("a client")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configured_certificate_is_trusted() {
    let (url, pem, server) = serve();
    let client = client(&url, |builder| builder.with_root_certificate(pem.clone()));
    let response = client.send(&request()).await.expect("a success");
    assert_eq!(response.json_body.data.affected, 1);
    let seen = server.join().expect("no panic");
    assert!(seen.starts_with(b"POST /web/api/v2.1/threats/incident HTTP/1.1"));
}

/// A machine without any certificate reports that before it connects.
#[tokio::test(flavor = "multi_thread")]
async fn an_untrusted_server_gets_no_request() {
    let (url, _, server) = serve();
    let builder = Client::builder(&url, TOKEN).with_retry_policy(RetryPolicy::never());
    let Ok(client) = builder.build() else { return };
    let error = client.send(&request()).await.expect_err("no trust");
    assert!(error.is_connect(), "{error:?}");
    assert!(chain(&error).contains("certificate"), "{}", chain(&error));
    assert_eq!(server.join().expect("no panic"), b"");
}
