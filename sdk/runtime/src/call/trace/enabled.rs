//! Spans and events of a call, named as in OpenTelemetry. They contain no secrets: neither query
//! nor body, and only a few headers of the response.

use tracing::field::{Empty, display};
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Level, Span, event};

use crate::call::dispatcher::Dispatcher;
use crate::error::Error;
use crate::error::one_line::one_line;
use crate::http::method::Method;
use crate::response::incoming::IncomingResponse;

/// Wraps a call in its span, which records the error that ends it.
///
/// `call` begins the call: a future that is passed in would be stored twice.
pub(crate) fn traced<T, F: Future<Output = Result<T, Error>>>(
    dispatcher: &Dispatcher,
    operation: &'static str,
    method: Method,
    template: &'static str,
    call: impl FnOnce() -> F,
) -> Instrumented<impl Future<Output = Result<T, Error>>> {
    let server = &dispatcher.base_url;
    let span = tracing::info_span!(
        "http.client.call",
        otel.name = operation,
        otel.kind = "client",
        otel.status_code = Empty,
        api = dispatcher.api,
        http.request.method = method.as_str(),
        server.address = server.host(),
        server.port = server.port(),
        url.scheme = server.scheme(),
        url.template = template,
        http.response.status_code = Empty,
        "error.type" = Empty,
    );
    let recorded = async move {
        let result = call().await;
        record(&Span::current(), result.as_ref().err());
        result
    };
    recorded.instrument(span)
}

/// Records the error that ends a call, if there is one.
fn record(span: &Span, error: Option<&Error>) {
    if let Some(error) = error {
        span.record("error.type", kind(error).as_str());
        span.record("otel.status_code", "ERROR");
    }
}

/// One attempt of a call.
pub(crate) struct AttemptTrace {
    /// The span of the call: the attempt may end after it was left.
    span: Span,
    resends: u32,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<String>,
    content_type: Option<String>,
}

impl AttemptTrace {
    /// Begins the attempt after `resends` others.
    pub(crate) fn new(resends: u32) -> Self {
        Self {
            span: Span::current(),
            resends,
            status: None,
            request_id: None,
            retry_after: None,
            content_type: None,
        }
    }

    /// Records status and some headers of the response.
    pub(crate) fn response_began(&mut self, response: &IncomingResponse) {
        let header = |name: &str| {
            let value = response.head.headers.get(name)?;
            let clean = response.context.authorization.redact_text(value.as_bytes());
            Some(one_line(&clean))
        };
        self.status = Some(response.head.status);
        self.request_id = header(response.context.format.request_id_header);
        self.retry_after = header("retry-after");
        self.content_type = header("content-type");
    }

    /// Emits the event of the last attempt, and records the error that ends the call.
    pub(crate) fn ended_last(self, error: Option<&Error>) {
        record(&self.span, error);
        self.ended(error);
    }

    /// Emits the event of the attempt.
    pub(crate) fn ended(self, error: Option<&Error>) {
        let kind = error.map(kind);
        let span = &self.span;
        let _entered = span.enter();
        if let Some(status) = self.status {
            span.record("http.response.status_code", status);
        }
        let resends = (self.resends > 0).then_some(self.resends);
        let error = error.map(display);
        // `tracing` requires a constant level.
        macro_rules! emit {
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
            emit!(Level::WARN, "attempt failed");
        } else {
            emit!(Level::DEBUG, "attempt succeeded");
        }
    }
}

/// Returns the low-cardinality kind of an error: a fixed word, or the status.
fn kind(error: &Error) -> String {
    match error {
        Error::Api(error) => error.status_code.to_string(),
        Error::InvalidRequest(_) => "invalid_request".to_owned(),
        Error::Configuration(_) => "configuration".to_owned(),
        Error::Connect(_) => "connect".to_owned(),
        Error::Timeout(_) => "timeout".to_owned(),
        Error::Interrupted(_) => "interrupted".to_owned(),
        Error::Decode(_) => "decode".to_owned(),
        Error::RepeatedCursor(_) => "repeated_cursor".to_owned(),
        Error::PageUrl(_) => "page_url".to_owned(),
        Error::Preview(_) => "preview".to_owned(),
    }
}
