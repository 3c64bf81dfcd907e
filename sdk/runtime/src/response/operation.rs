//! An operation: a request type and the type of its response.

use std::pin::Pin;

use crate::api::Api;
use crate::auth::named::OperationAuth;
use crate::error::Error;
use crate::error::validation::InvalidRequestError;
use crate::http::headers::Headers;
use crate::http::method::Method;
use crate::object::Object;
use crate::request::builder::RequestBuilder;
use crate::request::metadata::Metadata;
use crate::request::path_template::has_placeholder;
use crate::request::prepared::PreparedRequest;
use crate::response::incoming::{ArrivedResponse, BodyReading};
use crate::retry::history::AttemptHistory;

/// A request as a plain value, with the constants that are needed to send it.
///
/// Generated code implements it for each request type. Call [`prepare`](Self::prepare) to inspect
/// the request that a client would send:
///
/// ```
/// use sdk_runtime::{error::Error, response::Operation};
///
/// fn print<O: Operation>(request: &O) -> Result<(), Error> {
///     let prepared = request.prepare()?;
///     println!("{} {}", prepared.method(), prepared.path());
///     Ok(())
/// }
/// ```
pub trait Operation: Object + Sized + Send + Sync {
    /// The API of the operation; only a client of that API can send it.
    type Api: Api;
    /// The documented headers of the response.
    type Headers: Headers + Send;
    /// The body of the response.
    type Body: Send;
    /// The whole response.
    type Response: FromResponse<Self>;

    /// Name of the operation.
    const NAME: &'static str;
    /// HTTP method.
    const METHOD: Method;
    /// Path below the base URL: starts with a slash and has `{name}` for each path input.
    const PATH: &'static str;

    /// The credential with which it is sent.
    const AUTH: OperationAuth = OperationAuth::Client;

    /// Permissions, retries, rate limit and batch size.
    const METADATA: Metadata = Metadata::NONE;

    /// The statuses with a documented body; empty if every 2xx has the documented body.
    const STATUSES: &'static [u16] = &[];

    /// The 3xx statuses that are results; any other is an error. Redirects are never followed.
    const REDIRECTS: &'static [u16] = &[];

    /// `true` if [`Body`](Self::Body) is an `Option`, which is `None` for a response without a body.
    const BODY_MAY_BE_MISSING: bool = false;

    /// Writes the inputs into a request. Generated code implements it; call
    /// [`prepare`](Self::prepare) instead.
    fn write(&self, request: &mut RequestBuilder);

    /// Counts the items that the request would affect; `None` if the operation has no preview.
    /// Generated code implements it; call
    /// [`Client::preview`](crate::client::Client::preview) instead.
    #[doc(hidden)]
    fn count_items(&self, counter: impl Counter) -> Option<Count> {
        let _ = counter;
        None
    }

    /// Validates the request and returns it as it would be sent: method, path, query, headers and
    /// body, without the client's authentication and user agent.
    ///
    /// # Errors
    ///
    /// Returns [`Error::InvalidRequest`] with every violation.
    fn prepare(&self) -> Result<PreparedRequest, Error> {
        let accept = <Self::Response as FromResponse<Self>>::ACCEPT;
        let mut request = RequestBuilder::new(Self::METHOD, Self::PATH, accept);
        self.write(&mut request);
        if const { has_placeholder(Self::PATH) } {
            request.require_path();
        }
        let invalid = |violations| InvalidRequestError::new(Self::NAME, violations).into();
        let auth_parameter = match Self::AUTH {
            OperationAuth::Client => <Self::Api as Api>::AUTH_SCHEME.parameter(),
            OperationAuth::Anonymous => None,
            OperationAuth::Named(named) => named.scheme.parameter(),
        };
        request.finish(auth_parameter).map_err(invalid)
    }
}

/// A type of response: [`Response`](crate::response::Response),
/// [`TextResponse`](crate::response::TextResponse),
/// [`StreamResponse`](crate::response::StreamResponse) or
/// [`EmptyResponse`](crate::response::EmptyResponse).
pub trait FromResponse<O: Operation>: Sized + Send {
    /// The media type in the `Accept` header.
    const ACCEPT: &'static str;

    /// The way in which the body is read.
    const READING: BodyReading = BodyReading::Whole;

    /// Decodes a successful response, and attaches the attempts of the call.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Decode`] if the body cannot be decoded.
    fn from_response(response: ArrivedResponse, attempts: AttemptHistory) -> Result<Self, Error>;
}

/// The number of items, once it is known.
pub type Count = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send>>;

/// The path to a member of a response body: for each step, the names of the member, the current one
/// first.
pub type MemberPath = &'static [&'static [&'static str]];

/// Sends the request that counts the items of another one.
pub trait Counter {
    /// Sends listings of disjoint items, and adds the numbers of items in their responses, which are
    /// at this path.
    fn count<L: Operation + 'static>(self, listings: Vec<L>, total: MemberPath) -> Count;
}
