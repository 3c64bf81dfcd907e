//! A client in front of a mock that updates threats, and requests with many ids.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use sentinelone_sdk::mock::{MockTransport, Reply};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, IncidentStatus, ThreatFilter, UpdateThreatIncident};
use serde_json::{Value, json};

/// Returns an id of 19 digits.
pub fn id(number: usize) -> String {
    format!("1488938160{number:09}")
}

/// Returns a request for this many threats.
pub fn request(count: usize) -> UpdateThreatIncident {
    let filter = ThreatFilter::new().ids((0..count).map(id));
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
}

/// Returns a client that does not retry and has no limits.
pub fn client(mock: &MockTransport) -> Client {
    let builder = Client::builder("https://example.sentinelone.net", "canary");
    let builder = builder.with_retry_policy(RetryPolicy::never());
    let builder = builder.without_rate_limit().with_transport(mock.clone());
    builder.build().expect("the configuration is valid")
}

/// Returns the ids of a body.
pub fn ids(body: &Value) -> Vec<String> {
    let ids = body["filter"]["ids"]
        .as_array()
        .expect("the request has ids");
    let ids = ids.iter().map(|id| id.as_str().expect("an id is a text"));
    ids.map(str::to_owned).collect()
}

/// The response to an update: each threat that was resolved before already has the status.
pub fn respond(resolved: &mut BTreeSet<String>, ids: &[String]) -> Value {
    let details = ids.iter().map(|id| {
        let is_new = resolved.insert(id.clone());
        let result = if is_new { "updated" } else { "already_set" };
        json!({"threatId": id, "result": result})
    });
    let details: Vec<_> = details.collect();
    json!({"data": {"affected": details.len(), "details": details}})
}

/// The batches that a mock received.
pub type Sent = Arc<Mutex<Vec<Vec<String>>>>;

/// Returns a mock that updates threats, except that `change` may replace the reply to a batch with
/// these ids.
pub fn console(
    change: impl Fn(&[String], Reply) -> Reply + Send + 'static,
) -> (MockTransport, Sent) {
    let (mock, sent) = (MockTransport::new(), Sent::default());
    let (log, mut resolved) = (Arc::clone(&sent), BTreeSet::new());
    mock.on::<UpdateThreatIncident>(move |request| {
        let body = request.json().expect("the request has a body");
        let body = body.to_value().expect("the body has no long numbers");
        let ids = ids(&body);
        log.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(ids.clone());
        change(&ids, Reply::json(respond(&mut resolved, &ids)))
    })
    .times(0..);
    (mock, sent)
}

/// Takes the sizes of the batches that were sent, in ascending order.
pub fn sizes(sent: &Sent) -> Vec<usize> {
    let sent = std::mem::take(&mut *sent.lock().unwrap_or_else(PoisonError::into_inner));
    let mut sizes: Vec<_> = sent.iter().map(Vec::len).collect();
    sizes.sort_unstable();
    sizes
}
