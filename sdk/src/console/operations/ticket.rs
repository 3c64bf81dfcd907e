//! The operation *Update Threat External Ticket ID*.

use sdk_runtime::mock::{ReceivedRequest, Reply};
use serde_json::json;

use super::super::access::Role;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::super::threat::{TICKET, TICKET_EXISTS};
use super::{body, missing, update as set};
use crate::UpdateThreatExternalTicketId;

/// Connects the threats that match with a ticket, and counts them.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn connect(
    request: &ReceivedRequest<UpdateThreatExternalTicketId>,
    _: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let body = body(request)?;
    let ticket = body["data"]["externalTicketId"].as_str();
    let ticket = ticket.ok_or_else(|| missing("externalTicketId"))?;
    let ids = state.select(&body["filter"])?;
    for id in &ids {
        if let Some(threat) = state.threats.get_mut(id) {
            set(threat, TICKET, ticket);
            threat.set(TICKET_EXISTS, true);
        }
    }
    Ok(Reply::json(json!({"data": {"affected": ids.len()}})))
}
