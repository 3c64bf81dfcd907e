//! A future that is dropped at any point leaves the client usable, and leaks nothing.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use sentinelone_sdk::transport::Transport;
use sentinelone_sdk::{Client, transport};

use crate::faults::memory::{Memory, Reaction, idempotent, success, within};

/// Yields often: before the response, and between its chunks.
struct Hesitant;

/// Yields this many times.
async fn hesitate(times: usize) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}

/// A body of single bytes, with a yield before each.
struct Bytewise {
    left: &'static [u8],
    is_ready: bool,
}

impl futures_core::Stream for Bytewise {
    type Item = Result<sentinelone_sdk::values::Bytes, sentinelone_sdk::transport::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.is_ready = !self.is_ready;
        if self.is_ready {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let Some((first, rest)) = self.left.split_first_chunk::<1>() else {
            return Poll::Ready(None);
        };
        self.left = rest;
        Poll::Ready(Some(Ok(first.into())))
    }
}

impl Transport for Hesitant {
    fn send(&self, _request: transport::Request) -> transport::ResponseFuture<'_> {
        Box::pin(async {
            hesitate(5).await;
            let body = Bytewise {
                left: br#"{"data":{"affected":1}}"#,
                is_ready: false,
            };
            Ok(transport::Response::new(200).with_chunks(body))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_can_be_dropped_after_any_poll() {
    let client = Client::builder("https://console.invalid", "canary")
        .with_transport(Hesitant)
        .with_max_concurrent_requests(1)
        .build()
        .expect("a client");
    let mut polls = 0;
    loop {
        let request = idempotent();
        let mut sending = pin!(client.send(&request));
        let mut context = Context::from_waker(Waker::noop());
        let is_done = (0..polls).any(|_| sending.as_mut().poll(&mut context).is_ready());
        if is_done {
            break;
        }
        polls += 1;
    }
    assert!(polls > 20, "{polls}");
    // Each of these calls needs the only permit.
    for _ in 0..3 {
        let outcome = within(Duration::from_secs(1), &client).await;
        outcome.expect("a permit").expect("a success");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_for_a_permit_can_be_dropped() {
    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory
        .client()
        .with_rate_limit(1, 2)
        .with_max_concurrent_requests(2);
    let client = client.build().expect("a client");
    for _ in 0..2 {
        client.send(&idempotent()).await.expect("a success");
    }
    for _ in 0..50 {
        let outcome = within(Duration::from_millis(1), &client).await;
        assert!(outcome.is_none(), "it has no permit");
    }
    assert_eq!(memory.count(), 2);
    let outcome = within(Duration::from_millis(1100), &client).await;
    outcome.expect("its turn").expect("a success");
}

#[tokio::test(start_paused = true)]
async fn many_dropped_calls_free_their_permits() {
    let memory = Memory::new(|number| match number {
        0..100 => Reaction::Hang,
        _ => Reaction::Respond(success()),
    });
    let client = memory
        .client()
        .without_rate_limit()
        .with_max_concurrent_requests(10);
    let client = client.build().expect("a client");
    for _ in 0..10 {
        let mut sending = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let client = client.clone();
            sending.spawn(async move { client.send(&idempotent()).await });
        }
        hesitate(20).await;
        sending.shutdown().await;
    }
    assert_eq!((memory.count(), memory.most_at_once()), (100, 10));
    client.send(&idempotent()).await.expect("a success");
}
