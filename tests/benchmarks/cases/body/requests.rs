//! The measured requests, and those that they are compared with.

use crate::Result;
use crate::ablations::{narrow, unchecked};
use crate::by_hand::Update;
use crate::by_hand::filter::{self, Filter, Moment, TypedFilter};
use sentinelone_sdk::{AnalystVerdict, IncidentStatus, OsType};
use sentinelone_sdk::{ThreatFilter, Timestamp, UpdateThreatIncident};

/// A timestamp as the API writes it.
const TIMESTAMP: &str = "2026-01-31T12:00:00.000000Z";

/// Three filters.
#[inline(never)]
pub fn few() -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, few_filters())
        .analyst_verdict(AnalystVerdict::FalsePositive)
}

fn few_filters() -> ThreatFilter {
    ThreatFilter::new()
        .ids(["1488938160436018741"])
        .site_ids(["225494730938493804"])
        .os_types([OsType::Windows])
}

/// The same in a request that is not checked.
#[inline(never)]
pub fn few_unchecked() -> unchecked::Update {
    unchecked::Update::new(
        IncidentStatus::Resolved,
        AnalystVerdict::FalsePositive,
        few_filters(),
    )
}

/// The same by hand.
#[inline(never)]
pub fn few_by_hand() -> Update {
    let filter = Filter::new()
        .ids(["1488938160436018741"])
        .site_ids(["225494730938493804"])
        .os_types(["windows"]);
    Update::new("resolved", filter).analyst_verdict("false_positive")
}

/// Every documented filter.
#[inline(never)]
pub fn all(timestamp: Timestamp) -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter::all_of_sdk(timestamp))
        .analyst_verdict(AnalystVerdict::FalsePositive)
}

/// The same by hand.
#[inline(never)]
pub fn all_by_hand() -> Update {
    Update::new("resolved", filter::all(TIMESTAMP)).analyst_verdict("false_positive")
}

/// Parses the timestamp.
///
/// # Errors
///
/// Returns an error if it is invalid.
pub fn timestamp() -> Result<Timestamp> {
    Ok(TIMESTAMP.parse()?)
}

/// Three filters, in a filter that has no more.
#[inline(never)]
pub fn few_of_narrow() -> narrow::Update {
    let filter = narrow::Filter::default()
        .ids(["1488938160436018741"])
        .site_ids(["225494730938493804"])
        .os_types([OsType::Windows]);
    narrow::Update::new(
        IncidentStatus::Resolved,
        AnalystVerdict::FalsePositive,
        filter,
    )
}

/// Every documented filter, with types for timestamps and known values.
///
/// # Errors
///
/// Returns an error if the timestamp is invalid.
pub fn all_typed() -> Result<Update<TypedFilter>> {
    let filter = filter::all_typed(Moment(TIMESTAMP.parse()?));
    Ok(Update::new("resolved", filter).analyst_verdict("false_positive"))
}
