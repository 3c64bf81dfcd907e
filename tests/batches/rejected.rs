//! Requests that cannot be split: they are rejected with the reason, and nothing is sent.

use sentinelone_sdk::batches::BatchOptions;
use sentinelone_sdk::mock::MockTransport;
use sentinelone_sdk::{Error, IncidentStatus, ThreatFilter, UpdateThreatIncident};

use crate::batches::fixture::{client, id};

/// Returns the violation of a request.
fn rejected(filter: ThreatFilter) -> String {
    let mock = MockTransport::new();
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    match client(&mock).send_batched(&request, BatchOptions::new()) {
        Err(Error::InvalidRequest(error)) => error.violations[0].to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_split_is_rejected() {
    let ids = || ThreatFilter::new().ids([id(1), id(2)]);
    let limited = rejected(ids().limit(1));
    assert!(
        limited.starts_with("filter.limit: limits each batch"),
        "{limited}"
    );
    for filter in [
        ThreatFilter::new().agent_is_active(true),
        ThreatFilter::all_in_scope(),
        ThreatFilter::new().ids(Vec::<String>::new()),
        ThreatFilter::new(),
    ] {
        let without = rejected(filter);
        assert!(without.starts_with("filter.ids: is unset"), "{without}");
    }
}

#[tokio::test]
async fn an_invalid_id_in_the_last_batch_is_rejected() {
    let ids = (0..5000).map(id).chain(["x".to_owned()]);
    let violation = rejected(ThreatFilter::new().ids(ids));
    assert!(violation.contains("filter.ids"), "{violation}");
}

#[test]
fn a_runtime_is_needed() {
    let mock = MockTransport::new();
    let error =
        client(&mock).send_batched(&crate::batches::fixture::request(1), BatchOptions::new());
    assert!(matches!(error, Err(Error::Configuration(_))));
}
