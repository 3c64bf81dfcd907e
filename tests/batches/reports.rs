//! Reports in files: resumed jobs, torn journals and files of other jobs.

use std::fs;
use std::path::Path;

use sentinelone_sdk::batches::{BatchOptions, BatchReport};
use sentinelone_sdk::mock::{Fault, MockTransport, Reply};
use sentinelone_sdk::{AnalystVerdict, UpdateThreatIncident};
use serde_json::{Value, json};

use crate::batches::fixture::{client, console, id, request, sizes};

fn options(path: &Path) -> BatchOptions {
    let options = BatchOptions::new().with_batch_size(2).with_concurrency(1);
    options.with_report(path)
}

async fn run(mock: &MockTransport, request: &UpdateThreatIncident, path: &Path) -> BatchReport {
    let batches = client(mock).send_batched(request, options(path));
    let finished = batches.expect("the report can be used").finish().await;
    finished.expect("the report can be saved")
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("the report is saved");
    serde_json::from_str(&text).expect("the report is JSON")
}

#[tokio::test]
async fn a_resumed_run_sends_the_rest_and_reports_the_whole_job() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|ids, reply| match ids[0] {
        ref first if *first == id(2) => Fault::CutAfterActing.into(),
        ref first if *first == id(4) => Fault::NoConnection.into(),
        _ => reply,
    });
    let first = run(&mock, &request(8), &path).await.counts();
    assert_eq!((first.done, first.unknown, first.not_tried), (4, 2, 2));
    let saved = read(&path);
    assert_eq!(saved["operation"], "UpdateThreatIncident");
    assert_eq!(
        saved["request"],
        json!({"data": {"incidentStatus": "resolved"}, "filter": {}})
    );
    assert_eq!(
        saved["groups"][0],
        json!({"state": "done", "ids": [id(0), id(1), id(6), id(7)]})
    );
    assert_eq!(saved["groups"][1]["state"], "unknown");
    let refused = &saved["groups"][2];
    assert_eq!(refused["state"], "not_tried");
    assert_eq!(refused["ids"], json!([id(4), id(5)]));
    assert!(
        refused["reason"]
            .as_str()
            .is_some_and(|reason| reason.contains("connect"))
    );

    let (mock, sent) = console(|_, reply| reply);
    let second = run(&mock, &request(8), &path).await;
    assert_eq!(sizes(&sent), [2, 2]);
    assert_eq!(second.counts().done, 8);
    assert_eq!(read(&path)["groups"].as_array().map(Vec::len), Some(1));
    let left = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 1, "journal and temporary file are removed");

    let (mock, sent) = console(|_, reply| reply);
    assert!(run(&mock, &request(8), &path).await.counts().is_complete());
    assert!(sizes(&sent).is_empty());
}

#[tokio::test]
async fn unknown_ids_are_sent_again_only_if_that_is_safe() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|_, _| Fault::CutAfterActing.into());
    assert_eq!(run(&mock, &request(3), &path).await.counts().unknown, 3);
    let (mock, sent) = console(|_, reply| reply);
    let kept = options(&path).with_unknown_sent_again(false);
    let batches = client(&mock).send_batched(&request(3), kept);
    let report = batches.expect("the report can be used").finish().await;
    assert_eq!(report.expect("it can be saved").counts().unknown, 3);
    assert!(sizes(&sent).is_empty());
    assert_eq!(run(&mock, &request(3), &path).await.counts().done, 3);
}

#[tokio::test]
async fn a_journal_is_part_of_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let document = json!({
        "format": 1,
        "operation": "UpdateThreatIncident",
        "request": {"data": {"incidentStatus": "resolved"}, "filter": {}},
        "groups": [{"state": "not_tried", "ids": [id(0), id(1), id(2), id(3)]}],
    });
    let write = |lines: &str| {
        fs::write(&path, document.to_string()).expect("written");
        fs::write(folder.path().join("report.json.journal"), lines).expect("written");
    };
    let lines = [
        json!({"state": "unknown", "reason": "sent", "ids": [id(0), id(1)]}),
        json!({"state": "done", "ids": [id(0)]}),
        json!({"state": "failed", "outcome": "not_changed", "reason": "no", "ids": [id(1)]}),
        json!({"state": "done", "ids": [id(2)]}),
    ];
    let lines = lines.map(|line| line.to_string()).join("\n") + "\n";
    // Cut at every byte of the last line: it counts only as a whole.
    let last = lines[..lines.len() - 1].rfind('\n').expect("several lines") + 1;
    for end in last..=lines.len() {
        write(&lines[..end]);
        let loaded = BatchReport::load(&path).expect("a report").counts();
        let (mock, sent) = console(|_, reply| reply);
        assert!(run(&mock, &request(4), &path).await.counts().is_complete());
        let is_whole = end + 1 >= lines.len();
        let expected: &[usize] = if is_whole { &[2] } else { &[1, 2] };
        assert_eq!(sizes(&sent), expected, "{:?}", &lines[last..end]);
        let done = if is_whole { 2 } else { 1 };
        assert_eq!((loaded.done, loaded.failed), (done, 1));
    }
}

