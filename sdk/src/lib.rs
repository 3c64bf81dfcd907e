//! SDK for the SentinelOne Management API: finds threats, sets their verdicts and incident status
//! in bulk, and mitigates them, without hitting the wrong ones.
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
//! # Filters
//!
//! A threat is selected if it matches every field of the [`ThreatFilter`] that is set. An empty
//! filter would mean every threat that the token can see, so the SDK rejects it before anything is
//! sent, and it rejects empty lists, too. [`ThreatFilter::all_in_scope`] is the one way to select
//! everything.
//!
//! ```
//! use sentinelone_sdk::{Error, IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};
//!
//! let no_ids: [&str; 0] = [];
//! let filter = ThreatFilter::new().ids(no_ids);
//! let rejected = UpdateThreatIncident::new(IncidentStatus::Resolved, filter).prepare();
//! let Err(Error::InvalidRequest(error)) = rejected else { unreachable!() };
//! assert_eq!(error.violations[0].path, "filter.ids");
//! ```
//!
//! # Inspecting a request
//!
//! Requests and filters can be printed, compared, cloned and serialized. [`Operation::prepare`]
//! returns method, path, query, headers and body without a network.
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
//! # Outcomes
//!
//! A [`Response`] holds the documented outputs: `status_code`, `reason`, `headers` and `json_body`.
//! A 2xx status refers to the request as a whole; single threats may still not have been updated.
//! [`require_all_updated`](UpdateThreatIncident::require_all_updated) compares the response with the
//! request and turns anything less than a full update into an error, and
//! [`outcomes`](UpdateThreatIncident::outcomes) has one outcome per threat. Every other status is an
//! [`Error`].
//!
//! The [`guide`] has more: [getting started](guide::getting_started), [filters](guide::filters),
//! [previews](guide::previews), [the life cycle of a threat](guide::life_cycle),
//! [partial failure](guide::partial_failure), [many threats](guide::many_threats),
//! [retries](guide::retries), [errors](guide::errors), [JSON in responses](guide::json) and
//! [testing](guide::testing).
//!
//! # Features
//!
//! - `blocking`: `blocking::Client`, the same calls without async.
//! - `chrono`, `jiff`, `time`: conversions between [`Timestamp`], [`Date`](values::Date)
//!   and the types of these crates.
//! - `mock`: the module `mock`, a transport and a small console in memory for tests.
//! - `native-tls`: `ClientBuilder::with_native_tls`, the platform's TLS instead of rustls.
//! - `socks`: proxies with `socks5://` and `socks5h://`.
//! - `tracing`: a span for each call and an event for each attempt, with OpenTelemetry's names;
//!   they hold no secrets.
//! - `webpki-roots`: `ClientBuilder::with_webpki_roots`, for containers without root certificates.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "mock")]
mod console;
mod ext;
/// The types of the API, written by `cargo xtask gen` from the folder `spec/`.
///
/// The folder is rewritten as a whole: nothing in it is edited by hand. It uses the runtime crate and
/// [`ext`], and everything public in it is public here.
#[rustfmt::skip]
mod generated;
pub mod guide;

pub use ext::{AgentTags, Cursor};
pub use generated::*;
pub use sdk_runtime::{
    auth::Token,
    call::SendOptions,
    error::Error,
    request::PreparedRequest,
    response::{Operation, Response},
    values::{Id, Timestamp},
};

/// Requests whose list of ids is split over several requests, with a report for each id;
/// [`guide::many_threats`] shows it.
pub mod batches {
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub use sdk_runtime::batches::BlockingBatches;
    pub use sdk_runtime::batches::{
        BatchCounts, BatchOptions, BatchReport, BatchResult, Batched, Batches, ItemState,
        ReportError,
    };
}

