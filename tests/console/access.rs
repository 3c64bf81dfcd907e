//! Tokens, roles, and operations that the console does not carry out.

use crate::console::fixture::{ANALYST, VIEWER, all, client, console, listed, refusal};
use sentinelone_sdk::{
    AddThreatNote, GetSystemInfo, GetThreats, IncidentStatus, MitigateThreats, MitigationAction,
    ThreatFilter, UpdateThreatIncident,
};

fn update() -> UpdateThreatIncident {
    let filter = ThreatFilter::new().ids(["1"]);
    UpdateThreatIncident::new(IncidentStatus::InProgress, filter)
}

#[tokio::test]
async fn tokens_and_roles_are_checked() {
    let console = console();
    let unknown = refusal(client(&console, "other").send(&update()).await, 401);
    assert!(unknown.contains("does not know the token"), "{unknown}");
    let viewer = client(&console, VIEWER);
    let refused = refusal(viewer.send(&update()).await, 403);
    assert!(
        refused.contains("Threats.updateIncidentStatus"),
        "{refused}"
    );
    let kill = MitigateThreats::new(MitigationAction::Kill, all());
    let refused = refusal(viewer.send(&kill).await, 403);
    assert!(refused.contains("Threats.kill"), "{refused}");
    let threat = console.threat("1").expect("it exists");
    assert_eq!(threat.incident_status(), IncidentStatus::Unresolved);
    assert!(threat.to_json().to_string().contains("not_mitigated"));

    let read = listed(&viewer, &GetThreats::new(all())).await;
    assert_eq!(read.expect("a viewer can read").len(), 3);
    let note = viewer.send(&AddThreatNote::new("seen", all())).await;
    assert_eq!(note.expect("a viewer can write").json_body.data.affected, 3);
}

#[tokio::test]
async fn an_unknown_operation_is_refused() {
    let client = client(&console(), ANALYST);
    let refused = refusal(client.send(&GetSystemInfo::new()).await, 404);
    let message = "the console in memory does not carry out GET https://example.sentinelone.net/web/api/v2.1/system/info";
    assert!(refused.contains(message), "{refused}");
}

#[tokio::test]
async fn an_unknown_value_is_refused() {
    let filter = ThreatFilter::new().ids(["1"]);
    let request = UpdateThreatIncident::new("closed", filter);
    let refused = refusal(client(&console(), ANALYST).send(&request).await, 400);
    assert!(
        refused.contains("data.incidentStatus: Not a valid choice."),
        "{refused}"
    );
}

#[tokio::test]
async fn responses_have_request_ids() {
    let response = client(&console(), ANALYST).send(&update()).await;
    let headers = response.expect("accepted").headers;
    assert_eq!(headers.x_rqid.as_deref(), Some("console-in-memory-1"));
}
