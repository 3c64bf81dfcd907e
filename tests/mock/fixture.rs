//! A client in front of a mock, and its requests.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sentinelone_sdk::mock::{MockTransport, Reply};
use sentinelone_sdk::{Client, ClientBuilder, IncidentStatus, ThreatFilter, UpdateThreatIncident};
use serde_json::json;

/// The base URL has the path of a gateway.
pub fn builder(mock: &MockTransport) -> ClientBuilder {
    let builder = Client::builder("https://gateway.example.net/s1", "canary");
    builder.with_transport(mock.clone())
}

pub fn client(mock: &MockTransport) -> Client {
    builder(mock).build().expect("the configuration is valid")
}

pub fn update(id: &str) -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, ThreatFilter::new().ids([id]))
}

pub fn affected(count: u64) -> Reply {
    Reply::json(json!({"data": {"affected": count}}))
}

/// Drops the mock, and returns the message of its panic.
pub fn dropped(mock: MockTransport) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| drop(mock))).err()?;
    Some(*panic.downcast::<String>().expect("the panic has a message"))
}
