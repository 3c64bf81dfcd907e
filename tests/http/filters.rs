//! Filters apart from a request: checked alone, read from configuration, and sent raw.

use std::time::{Duration, SystemTime};

use sentinelone_sdk::client::{Method, RawRequest};
use sentinelone_sdk::{
    AgentTags, Error, Id, IncidentStatus, Operation, OsType, ThreatFilter, Timestamp,
    UpdateThreatIncident,
};
use serde_json::{Value as Json, json};

use crate::http::fields::FIELDS;
use crate::http::fixture::client;
use crate::http::server::Server;

/// Reads a filter from JSON.
fn read(json: &Json) -> Result<ThreatFilter, String> {
    serde_json::from_value(json.clone()).map_err(|error| error.to_string())
}

#[test]
fn a_filter_is_checked_alone() {
    for valid in [
        ThreatFilter::new().ids(["7"]),
        ThreatFilter::all_in_scope(),
        ThreatFilter::all_in_scope().limit(1),
    ] {
        valid.validate().expect("a valid filter");
    }
    let error = ThreatFilter::new().limit(0).ids(["7,8"]).validate();
    let error = error.expect_err("an invalid filter");
    assert_eq!(error.object, "ThreatFilter");
    let paths: Vec<_> = error
        .violations
        .iter()
        .map(|violation| &*violation.path)
        .collect();
    assert_eq!(paths, ["ids", "limit"]);
    let text = error.to_string();
    assert!(
        text.starts_with("ThreatFilter is invalid: ids: item 0 contains a separator"),
        "{text}"
    );
    let empty = ThreatFilter::new().validate().expect_err("an empty filter");
    assert!(
        empty
            .to_string()
            .starts_with("ThreatFilter is invalid: selects nothing"),
        "{empty}"
    );
}

