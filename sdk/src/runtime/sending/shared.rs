//! What the clones of a client share, and how it sends one request.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::USER_AGENT;
use tokio::time::Instant;

use super::Until;
use super::arrived::{Arrived, Origin};
use crate::runtime::base_url::BaseUrl;
use crate::runtime::limits::{Admission, Limits};
use crate::runtime::provider::Kept;
use crate::runtime::redaction::Authorization;
use crate::runtime::retry::Budget;
use crate::runtime::transport::{Body, Failure, TransportRequest, Way};
use crate::runtime::{Api, Error, PreparedRequest, Retries};

/// What the clones of a client share.
pub(in crate::runtime) struct Shared {
    pub(in crate::runtime) way: Way,
    pub(in crate::runtime) base_url: BaseUrl,
    pub(in crate::runtime) credential: Kept,
    pub(in crate::runtime) user_agent: HeaderValue,
    pub(in crate::runtime) connect_timeout: Duration,
    pub(in crate::runtime) timeout: Duration,
    pub(in crate::runtime) deadline: Duration,
    pub(in crate::runtime) retries: Retries,
    pub(in crate::runtime) budget: Budget,
    pub(in crate::runtime) limits: Limits,
    pub(in crate::runtime) max_body_bytes: usize,
}

impl Shared {
    /// Sends a request once, and waits until an answer of whatever status begins.
    pub(super) async fn open<A: Api>(
        self: &Arc<Self>,
        prepared: PreparedRequest,
        admission: Admission,
        timeout: Duration,
        deadline: Until,
    ) -> Result<Arrived, Error> {
        let origin = Origin {
            shared: Arc::clone(self),
            authorization: self.credential.authorization::<A>(deadline).await?,
        };
        let request = self.authorised(prepared, &origin.authorization);
        let slot = admission.start();
        let until = Until::after(Instant::now(), timeout).or_earlier(deadline);
        let failure = match until.wait(self.way.send(request)).await {
            Ok(Ok((head, chunks))) => {
                return Ok(Arrived {
                    head,
                    body: Body::new(chunks, until),
                    origin,
                    patience: timeout,
                    slot,
                });
            }
            Ok(Err(failure)) => Failure::Transport(failure),
            Err(_) => Failure::TimedOut(until),
        };
        Err(origin.failed::<A>(failure, None))
    }

    /// Adds authentication and user agent.
    fn authorised(
        &self,
        prepared: PreparedRequest,
        authorization: &Authorization,
    ) -> TransportRequest {
        let (method, is_sensitive) = (prepared.method(), prepared.is_sensitive);
        let url = self.base_url.join(prepared.path(), prepared.query());
        let (mut headers, body) = prepared.into_headers_and_body();
        authorization.apply(&mut headers);
        headers.insert(USER_AGENT, self.user_agent.clone());
        TransportRequest::new(method, url, headers, body, is_sensitive)
    }
}
