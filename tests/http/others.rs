//! The other operations: what their examples cannot show.

use sentinelone_sdk::retry::Idempotency;
use sentinelone_sdk::{
    AddToBlocklist, AlertFilter, AlertSeverity, ExportThreats, FetchThreatFile, GetAlerts,
    GetApiTokenDetails, GetSystemStatus, MitigateThreats, MitigationAction, Operation, TargetScope,
    ThreatFilter,
};

use crate::http::fixture::{ID, TOKEN, send, violations};
use crate::http::reply::Reply;

fn one() -> ThreatFilter {
    ThreatFilter::new().ids([ID])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_health_check_has_no_credential() {
    let reply = Reply::json(r#"{"data":{"health":"ok"}}"#);
    let (outcome, seen) = send(&GetSystemStatus::new(), reply.script()).await;
    let data = outcome
        .expect("the status")
        .json_body
        .data
        .expect("its data");
    assert_eq!(data.health.as_deref(), Some("ok"));
    let [request] = seen.requests.as_slice() else {
        panic!("{seen:?}");
    };
    assert_eq!(request.values("authorization").count(), 0);
    assert!(!request.head().contains(TOKEN));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_read_as_it_arrives() {
    let csv = "Threat,Status\r\n\"a, b\",Unresolved\r\n";
    let reply = Reply::json(csv)
        .with_header("Content-Type", "text/csv")
        .with_chunks(&[5, 7]);
    let (outcome, seen) = send(&ExportThreats::new(one()), reply.script()).await;
    let mut stream = outcome.expect("a table").stream;
    let mut read = Vec::new();
    while let Some(bytes) = stream.next().await {
        read.extend_from_slice(&bytes.expect("bytes"));
    }
    assert_eq!(String::from_utf8(read).expect("UTF-8"), csv);
    let line = format!("GET /web/api/v2.1/threats/export?ids={ID} HTTP/1.1");
    assert_eq!(seen.requests[0].line(), line);
}

/// These operations do not have the limit of the shared filter; a listing has a maximum.
#[test]
fn a_limit_is_rejected_where_it_does_not_exist() {
    for found in [
        violations(ExportThreats::new(one().limit(5)).prepare()),
        violations(FetchThreatFile::new("a password", one().limit(5)).prepare()),
        violations(
            GetAlerts::new(
                AlertFilter::new()
                    .severity([AlertSeverity::High])
                    .limit(1001),
            )
            .prepare(),
        ),
    ] {
        let paths: Vec<_> = found.iter().map(|violation| &*violation.path).collect();
        assert_eq!(paths, ["filter.limit"], "{found:?}");
    }
}

/// A repeat would start the action, or the upload, once more.
#[test]
fn actions_are_not_repeated() {
    assert_eq!(MitigateThreats::METADATA.idempotency, Idempotency::Never);
    assert_eq!(FetchThreatFile::METADATA.idempotency, Idempotency::Never);
    let blocking = AddToBlocklist::METADATA.idempotency;
    let request = AddToBlocklist::new(TargetScope::Site, one());
    assert!(blocking.applies_to(&request));
    let request = AddToBlocklist::new(TargetScope::Site, one().limit(1));
    assert!(!blocking.applies_to(&request));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partial_block_is_an_error() {
    let request = AddToBlocklist::new(
        TargetScope::Site,
        ThreatFilter::new().ids([ID, "225494730938493804"]),
    );
    let body = format!(
        r#"{{"data":{{"affected":1,"details":[{{"threatId":"{ID}","result":"already_exists"}},
        {{"threatId":"225494730938493804","result":"threat_has_no_hash"}}]}}}}"#
    );
    let (outcome, _) = send(&request, Reply::json(&body).script()).await;
    let response = outcome.expect("a response");
    let error = request
        .require_all_updated(&response)
        .expect_err("a file has no hash");
    assert!(error.to_string().contains("threat"), "{error}");
}

#[test]
fn an_action_is_a_part_of_the_path() {
    let request = MitigateThreats::new(MitigationAction::RollbackRemediation, one()).prepare();
    let request = request.expect("a valid request");
    assert_eq!(
        request.path(),
        "/web/api/v2.1/threats/mitigate/rollback-remediation"
    );
}

#[test]
fn secrets_are_hidden() {
    let shown = format!("{:?}", FetchThreatFile::new("canary-password", one()));
    assert!(!shown.contains("canary"), "{shown}");
    let body = GetApiTokenDetails::new()
        .prepare()
        .expect("a valid request");
    assert_eq!(body.body(), b"{}");
}
