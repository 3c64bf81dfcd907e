//! The retry budget that the clones of a client share.

use std::time::Duration;

use sentinelone_sdk::Error;
use sentinelone_sdk::retry::StopReason;

use crate::faults::memory::{Memory, Reaction, idempotent, rate_limited, status, success, within};

fn stopped(error: &Error) -> Option<StopReason> {
    error
        .attempts()
        .and_then(sentinelone_sdk::retry::AttemptHistory::stop_reason)
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_not_multiplied() {
    let memory = Memory::new(|_| status(500));
    let client = memory.client().build().expect("a client");
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let client = client.clone();
        sending.spawn(async move { client.send(&idempotent()).await });
    }
    let outcomes = sending.join_all().await;
    assert_eq!(memory.count(), 30 + 20, "each once, plus the budget");
    let empty = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    let empty: Vec<_> = empty
        .filter(|error| stopped(error) == Some(StopReason::Budget))
        .collect();
    assert!(!empty.is_empty());
    for error in empty {
        let message = error.to_string();
        assert!(
            message.ends_with("; the client's retry budget is exhausted"),
            "{message}"
        );
    }
    client.send(&idempotent()).await.expect_err("an outage");
    assert_eq!(memory.count(), 51, "no retry is left");
}

#[tokio::test(start_paused = true)]
async fn successes_pay_for_retries() {
    // One failure that empties the budget, then successes except for the numbers given.
    let memory = Memory::new(|number| match number {
        0 | 1 | 6 | 7 => status(500),
        _ => Reaction::Respond(success()),
    });
    let client = memory
        .client()
        .with_retry_budget(1)
        .build()
        .expect("a client");
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(stopped(&error), Some(StopReason::Budget));
    for _ in 0..4 {
        client.clone().send(&idempotent()).await.expect("a success");
    }
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(
        stopped(&error),
        Some(StopReason::Budget),
        "four successes are too few"
    );
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(stopped(&error), Some(StopReason::Budget));
    for _ in 0..5 {
        client.send(&idempotent()).await.expect("a success");
    }
    assert_eq!(memory.count(), 13);
}

#[tokio::test(start_paused = true)]
async fn five_successes_pay_for_one_retry() {
    let memory = Memory::new(|number| match number {
        0 | 1 | 7 => status(500),
        _ => Reaction::Respond(success()),
    });
    let client = memory
        .client()
        .with_retry_budget(1)
        .build()
        .expect("a client");
    client.send(&idempotent()).await.expect_err("a failure");
    for _ in 0..5 {
        client.send(&idempotent()).await.expect("a success");
    }
    let response = client.send(&idempotent()).await.expect("a success");
    assert_eq!(response.attempts().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn unreadable_responses_pay_for_no_retry() {
    let memory = Memory::new(|number| match number {
        2..=6 => Reaction::Respond(success().with_body("{")),
        _ => status(500),
    });
    let client = memory
        .client()
        .with_retry_budget(1)
        .build()
        .expect("a client");
    client.send(&idempotent()).await.expect_err("a failure");
    for _ in 0..5 {
        client.send(&idempotent()).await.expect_err("no JSON");
    }
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(
        (stopped(&error), memory.count()),
        (Some(StopReason::Budget), 8)
    );
}

#[tokio::test(start_paused = true)]
async fn an_abandoned_retry_is_not_paid_for() {
    let memory = Memory::new(|number| match number {
        0 => rate_limited("9"),
        1 => status(500),
        _ => Reaction::Respond(success()),
    });
    let client = memory
        .client()
        .with_retry_budget(1)
        .build()
        .expect("a client");
    let given_up = within(Duration::from_secs(5), &client).await;
    assert!(given_up.is_none(), "it waits longer");
    let response = client.send(&idempotent()).await.expect("a success");
    assert_eq!((response.attempts().count(), memory.count()), (2, 3));
}

#[tokio::test(start_paused = true)]
async fn an_empty_budget_allows_no_retry() {
    let memory = Memory::new(|_| status(429));
    let client = memory
        .client()
        .with_retry_budget(0)
        .build()
        .expect("a client");
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(
        (stopped(&error), memory.count()),
        (Some(StopReason::Budget), 1)
    );
}
