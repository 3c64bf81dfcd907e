//! A server that reads whole requests and sends the same bytes for all of them, so that its own
//! cost is negligible; with TLS for programs that start cold.

use crate::Result;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// A small response with the headers of a recorded one.
const ANSWER: &str = concat!(
    "HTTP/1.1 200 OK\r\n",
    "Server: nginx\r\n",
    "Date: Mon, 03 Jul 2023 03:42:11 GMT\r\n",
    "Content-Type: application/json\r\n",
    "Content-Length: 132\r\n",
    "Connection: keep-alive\r\n",
    "X-RQID: 96f7b37b-0e6b-4cb7-ba52-1c6bffa6d0fe\r\n",
    "Access-Control-Allow-Origin: https://example.sentinelone.net\r\n",
    "Access-Control-Allow-Credentials: true\r\n",
    "Vary: Origin\r\n",
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n",
    "X-Frame-Options: SAMEORIGIN\r\n",
    "X-Content-Type-Options: nosniff\r\n",
    "Cache-Control: no-store\r\n",
    "Pragma: no-cache\r\n",
    "Expires: -1\r\n",
    "\r\n",
    r#"{"data":{"affected":1,"details":[{"result":"updated","#,
    r#""analystVerdict":"already_set","threatId":"1488938160436018741"}]},"errors":[]}"#,
);

/// The number of root certificates in addition to that of the server: systems have about as many.
const OTHER_ROOTS: usize = 140;

/// A server in a separate process, which ends when this value is dropped.
pub struct Server {
    child: Child,
    /// The address of the server.
    pub address: SocketAddr,
}

impl Server {
    /// Starts the server.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no free port, or the process does not start.
    pub fn start() -> Result<Self> {
        Self::of(Command::new(std::env::current_exe()?).args(["child", "server"]))
    }

    /// Starts a server with TLS, which writes the root certificates of its clients to a file.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no free port, or the process does not start.
    pub fn with_tls(roots: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        Self::of(command.args(["child", "server-with-tls"]).arg(roots))
    }

    fn of(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child
            .stdout
            .take()
            .ok_or("the server has no standard output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().parse()?;
        Ok(Self { child, address })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The parts of a case that run a server.
pub const CHILDREN: &[(&str, crate::cases::Child)] =
    &[("server", child), ("server-with-tls", child_with_tls)];

/// Runs the server: prints its address, and responds until it is killed.
fn child(_arguments: &[String]) -> Result<()> {
    listen(&announced()?, Ok)
}

/// Runs the server with TLS.
fn child_with_tls(arguments: &[String]) -> Result<()> {
    let [roots] = arguments else {
        return Err("expected the file for the root certificates".into());
    };
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())?;
    let mut pem = made.cert.pem();
    for index in 0..OTHER_ROOTS {
        let other = rcgen::generate_simple_self_signed([format!("root-{index}.example")])?;
        let _ = write!(pem, "{}", other.cert.pem());
    }
    std::fs::write(roots, pem)?;
    let config = Arc::new(config);
    listen(&announced()?, move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
        Ok(StreamOwned::new(connection, stream))
    })
}

/// Binds a free port and prints its address.
fn announced() -> Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("{}", listener.local_addr()?);
    Ok(listener)
}

/// Starts a server on a thread of this process, for counts per thread.
///
/// # Errors
///
/// Returns an error if there is no free port.
pub fn spawn() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || listen(&listener, Ok));
    Ok(address)
}

/// Serves every connection on its own thread.
fn listen<S: Read + Write + Send + 'static>(
    listener: &TcpListener,
    accept: impl Fn(TcpStream) -> io::Result<S>,
) -> Result<()> {
    loop {
        let (stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        let stream = accept(stream)?;
        std::thread::spawn(|| serve_connection(stream));
    }
}

/// Serves one connection until it ends.
fn serve_connection(mut stream: impl Read + Write) -> io::Result<()> {
    let (mut buffer, mut filled) = (vec![0; 64 * 1024], 0);
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if is_whole(&buffer[..filled]) {
            stream.write_all(ANSWER.as_bytes())?;
            stream.flush()?;
            filled = 0;
        }
    }
}

/// Returns `true` if the request is complete.
fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]);
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    });
    request.len() >= end + 4 + length.unwrap_or_default()
}
