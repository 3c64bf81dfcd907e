//! Byte streams of any kind.

use tokio::io::{AsyncRead, AsyncWrite};

/// A byte stream: TCP, a tunnel, or TLS over either.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}
