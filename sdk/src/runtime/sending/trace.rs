//! What a call tells to `tracing`, named as OpenTelemetry names it. Nothing in it is secret: neither
//! query, nor body, nor any header but a few of the answer.

use tracing::field::{Empty, display};
use tracing::{Level, Span, event};

use super::arrived::Arrived;
use super::shared::Shared;
use crate::runtime::{Api, Error, Method};

/// The span of a call.
pub(super) fn call<A: Api>(
    shared: &Shared,
    operation: &'static str,
    method: Method,
    template: &'static str,
) -> Span {
    let server = &shared.base_url;
    tracing::info_span!(
        "http.client.call",
        otel.name = operation,
        otel.kind = "client",
        api = A::NAME,
        http.request.method = method.as_str(),
        server.address = server.host(),
        server.port = server.port(),
        url.scheme = server.scheme(),
        url.template = template,
        http.response.status_code = Empty,
        "error.type" = Empty,
    )
}

/// One attempt of a call.
pub(in crate::runtime) struct Attempt {
    resends: u32,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<String>,
    content_type: Option<String>,
}

impl Attempt {
    /// The attempt after so many others.
    pub(super) fn new(resends: u32) -> Self {
        Self {
            resends,
            status: None,
            request_id: None,
            retry_after: None,
            content_type: None,
        }
    }

    /// An answer began. Of its headers only these are told.
    pub(super) fn arrived<A: Api>(&mut self, arrived: &Arrived) {
        let header = |name: &str| {
            let value = arrived.head.headers.get(name)?;
            Some(arrived.origin.authorization.redact_text(value.as_bytes()))
        };
        self.status = Some(arrived.head.status);
        self.request_id = header(A::REQUEST_ID_HEADER);
        self.retry_after = header("retry-after");
        self.content_type = header("content-type");
    }

    /// The attempt is over.
    pub(in crate::runtime) fn ended(self, error: Option<&Error>) {
        let kind = error.map(kind);
        let span = Span::current();
        if let Some(status) = self.status {
            span.record("http.response.status_code", status);
        }
        if let Some(kind) = &kind {
            span.record("error.type", kind.as_str());
        }
        let resends = (self.resends > 0).then_some(self.resends);
        let error = error.map(display);
        // The macro takes a level that is known beforehand.
        macro_rules! tell {
            ($level:expr, $message:literal) => {
                event!(
                    $level,
                    http.response.status_code = self.status,
                    http.request.resend_count = resends,
                    http.response.header.request_id = self.request_id.as_deref(),
                    http.response.header.retry_after = self.retry_after.as_deref(),
                    http.response.header.content_type = self.content_type.as_deref(),
                    "error.type" = kind.as_deref(),
                    error.message = error,
                    $message
                )
            };
        }
        if kind.is_some() {
            tell!(Level::WARN, "attempt failed");
        } else {
            tell!(Level::DEBUG, "attempt succeeded");
        }
    }
}

/// What kind of an error it is: one of few words, or the status.
fn kind(error: &Error) -> String {
    match error {
        Error::Api(error) => error.status_code.to_string(),
        Error::InvalidRequest(_) => "invalid_request".to_owned(),
        Error::Configuration(_) => "configuration".to_owned(),
        Error::Connect(_) => "connect".to_owned(),
        Error::Timeout(_) => "timeout".to_owned(),
        Error::Transport(_) => "transport".to_owned(),
        Error::Decode(_) => "decode".to_owned(),
        Error::EndlessPages(_) => "endless_pages".to_owned(),
    }
}
