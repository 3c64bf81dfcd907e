//! What generated code stands on: requests as values, the checks before sending, and the answer.
//!
//! Nothing in here knows an API by name. Generated code hands over facts ([`Api`], [`Operation`]) and
//! tables ([`object!`], [`open_enum!`], [`headers!`]); this module does the rest. Only `transport`
//! talks to the HTTP client.
//!
//! The module is public so that other generated crates can use it, but hidden: everything an SDK
//! user needs is re-exported at the crate root.

mod api;
mod auth;
mod base_url;
mod body;
mod builder;
mod check;
mod client;
mod content;
mod decode;
mod error;
mod error_detail;
mod header_text;
mod headers;
mod object;
mod operation;
mod prepared;
mod response;
#[cfg(test)]
mod testing;
mod tls;
mod transport;
mod values;
mod walk;

pub use api::Api;
pub use body::RawBody;
pub use builder::ClientBuilder;
pub use check::{Check, Place, Violation, is_blank_text};
pub use client::Client;
pub use decode::null_as_default;
pub use error::{
    ApiError, ConfigurationError, ConnectError, DecodeError, Error, InvalidRequestError,
    TimeoutError, TransportError,
};
pub use error_detail::{ErrorCode, ErrorDetail, error_list};
pub use header_text::HeaderText;
pub use headers::{HeaderFields, Headers};
pub use object::{Object, Receiver, Rules, optional, required};
pub use operation::{Method, Operation};
pub use prepared::{Parts, PreparedRequest};
pub use response::Response;
pub use values::{
    Id, InvalidTimestamp, OpenEnum, OpenEnumVisitor, Timestamp, Unrecognized, Value,
    is_blank_object, list, read_owned, read_str,
};
pub use walk::{criteria, debug, serialize};

pub use serde::{self, Deserialize, Serialize};
pub use serde_json::Value as Json;

pub use crate::{__headers as headers, __object as object, __open_enum as open_enum};