#[test]
fn each_field_is_read_from_configuration() {
    for (name, field) in FIELDS.iter().filter(|(_, field)| field.selects) {
        let filter = field.alone(name);
        let json = serde_json::to_value(&filter).expect("a filter is JSON");
        let again = read(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(again, filter, "{name}");
    }
    let yaml = "siteIds: [225494730938493804, '7', '7']\nosTypes: [linux]\nresolved: false\n\
                agentTagsData: {team: [payments], stage__nin: [test]}\n";
    let filter: ThreatFilter = serde_yaml::from_str(yaml).expect("a filter");
    let tags = AgentTags::new()
        .any_of("team", ["payments"])
        .none_of("stage", ["test"]);
    let expected = ThreatFilter::new()
        .site_ids(["225494730938493804", "7"])
        .os_types([OsType::Linux])
        .resolved(false)
        .agent_tags_data(tags);
    assert_eq!(filter, expected);
}

#[test]
fn configuration_that_is_no_valid_filter_is_an_error_with_its_reason() {
    for (json, start) in [
        (
            json!({}),
            "selects nothing, which the server would treat as everything",
        ),
        (json!({"limit": 5}), "selects nothing"),
        (
            json!({"all_in_scope": true}),
            "unknown field `all_in_scope`",
        ),
        (
            json!({"ids": ["7"], "all_in_scope": true}),
            "unknown field `all_in_scope`",
        ),
        (
            json!({"siteId": ["7"]}),
            "unknown field `siteId`: did you mean `siteIds`?",
        ),
        (
            json!({"site_ids": ["7"]}),
            "unknown field `site_ids`: did you mean `siteIds`?",
        ),
        (
            json!({"createdAt_lt": "x"}),
            "unknown field `createdAt_lt`: did you mean `createdAt__lt`?",
        ),
        (json!({"ids": "7"}), "ids: invalid type"),
        (json!({"ids": null}), "ids: invalid type: null"),
        (json!({"ids": [7.5]}), "ids: invalid type: floating point"),
        (json!({"ids": [-7]}), "ids: item 0 has a sign"),
        (json!({"ids": []}), "ids: the list is empty"),
        (
            json!({"createdAt__lt": "yesterday"}),
            "createdAt__lt: not an RFC 3339 timestamp",
        ),
        (
            json!({"osTypes": ["Linux"]}),
            "osTypes: item 0 is another spelling of a known value",
        ),
        (
            json!({"resolved": "false"}),
            "resolved: invalid type: string",
        ),
        (
            json!([]),
            "invalid type: sequence, expected an object with the fields of ThreatFilter",
        ),
    ] {
        let error = read(&json).expect_err("no filter");
        assert!(error.starts_with(start), "{json}: {error}");
    }
    let twice = serde_json::from_str::<ThreatFilter>(r#"{"limit": 1, "limit": 2, "ids": ["7"]}"#);
    let twice = twice.expect_err("a field that comes twice").to_string();
    assert!(twice.starts_with("duplicate field `limit`"), "{twice}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_filter_is_not_sent_raw() {
    let server = Server::start([]);
    let client = client(&server);
    for filter in [
        ThreatFilter::new(),
        ThreatFilter::new().limit(1),
        ThreatFilter::new().ids([" "]),
    ] {
        #[derive(serde::Serialize)]
        struct Body {
            filter: ThreatFilter,
        }
        assert!(serde_json::to_value(&filter).is_err());
        let request = RawRequest::new(Method::Post, "/web/api/v2.1/threats/incident");
        let request = request.with_json(&Body { filter });
        let sent = client.send_raw(request).await;
        let Err(Error::InvalidRequest(error)) = sent else {
            panic!("{sent:?}");
        };
        assert_eq!(error.violations.len(), 1, "{error:?}");
        let text = error.to_string();
        assert!(text.contains("`ThreatFilter` selects nothing"), "{text}");
    }
    assert_eq!(server.finish().connections, 0);
    let all = serde_json::to_value(ThreatFilter::all_in_scope());
    assert_eq!(all.expect("a filter on purpose"), json!({}));
}

#[test]
fn each_id_is_sent_once_and_in_order() {
    let filter = ThreatFilter::new()
        .ids(["9", "7", "9", "8", "7"])
        .site_ids([1_u64, 1]);
    let json = serde_json::to_value(&filter).expect("a filter is JSON");
    assert_eq!(json, json!({"ids": ["9", "7", "8"], "siteIds": ["1"]}));
    let many = std::iter::repeat_n("7", 5_001);
    assert!(ThreatFilter::new().ids(many).validate().is_ok());
    let negative = Id::try_from(-1_i64);
    assert!(negative.is_err() && Id::try_from(7_i64).is_ok_and(|id| id == "7"));
}

#[test]
fn times_come_from_text_the_clock_and_other_crates() {
    let parsed: Timestamp = "2018-02-27T04:49:26Z".parse().expect("a timestamp");
    let system = SystemTime::UNIX_EPOCH + Duration::from_secs(1_519_706_966);
    for filter in [
        ThreatFilter::new().created_at_lt(parsed),
        ThreatFilter::new().created_at_lt(system),
    ] {
        let json = serde_json::to_value(&filter).expect("a filter is JSON");
        assert_eq!(
            json,
            json!({"createdAt__lt": "2018-02-27T04:49:26.000000Z"})
        );
    }
    let filter = ThreatFilter::new().created_at_lt(Timestamp::days_ago(30));
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    assert!(request.prepare().is_ok());
    assert!(Timestamp::now() - Duration::from_secs(1) > Timestamp::days_ago(1));
}

#[test]
fn a_status_in_another_spelling_is_rejected_and_a_new_one_is_sent() {
    for text in [
        "Resolved",
        " resolved",
        "RESOLVED\n",
        "In Progress",
        "inProgress",
    ] {
        let request = UpdateThreatIncident::new(text, ThreatFilter::new().ids(["7"]));
        let Err(Error::InvalidRequest(error)) = request.prepare() else {
            panic!("{text} was accepted");
        };
        assert_eq!(error.violations[0].path, "data.incidentStatus");
        let message = &error.violations[0].message;
        assert!(
            message.starts_with("is another spelling of a known value: write `"),
            "{message}"
        );
    }
    for text in ["reopened", "resolved_2", "on hold"] {
        let request = UpdateThreatIncident::new(text, ThreatFilter::new().ids(["7"]));
        assert!(request.prepare().is_ok(), "{text}");
    }
    assert_eq!(
        IncidentStatus::known_values(),
        ["unresolved", "in_progress", "resolved"]
    );
    let error = IncidentStatus::parse_known("resolvd").expect_err("a misspelled status");
    assert_eq!(error.suggestion(), Some("resolved"));
    assert_eq!(error.known(), IncidentStatus::known_values());
}
