//! A console with three threats, and clients of it.

use sentinelone_sdk::mock::{Console, ConsoleThreat, Role};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{
    AnalystVerdict, Client, ClientBuilder, Error, GetThreats, IncidentStatus, OsType, ThreatFilter,
    Timestamp,
};

/// The token of an analyst, and that of a viewer.
pub const ANALYST: &str = "canary-analyst";
pub const VIEWER: &str = "canary-viewer";

pub fn time(text: &str) -> Timestamp {
    text.parse().expect("it is a timestamp")
}

/// A console with three threats.
pub fn console() -> Console {
    let console = empty();
    let hash = "3395856ce81f2b7382dee72602f798b642f14140";
    let first = ConsoleThreat::new("1")
        .with_site_id("10")
        .with_content_hash(hash);
    let first = first
        .with_computer_name("Web-Server")
        .with_os_type(OsType::Linux);
    console.add_threat(first.with_created_at(time("2026-01-01T00:00:00Z")));
    let second = ConsoleThreat::new("2")
        .with_site_id("10")
        .with_group_id("100");
    let second = second
        .with_incident_status(IncidentStatus::Resolved)
        .with("threatInfo.publisherName", "Acme, Inc.");
    console.add_threat(second.with_created_at(time("2026-02-01T00:00:00Z")));
    let third = ConsoleThreat::new("3").with_analyst_verdict(AnalystVerdict::TruePositive);
    console.add_threat(third.with_created_at(time("2026-03-01T00:00:00Z")));
    console
}

/// A console without threats.
pub fn empty() -> Console {
    let console = Console::new();
    console.add_token(ANALYST, Role::Analyst);
    console.add_token(VIEWER, Role::Viewer);
    console
}

pub fn builder(console: &Console, token: &str) -> ClientBuilder {
    let builder = Client::builder("https://example.sentinelone.net", token);
    let builder = builder.with_retry_policy(RetryPolicy::never());
    builder
        .without_rate_limit()
        .with_transport(console.transport())
}

pub fn client(console: &Console, token: &str) -> Client {
    let client = builder(console, token).build();
    client.expect("the configuration is valid")
}

/// Returns the ids of the threats on the first page.
pub async fn listed(client: &Client, request: &GetThreats) -> Result<Vec<String>, Error> {
    let response = client.send(request).await?;
    let threats = response.json_body.data.iter();
    let ids = threats.filter_map(|threat| threat.id.as_ref());
    Ok(ids.map(ToString::to_string).collect())
}

/// Returns the message of the refusal with this status.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, Error>, status: u16) -> String {
    let error = result.expect_err("the console refuses the request");
    assert_eq!(error.status(), Some(status), "{error}");
    error.to_string()
}

/// Selects all threats.
pub fn all() -> ThreatFilter {
    ThreatFilter::all_in_scope()
}
