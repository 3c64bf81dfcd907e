//! The content of a part of a multipart body: bytes, a file on disk, or a stream.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::File;
use tokio_util::io::ReaderStream;

/// The number of bytes that are read from a file at once.
pub(crate) const CHUNK: usize = 64 * 1024;

/// Chunks of bytes that can be read once.
type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A stream that clones share, because only one of them can read it.
#[derive(Clone)]
pub(crate) struct SharedStream(Arc<Mutex<Option<Chunks>>>);

impl SharedStream {
    /// Wraps a stream that was not read yet.
    pub(crate) fn new(chunks: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::pin(chunks)))))
    }

    /// Takes the stream, to read it; `None` if it was taken before.
    pub(crate) fn take(&self) -> Option<Chunks> {
        self.slot().take()
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Chunks>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The content of a part.
#[derive(Clone)]
pub(crate) enum Content {
    /// These bytes.
    Bytes(Bytes),
    /// The file at this path, opened for each attempt.
    Path(PathBuf),
    /// A stream, and its length if that is known.
    Stream(SharedStream, Option<u64>),
}

impl Content {
    /// Opens a file.
    pub(crate) async fn open(path: &Path) -> io::Result<Self> {
        // Before opening: a pipe without a writer blocks, and a retry would read nothing from it.
        let metadata = tokio::fs::metadata(path).await?;
        if metadata.is_dir() {
            return Err(io::Error::other("it is a folder"));
        }
        if !metadata.is_file() {
            let message =
                "it is a pipe or a device, which can be read once: pass it with `from_reader`";
            return Err(io::Error::other(message));
        }
        let file = File::open(path).await?;
        let length = file.metadata().await?.len();
        let chunks = ReaderStream::with_capacity(file, CHUNK);
        Ok(Self::Stream(SharedStream::new(chunks), Some(length)))
    }

    /// Returns `true` if the content can be read.
    pub(crate) fn is_intact(&self) -> bool {
        match self {
            Self::Bytes(_) | Self::Path(_) => true,
            Self::Stream(stream, _) => stream.slot().is_some(),
        }
    }

    /// Returns the length, if it is known before the content is read.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Path(_) => None,
            Self::Stream(_, length) => *length,
        }
    }
}

/// Equal bytes, equal paths, or the same stream.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Path(one), Self::Path(other)) => one == other,
            (Self::Stream(one, length), Self::Stream(other, other_length)) => {
                Arc::ptr_eq(&one.0, &other.0) && length == other_length
            }
            _ => false,
        }
    }
}

/// Shows the length, and never the bytes.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => f.debug_tuple("Bytes").field(&bytes.len()).finish(),
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
            Self::Stream(_, Some(length)) => f.debug_tuple("Stream").field(length).finish(),
            Self::Stream(_, None) => f.write_str("Stream"),
        }
    }
}
