//! The operation *Update Threat Incident*.

use sdk_runtime::mock::{ReceivedRequest, Reply};
use serde_json::{Value, json};

use super::super::access::Role;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::super::threat::{ConsoleThreat, STATUS, VERDICT};
use super::{affected, body, choice, missing, update as set};
use crate::{AnalystVerdict, IncidentStatus, UpdateThreatIncident};

/// Updates the threats that match, and reports the outcome for each.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn update(
    request: &ReceivedRequest<UpdateThreatIncident>,
    role: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let body = body(request)?;
    let status = choice(&body, "incidentStatus", IncidentStatus::parse_known)?;
    let status = status.ok_or_else(|| missing("incidentStatus"))?;
    let verdict = choice(&body, "analystVerdict", AnalystVerdict::parse_known)?;
    if verdict.is_some() {
        role.require(&["Threats.updateAnalystVerdict"])?;
    }
    let mut details = Vec::new();
    for id in state.select(&body["filter"])? {
        if let Some(threat) = state.threats.get_mut(&id) {
            details.push(detail(threat, &status, verdict.as_ref()));
        }
    }
    let affected = affected(&details);
    Ok(Reply::json(
        json!({"data": {"affected": affected, "details": details}}),
    ))
}

/// Updates a threat, and returns the outcome.
fn detail(
    threat: &mut ConsoleThreat,
    status: &IncidentStatus,
    verdict: Option<&AnalystVerdict>,
) -> Value {
    let verdict = verdict.map(|verdict| set(threat, VERDICT, verdict.as_ref()));
    let is_undefined = threat.analyst_verdict() == AnalystVerdict::Undefined;
    let is_resolved = threat.incident_status() == IncidentStatus::Resolved;
    let result = if *status == IncidentStatus::Resolved && is_undefined && !is_resolved {
        "conditions_not_met"
    } else {
        set(threat, STATUS, status.as_ref())
    };
    let mut detail = json!({"threatId": threat.id().as_str(), "result": result});
    if let Some(verdict) = verdict {
        detail["analystVerdict"] = verdict.into();
    }
    detail
}
