//! What keeps a job from going on: files in use, pauses that the server asks for, rejected
//! credentials, and reports that cannot be saved.

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sentinelone_sdk::Client;
use sentinelone_sdk::batches::BatchOptions;
use sentinelone_sdk::mock::Reply;
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::transport::{Request, Response, ResponseFuture, Transport};
use tokio::time::Instant;

use crate::batches::fixture::{client, console, id, request, sizes};

fn options() -> BatchOptions {
    BatchOptions::new().with_batch_size(2).with_concurrency(1)
}

#[tokio::test]
async fn one_job_at_a_time_uses_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|_, reply| reply);
    let start = || client(&mock).send_batched(&request(8), options().with_report(&path));
    let first = start().expect("the report can be used");
    let message = start().expect_err("it is in use").report().to_string();
    assert!(message.ends_with("is used by another job"), "{message}");
    drop(first);
    let second = start().expect("the first job ended").finish().await;
    assert!(second.expect("it is saved").counts().is_complete());
    let third = start().expect("the second job ended");
    drop(third);
    let journal = folder.path().join("report.json.journal");
    fs::remove_file(&path).expect("the report");
    fs::write(&path, "{}").expect("written");
    fs::remove_file(&journal).expect("the journal of the third job");
    start().expect_err("another file");
    assert!(!journal.exists(), "a rejected job leaves no journal");
}

/// Runs a job whose first batch gets this reply, and returns the time until the second.
async fn wait(reply: Reply) -> Duration {
    let times = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&times);
    let (mock, _) = console(move |ids, updated| {
        log.lock().expect("unpoisoned").push(Instant::now());
        if ids[0] == id(0) {
            reply.clone()
        } else {
            updated
        }
    });
    let job = client(&mock).send_batched(&request(4), options());
    let report = job.expect("it can be split").finish().await;
    assert_eq!(report.expect("no file").counts().done, 2);
    let times = times.lock().expect("unpoisoned");
    times[1] - times[0]
}

#[tokio::test(start_paused = true)]
async fn a_job_waits_as_long_as_the_server_asks() {
    let refused = |after: &str| Reply::error(429).with_header("Retry-After", after);
    assert_eq!(wait(Reply::error(503)).await.as_secs(), 0);
    assert_eq!(wait(refused("30")).await.as_secs(), 30);
    assert_eq!(wait(refused("86400")).await.as_secs(), 600);
}

/// Refuses the first batch at once and the second one later, with a shorter pause, and keeps the
/// times of all.
#[derive(Clone, Default)]
struct Refusing(Arc<Mutex<Vec<Instant>>>);

impl Transport for Refusing {
    fn send(&self, _: Request) -> ResponseFuture<'_> {
        let mut times = self.0.lock().expect("unpoisoned");
        times.push(Instant::now());
        let number = times.len();
        Box::pin(async move {
            let refused = |after: &str| Response::new(429).with_header("Retry-After", after);
            Ok(match number {
                1 => refused("30"),
                2 => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    refused("5")
                }
                _ => Response::new(200).with_body(r#"{"data":{"affected":2}}"#),
            })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_shorter_pause_does_not_end_a_longer_one() {
    let refusing = Refusing::default();
    let builder = Client::builder("https://example.sentinelone.net", "canary");
    let builder = builder.with_retry_policy(RetryPolicy::never());
    let client = builder.with_transport(refusing.clone()).build();
    let client = client.expect("the configuration is valid");
    let job = client.send_batched(&request(6), options().with_concurrency(2));
    let report = job.expect("it can be split").finish().await;
    assert_eq!(report.expect("no file").counts().not_tried, 4);
    let times = refusing.0.lock().expect("unpoisoned");
    assert_eq!((times[2] - times[0]).as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_job_does_not_wait_after_its_last_batch() {
    let (mock, _) = console(|_, _| Reply::error(429).with_header("Retry-After", "30"));
    let begin = Instant::now();
    let job = client(&mock).send_batched(&request(2), options());
    let report = job.expect("it can be split").finish().await;
    assert_eq!(report.expect("no file").counts().not_tried, 2);
    assert_eq!(begin.elapsed().as_secs(), 0);
}

#[tokio::test]
async fn a_rejected_credential_ends_the_job() {
    let (mock, sent) = console(|_, _| Reply::error(401));
    let job = client(&mock).send_batched(&request(6), options());
    let report = job.expect("it can be split").finish().await;
    let counts = report.expect("no file").counts();
    assert_eq!((counts.failed, counts.not_tried), (2, 4));
    assert_eq!(sizes(&sent), [2]);
}

#[tokio::test]
async fn a_report_that_cannot_be_saved_is_not_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    let path = inner.join("report.json");
    let (mock, _) = console(move |_, reply| {
        fs::remove_dir_all(&inner).expect("the folder is there");
        reply
    });
    let job = client(&mock).send_batched(&request(2), options().with_report(path));
    let error = job.expect("it can be split").finish().await;
    let error = error.expect_err("the folder is gone");
    let report = error.report().expect("it has the report");
    assert_eq!(report.counts().done, 2);
}
