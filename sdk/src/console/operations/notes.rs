//! The operations on notes.

use sdk_runtime::mock::{ReceivedRequest, Reply};
use sdk_runtime::response::Operation;
use sdk_runtime::values::Timestamp;
use serde_json::{Value, json};

use super::super::access::Role;
use super::super::page::{Item, Page};
use super::super::query::Query;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::super::threat::ConsoleThreat;
use super::{body, missing};
use crate::{AddThreatNote, DeleteThreatNote, GetThreatNotes, UpdateThreatNote};

/// Adds a note to the threats that match.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn add(
    request: &ReceivedRequest<AddThreatNote>,
    role: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let body = body(request)?;
    let text = text(&body)?;
    let ids = state.select(&body["filter"])?;
    let now = Timestamp::now().to_string();
    for id in &ids {
        let note = json!({
            "id": state.next_id(), "text": text, "edited": false,
            "creator": format!("{role:?}"), "createdAt": now, "updatedAt": now,
        });
        if let Some(threat) = state.threats.get_mut(id) {
            threat.notes.push(note);
        }
    }
    Ok(Reply::json(json!({"data": {"affected": ids.len()}})))
}

/// Lists the notes on a threat.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn list(
    request: &ReceivedRequest<GetThreatNotes>,
    _: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let threat = threat(request, state)?;
    let mut query = Query::read(request.request().url());
    let page = Page::take(&mut query)?;
    let key = match page.sort_by.as_deref() {
        None | Some("createdAt") => "createdAt",
        Some("updatedAt") => "updatedAt",
        Some(_) => return Err(Refusal::invalid("sortBy: Not a valid choice.")),
    };
    let rest = query.into_json();
    if let Some(name) = rest.as_object().and_then(|rest| rest.keys().next()) {
        let detail = format!("the console in memory cannot judge `{name}`");
        return Err(Refusal::invalid(detail));
    }
    let text = |note: &Value, name: &str| note[name].as_str().unwrap_or_default().to_owned();
    let notes = threat.notes.iter().map(|note| Item {
        key: text(note, key),
        id: text(note, "id"),
        json: note.clone(),
    });
    Ok(page.cut(notes.collect()))
}

/// Replaces the text of a note.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn update(
    request: &ReceivedRequest<UpdateThreatNote>,
    _: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let body = body(request)?;
    let text = text(&body)?;
    let threat = threat(request, state)?;
    let note = position(request, threat)?;
    let note = &mut threat.notes[note];
    note["text"] = text.into();
    note["edited"] = true.into();
    note["updatedAt"] = Timestamp::now().to_string().into();
    Ok(Reply::json(json!({"data": note})))
}

/// Deletes a note.
///
/// # Errors
///
/// Returns the refusal of the request.
pub(in super::super) fn delete(
    request: &ReceivedRequest<DeleteThreatNote>,
    _: Role,
    state: &mut State,
) -> Result<Reply, Refusal> {
    let threat = threat(request, state)?;
    let note = position(request, threat)?;
    threat.notes.remove(note);
    Ok(Reply::json(json!({"data": {"success": true}})))
}

/// Returns the text of a note in the body of a request.
fn text(body: &Value) -> Result<&str, Refusal> {
    let text = body["data"]["text"].as_str();
    let text = text.ok_or_else(|| missing("text"))?;
    if !(2..=10_000).contains(&text.chars().count()) {
        return Err(Refusal::invalid(
            "data.text: Length must be between 2 and 10000.",
        ));
    }
    Ok(text)
}

/// Returns the threat in the path of a request.
fn threat<'a, O: Operation>(
    request: &ReceivedRequest<O>,
    state: &'a mut State,
) -> Result<&'a mut ConsoleThreat, Refusal> {
    let id = request.input("threat_id");
    let id = id.as_ref().and_then(|id| id.as_str());
    let threat = id.and_then(|id| state.threats.get_mut(id));
    threat.ok_or_else(|| Refusal::not_found("the console in memory does not hold this threat"))
}

/// Returns the position of the note in the path of a request.
fn position<O: Operation>(
    request: &ReceivedRequest<O>,
    threat: &ConsoleThreat,
) -> Result<usize, Refusal> {
    let id = request.input("note_id");
    let id = id.as_ref().and_then(|id| id.as_str());
    let mut notes = threat.notes.iter();
    let position = notes.position(|note| note["id"].as_str() == id);
    position.ok_or_else(|| Refusal::not_found("the threat does not have this note"))
}
