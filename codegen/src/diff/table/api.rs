//! The rows of the API as a whole.

use super::super::class::Class::{Additive, Behaviour, SourceBreaking, WireAdditive, WireBreaking};
use super::super::kind::Kind as K;
use super::row::{ADDED, ANY, CHANGED, REMOVED, Row, all};

/// The rows.
pub(super) const ROWS: &[Row<'static>] = &[
    all(&[K::ApiName], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::Auth], CHANGED, &[SourceBreaking, WireBreaking]),
    all(&[K::AuthPlace], CHANGED, &[WireBreaking]),
    all(&[K::OperationsModule], ADDED, &[Additive]),
    all(&[K::OperationsModule], REMOVED, &[SourceBreaking]),
    all(&[K::Credential], ADDED, &[Additive]),
    all(&[K::Credential], REMOVED, &[SourceBreaking]),
    all(&[K::CredentialVariables, K::Environment], ANY, &[Behaviour]),
    all(&[K::ErrorKey, K::RequestIdHeader], ADDED, &[WireAdditive]),
    all(&[K::ErrorKey, K::RequestIdHeader], REMOVED, &[WireBreaking]),
    all(
        &[K::ErrorKey, K::RequestIdHeader],
        CHANGED,
        &[WireBreaking, WireAdditive],
    ),
    all(&[K::HeaderSet], ADDED, &[Additive]),
    all(&[K::HeaderSet], REMOVED, &[SourceBreaking]),
    all(&[K::ApiRateLimit], ANY, &[Behaviour]),
    all(&[K::TagFeature], ADDED, &[Additive]),
    all(&[K::TagFeature], REMOVED, &[SourceBreaking]),
    all(&[K::TagFeature], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::Condition], ADDED, &[SourceBreaking]),
    all(&[K::Condition], REMOVED, &[Additive]),
    all(&[K::Condition], CHANGED, &[SourceBreaking]),
];
