//! Requests for one ticket.

use serde_json::{Map, Value, json};

use super::{Outcome, bad, body_is, forms, json, missing};
use crate::server::http::{Reply, Request};
use crate::server::store::{Store, object};

/// The form of a new ticket.
const FORM: [&str; 8] = [
    "title",
    "reporterEmail",
    "priority",
    "dueOn",
    "estimateHours",
    "labels",
    "settings",
    "fingerprint",
];

/// Creates a ticket, now or later.
pub fn create(request: &Request, store: &mut Store) -> Outcome {
    let mut body = object(json(request)?).map_err(bad)?;
    let form = body.remove("ticket").ok_or_else(|| bad("no ticket"))?;
    let mut ticket = object(form).map_err(bad)?;
    if let Some(name) = ticket.keys().find(|name| !FORM.contains(&name.as_str())) {
        return Err(bad(format!("the form has no {name}")));
    }
    let email = ticket
        .remove("reporterEmail")
        .ok_or_else(|| bad("invalid credentials"))?;
    ticket.insert(
        "reporter".to_owned(),
        json!({"name": "somebody", "email": email}),
    );
    if request.query().map_err(bad)? == [("later".to_owned(), "true")] {
        store.jobs.push(ticket);
        let job = "0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e";
        return Ok(Reply::json(
            202,
            &json!({"job": job, "jobToken": "hush-hush"}),
        ));
    }
    let key = request.header("idempotency-key").map(str::to_owned);
    let id = store.create(key, ticket);
    let reply = Reply::json(201, &json!(store.tickets[&id]));
    Ok(reply.with("Location", format!("/api/v3/tickets/{id}")))
}

/// Closes the ticket in `tickets(7):cancel/`.
pub fn cancel(request: &Request, path: &[&str], store: &mut Store) -> Outcome {
    body_is(request, None)?;
    let ([action, ""], "POST") = (path, request.method.as_str()) else {
        return Err(missing("page here"));
    };
    let id = action.strip_prefix("tickets(");
    let id = id.and_then(|rest| rest.strip_suffix("):cancel"));
    let id = id.and_then(|id| store.find(id));
    let id = id.ok_or(missing("such ticket"))?;
    let ticket = store.tickets.entry(id).or_default();
    ticket.insert("status".to_owned(), "closed".into());
    Ok(Reply::empty(204))
}

/// Routes requests for the ticket `id`.
pub fn route(request: &Request, id: u64, path: &[&str], store: &mut Store) -> Outcome {
    match (request.method.as_str(), path) {
        ("GET" | "HEAD", []) => get(request, id, store),
        ("PUT", []) => replace(request, id, store),
        ("PATCH", []) => patch(request, id, store),
        ("DELETE", []) => {
            body_is(request, None)?;
            store.delete(id);
            Ok(Reply::empty(204))
        }
        ("POST", ["notes"]) => note(request, id, store),
        ("POST", ["labels"]) => label(request, id, store),
        ("PUT", ["priority"]) => prioritise(request, id, store),
        ("GET", ["metadata"]) => {
            body_is(request, None)?;
            let metadata = store.tickets[&id].get("metadata");
            Ok(Reply::json(200, metadata.unwrap_or(&json!({}))))
        }
        ("GET", ["approval"]) => {
            body_is(request, None)?;
            let approval = store.tickets[&id].get("approval");
            let reply = approval.map(|approval| Reply::json(200, approval));
            Ok(reply.unwrap_or(Reply::empty(204)))
        }
        ("POST", ["watchers"]) => forms::watch(request),
        ("PUT", ["metadata"]) => keep_metadata(request, id, store),
        ("POST", ["comments"]) => {
            let comment = json(request)?;
            if comment["text"].as_str().is_none() {
                return Err(bad("the comment has no text"));
            }
            Ok(Reply::json(201, &store.comment(id, comment)))
        }
        _ => Err(missing("page here")),
    }
}

