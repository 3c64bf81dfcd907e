//! HTTP messages: methods, headers, bodies, and values as text.

pub(crate) mod content;
pub(crate) mod encoded_body;
pub(crate) mod header_text;
pub(crate) mod headers;
pub(crate) mod json_body;
pub(crate) mod method;
pub(crate) mod multipart;
pub(crate) mod multipart_stream;
pub(crate) mod path;
pub(crate) mod response_head;
pub(crate) mod text;

pub use encoded_body::EncodedBody;
pub use header_text::HeaderText;
pub use headers::{FromHeader, HeaderFields, HeaderReader, Headers, KnownHeader};
pub use method::Method;