/// Clients, credentials, and the requests and responses that no operation describes. At the root of
/// the crate, `Client` is the client of this API.
pub mod client {
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub use sdk_runtime::client::blocking::Client as BlockingClient;
    pub use sdk_runtime::{
        auth::{Anonymous, Basic, Credential, Token, TokenFuture, TokenProvider},
        call::SendOptions,
        client::{Client, ClientBuilder},
        http::{HeaderFields, HeaderText, Method},
        request::RawRequest,
        response::{ByteStream, EmptyResponse, RawResponse, StreamResponse, TextResponse},
    };
}

/// The errors of a call.
pub mod error {
    pub use sdk_runtime::error::{
        ApiError, BodyError, ConfigurationError, ConnectError, DecodeError, Error, ErrorBody,
        ErrorCode, ErrorDetail, InterruptedError, InvalidObjectError, InvalidRequestError,
        PageUrlError, PreviewError, PreviewProblem, RepeatedCursorError, Report, TimeoutError,
        TimeoutPhase, Violation,
    };
}

/// The outcomes of a request for single threats, as judged by
/// [`UpdateThreatIncident::outcomes`](crate::UpdateThreatIncident::outcomes).
pub mod outcomes {
    pub use sdk_runtime::outcomes::{
        Conclusion, ItemOutcome, NoEntry, Outcome, OutcomeCounts, Outcomes, PartOutcome,
        PartialFailureError,
    };
}

/// A transport and a small console in memory, for the tests of programs; [`guide::testing`] shows them.
#[cfg(feature = "mock")]
#[cfg_attr(docsrs, doc(cfg(feature = "mock")))]
pub mod mock {
    pub use crate::console::{Console, ConsoleThreat, Role};
    pub use sdk_runtime::mock::{
        CallCount, Expectation, Fault, MockServer, MockTransport, Mockable, ReceivedRequest, Reply,
    };
}

/// Lists that a server returns page by page.
pub mod pagination {
    pub use sdk_runtime::pagination::{Items, Page, PageRequest, Pages, Paginated};
}

/// The number of the items that a request would affect, and the first page of them;
/// [`guide::previews`] shows it.
pub mod preview {
    pub use sdk_runtime::preview::{Preview, Previewed};
}

/// Retries: the policy of a client, the metadata of operations, and the history of a call.
pub mod retry {
    pub use sdk_runtime::request::{BatchLimit, Idempotency, Metadata, RateLimit, RefusedResponse};
    pub use sdk_runtime::retry::{
        AmbiguousRetries, AttemptHistory, FailedAttempt, FailureKind, RetryEvent, RetryPolicy,
        StopReason,
    };
}

/// A transport instead of HTTP, for tests without a network.
///
/// ```
/// use sentinelone_sdk::transport::{Request, Response, ResponseFuture, Transport};
/// use sentinelone_sdk::{Client, IncidentStatus, ThreatFilter, UpdateThreatIncident};
///
/// /// Reports one updated threat for every request.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, request: Request) -> ResponseFuture<'_> {
///         assert!(request.url().ends_with("/threats/incident"));
///         let response = Response::new(200).with_body(r#"{"data":{"affected":1}}"#);
///         Box::pin(async { Ok(response) })
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), sentinelone_sdk::Error> {
/// let client = Client::builder("https://example.sentinelone.net", "token")
///     .with_transport(Canned)
///     .build()?;
/// let filter = ThreatFilter::new().ids(["1488938160436018741"]);
/// let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
/// assert_eq!(client.send(&request).await?.json_body.data.affected, 1);
/// # Ok(())
/// # }
/// ```
pub mod transport {
    pub use sdk_runtime::transport::{Error, Request, Response, ResponseFuture, Transport};
}

/// The client without async.
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking {
    pub use sdk_runtime::pagination::blocking::{Items, Pages};

    /// Sends requests and waits for the responses. Clones are cheap and share their connections.
    pub type Client = sdk_runtime::client::blocking::Client<crate::SentinelOne>;
}

/// The README's code, run by `cargo test --doc`.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
