//! Files of multipart bodies.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use futures_core::Stream;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use tokio::io::AsyncRead;
use tokio_util::io::ReaderStream;

use crate::http::content::{CHUNK, Content, SharedStream};
use crate::http::encoded_body::OCTETS;
use crate::http::multipart::Part;
use crate::object::bounds::is_blank_text;
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;
use crate::object::parts::Parts;
use crate::object::validate::Validator;
use crate::values::bytes::Bytes;

/// A file of a multipart request: bytes, a file on disk or a stream, with a file name and a media
/// type.
///
/// Bytes and files on disk can be sent any number of times. A stream can be read once, so a request
/// with a stream is retried only as long as nothing of the stream was read.
///
/// `Debug` and `Serialize` describe the file, and never show its content.
///
/// ```
/// use sdk_runtime::values::FilePart;
///
/// let picture = FilePart::new("cat.png", b"\x89PNG").with_media_type("image/png");
/// let report = FilePart::from_path("reports/2026-01.pdf");
/// # let _ = (picture, report);
/// ```
#[derive(Clone, PartialEq)]
#[must_use]
pub struct FilePart {
    file_name: String,
    media_type: String,
    content: Content,
}

impl FilePart {
    /// Creates a file of these bytes.
    pub fn new(file_name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(file_name, Content::Bytes(bytes.into().into()))
    }

    /// Creates a file from one on disk, with the last component of its path as the file name. It is
    /// opened when the request is sent, and again for each retry. A pipe or a device is rejected then,
    /// because it can be read only once: pass it to [`from_reader`](Self::from_reader).
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default().into_owned();
        Self::of(name, Content::Path(path))
    }

    /// Creates a file from a stream of chunks, such as the body of a download. Set its length with
    /// [`with_length`](Self::with_length) if it is known.
    pub fn from_stream<B: Into<Bytes>>(
        file_name: impl Into<String>,
        chunks: impl Stream<Item = io::Result<B>> + Send + 'static,
    ) -> Self {
        Self::of_stream(file_name, Converted(Box::pin(chunks)))
    }

    /// Creates a file from a reader. Set its length with [`with_length`](Self::with_length) if it
    /// is known.
    pub fn from_reader(
        file_name: impl Into<String>,
        reader: impl AsyncRead + Send + 'static,
    ) -> Self {
        Self::of_stream(file_name, ReaderStream::with_capacity(reader, CHUNK))
    }

    fn of_stream(
        file_name: impl Into<String>,
        chunks: impl Stream<Item = io::Result<bytes::Bytes>> + Send + 'static,
    ) -> Self {
        Self::of(file_name, Content::Stream(SharedStream::new(chunks), None))
    }

    fn of(file_name: impl Into<String>, content: Content) -> Self {
        Self {
            file_name: file_name.into(),
            media_type: OCTETS.to_owned(),
            content,
        }
    }

    /// Sets the file name.
    pub fn with_file_name(self, file_name: impl Into<String>) -> Self {
        Self {
            file_name: file_name.into(),
            ..self
        }
    }

    /// Sets the media type; the default is `application/octet-stream`.
    pub fn with_media_type(self, media_type: impl Into<String>) -> Self {
        Self {
            media_type: media_type.into(),
            ..self
        }
    }

    /// Sets the number of bytes of a stream or reader. If the lengths of all parts are known, the
    /// request has a `Content-Length`, which some servers require. The length of bytes and of files on
    /// disk is known already.
    pub fn with_length(mut self, length: u64) -> Self {
        if let Content::Stream(_, known) = &mut self.content {
            *known = Some(length);
        }
        self
    }

    /// Returns the file name.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// Returns the number of bytes, if it is known without opening a file.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.content.length()
    }
}

/// Converts each chunk of a stream.
struct Converted<S>(std::pin::Pin<Box<S>>);

impl<B: Into<Bytes>, S: Stream<Item = io::Result<B>>> Stream for Converted<S> {
    type Item = io::Result<bytes::Bytes>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let chunk = std::task::ready!(self.0.as_mut().poll_next(context));
        let bytes = |chunk: B| bytes::Bytes::from(chunk.into());
        std::task::Poll::Ready(chunk.map(|chunk| chunk.map(bytes)))
    }
}

impl From<PathBuf> for FilePart {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<&Path> for FilePart {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .field("content", &self.content)
            .finish()
    }
}

impl Serialize for FilePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_struct("FilePart", 3)?;
        file.serialize_field("file_name", &self.file_name)?;
        file.serialize_field("media_type", &self.media_type)?;
        file.serialize_field("length", &self.length())?;
        file.end()
    }
}

impl Value for FilePart {
    fn is_blank(&self) -> bool {
        false
    }

    fn validate(&self, path: &FieldPath<'_>, _spec: &FieldSpec, validator: &mut Validator) {
        if is_blank_text(&self.file_name) {
            validator.report(path, || {
                "has no file name: set one with `with_file_name`".to_owned()
            });
        }
        let is_visible = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        let is_type = self.media_type.contains('/') && self.media_type.trim() == self.media_type;
        if !is_type || !self.media_type.bytes().all(is_visible) {
            validator.report(path, || {
                "has an invalid media type: write one such as `image/png`".to_owned()
            });
        }
        if !self.content.is_intact() {
            validator.report(path, || {
                "is a stream that was read already: create a new `FilePart` for each request"
                    .to_owned()
            });
        }
    }

    fn write_parts(&self, _: &FieldPath<'_>, name: &str, _: &FieldSpec, parts: &mut Parts<'_>) {
        parts.push(Part {
            name: name.to_owned(),
            file_name: Some(self.file_name.clone()),
            media_type: Some(self.media_type.clone()),
            content: self.content.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::values::file_part::FilePart;

    #[test]
    fn a_file_is_described_without_its_content() {
        let file = FilePart::new("a.txt", "canary").with_media_type("text/plain");
        let shown =
            r#"FilePart { file_name: "a.txt", media_type: "text/plain", content: Bytes(6) }"#;
        assert_eq!(format!("{file:?}"), shown);
        assert_eq!(
            serde_json::to_string(&file).unwrap(),
            r#"{"file_name":"a.txt","media_type":"text/plain","length":6}"#
        );
        let reader = FilePart::from_reader("b", tokio::io::empty());
        assert_eq!(
            (reader.length(), reader.with_length(7).length()),
            (None, Some(7))
        );
        assert_eq!(FilePart::from_path("a/b.pdf").file_name(), "b.pdf");
    }

    #[test]
    fn equal_files_have_equal_content() {
        let file = || FilePart::new("a", "b");
        assert_eq!(file(), file());
        assert_ne!(file(), file().with_file_name("b"));
        let stream = FilePart::from_reader("a", tokio::io::empty());
        assert_eq!(stream, stream.clone());
        assert_ne!(stream, FilePart::from_reader("a", tokio::io::empty()));
    }
}
