//! The reasons of states: why an id was not tried, and who may have set its values.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use sentinelone_sdk::batches::{BatchOptions, BatchReport, ItemState};
use sentinelone_sdk::mock::{Fault, MockTransport, Reply};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, UpdateThreatIncident};

use crate::batches::fixture::{client, console, id, ids, request, respond};

fn options(path: &Path) -> BatchOptions {
    let options = BatchOptions::new().with_batch_size(2).with_concurrency(1);
    options.with_report(path)
}

async fn run(client: &Client, count: usize, path: &Path) -> BatchReport {
    let job = client.send_batched(&request(count), options(path));
    let finished = job.expect("the report can be used").finish().await;
    finished.expect("the report can be saved")
}

/// Returns the reason for which an id was not tried.
fn not_tried(report: &BatchReport, number: usize) -> &str {
    match report.get(&id(number)) {
        Some(ItemState::NotTried { reason }) => reason,
        other => panic!("{number}: {other:?}"),
    }
}

fn already_set(perhaps_by_this_job: bool) -> ItemState<'static> {
    ItemState::AlreadySet {
        perhaps_by_this_job,
    }
}

#[tokio::test]
async fn an_id_that_was_not_tried_has_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|ids, reply| match &ids[0] {
        first if *first == id(0) => Fault::CutAfterActing.into(),
        first if *first == id(2) => Reply::error(429),
        first if *first == id(4) => Reply::error(401),
        _ => reply,
    });
    let report = run(&client(&mock), 8, &path).await;
    let counts = report.counts();
    assert_eq!((counts.unknown, counts.failed, counts.not_tried), (2, 2, 4));
    let refused = not_tried(&report, 2);
    assert!(
        refused.starts_with("the server responded with 429"),
        "{refused}"
    );
    let stopped = "the job stopped, because of another batch: the server responded with 401";
    for number in [6, 7] {
        let reason = not_tried(&report, number);
        assert!(reason.starts_with(stopped), "{reason}");
    }
    // The file has the reasons, too.
    let loaded = BatchReport::load(&path).expect("a report");
    assert_eq!(not_tried(&loaded, 2), refused);
    assert_eq!(not_tried(&loaded, 7), not_tried(&report, 7));

    // A stop keeps the states of the ids that an earlier run sent.
    let (mock, _) = console(|_, _| Reply::error(401));
    let again = run(&client(&mock), 8, &path).await.counts();
    assert_eq!((again.unknown, again.failed, again.not_tried), (2, 2, 4));
}

#[tokio::test]
async fn an_id_that_the_job_has_not_come_to_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|_, reply| reply);
    let job = client(&mock).send_batched(&request(4), options(&path));
    let report = job.expect("the report can be used").report();
    let reason = "the job has not come to it";
    assert_eq!(not_tried(&report, 3), reason);
    // A report without reasons is one of an older version.
    let text = fs::read_to_string(&path).expect("a report");
    let old = text.replace(&format!(r#""reason":"{reason}","#), "");
    assert_ne!(old, text);
    fs::write(&path, old).expect("written");
    let loaded = BatchReport::load(&path).expect("a report");
    assert_eq!(not_tried(&loaded, 3), reason);
    loaded.save(&path).expect("saved");
    assert_eq!(fs::read_to_string(&path).expect("a report"), text);
}

/// Returns a mock that loses the first response, and already has the status of all threats but the first
/// two.
fn losing(mut lost: usize) -> MockTransport {
    let mock = MockTransport::new();
    let mut resolved: BTreeSet<_> = (2..4).map(id).collect();
    mock.on::<UpdateThreatIncident>(move |request| {
        let body = request.json().expect("the request has a body");
        let body = body.to_value().expect("the body has no long numbers");
        let reply = Reply::json(respond(&mut resolved, &ids(&body)));
        if lost == 0 {
            return reply;
        }
        lost -= 1;
        reply.with_fault(Fault::CutAfterActing)
    })
    .times(0..);
    mock
}

#[tokio::test]
async fn values_that_an_attempt_of_the_job_may_have_set_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let builder = Client::builder("https://example.sentinelone.net", "canary");
    let policy = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let mock = losing(1);
    let builder = builder.with_retry_policy(policy).without_rate_limit();
    let client = builder.with_transport(mock.clone()).build();
    let report = run(&client.expect("a client"), 4, &path).await;
    for number in 0..4 {
        let is_own = number < 2;
        assert_eq!(
            report.get(&id(number)),
            Some(already_set(is_own)),
            "{number}"
        );
    }
    let loaded = BatchReport::load(&path).expect("a report");
    for (id, state) in report.iter() {
        assert_eq!(loaded.get(id.as_str()), Some(state), "{id}");
    }
}

#[tokio::test]
async fn values_that_an_earlier_run_may_have_set_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let mock = losing(1);
    let client = client(&mock);
    let first = run(&client, 4, &path).await;
    assert!(matches!(first.get(&id(0)), Some(ItemState::Unknown { .. })));
    assert_eq!(first.get(&id(2)), Some(already_set(false)));
    let second = run(&client, 4, &path).await;
    assert_eq!(second.get(&id(0)), Some(already_set(true)));
    assert_eq!(second.get(&id(2)), Some(already_set(false)));
}
