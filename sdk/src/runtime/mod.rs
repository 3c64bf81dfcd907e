//! What generated code stands on: requests as values, the checks before sending, and the answer.
//!
//! Nothing in here knows an API by name. Generated code hands over facts ([`Api`], [`Operation`]) and
//! tables ([`object!`], [`open_enum!`], [`headers!`], [`facts!`]); this module does the rest. Only `transport`
//! talks to the HTTP client.
//!
//! The module is public so that other generated crates can use it, but hidden: everything an SDK
//! user needs is re-exported at the crate root.

mod answer;
mod api;
mod auth;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod bounds;
mod builder;
mod check;
mod client;
mod content;
mod decode;
mod environment;
mod error;
mod error_detail;
pub mod example;
mod extra;
mod facts;
mod gunzip;
mod header_text;
mod headers;
mod limits;
mod object;
mod operation;
mod pages;
mod paginated;
mod parts;
mod path_template;
mod pattern;
mod place;
mod prepared;
mod provider;
mod proxy;
mod query;
mod raw;
mod redaction;
mod response;
mod retry;
mod rules;
mod sending;
mod stream;
#[cfg(test)]
mod testing;
mod tls;
mod transport;
mod values;
mod walk;

pub use answer::{Answer, AnswerBytes};
pub use api::Api;
pub use auth::{Anonymous, Basic, Credential, Token};
pub use body::RawBody;
pub use bounds::is_blank_text;
pub use builder::ClientBuilder;
pub use check::{Check, Violation};
pub use client::Client;
pub use decode::null_as_default;
pub use error::{
    ApiError, ConfigurationError, ConnectError, DecodeError, EndlessPagesError, Error,
    InvalidRequestError, Problem, TimeoutError, TimeoutPhase, TransportError,
};
pub use error_detail::{ErrorCode, ErrorDetail, error_list};
pub use extra::{Extra, Known, NewExtra, extra, has_extra};
pub use facts::{Batch, Facts, HasFacts, RateLimit, Refusal, Repeatable, rate_limit};
pub use header_text::HeaderText;
pub use headers::{FromHeader, HeaderFields, Headers, KnownHeader};
pub use object::{Object, Receiver, optional, required};
pub use operation::{Method, Operation};
pub use pages::{Items, Page, Pages};
pub use paginated::{IntoItems, Paginated, cursor, cursor_text, total};
pub use parts::{Parts, Raw};
pub use pattern::{Expression, Pattern};
pub use place::Place;
pub use prepared::PreparedRequest;
pub use provider::{Kept, TokenFuture, TokenProvider};
pub use query::Query;
pub use raw::{RawRequest, RawResponse};
pub use response::{EmptyResponse, Response, StreamResponse, TextResponse};
pub use retry::{Ambiguous, Attempts, FailedAttempt, FailureKind, Retries, Stopped};
pub use rules::Rules;
pub use sending::{Receive, SendOptions};
pub use stream::ByteStream;
pub use transport::{
    Transport, TransportAnswer, TransportFailure, TransportFuture, TransportRequest,
};
pub use values::{
    Bytes, ClosedEnum, ClosedEnumVisitor, Date, Id, InvalidDate, InvalidTimestamp, JsonText,
    Nullable, OpenEnum, OpenEnumVisitor, Sensitive, Timestamp, UnknownValue, Unrecognized, Value,
    is_blank_object, list, map, nullable, present, read_closed, read_owned, read_str,
};
pub use walk::{criteria, debug, is_set, serialize};

pub use serde::{self, Deserialize, Serialize};
pub use serde_json::Value as Json;
pub use uuid::Uuid;

pub use crate::{
    __answers as answers, __closed_enum as closed_enum, __facts as facts, __headers as headers,
    __object as object, __open_enum as open_enum, __paginated as paginated, __pattern as pattern,
};
