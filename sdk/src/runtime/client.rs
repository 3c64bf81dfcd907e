//! The client: sends operations and reads their answers.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::USER_AGENT;

use super::auth::Credential;
use super::base_url::BaseUrl;
use super::content::{self, ContentError, Decoded};
use super::error::Head;
use super::transport::{Call, Collected, End, Failure, Transport};
use super::{
    Api, ApiError, ClientBuilder, ConnectError, DecodeError, Error, HeaderFields, Headers,
    Operation, PreparedRequest, Response, TimeoutError, TransportError, decode,
};

/// At most so many bytes of an answer that is no success are read.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// Sends requests to one server with one token.
///
/// A client is cheap to clone; all clones share their connections. It can be used from any thread,
/// inside a Tokio runtime.
pub struct Client<A: Api> {
    shared: Arc<Shared>,
    api: PhantomData<fn() -> A>,
}

/// What the clones of a client share.
pub(super) struct Shared {
    pub(super) transport: Transport,
    pub(super) base_url: BaseUrl,
    pub(super) credential: Credential,
    pub(super) user_agent: HeaderValue,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) max_body_bytes: usize,
}

impl<A: Api> Client<A> {
    /// Sets up a client for the server at `base_url`, such as `https://example.net`, with the bare
    /// `token`.
    pub fn builder(base_url: impl Into<String>, token: impl Into<String>) -> ClientBuilder<A> {
        ClientBuilder::new(base_url.into(), token.into())
    }

    /// Wraps what all clones share.
    pub(super) fn new(shared: Shared) -> Self {
        Self {
            shared: Arc::new(shared),
            api: PhantomData,
        }
    }

    /// Checks the request, sends it and reads the answer.
    ///
    /// A success says that the server accepted the request as a whole; look into the body for what
    /// came of each part of it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] before anything is sent; [`Error::Connect`], [`Error::Timeout`]
    /// and [`Error::Transport`] when there is no complete answer; [`Error::Api`] when the status is
    /// not 2xx; [`Error::Decode`] when it is, but the body cannot be read.
    pub async fn send<O: Operation<Api = A>>(&self, request: &O) -> Result<Response<O>, Error> {
        let prepared = request.prepare()?;
        let (head, body) = self.exchange(prepared).await?;
        self.shared.answer(head, body)
    }

    /// Sends a request and waits for the whole answer, which is a success.
    async fn exchange(&self, prepared: PreparedRequest) -> Result<(Head, Bytes), Error> {
        let call = self.shared.authorised(prepared);
        let (head, body) = match self.shared.transport.send(call).await {
            Ok(answer) => answer,
            Err(failure) => return Err(self.shared.failed::<A>(failure, None)),
        };
        let limit = self.shared.max_body_bytes;
        let limit = if head.is_success() {
            limit
        } else {
            limit.min(MAX_ERROR_BYTES)
        };
        let collected = body.collect(limit).await;
        self.shared.received::<A>(head, collected, limit)
    }
}

impl Shared {
    /// Adds authentication and user agent.
    fn authorised(&self, prepared: PreparedRequest) -> Call {
        let method = prepared.method();
        let url = self.base_url.join(prepared.path(), prepared.query());
        let (mut headers, body) = prepared.into_headers_and_body();
        self.credential.apply(&mut headers);
        headers.insert(USER_AGENT, self.user_agent.clone());
        Call {
            method,
            url,
            headers,
            body,
        }
    }

    /// Looks at the status first: only a complete answer of success goes on.
    fn received<A: Api>(
        &self,
        head: Head,
        collected: Collected,
        limit: usize,
    ) -> Result<(Head, Bytes), Error> {
        let Collected { bytes, end } = collected;
        let Decoded { bytes, problem } = content::decode(&head.headers, bytes, limit);
        let is_cut = !matches!(
            (&end, &problem),
            (End::Complete, None | Some(ContentError::Unannounced))
        );
        if !head.is_success() {
            let (head, bytes) = self.credential.redact(head, bytes);
            return Err(ApiError::new::<A>(head, bytes, is_cut).into());
        }
        let problem = match end {
            End::Complete => problem,
            End::TooLong => Some(ContentError::TooLong(limit)),
            End::Failed(failure) => return Err(self.failed::<A>(failure, Some(&head))),
        };
        match problem {
            Some(problem) => {
                let (head, bytes) = self.credential.redact(head, bytes);
                Err(DecodeError::new::<A>(head, bytes, is_cut, problem.into()).into())
            }
            None => Ok((head, bytes)),
        }
    }

    /// Reads an answer of success.
    fn answer<O: Operation>(&self, head: Head, body: Bytes) -> Result<Response<O>, Error> {
        match decode::json(&body) {
            Ok(json_body) => {
                let headers = O::Headers::read(HeaderFields::new(head.headers));
                Ok(Response::new(head.status, head.reason, headers, json_body))
            }
            Err(problem) => {
                // The problem may quote the body: it is looked for again once the token is out.
                let (head, body) = self.credential.redact(head, body);
                let problem = decode::json::<O::Body>(&body).err().unwrap_or(problem);
                Err(DecodeError::new::<O::Api>(head, body, false, problem).into())
            }
        }
    }

    /// An error for an answer that did not come, or not to its end.
    fn failed<A: Api>(&self, failure: Failure, head: Option<&Head>) -> Error {
        let status_code = head.map(|head| head.status);
        let request_id = head.and_then(Head::request_id::<A>);
        let (limit, while_connecting, source) = match failure {
            Failure::Connect(source) => {
                return ConnectError::new(self.base_url.server(), source).into();
            }
            Failure::Other(source) => {
                return TransportError {
                    status_code,
                    request_id,
                    source,
                }
                .into();
            }
            Failure::ConnectTimeout(source) => (self.connect_timeout, true, source),
            Failure::Timeout(source) => (self.timeout, false, source),
        };
        TimeoutError {
            limit,
            while_connecting,
            status_code,
            request_id,
            source,
        }
        .into()
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            api: PhantomData,
        }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &A::NAME)
            .field("base_url", &self.shared.base_url.as_str())
            .field("token", &format_args!("***"))
            .field("connect_timeout", &self.shared.connect_timeout)
            .field("timeout", &self.shared.timeout)
            .field("max_body_bytes", &self.shared.max_body_bytes)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::runtime::Client;
    use crate::runtime::testing::{Example, Filter, Paint};

    fn client() -> Client<Example> {
        Client::builder("http://localhost", "canary")
            .build()
            .unwrap()
    }

    #[test]
    fn the_future_is_small_and_can_travel() {
        fn travels<T: Send>(value: &T) -> usize {
            size_of_val(value)
        }
        fn shared<T: Clone + Send + Sync>(_: &T) {}
        let client = client();
        shared(&client);
        let request = Paint::new(Filter::default());
        let size = travels(&client.send(&request));
        assert!(size <= 4096, "{size}");
    }

    #[test]
    fn nothing_shows_the_token() {
        let builder = Client::<Example>::builder("https://user:canary@localhost", "canary");
        let shown = format!("{builder:?} {:?}", client());
        let refused = builder.build().unwrap_err();
        assert!(
            !format!("{shown} {refused:?}").contains("canary"),
            "{shown} {refused:?}"
        );
    }
}
