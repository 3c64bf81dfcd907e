//! A walk over all pages of a list.

use super::server::{client, page};
use crate::Result;
use crate::by_hand::threat;
use sentinelone_sdk::{GetThreats, ThreatFilter};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::hint::black_box;
use tokio::runtime::Builder;

/// Walks over all items with the SDK.
pub fn walk(total: usize) -> Result<()> {
    let client = client(move |request| {
        let cursor = request.url().split("cursor=").nth(1).unwrap_or("0");
        let start = cursor.split('&').next().unwrap_or("0");
        page(start.parse().unwrap_or_default(), total)
    })?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let filter = ThreatFilter::new().site_ids(["225494730938493804"]);
    let count = runtime.block_on(async {
        let (mut items, mut count) = (client.items(GetThreats::new(filter)), 0);
        while let Some(item) = items.next().await {
            black_box(item?);
            count += 1;
        }
        Result::Ok(count)
    })?;
    if count == total {
        Ok(())
    } else {
        Err(format!("{count} items instead of {total}").into())
    }
}

#[derive(Deserialize)]
struct Page<T> {
    data: Vec<T>,
    pagination: Pagination,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pagination {
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read by a user")]
struct Threat {
    id: String,
    threat_info: ThreatInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read by a user")]
struct ThreatInfo {
    threat_name: String,
    incident_status: String,
    analyst_verdict: String,
    created_at: String,
}

/// Walks over all items as a user would write it who needs five members.
pub fn walk_by_hand(total: usize) -> Result<()> {
    walk_over::<Threat>(total)
}

/// Walks over all items as a user would write it who needs any member.
pub fn walk_all_by_hand(total: usize) -> Result<()> {
    walk_over::<threat::Threat>(total)
}

fn walk_over<T: DeserializeOwned>(total: usize) -> Result<()> {
    let (mut start, mut count) = (0, 0);
    loop {
        let page: Page<T> = serde_json::from_slice(&page(start, total))?;
        for item in page.data {
            black_box(item);
            count += 1;
        }
        match page.pagination.next_cursor {
            Some(cursor) => start = cursor.parse()?,
            None => break,
        }
    }
    if count == total {
        Ok(())
    } else {
        Err(format!("{count} items instead of {total}").into())
    }
}
