//! What the clones of a client share: how a request is sent, and what its failures become.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::USER_AGENT;

use super::arrived::Arrived;
use super::base_url::BaseUrl;
use super::content::{self, ContentError, Decoded};
use super::error::{Head, Problem};
use super::redaction::Authorization;
use super::transport::{Body, Call, Collected, End, Failure, Transport};
use super::{
    Api, ApiError, ConnectError, DecodeError, Error, PreparedRequest, TimeoutError, TransportError,
};

/// At most so many bytes of an answer that is no success are read.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// What the clones of a client share.
pub(super) struct Shared {
    pub(super) transport: Transport,
    pub(super) base_url: BaseUrl,
    pub(super) authorization: Authorization,
    pub(super) user_agent: HeaderValue,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) max_body_bytes: usize,
}

impl Shared {
    /// Sends a request and waits for an answer of success to begin.
    pub(super) async fn exchange<A: Api>(
        self: &Arc<Self>,
        prepared: PreparedRequest,
        is_stream: bool,
    ) -> Result<Arrived, Error> {
        let call = self.authorised(prepared, is_stream);
        let (head, body) = match self.transport.send(call).await {
            Ok(answer) => answer,
            Err(failure) => return Err(self.failed::<A>(failure, None)),
        };
        if !head.is_success() {
            return Err(self.refused::<A>(head, body).await);
        }
        Ok(Arrived {
            head,
            body,
            shared: Arc::clone(self),
        })
    }

    /// Adds authentication and user agent.
    fn authorised(&self, prepared: PreparedRequest, is_stream: bool) -> Call {
        let method = prepared.method();
        let url = self.base_url.join(prepared.path(), prepared.query());
        let (mut headers, body) = prepared.into_headers_and_body();
        self.authorization.apply(&mut headers);
        headers.insert(USER_AGENT, self.user_agent.clone());
        Call {
            method,
            url,
            headers,
            body,
            is_stream,
        }
    }

    /// The error for a status other than 2xx, with as much of the body as can be had.
    async fn refused<A: Api>(&self, head: Head, body: Body) -> Error {
        let limit = self.max_body_bytes.min(MAX_ERROR_BYTES);
        let Collected { bytes, end } = body.collect(limit).await;
        let Decoded { bytes, problem } = content::decode(&head.headers, bytes, limit);
        let is_cut = !matches!(
            (end, problem),
            (End::Complete, None | Some(ContentError::Unannounced))
        );
        let (head, bytes) = self.authorization.redact(head, bytes);
        ApiError::new::<A>(head, bytes, is_cut).into()
    }

    /// The error for an answer of success that cannot be read.
    pub(super) fn undecodable<A: Api>(
        &self,
        head: Head,
        bytes: Bytes,
        is_cut: bool,
        problem: Problem,
    ) -> Error {
        let (head, bytes) = self.authorization.redact(head, bytes);
        DecodeError::new::<A>(head, bytes, is_cut, problem).into()
    }

    /// The error for an answer that did not come, or not to its end.
    pub(super) fn failed<A: Api>(&self, failure: Failure, head: Option<&Head>) -> Error {
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
