//! A server that reads whole requests and sends the same bytes for all of them, so that its own
//! cost is negligible.

use crate::Result;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

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
        let mut child = Command::new(std::env::current_exe()?)
            .args(["child", "request-server"])
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

/// Runs the server: prints its address, and responds until it is killed.
///
/// # Errors
///
/// Returns an error if there is no free port.
pub fn child(_arguments: &[String]) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("{}", listener.local_addr()?);
    listen(&listener)
}

/// Starts a server on a thread of this process, for counts per thread.
///
/// # Errors
///
/// Returns an error if there is no free port.
pub fn spawn() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || listen(&listener));
    Ok(address)
}

/// Serves every connection on its own thread.
fn listen(listener: &TcpListener) -> Result<()> {
    loop {
        let (stream, _) = listener.accept()?;
        std::thread::spawn(|| serve_connection(stream));
    }
}

/// Serves one connection until it ends.
fn serve_connection(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut buffer, mut filled) = (vec![0; 64 * 1024], 0);
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if is_whole(&buffer[..filled]) {
            stream.write_all(ANSWER.as_bytes())?;
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
