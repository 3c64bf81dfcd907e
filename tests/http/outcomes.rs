//! Partial failure: the outcome of each threat in a successful response.

use sentinelone_sdk::{Response, ThreatOutcomes, UpdateThreatIncident};

use crate::fixture::{chain, outcome, request};
use crate::reply::Reply;

async fn response(body: &str) -> Response<UpdateThreatIncident> {
    let reply = Reply::json(body).with_header("X-RQID", "q7");
    outcome(reply.script()).await.expect("a success")
}

async fn details(affected: u64, details: &str) -> Response<UpdateThreatIncident> {
    response(&format!(
        r#"{{"data":{{"affected":{affected},"details":[{details}]}}}}"#
    ))
    .await
}

/// Returns the message of the expected error.
fn message(response: &Response<UpdateThreatIncident>) -> String {
    let request = request();
    assert!(!request.all_updated(response));
    let error = request.require_all_updated(response).expect_err("an error");
    assert_eq!(error.outcomes(), &request.outcomes(response));
    assert_eq!(error.errors(), response.json_body.errors);
    assert_eq!(error.request_id(), response.headers.x_rqid.as_ref());
    let text = chain(&error);
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn all_updated_requires_each_threat_and_each_value() {
    for text in [
        r#"{"result":"updated","threatId":"7"}"#,
        r#"{"result":"already_set","threatId":"7"}"#,
        r#"{"result":"updated","analystVerdict":"already_set","threatId":"7"}"#,
        r#"{"result":"updated","analystVerdict":null,"threatId":"7"}"#,
        r#"{"result":"updated"}"#,
    ] {
        let response = details(1, text).await;
        assert!(request().all_updated(&response), "{text}");
        request().require_all_updated(&response).expect(text);
        assert_eq!(response.json_body.data.affected, 1);
    }
    // Values that were already set may not count as affected.
    let response = details(0, r#"{"result":"already_set","threatId":"7"}"#).await;
    assert!(request().all_updated(&response));
}

#[tokio::test(flavor = "multi_thread")]
async fn any_outcome_but_updated_is_a_failure() {
    for (text, reported) in [
        (
            r#"{"result":"not_changed","threatId":"7"}"#,
            "7 (status: not_changed)",
        ),
        (
            r#"{"result":"conditions_not_met","threatId":"7"}"#,
            "7 (status: conditions_not_met)",
        ),
        (
            r#"{"result":"missing_permissions"}"#,
            "a threat without an id (status: missing_permissions)",
        ),
        (
            r#"{"result":"renewed","threatId":"7"}"#,
            "7 (status: renewed)",
        ),
        (
            r#"{"result":"Updated","threatId":"7"}"#,
            "7 (status: Updated)",
        ),
        (r#"{"result":"","threatId":"7"}"#, "7 (status: )"),
        (
            r#"{"result":"a\nb","threatId":"7\r"}"#,
            r"7\r (status: a\nb)",
        ),
        (
            r#"{"result":null,"threatId":"7"}"#,
            "7 (status: not reported)",
        ),
        (r#"{"threatId":"7"}"#, "7 (status: not reported)"),
        (
            r#"{"result":"updated","analystVerdict":"missing_permissions","threatId":"7"}"#,
            "7 (status: updated, verdict: missing_permissions)",
        ),
        (
            r#"{"result":"updated","analystVerdict":"renewed","threatId":"7"}"#,
            "7 (status: updated, verdict: renewed)",
        ),
    ] {
        let expected =
            format!("1 of 1 threats were not updated as requested: {reported} (request q7)");
        assert_eq!(message(&details(1, text).await), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inconclusive_response_is_not_a_success() {
    for body in [
        r#"{"data":{"affected":3}}"#,
        r#"{"data":{"affected":3,"details":null}}"#,
        r#"{"data":{"affected":3,"details":[]}}"#,
    ] {
        let response = response(body).await;
        assert!(request().outcomes(&response).is_inconclusive());
        let expected = "the response reports no outcome for any threat (3 affected) (request q7)";
        assert_eq!(message(&response), expected);
    }
    let nothing = response(r#"{"data":{"affected":0}}"#).await;
    assert!(message(&nothing).contains("any threat (0 affected)"));

    let one = r#"{"result":"updated","threatId":"7"}"#;
    let more = "the response reports no outcome for 2 more (request q7)";
    assert_eq!(message(&details(3, one).await), more);
    // A repeated threat does not report on another one.
    let twice = format!("{one},{one}");
    assert_eq!(message(&details(4, &twice).await), more.replace('2', "3"));
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_without_a_threat_are_not_a_success() {
    let body = r#"{"data":{"affected":1,"details":[{"result":"updated","threatId":"7"}]},
        "errors":[{"code":4,"title":"Odd\nthing"}]}"#;
    let text = message(&response(body).await);
    assert!(text.starts_with("the server reports errors: "), "{text}");
    assert!(text.contains(r"Odd\nthing"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn outcomes_are_counted_and_failures_named() {
    let words = [
        "updated",
        "updated",
        "already_set",
        "not_changed",
        "conditions_not_met",
        "missing_permissions",
        "renewed",
    ];
    let entry = |(id, word): (usize, &&str)| {
        format!(r#"{{"result":"{word}","analystVerdict":"{word}","threatId":"{id}"}}"#)
    };
    let entries: Vec<_> = words.iter().enumerate().map(entry).collect();
    let all = format!(
        r#"{},{{"threatId":"70"}},{{"result":"renewed"}}"#,
        entries.join(",")
    );
    let response = details(11, &all).await;
    let outcomes: ThreatOutcomes = request().outcomes(&response);
    for counts in [outcomes.status, outcomes.verdict] {
        assert_eq!((counts.updated, counts.already_set), (2, 1));
        assert_eq!((counts.not_changed, counts.conditions_not_met), (1, 1));
        assert_eq!(counts.missing_permissions, 1);
    }
    assert_eq!(
        (outcomes.status.unrecognized, outcomes.status.absent),
        (2, 1)
    );
    assert_eq!(
        (outcomes.verdict.unrecognized, outcomes.verdict.absent),
        (1, 2)
    );
    assert_eq!(
        (outcomes.affected, outcomes.reported, outcomes.unreported),
        (11, 9, 2)
    );
    let failed: Vec<_> = outcomes
        .failed
        .iter()
        .map(|threat| threat.threat_id.as_deref())
        .collect();
    assert_eq!(
        failed,
        [Some("3"), Some("4"), Some("5"), Some("6"), Some("70"), None]
    );
    let text = message(&response);
    assert!(
        text.starts_with("6 of 9 threats were not updated as requested: 3 (status: not_changed, "),
        "{text}"
    );
    assert!(
        text.contains(", and 1 more; the response reports no outcome for 2 more"),
        "{text}"
    );
}
