//! Operations whose responses have only the number of affected threats.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sentinelone_sdk::batches::{BatchOptions, BatchReport, ItemState};
use sentinelone_sdk::mock::{Fault, MockTransport, Reply};
use sentinelone_sdk::outcomes::{Conclusion, Outcome};
use sentinelone_sdk::{
    AddThreatNote, AlertFilter, AnalystVerdict, FetchThreatFile, IncidentStatus, ThreatFilter,
    UpdateAlertAnalystVerdict, UpdateAlertIncident, UpdateThreatExternalTicketId,
};
use serde_json::json;

use crate::batches::fixture::{Sent, client, id, ids, sizes};

fn filter(count: usize) -> ThreatFilter {
    ThreatFilter::new().ids((0..count).map(id))
}

fn note(count: usize) -> AddThreatNote {
    AddThreatNote::new("Closed by the nightly job", filter(count))
}

fn counted(affected: usize) -> Reply {
    Reply::json(json!({"data": {"affected": affected}}))
}

/// Adds an expectation that responds to the batches of an operation by their ids.
macro_rules! on {
    ($mock:expr, $operation:ty, $reply:expr) => {{
        let (sent, reply) = (Sent::default(), $reply);
        let log = Arc::clone(&sent);
        $mock
            .on::<$operation>(move |request| {
                let body = request.json().expect("the request has a body");
                let ids = ids(&body.to_value().expect("the body has no long numbers"));
                log.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(ids.clone());
                reply(&ids[..])
            })
            .times(0..);
        sent
    }};
}

fn options() -> BatchOptions {
    BatchOptions::new().with_batch_size(2).with_concurrency(1)
}

async fn run(mock: &MockTransport, request: &AddThreatNote, path: &Path) -> BatchReport {
    let options = options().with_report(path);
    let batches = client(mock).send_batched(request, options);
    let finished = batches.expect("the report can be used").finish().await;
    finished.expect("the report can be saved")
}

fn reason(report: &BatchReport, number: usize) -> &str {
    match report.get(&id(number)).expect("the id belongs to the job") {
        ItemState::Unknown { reason } => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn only_an_equal_number_accounts_for_the_ids_of_a_batch() {
    let mock = MockTransport::new();
    let sent = on!(mock, AddThreatNote, |ids: &[String]| {
        let has = |number| ids.contains(&id(number));
        if has(2) {
            counted(1)
        } else if has(4) {
            counted(0)
        } else if has(6) {
            counted(3)
        } else if has(8) {
            let errors = json!([{"code": 4_000_010, "title": "Failed"}]);
            Reply::json(json!({"data": {"affected": 2}, "errors": errors}))
        } else if has(10) {
            Reply::error(403).with_json(json!({"errors": [{"title": "Forbidden"}]}))
        } else {
            counted(ids.len())
        }
    });
    let batches = client(&mock).send_batched(&note(13), options());
    let report = batches.expect("it can be split").finish().await;
    let report = report.expect("the report has no file");
    assert_eq!(sizes(&sent), [1, 2, 2, 2, 2, 2, 2]);
    let counts = report.counts();
    assert_eq!((counts.done, counts.failed, counts.unknown), (3, 2, 8));
    for number in [0, 1, 12] {
        assert_eq!(report.get(&id(number)), Some(ItemState::Done), "{number}");
    }
    let lower = "the response does not account for 1 of 2 requested threats: they were already set, \
                 or do not match";
    let more = "the server counts 3 affected threats for 2 requested";
    for (number, expected) in [
        (2, lower),
        (3, lower),
        (4, "no threat matched"),
        (5, "no threat matched"),
        (6, more),
        (7, more),
        (8, "the server reports errors: Failed (4000010)"),
    ] {
        assert_eq!(reason(&report, number), expected, "{number}");
    }
    assert!(matches!(
        report.get(&id(10)),
        Some(ItemState::Failed { outcome: None, .. })
    ));
}

#[tokio::test]
async fn a_note_whose_addition_is_unknown_is_not_added_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let mock = MockTransport::new();
    on!(mock, AddThreatNote, |ids: &[String]| match &ids[0] {
        first if *first == id(2) => counted(1),
        first if *first == id(4) => Fault::CutAfterActing.into(),
        first if *first == id(6) => Fault::NoConnection.into(),
        _ => counted(2),
    });
    let counts = run(&mock, &note(8), &path).await.counts();
    assert_eq!((counts.done, counts.unknown, counts.not_tried), (2, 4, 2));

    let mock = MockTransport::new();
    let sent = on!(mock, AddThreatNote, |ids: &[String]| counted(ids.len()));
    let counts = run(&mock, &note(8), &path).await.counts();
    assert_eq!((counts.done, counts.unknown), (4, 4));
    assert_eq!(sizes(&sent), [2]);

    let again = options().with_report(&path).with_unknown_sent_again(true);
    let batches = client(&mock).send_batched(&note(8), again);
    let report = batches.expect("the report can be used").finish().await;
    assert_eq!(report.expect("it can be saved").counts().done, 8);
    assert_eq!(sizes(&sent), [2, 2]);
}

/// A repeat would make each Agent upload its file again.
#[tokio::test]
async fn a_file_whose_fetch_is_unknown_is_not_fetched_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let request = FetchThreatFile::new("canary", filter(6));
    let mut sizes_sent = Vec::new();
    for expected in [(0, 4, 2), (2, 4, 0), (2, 4, 0)] {
        let mock = MockTransport::new();
        let is_first = sizes_sent.is_empty();
        let sent = on!(mock, FetchThreatFile, move |ids: &[String]| {
            match &ids[0] {
                _ if !is_first => counted(ids.len()),
                first if *first == id(0) => Fault::CutAfterActing.into(),
                first if *first == id(2) => counted(1),
                _ => Fault::NoConnection.into(),
            }
        });
        let batches = client(&mock).send_batched(&request, options().with_report(&path));
        let report = batches.expect("the report can be used").finish().await;
        let counts = report.expect("it can be saved").counts();
        let found = (counts.done, counts.unknown, counts.not_tried);
        assert_eq!(found, expected);
        sizes_sent.push(sizes(&sent));
    }
    assert_eq!(sizes_sent, [vec![2, 2, 2], vec![2], vec![]]);
}

