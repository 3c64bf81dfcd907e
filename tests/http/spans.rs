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
    use sentinelone_sdk::Client;
    use tracing::instrument::WithSubscriber;

    use super::Listener;
    use crate::fixture::{TOKEN, request, success};
    use crate::reply::Reply;
    use crate::server::Server;

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
        assert!(
            all.contains("record  http.response.status_code=200"),
            "{all}"
        );
    }
}
