//! Rate and concurrency: the limits that the clones of a client share. Time is paused.

use std::time::Duration;

use sentinelone_sdk::error::TimeoutPhase;
use sentinelone_sdk::{Client, Error, SendOptions};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::faults::memory::{Memory, Reaction, idempotent, status, success};

/// Sends this many requests concurrently, each with a clone.
async fn burst(client: &Client, count: usize) {
    let mut sending = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        sending.spawn(async move { client.send(&idempotent()).await });
    }
    for outcome in sending.join_all().await {
        outcome.expect("a success");
    }
}

/// Returns the arrival time of each request, in milliseconds from the first.
fn times(memory: &Memory) -> Vec<u128> {
    let seen = memory.seen();
    let first = seen.first().copied();
    let after = |at: &Instant| first.map_or(0, |first| at.duration_since(first).as_millis());
    seen.iter().map(after).collect()
}

#[tokio::test(start_paused = true)]
async fn the_declared_rate_is_kept() {
    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory.client().build().expect("a client");
    burst(&client, 70).await;
    let times = times(&memory);
    assert!(times[..50].iter().all(|time| *time == 0), "{times:?}");
    for (index, time) in times[50..].iter().enumerate() {
        let due = (u128::try_from(index).unwrap_or_default() + 1) * 100;
        assert!((due..=due + 2).contains(time), "{index}: {time}");
    }
    // After a pause another burst is allowed.
    tokio::time::advance(Duration::from_secs(60)).await;
    let start = Instant::now();
    burst(&client, 50).await;
    assert!(start.elapsed() < Duration::from_millis(2));
}

#[tokio::test(start_paused = true)]
async fn attempts_count_against_the_rate() {
    let memory = Memory::new(|number| match number {
        0 | 1 => status(429),
        _ => Reaction::Respond(success()),
    });
    let client = memory.client().with_rate_limit(1, 1);
    let retries =
        sentinelone_sdk::retry::RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let client = client.with_retry_policy(retries).build().expect("a client");
    client.send(&idempotent()).await.expect("a success");
    let times = times(&memory);
    assert!(
        times[1] >= 1000 && times[2] >= 2000 && times[2] < 2010,
        "{times:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_rate_limit_can_be_changed_or_disabled() {
    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory
        .client()
        .with_rate_limit(2, 1)
        .build()
        .expect("a client");
    burst(&client, 5).await;
    let times = times(&memory);
    let due = [0, 500, 1000, 1500, 2000];
    assert!(
        times
            .iter()
            .zip(due)
            .all(|(time, due)| (due..due + 3).contains(time)),
        "{times:?}"
    );

    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory
        .client()
        .without_rate_limit()
        .build()
        .expect("a client");
    let start = Instant::now();
    burst(&client, 500).await;
    assert_eq!(start.elapsed(), Duration::ZERO);

    for builder in [
        memory.client().with_rate_limit(0, 1),
        memory.client().with_rate_limit(1, 0),
        memory.client().with_max_concurrent_requests(0),
        memory.client().with_deadline(Duration::ZERO),
    ] {
        assert!(matches!(builder.build(), Err(Error::Configuration(_))));
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_permit_counts_against_the_deadline() {
    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory
        .client()
        .with_rate_limit(1, 1)
        .build()
        .expect("a client");
    client.send(&idempotent()).await.expect("a success");
    let hurry = SendOptions::new().with_deadline(Duration::from_millis(500));
    let outcome = client.send_with(&idempotent(), hurry).await;
    let error = outcome.expect_err("no time");
    assert!(error.is_timeout() && error.is_retryable() && !error.is_ambiguous());
    assert_eq!(
        error
            .attempts()
            .map(sentinelone_sdk::retry::AttemptHistory::count),
        Some(0)
    );
    let message = "the client's own limits prevented the request from being sent within the deadline of 500 ms";
    assert_eq!(error.to_string(), message);
    let Error::Timeout(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.phase, TimeoutPhase::Waiting);
    assert_eq!(memory.count(), 1);
    // The abandoned call consumed no permit: the next one is on time.
    client.send(&idempotent()).await.expect("a success");
    assert!(times(&memory)[1] <= 1002, "{:?}", times(&memory));
}

#[tokio::test(start_paused = true)]
async fn a_retry_without_a_permit_returns_the_earlier_failure() {
    let memory = Memory::new(|_| status(429));
    let retries =
        sentinelone_sdk::retry::RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let client = memory
        .client()
        .with_rate_limit(1, 1)
        .with_retry_policy(retries);
    let client = client
        .with_deadline(Duration::from_millis(1500))
        .build()
        .expect("a client");
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(memory.count(), 2);
    let attempts = error.attempts().expect("attempts");
    assert_eq!(
        (error.status(), attempts.count(), attempts.failed().len()),
        (Some(429), 2, 1)
    );
    assert_eq!(
        attempts.stop_reason(),
        Some(sentinelone_sdk::retry::StopReason::Deadline)
    );
}

#[tokio::test(start_paused = true)]
async fn concurrent_requests_are_limited() {
    let late = || Reaction::Late(Duration::from_secs(1), success());
    let memory = Memory::new(move |_| late());
    let client = memory
        .client()
        .with_max_concurrent_requests(3)
        .build()
        .expect("a client");
    let start = Instant::now();
    burst(&client, 10).await;
    assert_eq!(memory.most_at_once(), 3);
    assert_eq!(start.elapsed().as_secs(), 4);

    let memory = Memory::new(move |_| late());
    let client = memory
        .client()
        .without_rate_limit()
        .build()
        .expect("a client");
    burst(&client, 200).await;
    assert_eq!(memory.most_at_once(), 64);
}

#[tokio::test(start_paused = true)]
async fn a_backoff_holds_no_permit() {
    let memory = Memory::new(|number| match number {
        0 => crate::faults::memory::rate_limited("30"),
        _ => Reaction::Respond(success()),
    });
    let client = memory
        .client()
        .with_max_concurrent_requests(1)
        .build()
        .expect("a client");
    let first = client.clone();
    let first = tokio::spawn(async move { first.send(&idempotent()).await });
    tokio::task::yield_now().await;
    let start = Instant::now();
    client.send(&idempotent()).await.expect("a success");
    assert!(start.elapsed() < Duration::from_secs(1));
    first.await.expect("no panic").expect("a success");
    assert_eq!(memory.count(), 3);
}
