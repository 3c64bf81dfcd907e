//! Ids whose response was lost: their items are read back.

use sentinelone_sdk::batches::{BatchOptions, BatchReport, ItemState};
use sentinelone_sdk::mock::{Fault, MockTransport, Reply};
use sentinelone_sdk::{Error, GetThreats, Id, IncidentStatus, Threat, ThreatFilter};
use serde_json::json;

use crate::batches::fixture::{client, console, id, request, sizes};

/// An item has the requested values, and does not tell who set them.
const PERHAPS_OWN: ItemState<'_> = ItemState::AlreadySet {
    perhaps_by_this_job: true,
};

fn list(ids: Vec<Id>) -> GetThreats {
    GetThreats::new(ThreatFilter::new().ids(ids).limit(1000))
}

fn judge(threat: &Threat) -> Option<(&Id, bool)> {
    let status = threat.threat_info.as_ref()?.incident_status.as_ref();
    Some((
        threat.id.as_ref()?,
        status == Some(&IncidentStatus::Resolved),
    ))
}

/// Returns a page with the threats of these numbers and statuses.
fn page(threats: &[(usize, &str)]) -> Reply {
    let threats = threats.iter().map(
        |(number, status)| json!({"id": id(*number), "threatInfo": {"incidentStatus": status}}),
    );
    let threats: Vec<_> = threats.collect();
    Reply::json(json!({"pagination": {"totalItems": threats.len()}, "data": threats}))
}

/// Returns the report of a job whose responses are all lost.
async fn lost(count: usize, options: BatchOptions) -> BatchReport {
    let (mock, _) = console(|_, _| Fault::CutAfterActing.into());
    let job = client(&mock).send_batched(&request(count), options);
    let report = job.expect("it can be split").finish().await;
    let report = report.expect("it is saved");
    assert_eq!(report.counts().unknown, count);
    report
}

#[tokio::test]
async fn ids_are_settled_by_their_items() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    lost(3, BatchOptions::new().with_report(&path)).await;
    let mut report = BatchReport::load(&path).expect("a report");
    let mock = MockTransport::new();
    mock.on::<GetThreats>(|_| page(&[(0, "resolved"), (1, "unresolved"), (9, "resolved")]));
    let reconciled = client(&mock).reconcile(&mut report, list, judge).await;
    reconciled.expect("the threats are listed");
    let ids = [0, 1, 2].map(|number| Id::from(id(number)));
    assert_eq!(mock.requests::<GetThreats>(), [list(ids.to_vec())]);
    let state = |number| report.get(&id(number)).expect("a state");
    assert_eq!(state(0), PERHAPS_OWN);
    let reason = "the item did not have the requested values when it was read back";
    assert_eq!(state(1), ItemState::NotTried { reason });
    assert!(matches!(state(2), ItemState::Unknown { .. }));
    report.save(&path).expect("it is saved");

    let (mock, sent) = console(|_, reply| reply);
    let kept = BatchOptions::new().with_report(&path);
    let kept = kept.with_unknown_sent_again(false);
    let job = client(&mock).send_batched(&request(3), kept);
    let report = job.expect("the same job").finish().await;
    let counts = report.expect("it is saved").counts();
    assert_eq!((counts.already_set, counts.done, counts.unknown), (1, 1, 1));
    assert_eq!(sizes(&sent), [1]);
}

#[tokio::test]
async fn only_unknown_ids_are_read_back() {
    let (mock, _) = console(|ids, reply| match &ids[0] {
        lost if *lost == id(1) => Fault::CutAfterActing.into(),
        refused if *refused == id(2) => Reply::error(403),
        _ => reply,
    });
    let options = BatchOptions::new().with_batch_size(1);
    let job = client(&mock).send_batched(&request(3), options);
    let mut report = job
        .expect("it can be split")
        .finish()
        .await
        .expect("no file");
    let mock = MockTransport::new();
    // The listing may ignore the ids.
    mock.on::<GetThreats>(|_| page(&[(0, "unresolved"), (1, "resolved"), (2, "resolved")]));
    let reconciled = client(&mock).reconcile(&mut report, list, judge).await;
    reconciled.expect("the threats are listed");
    assert_eq!(mock.requests::<GetThreats>(), [list(vec![id(1).into()])]);
    let counts = report.counts();
    assert_eq!((counts.done, counts.already_set, counts.failed), (1, 1, 1));
}

#[tokio::test]
async fn a_request_has_few_enough_ids_for_a_url() {
    let mut report = lost(250, BatchOptions::new()).await;
    let mock = MockTransport::new();
    let mut replies = [page(&[(7, "resolved")]), page(&[]), Reply::error(500)].into_iter();
    mock.on::<GetThreats>(move |request| {
        let ids = request.request().url().matches("14889").count();
        let reply = replies.next().expect("three requests");
        assert_eq!(ids, if replies.len() == 0 { 50 } else { 100 });
        reply
    })
    .times(3);
    let error = client(&mock).reconcile(&mut report, list, judge).await;
    assert!(matches!(error, Err(Error::Api(_))), "{error:?}");
    // The first two responses count.
    assert_eq!(report.get(&id(7)), Some(PERHAPS_OWN));
    assert_eq!(report.counts().unknown, 249);
}

#[test]
fn the_blocking_client_reconciles_too() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let lost = lost(1, BatchOptions::new());
    let mut report = runtime.expect("a runtime").block_on(lost);
    let mock = MockTransport::new();
    mock.on::<GetThreats>(|_| page(&[(0, "resolved")]));
    let builder = sentinelone_sdk::Client::builder("https://example.sentinelone.net", "canary");
    let client = builder.with_transport(mock.clone()).build_blocking();
    let client = client.expect("the configuration is valid");
    client.reconcile(&mut report, list, judge).expect("a page");
    assert!(report.counts().is_complete());
}

#[tokio::test]
async fn a_report_that_is_missing_or_in_use_is_not_loaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let missing = BatchReport::load(&path).expect_err("no file");
    assert!(missing.to_string().ends_with("does not exist"), "{missing}");
    let (mock, _) = console(|_, reply| reply);
    let options = BatchOptions::new().with_batch_size(1).with_report(&path);
    let job = client(&mock).send_batched(&request(9), options);
    let job = job.expect("the report can be used");
    let in_use = BatchReport::load(&path).expect_err("a job uses it");
    assert!(
        in_use.to_string().ends_with("is used by another job"),
        "{in_use}"
    );
    assert!(job.report().save(&path).is_err());
}
