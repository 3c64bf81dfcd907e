//! Alerts of TLS after a response: they prove nothing about the request that they end.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use ring::aead::{
    AES_128_GCM, AES_256_GCM, Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey,
};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ConnectionTrafficSecrets, ServerConfig, ServerConnection, StreamOwned};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error};

use crate::http::fixture::{TOKEN, request};

const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"data\":{\"affected\":1}}";
const PATIENCE: Duration = Duration::from_secs(5);
/// A fatal alert: the server requires a certificate.
const CERTIFICATE_REQUIRED: [u8; 2] = [2, 116];

/// Returns the alert as an encrypted record of TLS 1.3.
fn alert(connection: ServerConnection) -> Vec<u8> {
    let secrets = connection.dangerous_extract_secrets().expect("secrets");
    let (sequence, secrets) = secrets.tx;
    let (algorithm, key, iv) = match &secrets {
        ConnectionTrafficSecrets::Aes128Gcm { key, iv } => (&AES_128_GCM, key, iv),
        ConnectionTrafficSecrets::Aes256Gcm { key, iv } => (&AES_256_GCM, key, iv),
        ConnectionTrafficSecrets::Chacha20Poly1305 { key, iv } => (&CHACHA20_POLY1305, key, iv),
        _ => panic!("another cipher"),
    };
    let key = UnboundKey::new(algorithm, key.as_ref()).expect("a key");
    let mut nonce: [u8; 12] = iv.as_ref().try_into().expect("12 bytes");
    for (byte, number) in nonce[4..].iter_mut().zip(sequence.to_be_bytes()) {
        *byte ^= number;
    }
    // The alert is followed by its type; the tag has 16 bytes.
    let mut record = [&CERTIFICATE_REQUIRED[..], &[21]].concat();
    let head = [23, 3, 3, 0, 3 + 16];
    LessSafeKey::new(key)
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(head),
            &mut record,
        )
        .expect("a record");
    [&head[..], &record].concat()
}

/// Reads a request to its end; returns `false` if there is none.
fn read_request(stream: &mut StreamOwned<ServerConnection, TcpStream>) -> bool {
    let mut request = Vec::new();
    while !request.ends_with(b"}}") {
        let mut room = [0; 4096];
        match stream.read(&mut room) {
            Ok(length @ 1..) => request.extend_from_slice(&room[..length]),
            _ => return false,
        }
    }
    true
}

/// Responds to one request, and to the next one with an alert; returns the URL and the root.
fn serve() -> (String, String, JoinHandle<bool>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("a version")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .expect("a configuration");
    config.enable_secret_extraction = true;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = thread::spawn(move || {
        let (socket, _) = listener.accept().expect("a connection");
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let connection = ServerConnection::new(Arc::new(config)).expect("a server");
        let mut stream = StreamOwned::new(connection, socket);
        let is_first = read_request(&mut stream);
        let written = stream.write_all(RESPONSE).and_then(|()| stream.flush());
        let is_second = is_first && written.is_ok() && read_request(&mut stream);
        if is_second {
            let (connection, mut socket) = stream.into_parts();
            let _ = socket.write_all(&alert(connection));
        }
        is_second
    });
    (format!("https://localhost:{port}"), made.cert.pem(), server)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_after_a_response_is_ambiguous() {
    let (url, root, server) = serve();
    let builder = Client::builder(url, TOKEN)
        .with_root_certificate(root)
        .with_retry_policy(RetryPolicy::never());
    // A machine without certificates cannot try this.
    let Ok(client) = builder.build() else { return };
    client.send(&request()).await.expect("a success");
    let error = client.send(&request()).await.expect_err("an alert");
    // The server has read the request, although a new connection begins with the same alert if the
    // client has no certificate.
    assert!(server.join().expect("no panic"), "{error:?}");
    assert!(error.is_ambiguous(), "{error:?}");
    let Error::Interrupted(error) = error else {
        panic!("{error:?}")
    };
    let text = error.to_string();
    assert!(!text.contains("with_client_certificate"), "{text}");
}
