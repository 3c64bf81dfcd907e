//! Responses: from the bytes on the connection to typed bodies.
//!
//! JSON is read as servers write it. An object is read by name and never from a list; unknown members
//! are skipped, or kept by objects that are also sent. The last of equal keys counts, and the former
//! name of a renamed field is the same key. Integers may be written as `1.0` or `1e3`. A byte order
//! mark is skipped, and half of a surrogate pair becomes U+FFFD. Timestamps keep their notation, and
//! the numbers of free-form JSON keep every digit. What RFC 8259 does not allow otherwise, an empty
//! body, and free-form JSON beyond 127 levels are errors.

mod additional_members;
mod bodies_table;
pub(crate) mod body;
pub(crate) mod encoding;
pub(crate) mod error_list;
mod error_path;
mod error_response;
#[doc(hidden)]
pub mod field_rule;
pub(crate) mod gzip_stream;
pub(crate) mod incoming;
pub(crate) mod json;
mod map_key;
pub(crate) mod operation;
pub(crate) mod raw;
#[doc(hidden)]
pub mod received;
mod received_table;
pub(crate) mod stream;
pub(crate) mod tag;
pub(crate) mod tolerant;
pub(crate) mod typed;
#[doc(hidden)]
pub mod union;
mod union_table;
#[cfg(feature = "mock")]
mod unknown_members;
#[doc(hidden)]
pub mod written;

pub use body::{BufferedBody, ResponseBody};
pub use incoming::{ArrivedResponse, BodyReading};
pub use operation::{Count, Counter, FromResponse, MemberPath, Operation};
pub use raw::RawResponse;
pub use stream::ByteStream;
pub use typed::{EmptyResponse, Response, StreamResponse, TextResponse};
