//! SDK for the SentinelOne Management API: updates the incident status and the analyst verdict of
//! threats in bulk, without hitting the wrong ones.
//!
//! A request is a plain value: required inputs are arguments of `new`, optional inputs are setters
//! under their documented names in snake case. A [`Client`] sends it.
//!
//! ```no_run
//! use sentinelone_sdk::{
//!     AnalystVerdict, Client, Error, IncidentStatus, OsType, ThreatFilter, UpdateThreatIncident,
//! };
//!
//! # async fn run(token: String) -> Result<(), Error> {
//! let client = Client::builder("https://example.sentinelone.net", token).build()?; // or from_env()
//! let request = UpdateThreatIncident::new(
//!     IncidentStatus::Resolved,
//!     ThreatFilter::new().ids(["1488938160436018741"]).os_types([OsType::Windows]),
//! )
//! .analyst_verdict(AnalystVerdict::FalsePositive);
//! let response = client.send(&request).await?;
//! assert_eq!(response.status_code, 200);
//! println!("{}", response.json_body.data.affected);
//! # Ok(())
//! # }
//! ```
//!
//! # Which threats
//!
//! All fields of a [`ThreatFilter`] that are set have to match. A filter that selects nothing would
//! mean every threat that the token can see, so it is refused before anything is sent, and so is a
//! list without items. [`ThreatFilter::all_in_scope`] is the one way to mean everything.
//!
//! ```
//! use sentinelone_sdk::{Error, IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};
//!
//! let nobody: [&str; 0] = [];
//! let filter = ThreatFilter::new().ids(nobody);
//! let refused = UpdateThreatIncident::new(IncidentStatus::Resolved, filter).prepare();
//! let Err(Error::InvalidRequest(error)) = refused else { unreachable!() };
//! assert_eq!(error.violations[0].path, "filter.ids");
//! ```
//!
//! # Looking at a request
//!
//! Requests and filters can be printed, compared, cloned and serialised. [`Operation::prepare`]
//! gives method, path, query, headers and body without a network.
//!
//! ```
//! use sentinelone_sdk::{IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};
//!
//! let filter = ThreatFilter::new().ids(["1488938160436018741"]);
//! let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter).prepare()?;
//! assert_eq!(request.method(), "POST");
//! assert_eq!(request.path(), "/web/api/v2.1/threats/incident");
//! assert_eq!(
//!     request.body(),
//!     br#"{"data":{"incidentStatus":"resolved"},"filter":{"ids":["1488938160436018741"]}}"#,
//! );
//! # Ok::<(), sentinelone_sdk::Error>(())
//! ```
//!
//! # What came of it
//!
//! A [`Response`] holds what is documented: `status_code`, `reason`, `headers` and `json_body`.
//! Success is about the request as a whole; a threat may still not have been updated, which
//! `json_body.data.details` says for each of them, and
//! [`require_all_updated`](Response::require_all_updated) makes an error of. Everything else is an
//! [`Error`].
//!
//! The [`guide`] has more: [getting started](guide::getting_started), [filters](guide::filters),
//! [partial failure](guide::partial_failure), [retries](guide::retries) and
//! [errors](guide::errors).
//!
//! # Features
//!
//! - `blocking`: `blocking::Client`, the same calls without async.
//! - `tracing`: a span for each call and an event for each attempt, named as OpenTelemetry names
//!   them; nothing secret is in them.
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`] and the types of these crates.
//! - `webpki-roots`: `ClientBuilder::with_webpki_roots`, for containers without root certificates.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod ext;
/// The types of the API, written by `cargo xtask gen` from the folder `spec/`.
///
/// The folder is rewritten as a whole: nothing in it is edited by hand. It uses this crate only
/// through [`runtime`] and [`ext`], and everything public in it is public here.
mod generated;
pub mod guide;
#[doc(hidden)]
pub mod runtime;

pub use ext::{AgentTags, FailedThreat, OutcomeCounts, PartialFailureError, ThreatOutcomes};
pub use generated::*;
pub use runtime::{
    Ambiguous, ApiError, Attempts, Batch, Bytes, ConfigurationError, ConnectError, DecodeError,
    Error, ErrorCode, ErrorDetail, Facts, FailedAttempt, FailureKind, HasFacts, HeaderFields,
    HeaderText, Id, InvalidRequestError, InvalidTimestamp, Json, Method, Operation,
    PreparedRequest, RateLimit, RawBody, RawRequest, RawResponse, Refusal, Repeatable, Response,
    Retries, SendOptions, Stopped, TimeoutError, TimeoutPhase, Timestamp, Token, TokenFuture,
    TokenProvider, Transport, TransportAnswer, TransportError, TransportFailure, TransportFuture,
    TransportRequest, Unrecognized, Violation,
};

/// The client whatever its API, with its methods, and what they give beside a [`Response`].
/// At the root of the crate it stands for this API.
pub mod client {
    #[cfg(feature = "blocking")]
    pub use crate::runtime::blocking::Client as BlockingClient;
    pub use crate::runtime::{
        Anonymous, Basic, ByteStream, Client, ClientBuilder, Credential, EmptyResponse,
        EndlessPagesError, Items, Page, Pages, Paginated, StreamResponse, TextResponse,
    };
}

/// What fields hold beside text, numbers and [`Timestamp`]s.
pub mod values {
    pub use crate::runtime::{
        Bytes, Date, InvalidDate, JsonText, Nullable, Sensitive, UnknownValue, Uuid,
    };
}

/// The client without async, with the feature `blocking`.
#[cfg(feature = "blocking")]
pub mod blocking {
    pub use crate::runtime::blocking::{Items, Pages};

    /// Sends requests and waits for the answers. Cloning it is cheap, and the clones share their
    /// connections.
    pub type Client = crate::runtime::blocking::Client<crate::SentinelOne>;
}

/// The README's code, run by `cargo test --doc`.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
