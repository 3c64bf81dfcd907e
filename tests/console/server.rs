//! The console over sockets.

use std::time::Duration;

use crate::console::fixture::{ANALYST, all, console, listed};
use sentinelone_sdk::mock::{Console, Fault};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{
    Client, ClientBuilder, Error, GetThreats, IncidentStatus, ThreatFilter, UpdateThreatIncident,
    blocking,
};

fn builder(url: &str) -> ClientBuilder {
    let builder = Client::builder(url, ANALYST).without_rate_limit();
    builder.with_retry_policy(RetryPolicy::never())
}

fn update() -> UpdateThreatIncident {
    let filter = ThreatFilter::new().ids(["1"]);
    UpdateThreatIncident::new(IncidentStatus::InProgress, filter)
}

fn is_updated(console: &Console) -> bool {
    let threat = console.threat("1").expect("it exists");
    threat.incident_status() == IncidentStatus::InProgress
}

#[tokio::test]
async fn it_serves_over_sockets() {
    let console = console();
    let server = console.listen().expect("a free port");
    let client = builder(server.url()).build();
    let client = client.expect("the configuration is valid");
    let ids = listed(&client, &GetThreats::new(all().limit(2))).await;
    assert_eq!(ids.expect("accepted"), ["1", "2"]);
    let request = update();
    let response = client.send(&request).await.expect("accepted");
    assert_eq!(response.reason, "OK");
    request.require_all_updated(&response).expect("it exists");
    assert!(is_updated(&console));
    assert_eq!(server.open_connections(), 1);
}

#[test]
fn it_serves_programs_without_async() {
    let server = console().listen().expect("a free port");
    let client = builder(server.url()).build_blocking();
    let client: blocking::Client = client.expect("the configuration is valid");
    client.send(&update()).expect("accepted");
}

#[tokio::test]
async fn faults_cross_the_sockets() {
    type Check = fn(&Error) -> bool;
    let is_cut: Check = |error| matches!(error, Error::Interrupted(_));
    let wait = Duration::from_secs(3);
    let faults: [(Fault, Check); 9] = [
        (Fault::NoConnection, is_cut),
        (Fault::CutBeforeActing, is_cut),
        (Fault::CutAfterActing, is_cut),
        (Fault::CutInBody, is_cut),
        (Fault::ServerError(502), |error| error.status() == Some(502)),
        (Fault::RateLimited { retry_after: wait }, |error| {
            error.is_rate_limited() && error.retry_after() == Some(Duration::from_secs(3))
        }),
        (Fault::NoResponse, Error::is_timeout),
        (Fault::SlowBody(wait), Error::is_timeout),
        (Fault::EndlessBody, |error| {
            matches!(error, Error::Decode(_))
        }),
    ];
    for (fault, is_seen) in faults {
        let console = console();
        let server = console.listen().expect("a free port");
        console.inject_faults(move |_| Some(fault));
        let builder = builder(server.url()).with_timeout(Duration::from_millis(300));
        let client = builder.with_max_body_bytes(1024 * 1024).build();
        let client = client.expect("the configuration is valid");
        let error = client
            .send(&update())
            .await
            .expect_err("the fault is an error");
        assert!(is_seen(&error), "{fault:?}: {error:?}");
        assert_eq!(is_updated(&console), fault.acts(), "{fault:?}");
    }
}

#[tokio::test]
async fn a_slow_body_arrives_over_sockets() {
    let console = console();
    let server = console.listen().expect("a free port");
    console.inject_faults(|_| Some(Fault::SlowBody(Duration::from_micros(10))));
    let client = builder(server.url()).build();
    let client = client.expect("the configuration is valid");
    client.send(&update()).await.expect("it arrives in the end");
}

#[tokio::test]
async fn dropping_the_server_ends_its_connections() {
    let console = console();
    let server = console.listen().expect("a free port");
    let client = builder(server.url()).build();
    let client = client.expect("the configuration is valid");
    client.send(&update()).await.expect("accepted");
    drop(server);
    let error = client.send(&update()).await.expect_err("nobody listens");
    assert!(!error.is_timeout(), "{error:?}");
    let pending = console.listen().expect("a free port");
    console.inject_faults(|_| Some(Fault::NoResponse));
    let client = builder(pending.url()).build();
    let client = client.expect("the configuration is valid");
    let request = update();
    let sending = client.send(&request);
    let ending = async {
        while pending.open_connections() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        drop(pending);
    };
    let (sent, ()) = tokio::join!(sending, ending);
    let error = sent.expect_err("the server ended");
    assert!(!error.is_timeout(), "{error:?}");
}
