//! Streamed responses: their retries, their timeouts and their concurrency permits.

use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use sdk_runtime::{
    ByteStream, HeaderFields, Headers, Metadata, Method, Operation, RequestBuilder, StreamResponse,
};
use sentinelone_sdk::values::Bytes;
use sentinelone_sdk::{Error, SentinelOne, transport};
use tokio::time::{Instant, Sleep};

use crate::faults::memory::{Memory, Reaction, status};

/// An operation that the SDK does not have: its response has any length.
struct Download;

sdk_runtime::object! { Download; }

/// Reads no headers.
#[derive(Debug)]
struct NoHeaders(HeaderFields);

impl Headers for NoHeaders {
    fn read(fields: HeaderFields) -> Self {
        Self(fields)
    }
}

impl Deref for NoHeaders {
    type Target = HeaderFields;

    fn deref(&self) -> &HeaderFields {
        &self.0
    }
}

impl Operation for Download {
    type Api = SentinelOne;
    type Headers = NoHeaders;
    type Body = ByteStream;
    type Response = StreamResponse<Self>;

    const NAME: &'static str = "Download";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/download";
    const METADATA: Metadata = Metadata::NONE.idempotent();

    fn write(&self, request: &mut RequestBuilder) {
        request.inputs(self);
    }
}

/// Yields a chunk after each of these times, and then ends or breaks.
struct Timed {
    times: std::slice::Iter<'static, u64>,
    timer: Option<Pin<Box<Sleep>>>,
    breaks: bool,
}

impl Timed {
    fn new(times: &'static [u64], breaks: bool) -> Self {
        Self {
            times: times.iter(),
            timer: None,
            breaks,
        }
    }
}

impl Stream for Timed {
    type Item = Result<Bytes, transport::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.timer.is_none() {
            let Some(&time) = self.times.next() else {
                let end = std::mem::take(&mut self.breaks);
                return Poll::Ready(end.then(|| Err(transport::Error::interrupted("cut"))));
            };
            self.timer = Some(Box::pin(tokio::time::sleep(Duration::from_secs(time))));
        }
        if let Some(timer) = &mut self.timer {
            std::task::ready!(timer.as_mut().poll(context));
        }
        self.timer = None;
        Poll::Ready(Some(Ok(b"abc".into())))
    }
}

fn response(times: &'static [u64], breaks: bool) -> Reaction {
    Reaction::Respond(transport::Response::new(200).with_chunks(Timed::new(times, breaks)))
}

#[tokio::test(start_paused = true)]
async fn each_chunk_has_a_timeout_and_the_whole_has_none() {
    let memory = Memory::new(|_| response(&[50, 59, 50, 50, 50, 61], false));
    let client = memory.client().build().expect("a client");
    let start = Instant::now();
    let mut stream = client.send(&Download).await.expect("a response").stream;
    for _ in 0..5 {
        stream.next().await.expect("a chunk").expect("a chunk");
        // The reader's own time does not count.
        tokio::time::advance(Duration::from_secs(100)).await;
    }
    assert!(start.elapsed().as_secs() > 180, "longer than the deadline");
    let error = stream.next().await.expect("an end").expect_err("no chunk");
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert!(error.is_ambiguous());
    assert!(stream.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_retried_until_it_begins() {
    let memory = Memory::new(|number| match number {
        0 => status(500),
        _ => response(&[1], true),
    });
    let client = memory.client().build().expect("a client");
    let response = client.send(&Download).await.expect("a response");
    assert_eq!(response.attempts().count(), 2);
    let mut stream = response.stream;
    stream.next().await.expect("a chunk").expect("a chunk");
    let error = stream.next().await.expect("an end").expect_err("a cut");
    assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
    let attempts = error.attempts().expect("attempts");
    assert_eq!((attempts.count(), attempts.may_have_acted()), (2, true));
    assert_eq!(memory.count(), 2, "a started stream is not retried");
}

#[tokio::test(start_paused = true)]
async fn a_stream_holds_a_permit_until_it_is_read_or_dropped() {
    let memory = Memory::new(|_| response(&[0, 0], false));
    let client = memory.client().with_max_concurrent_requests(1);
    let client = client.build().expect("a client");
    let waits = || async {
        let sending = tokio::time::timeout(Duration::from_secs(1), client.send(&Download));
        sending.await.is_err()
    };
    let dropped = client.send(&Download).await.expect("a response");
    assert!(waits().await);
    drop(dropped);
    let mut read = client.send(&Download).await.expect("a response").stream;
    assert!(waits().await);
    while let Some(piece) = read.next().await {
        piece.expect("a chunk");
    }
    assert!(!waits().await);
}
