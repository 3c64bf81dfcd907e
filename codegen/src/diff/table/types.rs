//! The rows of shared types and of enums.

use super::super::class::Action as A;
use super::super::class::Class::{
    Additive, Behaviour, Deprecation, Documentation, SourceBreaking, WireAdditive, WireBreaking,
};
use super::super::kind::Kind as K;
use super::row::{ADDED, ADDED_OR_REMOVED, ANY, CHANGED, REMOVED, Row, all, received, row, sent};

/// The rows.
pub(super) const ROWS: &[Row<'static>] = &[
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
    row(
        &[K::Shape],
        CHANGED,
        &[SourceBreaking, Additive],
        &[SourceBreaking, Additive, WireBreaking, WireAdditive],
    ),
    // Its type has no generated members.
    row(
        &[K::ExternalShape],
        CHANGED,
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking, WireAdditive],
    ),
    all(&[K::ExternalPath], CHANGED, &[SourceBreaking]),
    all(&[K::Direction], &[A::Loosened], &[Additive]),
    all(&[K::Direction], &[A::Tightened], &[SourceBreaking]),
    all(&[K::Direction], CHANGED, &[SourceBreaking, Additive]),
    sent(
        &[K::Selection],
        &[A::Tightened],
        &[Behaviour, WireBreaking, Additive],
    ),
    sent(
        &[K::Selection],
        &[A::Loosened],
        &[SourceBreaking, Behaviour, WireAdditive],
    ),
    sent(&[K::SelectionName], CHANGED, &[SourceBreaking, Additive]),
    all(&[K::TypeName], ADDED, &[Additive]),
    all(&[K::TypeName], REMOVED, &[SourceBreaking]),
    all(&[K::TypeName], CHANGED, &[SourceBreaking, Additive]),
    row(
        &[K::Openness],
        &[A::Tightened],
        &[SourceBreaking, Behaviour],
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
        &[A::Replaced],
        &[SourceBreaking, WireBreaking],
        &[SourceBreaking, WireBreaking, WireAdditive],
    ),
    sent(&[K::EnumWire], CHANGED, &[SourceBreaking]),
    received(
        &[K::EnumWire],
        &[A::Tightened],
        &[SourceBreaking, WireBreaking],
    ),
    received(
        &[K::EnumWire],
        &[A::Loosened],
        &[SourceBreaking, WireAdditive],
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
    all(&[K::ValueOrder], &[A::Reordered], &[Documentation]),
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
    all(
        &[K::UnionVariant],
        &[A::Renamed],
        &[SourceBreaking, Additive],
    ),
    row(
        &[K::VariantCase],
        CHANGED,
        &[WireBreaking],
        &[WireBreaking, WireAdditive, Behaviour],
    ),
    // The value of a discriminator is sent, too.
    sent(&[K::VariantCase], ADDED_OR_REMOVED, &[WireBreaking]),
    row(
        &[K::Discriminator],
        ANY,
        &[WireBreaking],
        &[WireBreaking, WireAdditive, Behaviour],
    ),
    all(&[K::Conversion], ADDED, &[Additive]),
    all(&[K::Conversion], REMOVED, &[SourceBreaking]),
    all(&[K::Success], ANY, &[Behaviour]),
];
