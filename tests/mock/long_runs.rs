//! Mocks for long runs: requests that are discarded, and operations without an expectation.

use crate::mock::fixture::{affected, client, dropped, update};
use sentinelone_sdk::mock::{MockTransport, Reply};
use sentinelone_sdk::{GetSystemInfo, UpdateThreatIncident};

#[tokio::test]
async fn discarded_requests_are_counted_and_not_kept() {
    let mock = MockTransport::new();
    mock.discard_requests();
    mock.on::<UpdateThreatIncident>(|_| affected(1)).times(3);
    let client = client(&mock);
    client.send(&update("7")).await.expect("expected");
    client.send(&update("7")).await.expect("expected");
    assert!(mock.requests::<UpdateThreatIncident>().is_empty());
    client
        .send(&GetSystemInfo::new())
        .await
        .expect_err("not expected");
    let message = dropped(mock).expect("the calls differ");
    assert!(message.contains("call 3: GET"), "{message}");
    assert!(
        message.contains("expected 3 calls, received 2"),
        "{message}"
    );
    assert!(
        message.ends_with("the mock discards requests\n"),
        "{message}"
    );
}

#[tokio::test]
async fn an_operation_without_an_expectation_can_have_a_response() {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|_| affected(1)).times(1);
    mock.otherwise(|request| {
        assert!(request.url().ends_with("/system/info"));
        Reply::error(404)
    });
    let client = client(&mock);
    client.send(&update("7")).await.expect("expected");
    let error = client.send(&GetSystemInfo::new()).await;
    assert_eq!(error.expect_err("refused").status(), Some(404));
    assert_eq!(dropped(mock), None);
}
