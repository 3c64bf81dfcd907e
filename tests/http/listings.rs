//! Listings: the query of a page, its cursor, and bodies in every completeness.

use sentinelone_sdk::{
    Cursor, Engine, GetThreats, IncidentStatus, Operation, OsArch, SortOrder, ThreatFilter,
    ThreatSortKey,
};

use crate::http::fixture::{ID, chain, client, send, violations};
use crate::http::reply::Reply;
use crate::http::server::Server;

/// Returns the query of a request.
fn query(request: &GetThreats) -> String {
    let prepared = request.prepare().expect("a valid request");
    assert_eq!(prepared.path(), "/web/api/v2.1/threats");
    assert!(prepared.body().is_empty());
    prepared.query().unwrap_or_default().to_owned()
}

#[test]
fn each_list_is_one_parameter() {
    let filter = ThreatFilter::new()
        .ids([ID, "225494730938493804"])
        .engines([Engine::Reputation, Engine::Pup])
        .os_archs([OsArch::Bit32])
        .computer_name_contains(["a,b", "üb"])
        .agent_is_active(false)
        .limit(50);
    let request = GetThreats::new(filter)
        .skip(10)
        .sort_by(ThreatSortKey::CreatedAt)
        .sort_order(SortOrder::Desc);
    let ids = format!("ids={ID},225494730938493804");
    let wanted = [
        &ids,
        "agentIsActive=false",
        "computerName__contains=a%2Cb,%C3%BCb",
        "engines=reputation,pup",
        "limit=50",
        "osArchs=32%20bit",
        "skip=10",
        "sortBy=createdAt",
        "sortOrder=desc",
    ];
    assert_eq!(query(&request), wanted.join("&"));
}

/// Returns a request for everything.
fn all() -> GetThreats {
    GetThreats::new(ThreatFilter::all_in_scope())
}

#[test]
fn everything_is_no_parameter() {
    assert_eq!(query(&all()), "");
}

#[test]
fn an_empty_filter_is_rejected_in_a_query_too() {
    let found = violations(GetThreats::new(ThreatFilter::new()).prepare());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].path, "filter");
    let found = violations(all().skip(1001).cursor(" ").prepare());
    let paths: Vec<_> = found.iter().map(|violation| &violation.path).collect();
    assert_eq!(paths, ["skip", "cursor"]);
}

/// The server percent-encodes a cursor in its responses, and expects the decoded one.
#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_is_decoded_once() {
    let pages = [
        r#"{"pagination":{"nextCursor":"c29ydF9vcmRlciI6ICJhc2MifQ%3D%3D","totalItems":3},"data":[{"id":"1"},{"id":"2"}]}"#,
        r#"{"pagination":{"nextCursor":null,"totalItems":3},"data":[{"id":"3"}],"errors":null}"#,
    ];
    let server = Server::start(pages.map(|page| Reply::json(page).script()));
    let client = client(&server);
    let filter = ThreatFilter::new().incident_statuses([IncidentStatus::Unresolved]);
    let mut items = client.items(GetThreats::new(filter));
    let mut ids = Vec::new();
    while let Some(threat) = items.next().await {
        ids.push(threat.expect("a threat").id.expect("its id").to_string());
    }
    assert_eq!(ids, ["1", "2", "3"]);
    drop(items);
    let seen = server.finish();
    let path = "GET /web/api/v2.1/threats?";
    let lines: Vec<_> = seen
        .requests
        .iter()
        .map(crate::http::message::Request::line)
        .collect();
    assert_eq!(
        lines,
        [
            format!("{path}incidentStatuses=unresolved HTTP/1.1"),
            format!(
                "{path}incidentStatuses=unresolved&cursor=c29ydF9vcmRlciI6ICJhc2MifQ%3D%3D HTTP/1.1"
            ),
        ]
    );
}

#[test]
fn a_stored_cursor_continues_a_listing() {
    let stored = Cursor::from("a+b/c==").to_string();
    assert_eq!(query(&all().cursor(stored)), "cursor=a%2Bb%2Fc%3D%3D");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_has_no_threats() {
    let reply = Reply::json(r#"{"pagination":{"totalItems":12,"nextCursor":null},"data":[]}"#);
    let (outcome, seen) = send(&all().count_only(true), reply.script()).await;
    let body = outcome.expect("a count").json_body;
    assert_eq!(body.pagination.total_items, Some(12));
    assert!(body.data.is_empty());
    assert_eq!(
        seen.requests[0].line(),
        "GET /web/api/v2.1/threats?countOnly=true HTTP/1.1"
    );
}

/// The oddities of a real console: displayed names of engines, `null` in many places, a boolean for a time.
#[tokio::test(flavor = "multi_thread")]
async fn threats_of_a_real_console_are_read() {
    let body = r#"{"data":[{"id":"869973519978163328",
        "agentRealtimeInfo":{"agentDecommissionedAt":true,"scanStartedAt":null,"userActionsNeeded":[]},
        "containerInfo":{"id":null,"image":null,"labels":null,"name":null},
        "mitigationStatus":[{"action":"quarantine","actionsCounters":null,"lastUpdate":"2019-09-15T12:05:49.009000Z","status":"success"}],
        "threatInfo":{"engines":["Reputation","On-Write DFI"],"detectionEngines":[{"key":"reputation","title":"Reputation"}],
            "sha256":null,"md5":null,"sha1":null,"classification":"Malware","filePath":"\\Device\\a.exe","initiatedBy":"multiple"}
        }],"pagination":{"nextCursor":null,"totalItems":null}}"#;
    let (outcome, _) = send(&all(), Reply::json(body).script()).await;
    let body = outcome.expect("a page").json_body;
    let [threat] = body.data.as_slice() else {
        panic!("{body:?}");
    };
    let info = threat.threat_info.as_ref().expect("the threat itself");
    assert_eq!(info.engines, ["Reputation", "On-Write DFI"]);
    assert_eq!(info.file_path.as_deref(), Some(r"\Device\a.exe"));
    assert!(info.sha1.is_none() && info.md5.is_none());
    let agent = threat.agent_realtime_info.as_ref().expect("the endpoint");
    assert_eq!(agent.agent_decommissioned_at, Some(true));
    let [report] = threat.mitigation_status.as_slice() else {
        panic!("{threat:?}");
    };
    assert!(report.actions_counters.is_none());
    let time = report.last_update.expect("a time").to_string();
    assert_eq!(time, "2019-09-15T12:05:49.009000Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_its_position_is_an_error() {
    let (outcome, _) = send(&all(), Reply::json(r#"{"data":[]}"#).script()).await;
    let error = chain(&outcome.expect_err("the position is missing"));
    assert!(error.contains("pagination"), "{error}");
}
