//! The operation *Update Threat Analyst Verdict*.

use sdk_runtime::mock::{ReceivedRequest, Reply};
use serde_json::json;

use super::super::access::Role;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::super::threat::VERDICT;
use super::{affected, body, choice, missing, update as set};
use crate::{AnalystVerdict, UpdateThreatAnalystVerdict};

/// Sets the verdict on the threats that match, and reports the outcome for each.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn update(
    request: &ReceivedRequest<UpdateThreatAnalystVerdict>,
    _: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let body = body(request)?;
    let verdict = choice(&body, "analystVerdict", AnalystVerdict::parse_known)?;
    let verdict = verdict.ok_or_else(|| missing("analystVerdict"))?;
    let mut details = Vec::new();
    for id in state.select(&body["filter"])? {
        if let Some(threat) = state.threats.get_mut(&id) {
            let result = set(threat, VERDICT, verdict.as_ref());
            details.push(json!({"threatId": id.as_str(), "result": result}));
        }
    }
    let affected = affected(&details);
    Ok(Reply::json(
        json!({"data": {"affected": affected, "details": details}}),
    ))
}
