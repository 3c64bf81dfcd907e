//! One operation of an API, and how its request is prepared.

use std::fmt;

use super::{Api, Error, HasFacts, Headers, Object, Parts, PreparedRequest, Receive};

/// A request as a plain value: everything needed to send it is known without a network.
///
/// Generated code implements it for each request type. Call [`prepare`](Self::prepare) to see what
/// a client would send.
pub trait Operation: Object + HasFacts + Sized + Send + Sync {
    /// The API the operation belongs to; only a client of that API can send it.
    type Api: Api;
    /// The documented headers of the answer.
    type Headers: Headers + Send;
    /// The body of the answer.
    type Body: Send;
    /// The answer as a whole.
    type Response: Receive<Self>;

    /// Name of the operation.
    const NAME: &'static str;
    /// HTTP method.
    const METHOD: Method;
    /// Path from the root of the server, with a leading slash, and `{name}` where an input goes.
    const PATH: &'static str;

    /// The statuses of the answers that have the body; empty when all of success have it.
    const STATUSES: &'static [u16] = &[];

    /// Writes the inputs into the parts of the request.
    fn write(&self, parts: &mut Parts);

    /// Checks the request and gives it as it would be sent: method, path, query, headers and body.
    ///
    /// The authentication and the user agent are the client's and are not in it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] with everything that is wrong with the request.
    fn prepare(&self) -> Result<PreparedRequest, Error> {
        let accept = <Self::Response as Receive<Self>>::ACCEPT;
        let mut parts = Parts::new(Self::METHOD, Self::PATH, accept);
        self.write(&mut parts);
        parts.finish(Self::NAME)
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as on the wire, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether requests of the method usually have a body.
    pub(super) const fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq<str> for Method {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Method {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
