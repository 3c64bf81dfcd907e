//! A list of ids that is split over many requests.

use super::server::{client, id, updated};
use crate::Result;
use crate::by_hand::Update;
use crate::by_hand::filter::Filter;
use crate::by_hand::response::Body;
use sentinelone_sdk::batches::BatchOptions;
use sentinelone_sdk::{IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Builder;

/// Returns the number of ids that one request can have.
fn limit() -> Result<usize> {
    let limit = UpdateThreatIncident::METADATA.batch;
    Ok(limit.ok_or("the operation cannot be split")?.max_items)
}

/// Returns the number of requests for a list of ids.
pub fn requests(ids: usize) -> Result<usize> {
    Ok(ids.div_ceil(limit()?))
}

/// Updates many threats in batches, and checks that each was reported once.
pub fn batches(total: usize) -> Result<()> {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    let client = client(move |request| {
        counter.fetch_add(1, Ordering::Relaxed);
        updated(request.body().as_ref())
    })?;
    let filter = ThreatFilter::new().ids((0..total).map(|index| id(index).to_string()));
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        let batches = client.send_batched(&request, BatchOptions::new())?;
        Result::Ok(batches.finish().await?)
    })?;
    let (sent, expected) = (sent.load(Ordering::Relaxed), requests(total)?);
    let counts = report.counts();
    if sent == expected && counts.is_complete() && counts.total() == total {
        Ok(())
    } else {
        Err(format!("{sent} requests instead of {expected}, with {counts:?}").into())
    }
}

/// Updates the same threats as a user would write it: a loop that keeps the result of each.
pub fn batches_by_hand(total: usize) -> Result<()> {
    let ids: Vec<_> = (0..total).map(|index| id(index).to_string()).collect();
    let mut results: HashMap<String, Option<String>> = HashMap::new();
    for batch in ids.chunks(limit()?) {
        let update = Update::new("resolved", Filter::new().ids(batch.iter().cloned()));
        let response = updated(&serde_json::to_vec(&update)?);
        let body: Body = serde_json::from_slice(&response)?;
        for detail in body.data.details {
            results.insert(detail.threat_id.ok_or("a detail has no id")?, detail.result);
        }
    }
    if results.len() == total && results.values().all(Option::is_some) {
        Ok(())
    } else {
        Err(format!("{} results instead of {total}", results.len()).into())
    }
}
