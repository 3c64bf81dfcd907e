//! Permissions, retries and limits.

use super::markdown::{code, codes};
use super::page::Page;
use crate::model::{BatchLimit, Idempotency, Metadata, RateLimit, RefusedResponse};

/// Lists the permissions, unless there are none.
pub(super) fn permissions(page: &mut Page, metadata: &Metadata) {
    if !metadata.permissions.is_empty() {
        page.fact("Permissions", &codes(&metadata.permissions));
    }
    if !metadata.optional_permissions.is_empty() {
        page.fact(
            "Permissions for some fields",
            &codes(&metadata.optional_permissions),
        );
    }
}

/// Lists the retries and limits.
pub(super) fn section(page: &mut Page, metadata: &Metadata) {
    let Metadata {
        permissions: _,
        optional_permissions: _,
        refused_responses,
        idempotency,
        rate_limit,
        batch,
    } = metadata;
    page.section("Retries and Limits");
    for RefusedResponse { status, header } in refused_responses {
        let header = header
            .as_ref()
            .map(|header| format!(" with the header {}", code(header.as_str())));
        let header = header.unwrap_or_default();
        page.fact(
            "Not carried out",
            &format!("a response with status {status}{header}"),
        );
    }
    page.fact(
        "Sent again after it may have been carried out",
        &idempotent(idempotency),
    );
    if let Some(limit) = rate_limit {
        page.fact("Rate limit", &self::rate_limit(*limit));
    }
    if let Some(BatchLimit {
        list,
        max_items,
        has_own_maximum: _,
        ids: _,
    }) = batch
    {
        let list = code(list);
        page.fact(
            "Batch",
            &format!("{list} can be split over requests of at most {max_items} items"),
        );
    }
}

/// Returns the words for the requests that can be sent again.
fn idempotent(idempotency: &Idempotency) -> String {
    match idempotency {
        Idempotency::Never => "never".to_owned(),
        Idempotency::Always => "always".to_owned(),
        Idempotency::When { set, unset } => {
            let set = (!set.is_empty()).then(|| format!("with {}", codes(set)));
            let unset = (!unset.is_empty()).then(|| format!("without {}", codes(unset)));
            let conditions: Vec<_> = set.into_iter().chain(unset).collect();
            format!("only {}", conditions.join(" and "))
        }
    }
}

/// Returns the words for a rate limit.
pub(super) fn rate_limit(limit: RateLimit) -> String {
    let RateLimit { per_second, burst } = limit;
    format!("{per_second} per second, and {burst} at once after a pause")
}
