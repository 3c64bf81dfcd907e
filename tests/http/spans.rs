//! A `tracing` subscriber that records everything as text.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tracing_core::span::Current;

/// Records a line for each span, each record and each event of every level.
#[derive(Clone, Debug, Default)]
pub struct Listener(Arc<Said>);

#[derive(Debug, Default)]
struct Said {
    lines: Mutex<Vec<String>>,
    /// The span of the call.
    call: Mutex<Option<&'static Metadata<'static>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Listener {
    /// The recorded text.
    pub fn lines(&self) -> Vec<String> {
        lock(&self.0.lines).clone()
    }

    fn add(&self, kind: &str, metadata: Option<&Metadata<'_>>, fields: &str) {
        let head = metadata.map_or_else(String::new, |metadata| {
            format!(
                "{} {} {}",
                metadata.level(),
                metadata.target(),
                metadata.name()
            )
        });
        let mut lines = lock(&self.0.lines);
        lines.push(format!("{kind} {head}{fields}"));
    }
}

#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        self.add("span", Some(span.metadata()), &fields.0);
        *lock(&self.0.call) = Some(span.metadata());
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        self.add("record", None, &fields.0);
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.add("event", Some(event.metadata()), &fields.0);
    }

    fn current_span(&self) -> Current {
        let call = *lock(&self.0.call);
        call.map_or_else(Current::none, |call| Current::new(Id::from_u64(1), call))
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

mod tests {
    use sentinelone_sdk::mock::{Fault, MockTransport, Reply as MockReply};
    use sentinelone_sdk::retry::RetryPolicy;
    use sentinelone_sdk::{
        Client, Error, GetThreats, IncidentStatus, SendOptions, ThreatFilter, UpdateThreatIncident,
    };
    use serde_json::json;
    use tracing::instrument::WithSubscriber;

    use super::Listener;
    use crate::http::fixture::{TOKEN, request, success};
    use crate::http::reply::Reply;
    use crate::http::server::Server;

    #[tokio::test]
    async fn a_call_is_a_span_and_each_attempt_an_event() {
        let refusal = Reply::json("{}")
            .with_status("429 Slow Down")
            .with_header("Retry-After", "0")
            .with_header("X-RQID", "q1")
            .with_header("X-Other", "unlisted");
        let server = Server::start([refusal.script(), success().script()]);
        let listener = Listener::default();
        let client = Client::builder(server.url(), TOKEN)
            .build()
            .expect("a client");
        let call = async { client.send(&request()).await };
        call.with_subscriber(listener.clone())
            .await
            .expect("a success");
        let port = server.address().port();
        let lines = listener.lines();
        let own = |kind: &str| {
            let own = lines
                .iter()
                .filter(|line| line.starts_with(kind) && line.contains("sdk_runtime"));
            own.cloned().collect::<Vec<_>>()
        };
        let [span] = own("span").try_into().expect("one span");
        for field in [
            r#" otel.name="UpdateThreatIncident""#,
            r#" otel.kind="client""#,
            r#" http.request.method="POST""#,
            r#" server.address="127.0.0.1""#,
            &format!(" server.port={port}"),
            r#" url.template="/web/api/v2.1/threats/incident""#,
        ] {
            assert!(span.contains(field), "{field}: {span}");
        }
        let [first, second] = own("event").try_into().expect("two events");
        for field in [
            "WARN",
            " http.response.status_code=429",
            r#" error.type="429""#,
            r#" http.response.header.request_id="q1""#,
            r#" http.response.header.retry_after="0""#,
        ] {
            assert!(first.contains(field), "{field}: {first}");
        }
        assert!(!first.contains("resend_count"), "{first}");
        for field in [
            "DEBUG",
            " http.response.status_code=200",
            " http.request.resend_count=1",
        ] {
            assert!(second.contains(field), "{field}: {second}");
        }
        assert!(!second.contains("error.type"), "{second}");
        let all = lines.join("\n");
        assert!(!all.contains(TOKEN) && !all.contains("unlisted"), "{all}");
        let record = "record  http.response.status_code=200";
        assert!(all.contains(record), "{all}");
        // The call succeeded.
        assert_eq!(recorded(&listener), [""; 0]);
    }

    /// Returns the errors that spans recorded.
    fn recorded(listener: &Listener) -> Vec<String> {
        let lines = listener.lines().into_iter();
        let records =
            lines.filter(|line| line.starts_with("record ") && line.contains("error.type"));
        records
            .map(|line| line.trim_start_matches("record  error.type=").to_owned())
            .collect()
    }

    /// Sends a request, and returns the errors that the spans recorded.
    async fn errors(mock: &MockTransport, request: &UpdateThreatIncident) -> Vec<String> {
        let builder = Client::builder("https://example.sentinelone.net", TOKEN);
        let builder = builder.with_retry_policy(RetryPolicy::never());
        let client = builder.with_transport(mock.clone()).build();
        let client = client.expect("a client");
        let listener = Listener::default();
        let options = SendOptions::new().at_most(1);
        let call = async { client.send_with(request, options).await };
        let ended = call.with_subscriber(listener.clone()).await;
        let recorded = recorded(&listener);
        let lines = listener.lines();
        let has_status = |line: &&String| line.contains(r#"otel.status_code="ERROR""#);
        assert_eq!(lines.iter().filter(has_status).count(), recorded.len());
        assert_eq!(ended.is_err(), !recorded.is_empty());
        assert!(!matches!(ended, Err(Error::Configuration(_))));
        recorded
    }

    #[tokio::test]
    async fn a_span_has_the_error_that_ends_its_call() {
        let invalid = UpdateThreatIncident::new(IncidentStatus::Resolved, ThreatFilter::new());
        let unsent = MockTransport::new();
        assert_eq!(errors(&unsent, &invalid).await, [r#""invalid_request""#]);
        for (counted, updated, expected) in [
            (1, success_body(), vec![]),
            (2, success_body(), vec![r#""preview""#]),
            (1, MockReply::error(500), vec![r#""500""#]),
            (1, Fault::CutAfterActing.into(), vec![r#""interrupted""#]),
            (1, Fault::HtmlPage.into(), vec![r#""decode""#]),
        ] {
            let mock = MockTransport::new();
            mock.on::<GetThreats>(move |_| {
                MockReply::json(json!({"data": [], "pagination": {"totalItems": counted}}))
            });
            let update = mock.on::<UpdateThreatIncident>(move |_| updated.clone());
            update.times(0..);
            assert_eq!(errors(&mock, &request()).await, expected);
        }
        // The span of the count has the error, too.
        let mock = MockTransport::new();
        mock.on::<GetThreats>(|_| MockReply::error(403));
        let both = [r#""403""#, r#""preview""#];
        assert_eq!(errors(&mock, &request()).await, both);
    }

    fn success_body() -> MockReply {
        MockReply::json(json!({"data": {"affected": 1}}))
    }
}
