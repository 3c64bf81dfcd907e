//! Criteria, in a body and in a query.

use crate::console::fixture::{ANALYST, all, client, console, listed, refusal, time};
use sentinelone_sdk::client::{Method, RawRequest};
use sentinelone_sdk::mock::Console;
use sentinelone_sdk::{
    AnalystVerdict, Error, GetThreats, IncidentStatus, OsType, ThreatFilter, UpdateThreatIncident,
};
use serde_json::json;

/// Returns the ids that a filter in a query selects.
async fn found(console: &Console, filter: ThreatFilter) -> Result<Vec<String>, Error> {
    listed(&client(console, ANALYST), &GetThreats::new(filter)).await
}

/// Returns the ids that a filter in a body selects.
async fn updated(console: &Console, filter: ThreatFilter) -> Result<Vec<String>, Error> {
    let request = UpdateThreatIncident::new(IncidentStatus::InProgress, filter);
    let response = client(console, ANALYST).send(&request).await?;
    let details = response.json_body.data.details.iter();
    let ids = details.filter_map(|detail| detail.threat_id.as_ref());
    Ok(ids.map(ToString::to_string).collect())
}

fn new() -> ThreatFilter {
    ThreatFilter::new()
}

#[tokio::test]
async fn criteria_select_threats() {
    let february = || time("2026-02-01T00:00:00Z");
    let cases: [(ThreatFilter, &[&str]); 19] = [
        (all(), &["1", "2", "3"]),
        (new().ids(["3", "1", "9"]), &["1", "3"]),
        (new().site_ids(["10"]), &["1", "2"]),
        (new().site_ids(["10"]).group_ids(["100"]), &["2"]),
        (new().incident_statuses([IncidentStatus::Resolved]), &["2"]),
        (
            new().incident_statuses_nin([IncidentStatus::Resolved]),
            &["1", "3"],
        ),
        (
            new().analyst_verdicts([AnalystVerdict::TruePositive]),
            &["3"],
        ),
        (new().os_types([OsType::Linux]), &["1"]),
        (new().os_types_nin([OsType::Linux]), &["2", "3"]),
        (new().created_at_lt(february()), &["1"]),
        (
            new().created_at_lte(time("2026-02-01T01:00:00+01:00")),
            &["1", "2"],
        ),
        (new().created_at_gt(february()), &["3"]),
        (new().created_at_gte(february()), &["2", "3"]),
        (new().computer_name_contains(["nothing", "SERVER"]), &["1"]),
        (new().content_hash_contains(["3395"]), &["1"]),
        (new().agent_is_active(true).ids(["2"]), &["2"]),
        (new().agent_is_active(false), &[]),
        (
            new().ids(["2"]).publisher_name_contains(["acme, inc"]),
            &["2"],
        ),
        (new().note_exists(false).site_ids(["10"]), &["1", "2"]),
    ];
    for (filter, ids) in cases {
        let shown = format!("{filter:?}");
        // Listing comes first, because it changes nothing.
        let console = console();
        let found = found(&console, filter.clone()).await;
        assert_eq!(found.expect("it can be judged"), ids, "query: {shown}");
        let updated = updated(&console, filter).await;
        assert_eq!(updated.expect("it can be judged"), ids, "body: {shown}");
    }
}

#[tokio::test]
async fn a_limit_is_a_number_of_threats() {
    let filter = all().limit(2);
    let updated = updated(&console(), filter).await;
    assert_eq!(updated.expect("it can be judged"), ["1", "2"]);
}

#[tokio::test]
async fn a_criterion_that_cannot_be_judged_is_refused() {
    for (filter, name) in [
        (new().ids(["1"]).query("x"), "`query`"),
        (new().ids(["1"]).resolved(false), "`resolved`"),
        (
            new().ids(["1"]).storyline_contains(["xy"]),
            "`storyline__contains`: threat 1 has no `threatInfo.storyline`",
        ),
        (new().ids(["1"]).with_extra("newNin", "x"), "`newNin`"),
        (
            new().ids(["1"]).with_extra("siteIdsNin", "x"),
            "`siteIdsNin`",
        ),
    ] {
        let console = console();
        let message = format!("the console in memory cannot judge {name}");
        for refused in [
            refusal(found(&console, filter.clone()).await, 400),
            refusal(updated(&console, filter).await, 400),
        ] {
            assert!(refused.contains(&message), "{refused}");
        }
        let threat = console.threat("1").expect("it exists");
        assert_eq!(threat.incident_status(), IncidentStatus::Unresolved);
    }
}

#[tokio::test]
async fn a_value_that_the_console_does_not_understand_is_refused() {
    let console = console();
    let client = client(&console, ANALYST);
    let path = "/web/api/v2.1/threats";
    let query = RawRequest::new(Method::Get, path);
    let query = query.with_query("agentIsActive", "true");
    let twice = query.with_query("agentIsActive", "false");
    let bodies = [
        (json!({"ids": ["1"], "siteIds": [null, "10"]}), "siteIds"),
        (json!({"ids": ["1"], "siteIds": "10"}), "siteIds"),
        (json!({"ids": ["1"], "agentIsActive": 1}), "agentIsActive"),
        (
            json!({"ids": ["1"], "createdAt__lt": "soon"}),
            "createdAt__lt",
        ),
        (json!({"ids": ["1"], "limit": -1}), "limit"),
        (json!([]), "filter"),
    ];
    let bodies = bodies.map(|(filter, name)| {
        let body = json!({"filter": filter, "data": {"incidentStatus": "in_progress"}});
        let request = RawRequest::new(Method::Post, format!("{path}/incident"));
        (request.with_json(&body), name)
    });
    for (request, name) in bodies.into_iter().chain([(twice, "agentIsActive")]) {
        let refused = client.send_raw(request).await.expect("a response");
        assert_eq!(refused.status_code, 400, "{name}");
        let text = String::from_utf8_lossy(&refused.body);
        let message = format!("cannot judge `{name}`");
        assert!(text.contains(&message), "{name}: {text}");
    }
    let threat = console.threat("1").expect("it exists");
    assert_eq!(threat.incident_status(), IncidentStatus::Unresolved);
}

#[tokio::test]
async fn a_member_that_is_null_matches_an_exclusion_only() {
    let console = console();
    let threat = console.threat("1").expect("it exists");
    console.add_threat(threat.with("threatInfo.classification", serde_json::Value::Null));
    let ids = found(&console, new().ids(["1"]).classifications(["Malware"])).await;
    assert!(ids.expect("it can be judged").is_empty());
    let ids = found(&console, new().ids(["1"]).classifications_nin(["Malware"])).await;
    assert_eq!(ids.expect("it can be judged"), ["1"]);
}