/// Returns the titles of the tickets that the body lists.
pub fn titles(request: &Request, store: &Store) -> Outcome {
    let body = json(request)?;
    let ids = body["ids"].as_array().ok_or_else(|| bad("no ids"))?;
    let mut titles = Map::new();
    for id in ids.iter().filter_map(Value::as_str) {
        if let Some(ticket) = store.find(id).and_then(|id| store.tickets.get(&id)) {
            titles.insert(id.to_owned(), ticket["title"].clone());
        }
    }
    Ok(Reply::json(200, &titles.into()))
}

fn get(request: &Request, id: u64, store: &Store) -> Outcome {
    body_is(request, None)?;
    for (name, value) in request.query().map_err(bad)? {
        let depth = value
            .parse::<u8>()
            .map_err(|error| bad(error.to_string()))?;
        if name != "depth" || depth > 5 {
            return Err(bad(format!("{name} cannot be {value}")));
        }
    }
    let reply = Reply::json(200, &json!(store.tickets[&id]));
    Ok(reply.with("ETag", store.tag(id)))
}

fn replace(request: &Request, id: u64, store: &mut Store) -> Outcome {
    let ticket = object(json(request)?).map_err(bad)?;
    if request
        .header("if-match")
        .is_some_and(|tag| tag != store.tag(id))
    {
        return Err(Reply::error(412, "changed", "the ticket changed"));
    }
    store.replace(id, ticket).map_err(bad)?;
    Ok(Reply::json(200, &json!(store.tickets[&id])))
}

fn patch(request: &Request, id: u64, store: &mut Store) -> Outcome {
    body_is(request, Some("application/merge-patch+json"))?;
    let patch = request.json().and_then(object).map_err(bad)?;
    store.patch(id, patch);
    Ok(Reply::json(200, &json!(store.tickets[&id])))
}

fn note(request: &Request, id: u64, store: &mut Store) -> Outcome {
    body_is(request, Some("text/plain; charset=utf-8"))?;
    let note = std::str::from_utf8(&request.body).map_err(|error| bad(error.to_string()))?;
    let ticket = member(store, id);
    let description = ticket.entry("description").or_insert_with(|| json!(""));
    let whole = format!("{}{note}", description.as_str().unwrap_or_default());
    *description = json!(whole);
    Ok(Reply::of(
        "text/markdown; charset=utf-8",
        whole.into_bytes(),
    ))
}

fn label(request: &Request, id: u64, store: &mut Store) -> Outcome {
    let Value::Array(added) = json(request)? else {
        return Err(bad("labels are not a list"));
    };
    if added.iter().any(|label| !label.is_string()) {
        return Err(bad("a label is text"));
    }
    let labels = member(store, id)
        .entry("labels")
        .or_insert_with(|| json!([]));
    if let Some(labels) = labels.as_array_mut() {
        labels.extend(added);
    }
    Ok(Reply::json(200, labels))
}

fn prioritise(request: &Request, id: u64, store: &mut Store) -> Outcome {
    let priority = json(request)?;
    if !["low", "normal", "high", "911"]
        .iter()
        .any(|known| priority == *known)
    {
        return Err(bad(format!("unknown priority: {priority}")));
    }
    let before = member(store, id).insert("priority".to_owned(), priority.clone());
    match before {
        Some(before) if before == priority => Ok(Reply::empty(204)),
        before => Ok(Reply::json(200, &before.unwrap_or(json!("normal")))),
    }
}

/// Replaces the metadata; without a body it is removed.
fn keep_metadata(request: &Request, id: u64, store: &mut Store) -> Outcome {
    if request.body.is_empty() {
        body_is(request, None)?;
        member(store, id).remove("metadata");
    } else {
        let metadata = object(json(request)?).map_err(bad)?;
        member(store, id).insert("metadata".to_owned(), json!(metadata));
    }
    Ok(Reply::empty(204))
}

/// Returns an existing ticket.
fn member(store: &mut Store, id: u64) -> &mut Map<String, Value> {
    store.tickets.entry(id).or_default()
}
