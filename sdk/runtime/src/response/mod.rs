//! Responses: from the bytes on the connection to typed bodies.

pub(crate) mod body;
pub(crate) mod encoding;
pub(crate) mod error_list;
pub(crate) mod gzip_stream;
pub(crate) mod incoming;
pub(crate) mod json;
pub(crate) mod operation;
pub(crate) mod raw;
pub(crate) mod stream;
pub(crate) mod typed;

pub use body::{BufferedBody, ResponseBody};
pub use error_list::error_list;
pub use incoming::IncomingResponse;
pub use json::null_as_default;
pub use operation::{FromResponse, Operation};
pub use raw::RawResponse;
pub use stream::ByteStream;
pub use typed::{EmptyResponse, Response, StreamResponse, TextResponse};
