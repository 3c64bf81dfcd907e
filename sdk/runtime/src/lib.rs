//! The runtime of generated SDKs: requests as values, local validation, retries, rate limits, typed
//! responses and pagination, for any HTTP API.
//!
//! Generated code supplies the facts of an API ([`Api`], [`Operation`]) and tables of its
//! types ([`object!`], [`open_enum!`], [`closed_enum!`], [`headers!`]); this crate does the rest. The
//! folders are layers: each imports only from those before it, and only `transport` knows the HTTP
//! client.
//!
//! Users of an SDK do not name this crate: the SDK exports what they need.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
pub mod auth;
pub mod batches;
pub mod call;
pub mod client;
mod deadline;
pub mod error;
#[doc(hidden)]
pub mod examples;
pub mod http;
mod json;
#[cfg(feature = "mock")]
#[cfg_attr(docsrs, doc(cfg(feature = "mock")))]
pub mod mock;
pub mod object;
pub mod outcomes;
pub mod pagination;
pub mod preview;
pub mod rate_limit;
mod redact;
pub mod request;
pub mod response;
pub mod retry;
#[cfg(test)]
mod test_util;
pub mod transport;
pub mod values;

// The names that generated code uses.
#[doc(hidden)]
pub use crate::{
    api::{Api, NamedCredential},
    auth::{Anonymous, AuthScheme, Basic, NamedAuth, OperationAuth, Token},
    batches::{Batched, halves},
    client::{Client, ClientBuilder},
    error::{DecodeProblem, Error, ErrorDetail, InvalidObjectError, validate},
    http::{HeaderFields, HeaderReader, HeaderText, Headers, KnownHeader, Method},
    object::{
        Extra, FieldPath, FieldRow, FieldSpec, FieldVisitor, Idents, Object, OpenValue, Override,
        Pattern, Query, Question, SetFields, Validator, Value, Walk, criteria, debug, extra,
        is_blank_text, serialize,
    },
    outcomes::{
        NoEntry, OutcomeFacts, OutcomePart, OutcomeValue, Outcomes, PartialFailureError,
        ReportsOutcomes, is_success,
    },
    pagination::{IntoItems, NumberedPage, Paginated, cursor, cursor_text, next_link, total},
    preview::{Previewed, count_items, pass_on, passed},
    request::{Idempotency, Metadata, RateLimit, RefusedResponse, RequestBuilder, rate_limit},
    response::{
        BufferedBody, ByteStream, Count, Counter, EmptyResponse, MemberPath, Operation, Response,
        ResponseBody, StreamResponse, TextResponse, received, union,
    },
    values::{
        Bytes, ClosedEnum, ClosedEnumVisitor, Date, EnumTable, FilePart, Id, IntegerText,
        IntoTimestamp, Json, JsonText, LocalDateTime, Nullable, OpenEnum, ParseEnumError,
        Sensitive, Timestamp, Unrecognized, Uuid, list, map, open, read_closed,
    },
    values::{
        IntegerEnum, OpenIntegerEnum, ParseIntegerEnumError, UnrecognizedInteger,
        deserialize_known_integer, parse_integer, parse_known_integer, read_integer,
        read_known_integer,
    },
};

#[cfg(feature = "pattern")]
#[doc(hidden)]
pub use crate::object::Expression;

#[doc(hidden)]
pub use serde::{self, Deserialize, Serialize};

#[doc(hidden)]
pub use crate::{
    __closed_enum as closed_enum, __closed_integer_enum as closed_integer_enum,
    __headers as headers, __object as object, __open_enum as open_enum,
    __open_integer_enum as open_integer_enum, __outcome_values as outcome_values,
    __pattern as pattern, __read_object as read_object, __response_bodies as response_bodies,
    __response_object as response_object, __response_union as response_union,
    __sparse_object as sparse_object, __union as union, __update_object as update_object,
    __value_enum as value_enum, __value_of as value_of,
};
