//! Waits between attempts, and deadlines of calls. Time is paused.

use std::time::Duration;

use sentinelone_sdk::error::TimeoutPhase;
use sentinelone_sdk::retry::{AmbiguousRetries, RetryPolicy, StopReason};
use sentinelone_sdk::{Error, SendOptions, transport};
use tokio::time::Instant;

use crate::faults::memory::{
    Memory, Reaction, idempotent, not_idempotent, rate_limited, status, success,
};

const SECOND: Duration = Duration::from_secs(1);

/// Sends an idempotent request; returns the error, and the elapsed time.
async fn fail(memory: &Memory, options: SendOptions) -> (Error, Duration) {
    let client = memory.client().build().expect("a client");
    let start = Instant::now();
    let outcome = client.send_with(&idempotent(), options).await;
    (outcome.expect_err("a failure"), start.elapsed())
}

fn stopped(error: &Error) -> Option<StopReason> {
    error
        .attempts()
        .and_then(sentinelone_sdk::retry::AttemptHistory::stop_reason)
}

#[tokio::test(start_paused = true)]
async fn the_backoff_is_random_below_a_doubling_bound() {
    let mut longest = [Duration::ZERO; 3];
    for _ in 0..200 {
        let memory = Memory::new(|_| status(500));
        let (error, _) = fail(&memory, SendOptions::new()).await;
        assert_eq!(stopped(&error), Some(StopReason::MaxAttempts));
        let failed = error.attempts().expect("attempts").failed();
        let waits = memory.waits();
        assert_eq!(waits.len(), 3);
        for (index, wait) in waits.into_iter().enumerate() {
            // Timers have a resolution of a millisecond.
            assert!(
                wait <= SECOND / 2 * (1 << index) + Duration::from_millis(2),
                "{wait:?}"
            );
            assert!(wait >= failed[index].waited, "{wait:?}");
            assert!(
                wait <= failed[index].waited + Duration::from_millis(2),
                "{wait:?}"
            );
            longest[index] = longest[index].max(wait);
        }
    }
    for (index, longest) in longest.into_iter().enumerate() {
        assert!(longest > SECOND / 2 * (1 << index) * 3 / 4, "{longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_backoff_has_a_cap() {
    let retries = RetryPolicy::default()
        .with_max_attempts(12)
        .with_backoff(SECOND, 3 * SECOND);
    let memory = Memory::new(|_| status(500));
    let (error, _) = fail(&memory, SendOptions::new().with_retry_policy(retries)).await;
    assert_eq!(
        error
            .attempts()
            .map(sentinelone_sdk::retry::AttemptHistory::count),
        Some(12)
    );
    let cap = 3 * SECOND + Duration::from_millis(2);
    assert!(memory.waits().iter().all(|wait| *wait <= cap));
}

#[tokio::test(start_paused = true)]
async fn the_requested_delay_is_waited_for() {
    for (asked, times) in [("0", 0), ("7", 7), ("60", 60)] {
        let memory = Memory::new(move |number| match number {
            0 => rate_limited(asked),
            _ => Reaction::Respond(success()),
        });
        let client = memory.client().build().expect("a client");
        let response = client.send(&not_idempotent()).await.expect("a success");
        assert_eq!(response.attempts().count(), 2);
        let wait = memory.waits()[0];
        assert!(wait >= SECOND * times, "{wait:?}");
        assert!(
            wait <= SECOND * times.max(1) + Duration::from_millis(2),
            "{wait:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_requested_delay_above_the_maximum_is_an_error_at_once() {
    let memory = Memory::new(|_| rate_limited("61"));
    let (error, took) = fail(&memory, SendOptions::new()).await;
    assert_eq!((took, memory.count()), (Duration::ZERO, 1));
    assert_eq!(error.retry_after(), Some(61 * SECOND));
    assert_eq!(stopped(&error), Some(StopReason::MaxWait));
    assert!(
        error
            .to_string()
            .ends_with("; the server asks to wait for 1 min 1 s"),
        "{error}"
    );
    assert!(error.is_rate_limited() && error.is_retryable() && !error.is_ambiguous());

    let patient =
        SendOptions::new().with_retry_policy(RetryPolicy::default().with_max_wait(62 * SECOND));
    let (error, took) = fail(&Memory::new(|_| rate_limited("61")), patient).await;
    // Two waits of 61 seconds fit into 180, but a third does not.
    assert_eq!(
        error
            .attempts()
            .map(sentinelone_sdk::retry::AttemptHistory::count),
        Some(3)
    );
    assert!(took >= 122 * SECOND && took < 123 * SECOND, "{took:?}");
    assert_eq!(stopped(&error), Some(StopReason::Deadline));
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_an_error_at_once() {
    let memory = Memory::new(|_| rate_limited("30"));
    let (error, took) = fail(&memory, SendOptions::new().with_deadline(20 * SECOND)).await;
    assert_eq!((took, memory.count()), (Duration::ZERO, 1));
    assert_eq!(
        (error.status(), error.retry_after()),
        (Some(429), Some(30 * SECOND))
    );
    assert_eq!(stopped(&error), Some(StopReason::Deadline));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_has_a_timeout_and_the_call_a_deadline() {
    let memory = Memory::new(|_| Reaction::Hang);
    let (error, took) = fail(&memory, SendOptions::new()).await;
    assert_eq!(took.as_secs(), 180);
    assert_eq!(memory.count(), 3);
    let Error::Timeout(error) = &error else {
        panic!("not a timeout: {error:?}");
    };
    assert_eq!((error.limit, error.is_deadline), (180 * SECOND, true));
    assert_eq!(error.phase, TimeoutPhase::Receiving);

    let options = SendOptions::new()
        .with_timeout(2 * SECOND)
        .with_retry_policy(RetryPolicy::never());
    let (error, took) = fail(&memory, options).await;
    assert_eq!(took.as_secs(), 2);
    let message = "no complete response within 2 s; the server may have acted on the request";
    assert_eq!(error.to_string(), message);
    assert!(error.is_timeout() && error.is_ambiguous() && !error.is_connect());

    let (error, took) = fail(&memory, SendOptions::new().with_deadline(SECOND)).await;
    assert_eq!(took.as_secs(), 1);
    assert!(
        error
            .to_string()
            .starts_with("no complete response within the deadline of 1 s; ")
    );
}

#[tokio::test(start_paused = true)]
async fn a_timeout_while_connecting_is_not_ambiguous() {
    let memory = Memory::new(|_| Reaction::Fail(transport::Error::timed_out_connecting("slow")));
    let client = memory.client().build().expect("a client");
    let error = client.send(&not_idempotent()).await.expect_err("a failure");
    assert_eq!(memory.count(), 4);
    assert!(error.is_timeout() && error.is_connect() && error.is_retryable());
    assert!(!error.is_ambiguous());
    assert_eq!(
        error.to_string(),
        "no connection within 10 s; tried 4 times"
    );
}

#[tokio::test(start_paused = true)]
async fn options_of_a_call_override_those_of_the_client() {
    let memory = Memory::new(|_| status(503));
    let client = memory.client();
    let always = RetryPolicy::default().with_ambiguous(AmbiguousRetries::Always);
    let client = client.with_retry_policy(always).build().expect("a client");
    client.send(&not_idempotent()).await.expect_err("a failure");
    assert_eq!(memory.count(), 4);
    let once = SendOptions::new().with_retry_policy(RetryPolicy::never());
    let error = client.send_with(&idempotent(), once).await;
    assert_eq!(
        stopped(&error.expect_err("a failure")),
        Some(StopReason::MaxAttempts)
    );
    assert_eq!(memory.count(), 5);
    for nothing in [
        SendOptions::new().with_timeout(Duration::ZERO),
        SendOptions::new().with_deadline(Duration::ZERO),
    ] {
        let error = client.send_with(&idempotent(), nothing).await;
        assert!(matches!(error, Err(Error::Configuration(_))), "{error:?}");
    }
    let for_ever = SendOptions::new()
        .with_timeout(Duration::MAX)
        .with_deadline(Duration::MAX);
    client
        .send_with(&idempotent(), for_ever)
        .await
        .expect_err("a failure");
}

#[test]
fn a_missing_runtime_is_an_error_and_not_a_panic() {
    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory.client().build().expect("a client");
    let request = idempotent();
    let mut sending = std::pin::pin!(client.send(&request));
    let waker = std::task::Waker::noop();
    let polled = sending
        .as_mut()
        .poll(&mut std::task::Context::from_waker(waker));
    let std::task::Poll::Ready(Err(Error::Configuration(error))) = polled else {
        panic!("no error: {polled:?}");
    };
    assert!(error.to_string().contains("Tokio runtime"), "{error}");
    assert_eq!(memory.count(), 0);
}
