//! The transport of requests to the server: HTTP, or one that the caller supplies.

mod authority;
pub(crate) mod base_url;
pub(crate) mod body;
mod connector;
mod encrypted;
pub(crate) mod error;
mod failure;
mod http_chunks;
pub(crate) mod http_client;
mod io;
mod no_proxy;
mod outgoing;
pub(crate) mod proxy;
pub(crate) mod request;
pub(crate) mod response;
#[cfg(feature = "socks")]
mod socks;
pub(crate) mod tls;
mod tunnel;

pub use error::Error;
pub use request::Request;
pub use response::Response;

use std::pin::Pin;
use std::sync::Arc;

use crate::deadline::Deadline;
use crate::error::details::FailureDetails;
use crate::http::multipart_stream::PartError;
use crate::http::response_head::ResponseHead;
use crate::transport::body::Chunks;
use crate::transport::error::{Failure, Stage};
use crate::transport::http_client::Http;

/// The future of [`Transport::send`].
pub type ResponseFuture<'a> = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send + 'a>>;

/// Sends one request to the server and returns its response.
///
/// The default transport is HTTP. Pass another one to
/// [`ClientBuilder::with_transport`](crate::client::ClientBuilder::with_transport) to test a
/// program without a network or to use a different HTTP stack.
///
/// A transport is the lowest layer: the request is complete and authenticated, and the client
/// handles time-outs, limits and retries. So it sends each request once and follows no redirects.
/// The client drops its future when a time-out elapses.
///
/// ```
/// use sdk_runtime::{
///     api::Api,
///     client::Client,
///     error::Error,
///     transport::{Request, Response, ResponseFuture, Transport},
/// };
///
/// /// Reports that one record was updated, for every request.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, request: Request) -> ResponseFuture<'_> {
///         assert!(request.url().starts_with("https://example.net/"));
///         let response = Response::new(200).with_body(r#"{"data":{"affected":1}}"#);
///         Box::pin(async { Ok(response) })
///     }
/// }
///
/// fn client<A: Api>(credential: A::Credential) -> Result<Client<A>, Error> {
///     Client::builder("https://example.net", credential)
///         .with_transport(Canned)
///         .build()
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and waits for status and headers of the response.
    ///
    /// # Errors
    ///
    /// The future returns an [`Error`] if no response begins. Its constructor states whether the
    /// server may have received a part of the request.
    fn send(&self, request: Request) -> ResponseFuture<'_>;
}

/// The head of a response, and the chunks of its body.
type Begun = Result<(ResponseHead, Chunks), Failure>;

/// The transport of a client.
#[derive(Clone)]
pub(crate) enum AnyTransport {
    /// HTTP.
    Http(Box<Http>),
    /// The transport that the caller supplied.
    Custom(Arc<dyn Transport>),
}

impl AnyTransport {
    /// Sends the request and waits for status and headers, until the deadline.
    ///
    /// Boxed: the future of a call would hold the request several times.
    pub(crate) fn send(
        &self,
        request: Request,
        deadline: Deadline,
    ) -> Pin<Box<dyn Future<Output = Begun> + Send + '_>> {
        match self {
            Self::Http(http) => Box::pin(http.send(request, deadline)),
            Self::Custom(transport) => Box::pin(deliver(transport, request, deadline)),
        }
    }
}

/// Passes the request to a custom transport.
async fn deliver(transport: &Arc<dyn Transport>, request: Request, deadline: Deadline) -> Begun {
    let sending = async {
        let request = request.collected().await.map_err(unread)?;
        transport.send(request).await?.into_parts()
    };
    match deadline.wait(sending).await {
        Ok(response) => response.map_err(Failure::Transport),
        Err(_) => Err(Failure::TimedOut(deadline)),
    }
}

/// Reports a file that cannot be read before anything is sent.
fn unread(error: PartError) -> Error {
    let details = FailureDetails {
        reason: Some(error.to_string()),
        is_final: true,
        ..FailureDetails::default()
    };
    Error::with_details(Stage::NotSent, error, details)
}
