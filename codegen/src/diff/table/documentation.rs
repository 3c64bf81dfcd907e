//! The rows of facts that only documentation and messages show.

use super::super::class::Action as A;
use super::super::class::Class::Documentation;
use super::super::kind::Kind;
use super::super::kind::Kind as K;
use super::row::{ADDED_OR_REMOVED, ANY, CHANGED, Row, all};

/// Facts that are always there.
const STATED: &[Kind] = &[
    K::Title,
    K::Description,
    K::RuntimePath,
    K::ExternalWire,
    K::BodyName,
    K::OutcomeNoun,
    K::ErrorType,
];

/// Facts that can be absent.
const OPTIONAL: &[Kind] = &[
    K::Version,
    K::PublicPath,
    K::AuthAdvice,
    K::Deviation,
    K::Content,
    K::Default,
    K::Since,
    K::Example,
    K::ItemDocs,
    K::OperationTags,
    K::RequestExample,
];

/// The rows.
pub(super) const ROWS: &[Row<'static>] = &[
    all(STATED, CHANGED, &[Documentation]),
    all(OPTIONAL, ANY, &[Documentation]),
    all(
        &[K::ErrorResponse, K::ErrorBody, K::Tag],
        ADDED_OR_REMOVED,
        &[Documentation],
    ),
    all(
        &[K::DocumentedMinimum],
        &[A::Tightened, A::Loosened],
        &[Documentation],
    ),
];
