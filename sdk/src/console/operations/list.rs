//! The operation *Get Threats*.

use sdk_runtime::mock::{ReceivedRequest, Reply};
use sdk_runtime::values::Timestamp;
use serde_json::Value;

use super::super::access::Role;
use super::super::page::{Item, Page};
use super::super::query::Query;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::super::threat::ConsoleThreat;
use crate::GetThreats;

/// The keys by which threats can be sorted, and the members that hold them.
#[rustfmt::skip]
const SORT_KEYS: [(&str, &str); 12] = [
    ("id", "id"),
    ("createdAt", "threatInfo.createdAt"),
    ("updatedAt", "threatInfo.updatedAt"),
    ("mitigationStatus", "threatInfo.mitigationStatus"),
    ("filePath", "threatInfo.filePath"),
    ("contentHash", "threatInfo.sha1"),
    ("classification", "threatInfo.classification"),
    ("siteId", "agentRealtimeInfo.siteId"),
    ("siteName", "agentRealtimeInfo.siteName"),
    ("agentComputerName", "agentRealtimeInfo.agentComputerName"),
    ("agentVersion", "agentRealtimeInfo.agentVersion"),
    ("agentMachineType", "agentRealtimeInfo.agentMachineType"),
];

/// Lists the threats that match.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn list(
    request: &ReceivedRequest<GetThreats>,
    _: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let mut query = Query::read(request.request().url());
    let page = Page::take(&mut query)?;
    let wanted = page.sort_by.as_deref().unwrap_or("id");
    let sorted_by = SORT_KEYS.iter().find(|(name, _)| *name == wanted);
    let Some((_, path)) = sorted_by else {
        return Err(Refusal::invalid(format!(
            "the console in memory cannot sort by `{wanted}`"
        )));
    };
    let ids = state.select(&query.into_json())?;
    let threats = ids.iter().filter_map(|id| state.threats.get(id));
    Ok(page.cut(threats.map(|threat| item(threat, path)).collect()))
}

fn item(threat: &ConsoleThreat, path: &str) -> Item {
    let key = threat.member(path).and_then(Value::as_str);
    let key = key.unwrap_or_default();
    // Times have many notations, and one order.
    let time = key.parse::<Timestamp>();
    Item {
        key: time.map_or_else(|_| key.to_owned(), |time| time.to_string()),
        id: threat.id().to_string(),
        json: threat.json().clone(),
    }
}
