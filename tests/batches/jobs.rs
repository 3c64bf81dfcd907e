//! Jobs: the split, the results and the states of the ids.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use sentinelone_sdk::UpdateThreatIncident;
use sentinelone_sdk::batches::{BatchOptions, ItemState};
use sentinelone_sdk::mock::{Fault, Reply};
use serde_json::json;

use crate::batches::fixture::{client, console, id, request, sizes};

#[tokio::test]
async fn a_list_is_split_and_reported_as_a_whole() {
    let (mock, sent) = console(|_, reply| reply);
    let options = BatchOptions::new().with_batch_size(5);
    let mut batches = client(&mock)
        .send_batched(&request(12), options)
        .expect("the request can be split");
    let mut count = 0;
    while let Some(result) = batches.next().await {
        let result = result.expect("the report has no file");
        count += result.outcomes().expect("the call succeeds").counts().done;
        let response = result.response.expect("the call succeeds");
        assert!(result.request.all_updated(&response));
    }
    assert!(batches.next().await.is_none());
    assert_eq!((count, sizes(&sent)), (12, vec![2, 5, 5]));
    let report = batches.report();
    assert_eq!(report.counts().done, 12);
    assert!(report.counts().is_complete());
    assert!(
        report
            .iter()
            .map(|(id, _)| id.to_string())
            .eq((0..12).map(id))
    );
}

#[tokio::test]
async fn the_size_of_a_batch_is_that_of_the_api() {
    for (size, expected) in [(None, vec![1, 5000]), (Some(9000), vec![1, 5000])] {
        let (mock, sent) = console(|_, reply| reply);
        let options = BatchOptions::new();
        let options = match size {
            Some(size) => options.with_batch_size(size),
            None => options,
        };
        let batches = client(&mock).send_batched(&request(5001), options);
        let report = batches.expect("it can be split").finish().await;
        assert_eq!(report.expect("the report has no file").counts().done, 5001);
        assert_eq!(sizes(&sent), expected);
    }
}

#[tokio::test]
async fn a_failed_batch_loses_no_other() {
    let has = |ids: &[String], number| ids.contains(&id(number));
    let (mock, _) = console(move |ids, reply| {
        if has(ids, 0) {
            Reply::error(403).with_json(json!({"errors": [{"title": "Forbidden"}]}))
        } else if has(ids, 2) {
            Fault::CutAfterActing.into()
        } else if has(ids, 4) {
            Fault::NoConnection.into()
        } else if has(ids, 6) {
            let details = json!([{"threatId": id(6), "result": "conditions_not_met"}]);
            Reply::json(json!({"data": {"affected": 1, "details": details}}))
        } else {
            reply
        }
    });
    let options = BatchOptions::new().with_batch_size(2).with_concurrency(3);
    let batches = client(&mock).send_batched(&request(10), options);
    let report = batches.expect("it can be split").finish().await;
    let report = report.expect("the report has no file");
    let counts = report.counts();
    assert_eq!((counts.done, counts.already_set, counts.failed), (2, 0, 3));
    assert_eq!(
        (counts.unknown, counts.not_tried, counts.total()),
        (3, 2, 10)
    );
    let state = |number| report.get(&id(number)).expect("the id belongs to the job");
    let refused = "the server responded with 403 Forbidden: Forbidden; the operation requires the \
                   permission Threats.updateIncidentStatus";
    let failed = |state| match state {
        ItemState::Failed { outcome, reason } => (outcome, reason),
        other => panic!("{other:?}"),
    };
    assert_eq!(failed(state(0)), (None, refused));
    assert_eq!(failed(state(1)), (None, refused));
    assert!(matches!(state(2), ItemState::Unknown { reason } if reason.contains("may have acted")));
    assert!(matches!(state(4), ItemState::NotTried { reason } if reason.contains("connect")));
    let conditions = (Some("conditions_not_met"), "result: conditions_not_met");
    assert_eq!(failed(state(6)), conditions);
    assert!(matches!(state(7), ItemState::Unknown { reason } if reason.contains("not report")));
    assert_eq!(state(9), ItemState::Done);
    let unknown: Vec<_> = report.unknown().map(ToString::to_string).collect();
    assert_eq!(unknown, [id(2), id(3), id(7)]);
    assert!(report.get("7").is_none());
}

#[tokio::test]
async fn progress_is_reported_after_each_batch() {
    let (mock, _) = console(|_, reply| reply);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let options = BatchOptions::new()
        .with_batch_size(4)
        .with_concurrency(1)
        .with_progress(move |counts| log.lock().expect("unpoisoned").push(counts.done));
    let batches = client(&mock).send_batched(&request(10), options);
    batches
        .expect("it can be split")
        .finish()
        .await
        .expect("the report has no file");
    assert_eq!(*seen.lock().expect("unpoisoned"), [0, 4, 8, 10]);
}

#[test]
fn the_blocking_client_returns_an_iterator() {
    let (mock, sent) = console(|_, reply| reply);
    let builder = sentinelone_sdk::Client::builder("https://example.sentinelone.net", "canary");
    let builder = builder.with_transport(mock.clone()).without_rate_limit();
    let client = builder
        .build_blocking()
        .expect("the configuration is valid");
    let options = BatchOptions::new().with_batch_size(4);
    let mut batches = client
        .send_batched(&request(6), options)
        .expect("the request can be split");
    let results: Vec<_> = batches.by_ref().map(|result| result.is_ok()).collect();
    assert_eq!((results, sizes(&sent)), (vec![true, true], vec![2, 4]));
    assert_eq!(batches.report().counts().done, 6);
}

#[tokio::test]
async fn results_are_recorded_while_others_wait_to_be_read() {
    let (mock, _) = console(|_, reply| reply);
    let options = BatchOptions::new().with_batch_size(1).with_concurrency(3);
    let batches = client(&mock).send_batched(&request(6), options);
    let batches = batches.expect("it can be split");
    // One result waits to be read and one to be passed on: two more calls have ended.
    for _ in 0..2_000 {
        if batches.report().counts().done == 4 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("{:?}", batches.report().counts());
}

#[tokio::test]
async fn a_panic_of_the_transport_is_one_of_the_caller() {
    let (mock, _) = console(|_, _| panic!("the mock panics"));
    let batches = client(&mock).send_batched(&request(1), BatchOptions::new());
    let batches = batches.expect("it can be split");
    let finished = tokio::spawn(batches.finish()).await;
    assert!(finished.expect_err("the caller panics").is_panic());
    // A program can lose that panic with a task, so the mock reports it, too.
    let dropped = std::panic::catch_unwind(AssertUnwindSafe(|| drop(mock)));
    let message = dropped.expect_err("the mock reports the panic");
    let message = message.downcast_ref::<String>().expect("a text");
    assert!(
        message.contains("an expectation that panicked"),
        "{message}"
    );
}

#[tokio::test]
async fn every_item_is_a_value_of_the_operation() {
    let (mock, _) = console(|_, reply| reply);
    let batches = client(&mock).send_batched(&request(1), BatchOptions::new());
    let mut batches = batches.expect("it can be split");
    let result = batches.next().await.expect("a batch").expect("saved");
    assert_eq!(result.request, request(1));
    assert_eq!(mock.requests::<UpdateThreatIncident>()[0], result.request);
    assert_eq!(result.ids, [id(0)]);
}