#[tokio::test]
async fn a_damaged_journal_is_not_ignored() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|_, _| Fault::NoConnection.into());
    run(&mock, &request(2), &path).await;
    let journal = folder.path().join("report.json.journal");
    let line = json!({"state": "done", "ids": [id(0)]});
    let text = format!("{{\"state\": \"do\u{fffd}ne\"}}\n{line}\n");
    fs::write(&journal, &text).expect("written");
    let started = client(&mock).send_batched(&request(2), options(&path));
    let message = started.expect_err("a damaged journal").report().to_string();
    assert!(message.contains("line 1 that is not a change"), "{message}");
    assert_eq!(fs::read_to_string(&journal).expect("it is kept"), text);
}

#[tokio::test]
async fn an_error_does_not_settle_what_an_earlier_run_left_open() {
    for fault in [Reply::error(401), Fault::NoConnection.into()] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.json");
        let (mock, _) = console(|_, _| Fault::CutAfterActing.into());
        assert_eq!(run(&mock, &request(2), &path).await.counts().unknown, 2);
        let (mock, _) = console(move |_, _| fault.clone());
        let report = run(&mock, &request(2), &path).await;
        assert_eq!(report.counts().unknown, 2);
        assert_eq!(report.unknown().count(), 2);
    }
}

#[tokio::test]
async fn a_response_that_contradicts_itself_proves_nothing() {
    for (affected, errors) in [
        (0, json!([])),
        (2, json!([{"code": 4_000_010, "title": "Failed"}])),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.json");
        let (mock, _) = console(move |ids, _| {
            let details = ids.iter();
            let details = details.map(|id| json!({"threatId": id, "result": "updated"}));
            let details: Vec<_> = details.collect();
            Reply::json(
                json!({"data": {"affected": affected, "details": details}, "errors": errors}),
            )
        });
        let report = run(&mock, &request(2), &path).await;
        assert_eq!((report.counts().done, report.counts().unknown), (0, 2));
    }
}

#[tokio::test]
async fn the_report_of_another_job_is_rejected() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|_, reply| reply);
    run(&mock, &request(2), &path).await;
    let problem = |request: &UpdateThreatIncident| {
        let started = client(&mock).send_batched(request, options(&path));
        started
            .expect_err("the report is another one")
            .report()
            .to_string()
    };
    let other = request(2).analyst_verdict(AnalystVerdict::FalsePositive);
    let message = problem(&other);
    assert!(message.contains("belongs to another request"), "{message}");
    assert!(message.contains("analystVerdict"), "{message}");
    assert!(problem(&request(3)).contains("has 2 ids, and the request has 3"));
    for text in ["", "{}", "[]", "no JSON"] {
        fs::write(&path, text).expect("written");
        assert!(
            problem(&request(2)).contains("is not a report of batches"),
            "{text}"
        );
        assert_eq!(fs::read_to_string(&path).expect("the file is kept"), text);
    }
    let missing = folder.path().join("missing").join("report.json");
    let started = client(&mock).send_batched(&request(2), options(&missing));
    assert!(started.is_err());
}

#[tokio::test]
async fn a_dropped_job_leaves_a_report_to_resume() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let (mock, _) = console(|_, reply| reply);
    let mut batches = client(&mock)
        .send_batched(&request(20), options(&path))
        .expect("the report can be used");
    let first = batches.next().await.expect("a batch").expect("saved");
    assert_eq!(first.ids, [id(0), id(1)]);
    drop(batches);
    let (mock, sent) = console(|_, reply| reply);
    let report = run(&mock, &request(20), &path).await;
    assert!(report.counts().is_complete());
    let count: usize = sizes(&sent).iter().sum();
    assert!(count <= 18, "{count}");
}
