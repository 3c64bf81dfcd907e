//! The rows of the API as a whole.

use super::super::class::Class::{Additive, Behaviour, SourceBreaking, WireBreaking};
use super::super::kind::Kind as K;
use super::row::{ADDED, ANY, CHANGED, REMOVED, Row, all};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    all(&[K::ApiName], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::Auth], CHANGED, &[SourceBreaking]),
    all(&[K::AuthPlace], ANY, &[WireBreaking]),
    all(&[K::Credential], ADDED, &[Additive]),
    all(&[K::Credential], REMOVED, &[SourceBreaking]),
    all(&[K::CredentialVariables, K::Environment], ANY, &[Behaviour]),
    all(&[K::ErrorKey, K::RequestIdHeader], ANY, &[WireBreaking]),
    all(&[K::ApiRateLimit], ANY, &[Behaviour]),
    all(&[K::TagFeature], ADDED, &[Additive]),
    all(&[K::TagFeature], REMOVED, &[SourceBreaking]),
    all(&[K::TagFeature], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::Condition], ADDED, &[SourceBreaking]),
    all(&[K::Condition], REMOVED, &[Additive]),
    all(&[K::Condition], CHANGED, &[SourceBreaking]),
];
