//! Requests for the work on a ticket.

use super::{Outcome, json};
use crate::server::http::{Reply, Request};
use crate::server::store::Store;

/// Replaces the work on a ticket.
pub fn record(request: &Request, id: u64, store: &mut Store) -> Outcome {
    let work = json(request)?;
    if let Some(ticket) = store.tickets.get_mut(&id) {
        ticket.insert("work".to_owned(), work.clone());
    }
    Ok(Reply::json(200, &work))
}
