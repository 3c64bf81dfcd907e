//! The rows of operations and responses.

use super::super::class::Action as A;
use super::super::class::Class::{Additive, Behaviour, SourceBreaking, WireAdditive, WireBreaking};
use super::super::kind::Kind as K;
use super::row::{ADDED, ADDED_OR_REMOVED, ANY, CHANGED, REMOVED, Row, all, received, sent};

/// The rows.
pub(super) const ROWS: &[Row<'static>] = &[
    all(&[K::Method, K::Path], CHANGED, &[WireBreaking]),
    sent(&[K::MediaType, K::BodyKind], ANY, &[WireBreaking]),
    all(&[K::OperationAuth], ANY, &[WireBreaking]),
    all(
        &[K::Permission, K::OptionalPermission],
        ADDED_OR_REMOVED,
        &[Behaviour],
    ),
    all(
        &[K::RefusedResponse, K::Idempotency, K::RateLimit, K::Batch],
        ANY,
        &[Behaviour],
    ),
    all(&[K::Batches], ADDED, &[Additive]),
    all(&[K::Batches], REMOVED, &[SourceBreaking]),
    all(
        &[K::Pagination, K::Outcomes, K::Preview],
        ADDED,
        &[Additive],
    ),
    all(
        &[K::Pagination, K::Outcomes, K::Preview],
        REMOVED,
        &[SourceBreaking],
    ),
    all(&[K::PreviewListing], CHANGED, &[SourceBreaking, Behaviour]),
    all(&[K::PageItem, K::OutcomeEntry], CHANGED, &[SourceBreaking]),
    // With entries, a request has one more method.
    all(&[K::OutcomeEntry], ADDED, &[SourceBreaking, Additive]),
    all(&[K::OutcomeEntry], REMOVED, &[SourceBreaking]),
    all(&[K::PageStyle, K::PageItems], CHANGED, &[WireBreaking]),
    all(&[K::PageTotal], ANY, &[Behaviour]),
    all(&[K::OutcomeFacts, K::PreviewFacts], CHANGED, &[Behaviour]),
    received(&[K::Output], ADDED, &[Additive, WireAdditive]),
    received(&[K::Output], REMOVED, &[SourceBreaking, WireBreaking]),
    received(&[K::Statuses], CHANGED, &[WireBreaking, WireAdditive]),
    received(&[K::Statuses], &[A::Tightened], &[WireBreaking]),
    received(&[K::Statuses], &[A::Loosened], &[WireAdditive]),
    // Its type is a change of the form of the response.
    received(&[K::WholeBody], ADDED, &[WireBreaking]),
    received(&[K::WholeBody], REMOVED, &[WireAdditive]),
    sent(&[K::ExtraMembers], ADDED, &[Additive]),
    sent(&[K::ExtraMembers], REMOVED, &[SourceBreaking]),
    received(&[K::Output], &[A::Renamed], &[SourceBreaking, Additive]),
    received(&[K::ResponseMediaType], ANY, &[WireBreaking]),
    received(&[K::ResponseKind], CHANGED, &[SourceBreaking]),
    received(&[K::Header], ADDED, &[Additive]),
    received(&[K::Header], REMOVED, &[SourceBreaking]),
    // Users can implement a trait for both of two types, but not for two aliases of one.
    all(&[K::SharedHeaders], ANY, &[SourceBreaking]),
];
