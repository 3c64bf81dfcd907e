//! Encrypted connections, and the alerts that end them.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use rustls::AlertDescription;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

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

/// An encrypted connection. If writing fails, the reason may be an alert that has arrived already,
/// such as that of a server that requires a client certificate.
pub(crate) struct Encrypted<S> {
    stream: tokio_rustls::client::TlsStream<S>,
    /// `true` if the server has sent data: it accepts the certificate, and a later alert is about
    /// something else, which proves nothing about the request.
    has_responded: bool,
    last_alert: LastAlert,
}

impl<S> Encrypted<S> {
    /// Wraps a connection after its handshake.
    pub(crate) fn new(stream: tokio_rustls::client::TlsStream<S>, last_alert: LastAlert) -> Self {
        Self {
            stream,
            has_responded: false,
            last_alert,
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Encrypted<S> {
    /// Returns the alert of the server, or else the error itself.
    fn explain(&mut self, context: &mut Context<'_>, error: io::Error) -> io::Error {
        if self.has_responded {
            return error;
        }
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
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        match read {
            Poll::Ready(Err(error)) if self.has_responded => {
                Poll::Ready(Err(io::Error::new(error.kind(), error.to_string())))
            }
            Poll::Ready(Err(error)) => {
                self.last_alert.keep(&error);
                Poll::Ready(Err(error))
            }
            read => {
                self.has_responded |= buffer.filled().len() > before;
                read
            }
        }
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
