//! The rows of operations and responses.

use super::super::class::Action as A;
use super::super::class::Class::{
    Additive, Behaviour, Documentation, SourceBreaking, WireAdditive, WireBreaking,
};
use super::super::kind::Kind as K;
use super::row::{ADDED, ANY, CHANGED, REMOVED, Row, all};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    all(
        &[K::Method, K::Path, K::MediaType, K::BodyKind],
        ANY,
        &[WireBreaking],
    ),
    all(&[K::OperationAuth], ANY, &[WireBreaking]),
    all(
        &[
            K::Permission,
            K::OptionalPermission,
            K::RefusedResponse,
            K::Idempotency,
            K::RateLimit,
            K::Batch,
        ],
        ANY,
        &[Behaviour],
    ),
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
    all(
        &[K::PageItem, K::OutcomeEntry, K::PreviewListing],
        CHANGED,
        &[SourceBreaking],
    ),
    all(&[K::PageStyle, K::PageItems], CHANGED, &[WireBreaking]),
    all(
        &[K::PageTotal, K::OutcomeFacts, K::PreviewFacts],
        ANY,
        &[Behaviour],
    ),
    all(&[K::Output], ADDED, &[Additive, WireAdditive]),
    all(&[K::Output], REMOVED, &[SourceBreaking, WireBreaking]),
    all(&[K::Statuses], CHANGED, &[WireBreaking, WireAdditive]),
    all(&[K::Statuses], &[A::Tightened], &[WireBreaking]),
    all(&[K::Statuses], &[A::Loosened], &[WireAdditive]),
    all(&[K::Variant], ANY, &[SourceBreaking, Additive]),
    all(&[K::ResponseMediaType], ANY, &[WireBreaking]),
    all(&[K::ResponseKind], CHANGED, &[SourceBreaking]),
    all(&[K::Header], ADDED, &[Additive]),
    all(&[K::Header], REMOVED, &[SourceBreaking]),
    all(
        &[K::Output, K::Header, K::ResponsePart],
        &[A::Renamed, A::RenamedRequired, A::RenamedOnWire],
        &[Documentation],
    ),
];
