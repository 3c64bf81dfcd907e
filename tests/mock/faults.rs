//! Faults: what the program sees of each.

use std::time::Duration;

use crate::mock::fixture::{affected, builder, dropped, update};
use sentinelone_sdk::mock::{Fault, MockTransport};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Error, Response, UpdateThreatIncident};

/// Sends a request that is not retried to a server with this fault.
async fn send(fault: Fault) -> Result<Response<UpdateThreatIncident>, Error> {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(move |_| affected(1).with_fault(fault))
        .times(1);
    let builder = builder(&mock).with_retry_policy(RetryPolicy::never());
    let client = builder.with_max_body_bytes(1024 * 1024).build();
    let response = client
        .expect("the configuration is valid")
        .send(&update("7"))
        .await;
    assert_eq!(dropped(mock), None);
    response
}

#[tokio::test(start_paused = true)]
async fn a_program_sees_each_fault() {
    let wait = Duration::from_millis(1500);
    let second = Duration::from_secs(1);
    for (fault, is_seen, is_ambiguous) in [
        (
            Fault::NoConnection,
            (|error| error.is_connect()) as fn(&Error) -> bool,
            false,
        ),
        (
            Fault::CutBeforeActing,
            |error| matches!(error, Error::Interrupted(_)),
            true,
        ),
        (
            Fault::CutAfterActing,
            |error| matches!(error, Error::Interrupted(_)),
            true,
        ),
        (
            Fault::CutInBody,
            |error| matches!(error, Error::Interrupted(_)),
            true,
        ),
        (Fault::NoResponse, Error::is_timeout, true),
        (Fault::SlowBody(10 * second), Error::is_timeout, true),
        (
            Fault::RateLimited { retry_after: wait },
            |error| error.is_rate_limited() && error.retry_after() == Some(Duration::from_secs(2)),
            false,
        ),
        (
            Fault::ServerError(500),
            |error| error.status() == Some(500),
            true,
        ),
        (
            Fault::EndlessBody,
            |error| matches!(error, Error::Decode(_)),
            true,
        ),
        (
            Fault::HtmlPage,
            |error| matches!(error, Error::Decode(_)),
            true,
        ),
    ] {
        let error = send(fault).await.expect_err("the fault is an error");
        assert!(is_seen(&error), "{fault:?}: {error:?}");
        assert_eq!(error.is_ambiguous(), is_ambiguous, "{fault:?}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_arrives_in_the_end() {
    let response = send(Fault::SlowBody(Duration::from_millis(100))).await;
    let response = response.expect("the body arrives before the time-out");
    assert_eq!(response.json_body.data.affected, 1);
}

#[tokio::test(start_paused = true)]
async fn a_fault_that_passes_is_retried() {
    let mock = MockTransport::new();
    let busy = Fault::RateLimited {
        retry_after: Duration::from_secs(20),
    };
    for fault in [busy, Fault::CutAfterActing] {
        mock.on::<UpdateThreatIncident>(move |_| fault.into())
            .times(1);
    }
    mock.on::<UpdateThreatIncident>(|_| affected(1)).times(1);
    let client = builder(&mock).build().expect("the configuration is valid");
    let begin = tokio::time::Instant::now();
    let response = client
        .send(&update("7"))
        .await
        .expect("the last attempt succeeds");
    assert_eq!(response.attempts().count(), 3);
    assert!(response.attempts().may_have_acted());
    assert!(begin.elapsed() >= Duration::from_secs(20));
}
