//! Tunnels through HTTP proxies: the method `CONNECT`.
//!
//! The tunnel of hyper-util reports every refusal except 407 without its status, which is what
//! users need to find the culprit.

use std::io;

use http::HeaderValue;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The maximum number of bytes in the head of the proxy's response.
const MAX_HEAD: usize = 16 * 1024;

/// The reason why a proxy opened no tunnel.
#[derive(Debug)]
pub(crate) enum TunnelProblem {
    /// It responded with this status.
    Status(u16),
    /// It responded with something else than HTTP.
    NotHttp,
    /// It closed the connection before its response was complete.
    Closed,
    /// The connection failed.
    Io(io::Error),
}

/// Asks the proxy at the other end of the stream for a tunnel to the server.
pub(crate) async fn open<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    (host, port): (&str, u16),
    authorization: Option<&HeaderValue>,
) -> Result<(), TunnelProblem> {
    let mut request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n");
    if let Some(Ok(value)) = authorization.map(HeaderValue::to_str) {
        request.push_str("Proxy-Authorization: ");
        request.push_str(value);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    let written = stream.write_all(request.as_bytes()).await;
    written.map_err(TunnelProblem::Io)?;
    stream.flush().await.map_err(TunnelProblem::Io)?;
    match read_status(stream).await? {
        200..=299 => Ok(()),
        status => Err(TunnelProblem::Status(status)),
    }
}

/// Reads the head of the proxy's response, and returns its status; informational ones are skipped.
async fn read_status<S: AsyncRead + Unpin>(stream: &mut S) -> Result<u16, TunnelProblem> {
    let mut head = Vec::new();
    let mut skipped = 0;
    loop {
        if let Some(end) = head.windows(4).position(|end| end == b"\r\n\r\n") {
            match status(&head)?.ok_or(TunnelProblem::NotHttp)? {
                100 | 102..=199 => {
                    head.drain(..end + 4);
                    skipped += end + 4;
                    continue;
                }
                status => return Ok(status),
            }
        }
        let refusal = status(&head)?.filter(|status| !(200..300).contains(status));
        match stream.read_buf(&mut head).await {
            // A proxy that refuses may close the connection at once.
            Ok(0) => return refusal.ok_or(TunnelProblem::Closed),
            Ok(_) if skipped + head.len() > MAX_HEAD => {
                return refusal.ok_or(TunnelProblem::NotHttp);
            }
            Ok(_) => {}
            Err(error) => return refusal.ok_or(TunnelProblem::Io(error)),
        }
    }
}

/// Reads the status line; `None` if it is not complete yet.
fn status(head: &[u8]) -> Result<Option<u16>, TunnelProblem> {
    const START: &[u8] = b"HTTP/1.";
    let length = head.len().min(START.len());
    if head.get(..length) != START.get(..length) {
        return Err(TunnelProblem::NotHttp);
    }
    let Some(end) = head.iter().position(|byte| *byte == b'\n') else {
        return Ok(None);
    };
    let line = String::from_utf8_lossy(head.get(..end).unwrap_or_default());
    let code = line.split_whitespace().nth(1).unwrap_or_default();
    match code.parse() {
        Ok(code) if (100..1000).contains(&code) => Ok(Some(code)),
        _ => Err(TunnelProblem::NotHttp),
    }
}

#[cfg(test)]
mod tests {
    use super::{TunnelProblem, open};

    async fn ask(response: &[u8]) -> Result<(), TunnelProblem> {
        let (mut client, mut proxy) = tokio::io::duplex(64 * 1024);
        tokio::io::AsyncWriteExt::write_all(&mut proxy, response)
            .await
            .unwrap();
        tokio::io::AsyncWriteExt::shutdown(&mut proxy)
            .await
            .unwrap();
        open(&mut client, ("console.invalid", 443), None).await
    }

    #[tokio::test]
    async fn the_status_decides() {
        for response in [
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.0 200\r\nVia: x\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        ] {
            ask(response.as_bytes()).await.unwrap();
        }
        for (response, expected) in [
            ("HTTP/1.1 407 Auth\r\nA: b\r\n\r\nbody", "Status(407)"),
            ("HTTP/1.1 502 Bad Gateway\r\nContent-Le", "Status(502)"),
            ("HTTP/1.1 302 Found\r\n\r\n", "Status(302)"),
            ("HTTP/1.1 101 Switching\r\n\r\n", "Status(101)"),
            (
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 407 No\r\n\r\n",
                "Status(407)",
            ),
            ("HTTP/1.1 100 Continue\r\n\r\n", "Closed"),
            ("SSH-2.0-OpenSSH_9.9\r\n", "NotHttp"),
            ("HTTP/1.1 abc\r\n\r\n", "NotHttp"),
            ("HTTP/1.1 200 O", "Closed"),
            ("HTTP/1.1 200 OK\r\nVia: x\r\n", "Closed"),
            ("", "Closed"),
        ] {
            let problem = ask(response.as_bytes()).await.unwrap_err();
            assert_eq!(format!("{problem:?}"), expected, "{response}");
        }
        let endless = ask("HTTP/1.1 200 OK\r\nA: ".repeat(2_000).as_bytes()).await;
        assert!(endless.is_err(), "{endless:?}");
        let continues = ask("HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000).as_bytes()).await;
        assert!(
            matches!(continues, Err(TunnelProblem::NotHttp)),
            "{continues:?}"
        );
    }
}
