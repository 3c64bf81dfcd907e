//! The number, the order and the content of calls.

use crate::mock::fixture::{affected, builder, client, dropped, update};
use expect_test::expect;
use sentinelone_sdk::client::{Method, RawRequest};
use sentinelone_sdk::mock::{MockTransport, Reply};
use sentinelone_sdk::{Error, IncidentStatus, OsType, ThreatFilter, UpdateThreatIncident};
use serde_json::json;

#[tokio::test]
async fn a_request_is_received_as_it_was_sent() {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|request| {
        assert_eq!(
            request.input("data.incidentStatus"),
            Some("resolved".into())
        );
        assert_eq!(
            request.input("authorization"),
            Some("ApiToken canary".into())
        );
        assert_eq!(request.input("filter.limit"), None);
        let filter = request.input("filter").expect("the request has a filter");
        let filter: ThreatFilter = filter.decode().expect("it is a filter");
        assert_eq!(filter, ThreatFilter::new().ids(["7"]));
        affected(1)
    });
    let response = client(&mock).send(&update("7")).await;
    assert_eq!(
        response
            .map(|response| response.json_body.data.affected)
            .ok(),
        Some(1)
    );
    let [received] = mock
        .requests::<UpdateThreatIncident>()
        .try_into()
        .expect("one request");
    assert_eq!(received, update("7"));
    assert_eq!(
        received.differences(&update("8")),
        [r#"filter.ids[0]: expected "8", received "7""#]
    );
    let shown = format!("{received:?}");
    assert!(
        shown.contains("\\\"7\\\"") && !shown.contains("canary"),
        "{shown}"
    );
    assert_eq!(dropped(mock), None);
}

#[tokio::test]
async fn differences_have_wire_names() {
    let mock = MockTransport::new();
    let filter = ThreatFilter::new()
        .ids(["7", "8"])
        .os_types([OsType::Linux]);
    let expected = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    mock.on::<UpdateThreatIncident>(|_| affected(1))
        .with(expected)
        .times(1);
    let filter = ThreatFilter::new().ids(["7"]).agent_is_active(true);
    let other = UpdateThreatIncident::new(IncidentStatus::InProgress, filter);
    let error = client(&mock)
        .send(&other)
        .await
        .expect_err("the request differs");
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    expect![[r#"
        the mock received other calls than expected:
        - call 1: UpdateThreatIncident: differs from the expected request:
            data.incidentStatus: expected "resolved", received "in_progress"
            filter.agentIsActive: expected nothing, received true
            filter.ids[1]: expected "8", received nothing
            filter.osTypes: expected ["linux"], received nothing
        - UpdateThreatIncident: expected 1 call, received 0
        received:
          1. UpdateThreatIncident (POST /s1/web/api/v2.1/threats/incident)
    "#]]
    .assert_eq(&dropped(mock).expect("the request differs"));
}

#[tokio::test]
async fn each_expectation_covers_its_calls() {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|_| affected(1)).times(2);
    mock.on::<UpdateThreatIncident>(|_| affected(2))
        .with(update("9"))
        .times(0..=1);
    mock.on::<UpdateThreatIncident>(|_| affected(3)).times(1..);
    let client = client(&mock);
    let mut counts = Vec::new();
    for id in ["7", "8", "8", "9", "9"] {
        let response = client
            .send(&update(id))
            .await
            .expect("the call is expected");
        counts.push(response.json_body.data.affected);
    }
    assert_eq!(counts, [1, 1, 3, 2, 3]);
    assert_eq!(dropped(mock), None);
}

#[tokio::test]
async fn a_wrong_number_of_calls_is_a_difference() {
    let expect_calls = |times: usize| {
        let mock = MockTransport::new();
        mock.on::<UpdateThreatIncident>(|_| affected(1))
            .times(times);
        mock
    };
    let mock = expect_calls(2);
    assert!(client(&mock).send(&update("7")).await.is_ok());
    let message = dropped(mock).expect("a call is missing");
    assert!(
        message.contains("- UpdateThreatIncident: expected 2 calls, received 1\n"),
        "{message}"
    );
    let mock = expect_calls(1);
    let client = client(&mock);
    assert!(client.send(&update("7")).await.is_ok());
    let error = client
        .send(&update("8"))
        .await
        .expect_err("the call is not expected");
    let reason = "call 2: UpdateThreatIncident: expected at most 1 call, received another one";
    assert!(error.to_string().contains(reason), "{error}");
    let message = dropped(mock).expect("there is a call too many");
    assert!(message.contains(reason), "{message}");
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|_| affected(1));
    let message = dropped(mock).expect("the call is missing");
    assert!(
        message.contains("expected at least 1 call, received 0"),
        "{message}"
    );
    assert!(message.ends_with("received:\n  nothing\n"), "{message}");
}

#[tokio::test]
async fn the_order_counts_on_request() {
    for is_ordered in [true, false] {
        let mock = MockTransport::new();
        if is_ordered {
            mock.in_order();
        }
        for id in ["7", "8"] {
            mock.on::<UpdateThreatIncident>(|_| affected(1))
                .with(update(id))
                .times(1);
        }
        let client = client(&mock);
        assert_eq!(client.send(&update("8")).await.is_ok(), !is_ordered);
        assert!(client.send(&update("7")).await.is_ok());
        let message = dropped(mock).unwrap_or_default();
        let early = "came too early, before UpdateThreatIncident: expected 1 call, received 0";
        assert_eq!(message.contains(early), is_ordered, "{message}");
    }
}

#[tokio::test]
async fn an_operation_that_is_not_expected_is_a_difference() {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|_| affected(1)).times(0..);
    let client = client(&mock);
    let path = "/web/api/v2.1/threats/other";
    assert!(
        client
            .send_raw(RawRequest::new(Method::Post, path))
            .await
            .is_err()
    );
    let path = "/web/api/v2.1/threats/incident";
    let raw = RawRequest::new(Method::Post, path).with_json(&json!({"data": {}}));
    let response = client
        .send_raw(raw)
        .await
        .expect("a raw request reaches the operation");
    assert_eq!(response.status_code, 200);
    let message = dropped(mock).expect("a request is not expected");
    let reason = "call 1: POST /s1/web/api/v2.1/threats/other: no such operation is expected";
    assert!(message.contains(reason), "{message}");
}

#[tokio::test]
async fn a_panic_of_the_test_is_not_replaced() {
    let test = std::thread::spawn(|| {
        let mock = MockTransport::new();
        mock.on::<UpdateThreatIncident>(|_| Reply::empty());
        panic!("the test failed");
    });
    let panic = test.join().expect_err("the test panics");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the test failed"));
    // A clone, such as that of a client, does not compare.
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|_| affected(1));
    assert_eq!(dropped(mock.clone()), None);
    assert!(dropped(mock).is_some());
}

#[test]
fn the_blocking_client_uses_the_same_mock() {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(|_| affected(1)).times(1);
    let client = builder(&mock)
        .build_blocking()
        .expect("the configuration is valid");
    let response = client.send(&update("7")).expect("the call is expected");
    assert_eq!(response.json_body.data.affected, 1);
}
