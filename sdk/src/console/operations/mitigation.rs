//! The operation *Mitigate Threats*.

use sdk_runtime::mock::{ReceivedRequest, Reply};
use sdk_runtime::values::Timestamp;
use serde_json::{Value, json};

use super::super::access::Role;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::super::threat::{ConsoleThreat, MITIGATION_STATUS};
use super::{body, update};
use crate::MitigateThreats;

/// The reports on the actions that were carried out on a threat.
const REPORTS: &str = "mitigationStatus";

/// An action: its names in a request and in reports, the permission for it, and the mitigation status
/// after it.
struct Action {
    name: &'static str,
    reported: &'static str,
    permission: &'static str,
    result: Option<&'static str>,
}

const fn action(
    name: &'static str,
    reported: &'static str,
    permission: &'static str,
    result: Option<&'static str>,
) -> Action {
    Action {
        name,
        reported,
        permission,
        result,
    }
}

#[rustfmt::skip]
const ACTIONS: [Action; 7] = [
    action("kill", "kill", "Threats.kill", Some("mitigated")),
    action("quarantine", "quarantine", "Threats.quarantine", Some("mitigated")),
    action("un-quarantine", "unquarantine", "Threats.unquarantine", Some("not_mitigated")),
    action("remediate", "remediate", "Threats.remediate", Some("mitigated")),
    action("rollback-remediation", "rollback", "Threats.rollback", Some("mitigated")),
    action("remove_macros", "remove_macros", "Threats.removeMacro", None),
    action("restore_macros", "restore_macros", "Threats.restoreMacro", None),
];

/// Carries an action out on the threats that match. One that was carried out last is skipped.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn mitigate(
    request: &ReceivedRequest<MitigateThreats>,
    role: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let name = request.input("action");
    let name = name.as_ref().and_then(|name| name.as_str());
    let action = ACTIONS.iter().find(|action| Some(action.name) == name);
    let action = action.ok_or_else(|| Refusal::invalid("action: Not a valid choice."))?;
    role.require(&[action.permission])?;
    let ids = state.select(&body(request)?["filter"])?;
    let (mut details, mut affected) = (Vec::new(), 0);
    for id in ids {
        if let Some(threat) = state.threats.get_mut(&id) {
            let (is_done, detail) = act(threat, action);
            affected += u64::from(is_done);
            details.push(detail);
        }
    }
    Ok(Reply::json(
        json!({"data": {"affected": affected, "details": details}}),
    ))
}

/// Carries an action out on a threat, unless it was the last one.
fn act(threat: &mut ConsoleThreat, action: &Action) -> (bool, Value) {
    let reports = threat.member(REPORTS).and_then(Value::as_array);
    let last = reports.and_then(|reports| reports.last());
    let is_done = last.is_some_and(|last| last["action"] == action.reported);
    let id = threat.id().to_string();
    if is_done {
        let skipped = json!({"action": action.reported, "reason": "precondition"});
        return (false, json!({"threatId": id, "skipped": [skipped]}));
    }
    let now = Timestamp::now().to_string();
    let report = json!({"action": action.reported, "status": "success", "lastUpdate": now});
    threat.push(REPORTS, report);
    if let Some(result) = action.result {
        update(threat, MITIGATION_STATUS, result);
    }
    let sent = json!({"action": action.reported, "status": "sent"});
    (true, json!({"threatId": id, "reports": [sent]}))
}
