//! The state that all clones of a client share, and the sending of a single request.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::USER_AGENT;
use tokio::time::Instant;
use url::Url;

use crate::auth::header::AuthScheme;
use crate::auth::named::{NamedAuth, OperationAuth};
use crate::auth::redaction::Authorization;
use crate::auth::source::CredentialSource;
use crate::call::default_headers::DefaultHeaders;
use crate::deadline::Deadline;
use crate::error::Error;
use crate::error::format::ErrorFormat;
use crate::rate_limit::{Admission, Limits};
use crate::request::prepared::PreparedRequest;
use crate::request::query_names;
use crate::response::incoming::{IncomingResponse, ResponseContext};
use crate::retry::budget::Budget;
use crate::retry::event::RetryObserver;
use crate::retry::policy::RetryPolicy;
use crate::transport::AnyTransport;
use crate::transport::base_url::BaseUrl;
use crate::transport::body::Body;
use crate::transport::request::Request;

/// The state that all clones of a client share. It contains the constants of the API as data, so
/// that the sending code is compiled once for all APIs.
pub(crate) struct Dispatcher {
    #[cfg(feature = "tracing")]
    pub(crate) api: &'static str,
    pub(crate) error_format: &'static ErrorFormat,
    pub(crate) auth_scheme: AuthScheme,
    pub(crate) transport: AnyTransport,
    pub(crate) base_url: BaseUrl,
    /// Host and port, for errors.
    pub(crate) server: Arc<str>,
    pub(crate) credential: CredentialSource,
    /// The credentials of single operations.
    pub(crate) named: Vec<(&'static NamedAuth, CredentialSource)>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) default_headers: DefaultHeaders,
    pub(crate) retry_observer: Option<Arc<RetryObserver>>,
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) deadline: Duration,
    pub(crate) retry_policy: RetryPolicy,
    pub(crate) budget: Budget,
    pub(crate) limits: Limits,
    pub(crate) max_body_bytes: usize,
}

impl Dispatcher {
    /// Returns the source of the credential of an operation, and its place; `None` without one.
    fn credential(&self, auth: OperationAuth) -> Option<(&CredentialSource, AuthScheme)> {
        match auth {
            OperationAuth::Client => Some((&self.credential, self.auth_scheme)),
            OperationAuth::Anonymous => None,
            OperationAuth::Named(wanted) => {
                let mut named = self.named.iter();
                let (_, source) = named.find(|(named, _)| named.name == wanted.name)?;
                Some((source, wanted.scheme))
            }
        }
    }

    /// Returns a URL that a server named, without the credential of an operation in its query.
    pub(crate) fn without_credential(&self, auth: OperationAuth, mut url: Url) -> Url {
        let scheme = self.credential(auth).map(|(_, scheme)| scheme);
        let parameter = scheme.and_then(AuthScheme::parameter);
        if let (Some(name), Some(query)) = (parameter, url.query()) {
            let kept: Vec<_> = query_names::without(query, name).collect();
            let kept = kept.join("&");
            url.set_query((!kept.is_empty()).then_some(kept.as_str()));
        }
        url
    }

    /// Returns `true` if a rejected token of an operation can be replaced by another one.
    pub(crate) fn is_provided(&self, auth: OperationAuth) -> bool {
        let credential = self.credential(auth);
        credential.is_some_and(|(source, _)| source.is_provided())
    }

    /// Returns the credential of an operation; a fresh one if the server rejected the last.
    pub(crate) async fn authorization(
        &self,
        auth: OperationAuth,
        operation: &str,
        deadline: Deadline,
        is_rejected: bool,
    ) -> Result<Arc<Authorization>, Error> {
        match (self.credential(auth), auth) {
            (Some((source, scheme)), _) => {
                source.authorization(scheme, deadline, is_rejected).await
            }
            (None, OperationAuth::Named(named)) => Err(named.missing(operation).into()),
            (None, _) => Ok(Arc::new(Authorization::none())),
        }
    }

    /// Returns the advice for the case that the server refuses the credential of an operation.
    fn auth_advice(&self, auth: OperationAuth) -> &'static str {
        match auth {
            OperationAuth::Client => self.error_format.auth_advice,
            OperationAuth::Anonymous => "the operation is sent without a credential",
            OperationAuth::Named(named) => named.advice,
        }
    }

    /// Sends a request once, and waits for status and headers of the response.
    ///
    /// Not `async`: the future would store the prepared request besides the complete one.
    pub(crate) fn open(
        &self,
        prepared: PreparedRequest,
        (auth, authorization): (OperationAuth, Arc<Authorization>),
        admission: Admission,
        timeout: Duration,
        deadline: Deadline,
    ) -> impl Future<Output = Result<IncomingResponse, Error>> + Send + '_ {
        let request = self.authorized(prepared, &authorization);
        let context = Box::new(ResponseContext {
            server: Arc::clone(&self.server),
            has_prefix: self.base_url.has_prefix(),
            auth_advice: self.auth_advice(auth),
            connect_timeout: self.connect_timeout,
            max_body_bytes: self.max_body_bytes,
            authorization: self.default_headers.protect(authorization),
            format: self.error_format,
        });
        let permit = admission.start();
        let deadline = Deadline::after(Instant::now(), timeout).or_earlier(deadline);
        async move {
            match self.transport.send(request, deadline).await {
                Ok((head, chunks)) => Ok(IncomingResponse {
                    head: context.authorization.without_echo(head),
                    body: Body::new(chunks, deadline),
                    context,
                    chunk_timeout: timeout,
                    permit,
                }),
                Err(failure) => Err(context.failed(failure, None)),
            }
        }
    }

    /// Completes a request with base URL, authentication and user agent.
    fn authorized(&self, prepared: PreparedRequest, authorization: &Authorization) -> Request {
        let (method, is_sensitive) = (prepared.method(), prepared.is_sensitive);
        let mut url = self.base_url.join(prepared.path(), prepared.query());
        let has_secret_query = authorization.apply_to_query(&mut url);
        let (mut headers, body) = (prepared.headers.into_map(), prepared.body);
        self.default_headers.apply(&mut headers);
        authorization.apply(&mut headers);
        headers.insert(USER_AGENT, self.user_agent.clone());
        Request::new(method, url, headers, body, is_sensitive)
            .with_secret_query(has_secret_query)
            .with_multipart(prepared.multipart)
    }
}
