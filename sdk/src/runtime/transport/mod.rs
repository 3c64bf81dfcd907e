//! How a request gets to the server and its answer back: over HTTP, or by a transport of the user.

mod answer;
mod body;
mod failure;
mod http;
mod request;

pub use answer::TransportAnswer;
pub use failure::TransportFailure;
pub use request::TransportRequest;

pub(super) use body::{Body, Collected, End, Failure, Pieces};
pub(super) use failure::Stage;
pub(super) use http::{Http, Settings};

use std::pin::Pin;
use std::sync::Arc;

use super::error::Head;
use body::Chunks;

/// What [`Transport::send`] gives.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<TransportAnswer, TransportFailure>> + Send + 'a>>;

/// Takes one request to the server and brings back its answer.
///
/// A client has one for HTTP; another can be given to
/// [`ClientBuilder::with_transport`](super::ClientBuilder::with_transport), to test a program
/// without a network or to go a way of its own. It stands below everything else: the request is
/// complete and authenticated, and time-outs, limits and repeats are the client's. So it sends once
/// and follows no redirect. When time runs out, its future is dropped.
///
/// ```
/// use sentinelone_sdk::{
///     Client, IncidentStatus, ThreatFilter, Transport, TransportAnswer, TransportFuture,
///     TransportRequest, UpdateThreatIncident,
/// };
///
/// /// Says that one threat was updated, whatever it is asked.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, request: TransportRequest) -> TransportFuture<'_> {
///         assert!(request.url().ends_with("/threats/incident"));
///         let answer = TransportAnswer::new(200).with_body(r#"{"data":{"affected":1}}"#);
///         Box::pin(async { Ok(answer) })
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
pub trait Transport: Send + Sync + 'static {
    /// Sends the request, and waits for status and headers of the answer.
    ///
    /// # Errors
    ///
    /// The future gives a [`TransportFailure`] when no answer begins, which says whether the server
    /// may have seen a part of the request.
    fn send(&self, request: TransportRequest) -> TransportFuture<'_>;
}

/// The transport of a client.
#[derive(Clone)]
pub(super) enum Way {
    /// HTTP.
    Http(Http),
    /// One that the user gave.
    Custom(Arc<dyn Transport>),
}

impl Way {
    /// Sends the request and waits for status and headers.
    pub(super) async fn send(
        &self,
        request: TransportRequest,
    ) -> Result<(Head, Chunks), TransportFailure> {
        match self {
            Self::Http(http) => http.send(request).await,
            Self::Custom(transport) => transport.send(request).await?.into_parts(),
        }
    }
}
