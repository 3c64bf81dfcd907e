//! The rows of shared types and of enums.

use super::super::class::Action as A;
use super::super::class::Class::{
    Additive, Behaviour, Deprecation, Documentation, SourceBreaking, WireAdditive, WireBreaking,
};
use super::super::kind::Kind as K;
use super::row::{ADDED, ANY, CHANGED, REMOVED, Row, all, row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    all(&[K::Type, K::Operation], ADDED, &[Additive]),
    all(&[K::Type, K::Operation], REMOVED, &[SourceBreaking]),
    // The types that are named after it have aliases, too.
    all(
        &[K::Type, K::Operation],
        &[A::Renamed],
        &[Additive, Deprecation],
    ),
    all(&[K::FormerTypeName], ADDED, &[Additive]),
    all(&[K::FormerTypeName], REMOVED, &[SourceBreaking]),
    all(&[K::FormerTypeName], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::Shape], CHANGED, &[SourceBreaking]),
    all(&[K::ExternalPath], CHANGED, &[SourceBreaking]),
    all(&[K::Direction], &[A::Loosened], &[Additive]),
    all(&[K::Direction], &[A::Tightened], &[SourceBreaking]),
    all(&[K::Direction], CHANGED, &[SourceBreaking, Additive]),
    all(
        &[K::Selection],
        &[A::Tightened],
        &[Behaviour, WireBreaking, Additive],
    ),
    all(
        &[K::Selection],
        &[A::Loosened],
        &[SourceBreaking, Behaviour, WireAdditive],
    ),
    all(&[K::SelectionName], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::TypeName], CHANGED, &[SourceBreaking, Additive]),
    row(
        &[K::Openness],
        &[A::Tightened],
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(
        &[K::Openness],
        &[A::Loosened],
        &[SourceBreaking, Behaviour],
        &[SourceBreaking, WireAdditive],
    ),
    row(
        &[K::EnumWire],
        CHANGED,
        &[SourceBreaking, WireBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(&[K::OpenValue], ADDED, &[Additive], &[Additive, Behaviour]),
    row(
        &[K::OpenValue],
        REMOVED,
        &[SourceBreaking],
        &[SourceBreaking, Behaviour],
    ),
    row(
        &[K::OpenValue],
        &[A::Renamed],
        &[SourceBreaking, Additive, WireBreaking],
        &[SourceBreaking, Additive, WireBreaking, Behaviour],
    ),
    row(
        &[K::OpenValue],
        &[A::RenamedOnWire],
        &[WireBreaking],
        &[WireBreaking, Behaviour],
    ),
    row(
        &[K::ClosedValue],
        ADDED,
        &[SourceBreaking, Additive],
        &[SourceBreaking, Additive, WireAdditive],
    ),
    row(
        &[K::ClosedValue],
        REMOVED,
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(
        &[K::ClosedValue],
        &[A::Renamed],
        &[SourceBreaking, Additive],
        &[SourceBreaking, Additive, WireBreaking, WireAdditive],
    ),
    row(
        &[K::ClosedValue],
        &[A::RenamedOnWire],
        &[WireBreaking],
        &[WireBreaking, WireAdditive],
    ),
    row(
        &[K::FormerValue],
        ANY,
        &[WireBreaking],
        &[WireBreaking, Behaviour],
    ),
    row(
        &[K::FormerClosedValue],
        ADDED,
        &[Behaviour],
        &[WireAdditive],
    ),
    row(
        &[K::FormerClosedValue],
        REMOVED,
        &[Behaviour],
        &[WireBreaking],
    ),
    row(
        &[K::FormerClosedValue],
        CHANGED,
        &[Behaviour],
        &[WireBreaking, WireAdditive],
    ),
    all(
        &[K::ValueOrder],
        &[A::Reordered, A::Swapped],
        &[Documentation],
    ),
    all(&[K::VariantName], CHANGED, &[SourceBreaking, Additive]),
    row(
        &[K::UnionVariant],
        ADDED,
        &[Additive],
        &[Additive, Behaviour],
    ),
    row(
        &[K::UnionVariant],
        REMOVED,
        &[SourceBreaking],
        &[SourceBreaking, Behaviour],
    ),
    all(&[K::VariantCase, K::Discriminator], ANY, &[WireBreaking]),
    all(&[K::Success], ANY, &[Behaviour]),
];
