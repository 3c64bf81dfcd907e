//! The rows of facts that only documentation and messages show.

use super::super::class::Action as A;
use super::super::class::Class::Documentation;
use super::super::kind::Kind;
use super::super::kind::Kind as K;
use super::row::{ANY, Row, all};

const DOCUMENTATION: &[Kind] = &[
    K::Title,
    K::Description,
    K::Version,
    K::RuntimePath,
    K::PublicPath,
    K::AuthAdvice,
    K::Deviation,
    K::ExternalWire,
    K::Content,
    K::Default,
    K::Since,
    K::Example,
    K::ItemDocs,
    K::OperationTags,
    K::BodyName,
    K::OutcomeNoun,
    K::ResponsePart,
    K::Source,
    K::ErrorResponse,
    K::ErrorBody,
    K::RequestExample,
    K::Tag,
];

/// The rows.
pub(super) const ROWS: &[Row] = &[
    all(DOCUMENTATION, ANY, &[Documentation]),
    all(
        &[K::DocumentedMinimum],
        &[A::Tightened, A::Loosened],
        &[Documentation],
    ),
];