#[tokio::test]
async fn a_ticket_whose_connection_is_unknown_is_connected_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let request = UpdateThreatExternalTicketId::new("SEC-1042", filter(2));
    for (affected, expected) in [(1, (0, 2)), (2, (2, 0))] {
        let mock = MockTransport::new();
        let sent = on!(mock, UpdateThreatExternalTicketId, move |_: &[String]| {
            counted(affected)
        });
        let batches = client(&mock).send_batched(&request, options().with_report(&path));
        let report = batches.expect("the report can be used").finish().await;
        let counts = report.expect("it can be saved").counts();
        assert_eq!((counts.done, counts.unknown), expected);
        assert_eq!(sizes(&sent), [2]);
    }
}

#[tokio::test]
async fn a_report_does_not_have_the_password() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let mock = MockTransport::new();
    let sent = on!(mock, FetchThreatFile, |ids: &[String]| counted(ids.len()));
    let request = |password: &str, count| FetchThreatFile::new(password, filter(count));
    let start = |request| client(&mock).send_batched(&request, options().with_report(&path));
    let batches = start(request("canary-1", 3)).expect("it can be split");
    assert_eq!(batches.finish().await.expect("saved").counts().done, 3);
    assert_eq!(sizes(&sent), [1, 2]);
    let text = fs::read_to_string(&path).expect("the report is saved");
    assert!(
        text.contains("FetchThreatFile") && !text.contains("canary"),
        "{text}"
    );
    // The report belongs to the request with any password.
    let batches = start(request("canary-2", 3)).expect("the report can be used");
    assert_eq!(batches.finish().await.expect("saved").counts().done, 3);
    assert_eq!(sizes(&sent), [0; 0]);
    let other = FetchThreatFile::new("canary-3", filter(3).resolved(true));
    let error = start(other).expect_err("the report of another request");
    let message = error.report().to_string();
    assert!(message.contains("belongs to another request"), "{message}");
    assert!(!message.contains("canary"), "{message}");
}

#[tokio::test]
async fn alerts_are_counted_too() {
    let mock = MockTransport::new();
    let incident = on!(mock, UpdateAlertIncident, |ids: &[String]| counted(
        ids.len()
    ));
    let verdict = on!(mock, UpdateAlertAnalystVerdict, |_: &[String]| counted(1));
    let alerts = || AlertFilter::new().ids((0..3).map(id));
    let request = UpdateAlertIncident::new(alerts(), IncidentStatus::Resolved);
    let batches = client(&mock).send_batched(&request, options());
    let report = batches.expect("it can be split").finish().await;
    assert_eq!(report.expect("no file").counts().done, 3);
    let request = UpdateAlertAnalystVerdict::new(alerts(), AnalystVerdict::FalsePositive);
    let batches = client(&mock).send_batched(&request, options());
    let report = batches.expect("it can be split").finish().await;
    let report = report.expect("no file");
    assert_eq!((report.counts().done, report.counts().unknown), (1, 2));
    assert!(reason(&report, 0).contains("1 of 2 requested alerts"));
    assert_eq!(
        (sizes(&incident), sizes(&verdict)),
        (vec![1, 2], vec![1, 2])
    );
}

#[tokio::test]
async fn a_number_is_judged_against_the_request() {
    let named = note(2);
    let others = AddThreatNote::new("A note", ThreatFilter::new().resolved(false));
    let limited = AddThreatNote::new("A note", filter(2).limit(1));
    for (request, affected, expected) in [
        (&named, 2, Conclusion::AllUpdated),
        (&named, 1, Conclusion::Unaccounted),
        (&named, 0, Conclusion::NothingMatched),
        (&named, 3, Conclusion::Inconclusive),
        (&others, 7, Conclusion::NotItemized),
        (&others, 0, Conclusion::NothingMatched),
        (&limited, 1, Conclusion::NotItemized),
    ] {
        let mock = MockTransport::new();
        mock.on::<AddThreatNote>(move |_| counted(affected));
        let response = client(&mock).send(request).await.expect("a success");
        let outcomes = request.outcomes(&response);
        assert_eq!(outcomes.conclusion(), expected);
        assert_eq!(outcomes.affected(), Some(affected as u64));
        let is_success = matches!(expected, Conclusion::AllUpdated | Conclusion::NotItemized);
        assert_eq!(request.all_updated(&response), is_success);
        assert_eq!(request.require_all_updated(&response).is_ok(), is_success);
        let is_done = expected == Conclusion::AllUpdated;
        let mut items = outcomes.items().iter();
        assert!(items.all(|item| matches!(item.outcome, Outcome::Done) == is_done));
    }
}

/// The limit of a batch would be one of each batch.
#[tokio::test]
async fn a_limit_cannot_be_split() {
    let request = AddThreatNote::new("A note", filter(2).limit(1));
    let mock = MockTransport::new();
    let seen = Arc::new(Mutex::new(0));
    let started = client(&mock).send_batched(&request, {
        let seen = Arc::clone(&seen);
        options().with_progress(move |_| *seen.lock().expect("unpoisoned") += 1)
    });
    let message = started.expect_err("a limit").report().to_string();
    assert!(message.contains("filter.limit"), "{message}");
    assert_eq!(*seen.lock().expect("unpoisoned"), 0);
}
